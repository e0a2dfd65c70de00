// A task of a group fails: who is cancelled, in which order, and how the block hears of it.

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
using tests::task_groups::print_group;
using tests::task_groups::slow_to_end;

TEST_CASE("the first failure cancels the other tasks and the block, and is thrown in a group")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                group.create_task(give(1, 3));
                group.create_task(fail("no", 1));
                group.create_task(slow_to_end(1));
                try {
                    co_await aio::sleep(9);
                } catch (const aio::cancelled_error&) {
                    print("the block is cancelled");
                    throw;
                }
            });
        } catch (const exception_group& e) {
            print_group(e);
        }
        print(aio::task_base::current().cancelling(), aio::loop::running().time());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def fail(message, delay):
            await asyncio.sleep(delay)
            raise ValueError(message)
        async def slow_to_end(delay):
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                print("cancelled")
                await asyncio.sleep(delay)
                print("cleaned up")
                raise
        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(give(1, 3))
                    group.create_task(fail("no", 1))
                    group.create_task(slow_to_end(1))
                    try:
                        await asyncio.sleep(9)
                    except asyncio.CancelledError:
                        print("the block is cancelled")
                        raise
            except ExceptionGroup as group:
                print(group)
                for e in group.exceptions:
                    print(type(e).__name__, e)
            print(asyncio.current_task().cancelling(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        1 step Task-3
        1 failed Task-3 ValueError
        1 cancel Task-2
        1 cancel Task-4
        1 cancel Task-1
        1 step Task-2
        1 cancelled Task-2
        1 step Task-4
        1 task=Task-4 cancelled
        1 step Task-1
        1 task=Task-1 the block is cancelled
        2 step Task-4
        2 task=Task-4 cleaned up
        2 cancelled Task-4
        2 step Task-1
        2 task=Task-1 unhandled errors in a TaskGroup (1 sub-exception)
        2 task=Task-1 ValueError no
        2 task=Task-1 0 2.0
        2 done Task-1
    )"});
}

TEST_CASE("a failure while the block's end waits cancels the remaining tasks")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                group.create_task(give(1, 3));
                group.create_task(fail("no", 1));
                group.create_task(give(2, 0.5));
                co_return;
            });
        } catch (const exception_group& e) {
            print_group(e);
        }
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def fail(message, delay):
            await asyncio.sleep(delay)
            raise ValueError(message)
        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(give(1, 3))
                    group.create_task(fail("no", 1))
                    group.create_task(give(2, 0.5))
            except ExceptionGroup as group:
                print(group)
                for e in group.exceptions:
                    print(type(e).__name__, e)
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0.5 step Task-4
        0.5 task=Task-4 give 2
        0.5 done Task-4
        1 step Task-3
        1 failed Task-3 ValueError
        1 cancel Task-2
        1 cancel Task-1
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 step Task-1
        1 task=Task-1 unhandled errors in a TaskGroup (1 sub-exception)
        1 task=Task-1 ValueError no
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("a block that catches a task's failure is still cancelled at its next await")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                const auto task = group.create_task(fail("task", 1));
                try {
                    co_await task;
                } catch (const aio::value_error&) {
                    print("the block knows");
                }
                co_await aio::sleep(5);
            });
        } catch (const exception_group& e) {
            print_group(e);
        }
        print(aio::task_base::current().cancelling());
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def fail(message, delay):
            await asyncio.sleep(delay)
            raise ValueError(message)
        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    task = group.create_task(fail("task", 1))
                    try:
                        await task
                    except ValueError:
                        print("the block knows")
                    await asyncio.sleep(5)
            except ExceptionGroup as group:
                print(group)
                for e in group.exceptions:
                    print(type(e).__name__, e)
            print(asyncio.current_task().cancelling())
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-2
        1 failed Task-2 ValueError
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 unhandled errors in a TaskGroup (1 sub-exception)
        1 task=Task-1 ValueError task
        1 task=Task-1 0
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("a block that swallows its cancellation continues; the failure is thrown at its end")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                group.create_task(fail("task", 1));
                try {
                    co_await aio::sleep(5);
                } catch (const aio::cancelled_error&) {
                    print("swallowed", aio::task_base::current().cancelling());
                }
                co_await aio::sleep(2);
                print("end of the block");
            });
        } catch (const exception_group& e) {
            print_group(e);
        }
        print(aio::task_base::current().cancelling(), aio::loop::running().time());
    };
    check_same(main, {R"py(
        async def fail(message, delay):
            await asyncio.sleep(delay)
            raise ValueError(message)
        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(fail("task", 1))
                    try:
                        await asyncio.sleep(5)
                    except asyncio.CancelledError:
                        print("swallowed", asyncio.current_task().cancelling())
                    await asyncio.sleep(2)
                    print("end of the block")
            except ExceptionGroup as group:
                print(group)
                for e in group.exceptions:
                    print(type(e).__name__, e)
            print(asyncio.current_task().cancelling(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-2
        1 failed Task-2 ValueError
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 swallowed 1
        3 step Task-1
        3 task=Task-1 end of the block
        3 task=Task-1 unhandled errors in a TaskGroup (1 sub-exception)
        3 task=Task-1 ValueError task
        3 task=Task-1 0 3.0
        3 done Task-1
    )"});
}

TEST_CASE("one of many tasks fails: the others are cancelled in the order of their creation")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                for (const int i : {5, 3, 4}) {
                    group.create_task(give(i, i));
                }
                group.create_task(fail("no", 2));
                for (const int i : {2, 1, 6}) {
                    group.create_task(give(i, i));
                }
                co_return;
            });
        } catch (const exception_group& e) {
            print_group(e);
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
        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    for i in 5, 3, 4:
                        group.create_task(give(i, i))
                    group.create_task(fail("no", 2))
                    for i in 2, 1, 6:
                        group.create_task(give(i, i))
            except ExceptionGroup as group:
                print(group)
                for e in group.exceptions:
                    print(type(e).__name__, e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 create Task-6
        0 create Task-7
        0 create Task-8
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 step Task-5
        0 step Task-6
        0 step Task-7
        0 step Task-8
        1 step Task-7
        1 task=Task-7 give 1
        1 done Task-7
        2 step Task-5
        2 failed Task-5 ValueError
        2 step Task-6
        2 task=Task-6 give 2
        2 done Task-6
        2 cancel Task-2
        2 cancel Task-3
        2 cancel Task-4
        2 cancel Task-8
        2 cancel Task-1
        2 step Task-2
        2 cancelled Task-2
        2 step Task-3
        2 cancelled Task-3
        2 step Task-4
        2 cancelled Task-4
        2 step Task-8
        2 cancelled Task-8
        2 step Task-1
        2 step Task-1
        2 task=Task-1 unhandled errors in a TaskGroup (1 sub-exception)
        2 task=Task-1 ValueError no
        2 done Task-1
    )"});
}
