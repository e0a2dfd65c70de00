// What a group waits for before its block ends, and who may still be added to it.

#include "aio/task_group.hpp"

#include "../core/trace_of.hpp"
#include "aio/exception_group.hpp"
#include "aio/with.hpp"
#include "task_group_helpers.hpp"

using aio::coro;
using aio::exception_group;
using aio::print;
using aio::task_group;
using tests::check_same;
using tests::task_groups::fail;
using tests::task_groups::give;

TEST_CASE("the block ends when all its tasks are done, even those added at the last moment")
{
    const auto main = []() -> coro<void> {
        const auto first = co_await aio::with(task_group(), [](task_group& group) -> coro<aio::task<int>> {
            const auto late = [&]() -> coro<void> {
                co_await aio::sleep(2);
                group.create_task(give(2, 1));
            };
            const auto task = group.create_task(give(1, 1), "first");
            co_await group.create_task(aio::sleep(0), "a sleep");
            group.create_task([](auto f) -> coro<void> { co_await f(); }(late));
            print("end of the block");
            co_await aio::sleep(2.5);
            co_return task;
        });
        print(first.get_name(), first.result(), aio::loop::running().time());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def call(f):
            await f()
        async def main():
            async with asyncio.TaskGroup() as group:
                async def late():
                    await asyncio.sleep(2)
                    group.create_task(give(2, 1))
                first = group.create_task(give(1, 1), name="first")
                await group.create_task(asyncio.sleep(0), name="a sleep")
                group.create_task(call(late))
                print("end of the block")
                await asyncio.sleep(2.5)
            print(first.get_name(), first.result(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create first
        0 create a_sleep
        0 step first
        0 step a_sleep
        0 step a_sleep
        0 done a_sleep
        0 step Task-1
        0 create Task-2
        0 task=Task-1 end of the block
        0 step Task-2
        1 step first
        1 task=first give 1
        1 done first
        2 step Task-2
        2 create Task-3
        2 done Task-2
        2 step Task-3
        2.5 step Task-1
        3 step Task-3
        3 task=Task-3 give 2
        3 done Task-3
        3 step Task-1
        3 task=Task-1 first 1 3.0
        3 done Task-1
    )"});
}

TEST_CASE("a block without tasks, or with only done ones, ends without a turn of the loop")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(other());
        co_await aio::with(task_group(), []() -> coro<void> {
            print("block");
            co_return;
        });
        print("after");
        co_await aio::with(task_group(), [&](task_group& group) -> coro<void> {
            co_await group.create_task(give(1, 0));
            aio::create_task(other());
        });
        print("after");
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def other():
            print("other")
        async def main():
            asyncio.create_task(other())
            async with asyncio.TaskGroup():
                print("block")
            print("after")
            async with asyncio.TaskGroup() as group:
                await group.create_task(give(1, 0))
                asyncio.create_task(other())
            print("after")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 block
        0 task=Task-1 after
        0 create Task-3
        0 step Task-2
        0 task=Task-2 other
        0 done Task-2
        0 step Task-3
        0 step Task-3
        0 task=Task-3 give 1
        0 done Task-3
        0 step Task-1
        0 create Task-4
        0 task=Task-1 after
        0 done Task-1
        0 step Task-4
        0 task=Task-4 other
        0 done Task-4
    )"});
}

TEST_CASE("a task that is cancelled, or cancels itself, isn't a failure")
{
    const auto gives_up = []() -> coro<void> {
        co_await aio::sleep(1);
        throw aio::cancelled_error();
    };
    const auto main = [&]() -> coro<void> {
        co_await aio::with(task_group(), [&](task_group& group) -> coro<void> {
            const auto task = group.create_task(give(1, 5));
            group.create_task(gives_up());
            group.create_task(give(2, 2));
            co_await aio::sleep(0.5);
            task.cancel();
        });
        print("end", aio::loop::running().time());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def gives_up():
            await asyncio.sleep(1)
            raise asyncio.CancelledError
        async def main():
            async with asyncio.TaskGroup() as group:
                task = group.create_task(give(1, 5))
                group.create_task(gives_up())
                group.create_task(give(2, 2))
                await asyncio.sleep(0.5)
                task.cancel()
            print("end", asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0.5 step Task-1
        0.5 cancel Task-2
        0.5 step Task-2
        0.5 cancelled Task-2
        1 step Task-3
        1 cancelled Task-3
        2 step Task-4
        2 task=Task-4 give 2
        2 done Task-4
        2 step Task-1
        2 task=Task-1 end 2.0
        2 done Task-1
    )"});
}

TEST_CASE("no task can be added before the block, after it, or once a task has failed")
{
    const auto say = [](task_group group) {
        try {
            group.create_task(give(1, 1));
            print("added");
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
    };
    const auto main = [&]() -> coro<void> {
        const task_group group;
        say(group);
        co_await aio::with(group, [&]() -> coro<void> {
            say(group);
            co_return;
        });
        say(group);
        try {
            co_await aio::with(group, []() -> coro<void> { co_return; });
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        const task_group failing;
        const auto late = [&]() -> coro<void> {
            try {
                co_await aio::sleep(9);
            } catch (const aio::cancelled_error&) {
                say(failing);
            }
        };
        try {
            co_await aio::with(failing, [&]() -> coro<void> {
                failing.create_task(late());
                failing.create_task(fail("no", 1));
                co_return;
            });
        } catch (const exception_group&) {
            say(failing);
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def fail(message, delay):
            await asyncio.sleep(delay)
            raise ValueError(message)
        def say(group):
            try:
                group.create_task(give(1, 1))
                print("added")
            except RuntimeError as e:
                print(e)
        async def main():
            group = asyncio.TaskGroup()
            say(group)
            async with group:
                say(group)
            say(group)
            try:
                async with group:
                    pass
            except RuntimeError as e:
                print(e)
            failing = asyncio.TaskGroup()
            async def late():
                try:
                    await asyncio.sleep(9)
                except asyncio.CancelledError:
                    say(failing)
            try:
                async with failing:
                    failing.create_task(late())
                    failing.create_task(fail("no", 1))
            except ExceptionGroup:
                say(failing)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 TaskGroup <TaskGroup> has not been entered
        0 create Task-2
        0 task=Task-1 added
        0 step Task-2
        1 step Task-2
        1 task=Task-2 give 1
        1 done Task-2
        1 step Task-1
        1 task=Task-1 TaskGroup <TaskGroup entered> is finished
        1 task=Task-1 TaskGroup <TaskGroup entered> has already been entered
        1 create Task-3
        1 create Task-4
        1 step Task-3
        1 step Task-4
        2 step Task-4
        2 failed Task-4 ValueError
        2 cancel Task-3
        2 cancel Task-1
        2 step Task-3
        2 task=Task-3 TaskGroup <TaskGroup tasks=1 errors=1 cancelling> is shutting down
        2 done Task-3
        2 step Task-1
        2 step Task-1
        2 task=Task-1 TaskGroup <TaskGroup cancelling> is finished
        2 done Task-1
    )"});
}
