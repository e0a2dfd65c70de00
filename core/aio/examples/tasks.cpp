// Awaiting two coroutines one after the other takes as long as both together. As tasks they wait at the same
// time. Making a task doesn't run it yet: its first step comes when the current task suspends.
#include <aio/aio.hpp>

aio::coro<> say_after(double delay, std::string word)
{
    co_await aio::sleep(delay);
    aio::print(word);
}

aio::coro<> program()
{
    aio::print("one after the other");
    co_await say_after(2, "hello");
    co_await say_after(3, "world");

    aio::print("at the same time");
    const auto hello = aio::create_task(say_after(2, "hello"));
    const auto world = aio::create_task(say_after(3, "world"), "world");
    aio::print(hello.get_name(), "and", world.get_name(), "haven't begun");
    co_await hello;
    co_await world;
}

int main()
{
    aio::console console({.times = true});
    aio::loop loop(&console);
    aio::run(loop, program());
}
