// A coroutine is a value. Calling a coroutine function runs nothing; awaiting the coroutine runs it like a
// call, and uses it up. A coroutine that's dropped without being awaited is reported on stderr, as in Python.
#include <aio/aio.hpp>

aio::coro<std::string> greet(std::string name)
{
    aio::print("greet", name);
    co_await aio::sleep(1);
    co_return "hello, " + name;
}

aio::coro<> await_again(aio::coro<std::string> greeting)
{
    try {
        aio::print(co_await std::move(greeting));
    } catch (const aio::runtime_error& error) {
        aio::print("error:", error.what());
    }
}

aio::coro<> program()
{
    aio::coro<std::string> greeting = greet("Ada");
    aio::print("nothing has run yet");

    aio::print(co_await std::move(greeting));  // awaiting takes the coroutine's frame, so it needs a move
    co_await await_again(std::move(greeting));

    {
        const auto forgotten = greet("Grace");
    }
    aio::print(co_await greet("Alan"));
}

int main()
{
    aio::console console({.times = true});
    aio::loop loop(&console);
    aio::run(loop, program());
}
