// Callbacks of a task: when they are called, between whom, and what they make ready.

#include "aio/task.hpp"

#include "../core/trace_of.hpp"
#include "task_helpers.hpp"

using aio::coro;
using aio::future;
using aio::print;
using aio::task;
using tests::check_same;
using tests::tasks::give;
using tests::tasks::ticks;

TEST_CASE("callbacks are called in the order of adding, and a removed one isn't")
{
    const auto main = []() -> coro<void> {
        const auto task = aio::create_task(give(1, 1));
        task.add_done_callback([](auto t) { print("first", t.result()); });
        const auto second = task.add_done_callback([](auto) { print("never called"); });
        task.add_done_callback([](auto t) { print("third", t.get_name()); });
        print(task.remove_done_callback(second), task.remove_done_callback(second));
        print(co_await task);
        const auto late = task.add_done_callback([](auto) { print("late"); });
        print(task.remove_done_callback(late));
        co_await aio::sleep(0);
        print("end");
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def main():
            task = asyncio.create_task(give(1, 1))
            task.add_done_callback(lambda t: print("first", t.result()))
            second = lambda t: print("never called")
            task.add_done_callback(second)
            task.add_done_callback(lambda t: print("third", t.get_name()))
            print(task.remove_done_callback(second), task.remove_done_callback(second))
            print(await task)
            late = lambda t: print("late")
            task.add_done_callback(late)
            print(task.remove_done_callback(late))
            await asyncio.sleep(0)
            print("end")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 1 0
        0 step Task-2
        1 step Task-2
        1 done Task-2
        1 task=- first 1
        1 task=- third Task-2
        1 step Task-1
        1 task=Task-1 1
        1 task=Task-1 0
        1 task=- late
        1 step Task-1
        1 task=Task-1 end
        1 done Task-1
    )"});
}

TEST_CASE("a callback is in line with the awaiting tasks, in the order of arrival")
{
    const auto waiter = [](const char* name, task<int> t) -> coro<void> { print(name, co_await t); };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(give(1, 1));
        aio::create_task(waiter("a", t));
        co_await aio::sleep(0);
        t.add_done_callback([](auto) { print("callback"); });
        aio::create_task(waiter("b", t));
        co_await aio::sleep(2);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def waiter(name, t):
            print(name, await t)
        async def main():
            t = asyncio.create_task(give(1, 1))
            asyncio.create_task(waiter("a", t))
            await asyncio.sleep(0)
            t.add_done_callback(lambda t: print("callback"))
            asyncio.create_task(waiter("b", t))
            await asyncio.sleep(2)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 create Task-4
        0 step Task-4
        1 step Task-2
        1 done Task-2
        1 step Task-3
        1 task=Task-3 a 1
        1 done Task-3
        1 task=- callback
        1 step Task-4
        1 task=Task-4 b 1
        1 done Task-4
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("callbacks made ready by one wait for the next iteration, and its exception is reported")
{
    const auto main = []() -> coro<void> {
        const auto t = aio::create_task(give(1, 1));
        const future<int> f;
        t.add_done_callback([f](auto done) { f.set_result(done.result() + 1); });
        t.add_done_callback([](auto) { throw aio::value_error("in a callback"); });
        t.add_done_callback([](auto) { aio::create_task(ticks(1)); });
        print(co_await f);
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def ticks(count):
            for i in range(count):
                print("tick", i)
                await asyncio.sleep(0)
        async def main():
            t = asyncio.create_task(give(1, 1))
            f = asyncio.get_running_loop().create_future()
            t.add_done_callback(lambda done: f.set_result(done.result() + 1))
            def throws(done):
                raise ValueError("in a callback")
            t.add_done_callback(throws)
            t.add_done_callback(lambda done: asyncio.create_task(ticks(1)))
            print(await f)
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-2
        1 done Task-2
        1 create Task-3
        1 step Task-1
        1 task=Task-1 2
        1 step Task-3
        1 task=Task-3 tick 0
        1 step Task-3
        1 done Task-3
        2 step Task-1
        2 done Task-1
    )", R"(
        Exception in callback
    )"});
}
