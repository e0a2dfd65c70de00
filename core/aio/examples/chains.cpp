// Coroutines that await coroutines. Three chains run at the same time, each step of a chain needs the result
// of the one before, and gather returns the chains' results in the order of its arguments.
#include <aio/aio.hpp>

aio::coro<std::string> first_part(int n)
{
    co_await aio::sleep(aio::random::uniform(0, 5));
    const std::string result = "result " + aio::str(n) + "-1";
    aio::print("returning", result);
    co_return result;
}

aio::coro<std::string> second_part(int n, std::string from)
{
    co_await aio::sleep(aio::random::uniform(0, 5));
    const std::string result = "result " + aio::str(n) + "-2 from " + from;
    aio::print("returning", result);
    co_return result;
}

aio::coro<std::string> chain(int n)
{
    co_return co_await second_part(n, co_await first_part(n));
}

aio::coro<> program()
{
    aio::random::seed(1);
    std::vector<aio::coro<std::string>> chains;
    for (const int n : {9, 6, 3}) {
        chains.push_back(chain(n));
    }
    for (const std::string& result : co_await aio::gather(std::move(chains))) {
        aio::print(result);
    }
}

int main()
{
    aio::console console({.times = true});
    aio::loop loop(&console);
    aio::run(loop, program());
}
