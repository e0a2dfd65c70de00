// A blocking call holds the whole loop, so three counters take six seconds. Counters that await take two:
// while one sleeps, the others run.
#include <aio/aio.hpp>

aio::coro<> count_blocking(std::string name)
{
    aio::print(name, "one");
    aio::blocking_sleep(1);
    aio::print(name, "two");
    aio::blocking_sleep(1);
    co_return;
}

aio::coro<> count(std::string name)
{
    aio::print(name, "one");
    co_await aio::sleep(1);
    aio::print(name, "two");
    co_await aio::sleep(1);
}

aio::coro<> program()
{
    const aio::loop& loop = aio::loop::running();

    double began = loop.time();
    co_await aio::gather(count_blocking("A"), count_blocking("B"), count_blocking("C"));
    aio::print("blocking:", loop.time() - began, "seconds");

    began = loop.time();
    co_await aio::gather(count("A"), count("B"), count("C"));
    aio::print("awaiting:", loop.time() - began, "seconds");
}

int main()
{
    aio::console console({.times = true});
    aio::loop loop(&console);
    aio::run(loop, program());
}
