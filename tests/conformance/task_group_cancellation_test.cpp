// The task that has the block is cancelled, by others or by a time limit, alone or while a task of the group
// fails.

#include "aio/task_group.hpp"

#include "../core/trace_of.hpp"
#include "aio/exception_group.hpp"
#include "aio/timeout.hpp"
#include "aio/with.hpp"
#include "task_group_helpers.hpp"

using aio::coro;
using aio::exception_group;
using aio::print;
using aio::task_group;
using tests::check_same;
using tests::task_groups::fail;
using tests::task_groups::fail_late;
using tests::task_groups::give;
using tests::task_groups::print_group;
using tests::task_groups::slow_to_end;

TEST_CASE("the parent is cancelled in its block: so are its tasks, and it waits for them")
{
    const auto parent = []() -> coro<void> {
        co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
            group.create_task(slow_to_end(1));
            group.create_task(give(1, 9));
            co_await aio::sleep(9);
        });
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(parent());
        co_await aio::sleep(1);
        task.cancel("message");
        try {
            co_await task;
        } catch (const aio::cancelled_error& e) {
            print("cancelled", e.what(), task.cancelling(), aio::loop::running().time());
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def slow_to_end(delay):
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                print("cancelled")
                await asyncio.sleep(delay)
                print("cleaned up")
                raise
        async def parent():
            async with asyncio.TaskGroup() as group:
                group.create_task(slow_to_end(1))
                group.create_task(give(1, 9))
                await asyncio.sleep(9)
        async def main():
            task = asyncio.create_task(parent())
            await asyncio.sleep(1)
            task.cancel("message")
            try:
                await task
            except asyncio.CancelledError as e:
                print("cancelled", e, task.cancelling(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-3
        0 step Task-4
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancel Task-3
        1 cancel Task-4
        1 step Task-3
        1 task=Task-3 cancelled
        1 step Task-4
        1 cancelled Task-4
        2 step Task-3
        2 task=Task-3 cleaned up
        2 cancelled Task-3
        2 step Task-2
        2 cancelled Task-2
        2 step Task-1
        2 task=Task-1 cancelled message 1 2.0
        2 done Task-1
    )"});
}

TEST_CASE("the parent is cancelled at the block's end, and again: its tasks are cancelled once")
{
    const auto parent = []() -> coro<void> {
        co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
            group.create_task(slow_to_end(2));
            co_return;
        });
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(parent());
        co_await aio::sleep(1);
        task.cancel("first");
        co_await aio::sleep(1);
        task.cancel("second");
        try {
            co_await task;
        } catch (const aio::cancelled_error& e) {
            print("cancelled", e.what(), task.cancelling(), aio::loop::running().time());
        }
    };
    check_same(main, {R"py(
        async def slow_to_end(delay):
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                print("cancelled")
                await asyncio.sleep(delay)
                print("cleaned up")
                raise
        async def parent():
            async with asyncio.TaskGroup() as group:
                group.create_task(slow_to_end(2))
        async def main():
            task = asyncio.create_task(parent())
            await asyncio.sleep(1)
            task.cancel("first")
            await asyncio.sleep(1)
            task.cancel("second")
            try:
                await task
            except asyncio.CancelledError as e:
                print("cancelled", e, task.cancelling(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 create Task-3
        0 step Task-3
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancel Task-3
        1 step Task-3
        1 task=Task-3 cancelled
        2 step Task-1
        2 cancel Task-2
        2 step Task-2
        3 step Task-3
        3 task=Task-3 cleaned up
        3 cancelled Task-3
        3 step Task-2
        3 cancelled Task-2
        3 step Task-1
        3 task=Task-1 cancelled first 2 3.0
        3 done Task-1
    )"});
}

TEST_CASE("the parent is cancelled and a task fails: the failure is thrown, then the cancellation")
{
    const auto parent = []() -> coro<void> {
        try {
            co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                group.create_task(fail_late("late"));
                co_await aio::sleep(9);
            });
        } catch (const exception_group& e) {
            print_group(e);
        }
        print(aio::task_base::current().cancelling());
        co_await aio::sleep(0);
        print("never printed");
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(parent());
        co_await aio::sleep(1);
        task.cancel();
        try {
            co_await task;
        } catch (const aio::cancelled_error&) {
            print("cancelled", task.cancelling());
        }
    };
    check_same(main, {R"py(
        async def fail_late(message):
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                raise RuntimeError(message)
        async def parent():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(fail_late("late"))
                    await asyncio.sleep(9)
            except ExceptionGroup as group:
                print(group)
                for e in group.exceptions:
                    print(type(e).__name__, e)
            print(asyncio.current_task().cancelling())
            await asyncio.sleep(0)
            print("never printed")
        async def main():
            task = asyncio.create_task(parent())
            await asyncio.sleep(1)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                print("cancelled", task.cancelling())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 create Task-3
        0 step Task-3
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancel Task-3
        1 step Task-3
        1 failed Task-3 RuntimeError
        1 step Task-2
        1 cancel Task-2
        1 task=Task-2 unhandled errors in a TaskGroup (1 sub-exception)
        1 task=Task-2 RuntimeError late
        1 task=Task-2 1
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 cancelled 1
        1 done Task-1
    )"});
}

TEST_CASE("a task fails and the parent is cancelled in one iteration: both count")
{
    const auto parent = []() -> coro<void> {
        try {
            co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                group.create_task(fail("no", 1));
                co_await aio::sleep(9);
            });
        } catch (const exception_group& e) {
            print_group(e);
        }
        print(aio::task_base::current().cancelling());
        co_await aio::sleep(1);
        print("never printed");
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(parent());
        co_await aio::sleep(0);
        co_await aio::sleep(1);
        task.cancel();
        try {
            co_await task;
        } catch (const aio::cancelled_error&) {
            print("cancelled", task.cancelling());
        }
    };
    check_same(main, {R"py(
        async def fail(message, delay):
            await asyncio.sleep(delay)
            raise ValueError(message)
        async def parent():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(fail("no", 1))
                    await asyncio.sleep(9)
            except ExceptionGroup as group:
                print(group)
                for e in group.exceptions:
                    print(type(e).__name__, e)
            print(asyncio.current_task().cancelling())
            await asyncio.sleep(1)
            print("never printed")
        async def main():
            task = asyncio.create_task(parent())
            await asyncio.sleep(0)
            await asyncio.sleep(1)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                print("cancelled", task.cancelling())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 create Task-3
        0 step Task-1
        0 step Task-3
        1 step Task-1
        1 cancel Task-2
        1 step Task-3
        1 failed Task-3 ValueError
        1 step Task-2
        1 step Task-2
        1 cancel Task-2
        1 task=Task-2 unhandled errors in a TaskGroup (1 sub-exception)
        1 task=Task-2 ValueError no
        1 task=Task-2 1
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 cancelled 1
        1 done Task-1
    )"});
}

TEST_CASE("a timeout around a group cancels all of it")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::with(aio::timeout(1), []() -> coro<void> {
                co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                    group.create_task(slow_to_end(1));
                    group.create_task(give(1, 3));
                    co_return;
                });
            });
        } catch (const aio::timeout_error&) {
            print("timeout", aio::loop::running().time(), aio::task_base::current().cancelling());
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
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
                async with asyncio.timeout(1):
                    async with asyncio.TaskGroup() as group:
                        group.create_task(slow_to_end(1))
                        group.create_task(give(1, 3))
            except TimeoutError:
                print("timeout", asyncio.get_running_loop().time(), asyncio.current_task().cancelling())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 cancel Task-1
        1 step Task-1
        1 cancel Task-2
        1 cancel Task-3
        1 step Task-2
        1 task=Task-2 cancelled
        1 step Task-3
        1 cancelled Task-3
        2 step Task-2
        2 task=Task-2 cleaned up
        2 cancelled Task-2
        2 step Task-1
        2 task=Task-1 timeout 2.0 0
        2 done Task-1
    )"});
}

TEST_CASE("a timeout inside a group, one of whose tasks fails first: the cancellation is the group's")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                group.create_task(fail("no", 1));
                try {
                    co_await aio::with(aio::timeout(2), []() -> coro<void> { co_await aio::sleep(9); });
                } catch (const aio::timeout_error&) {
                    print("never printed");
                }
            });
        } catch (const exception_group& e) {
            print_group(e);
        }
        print(aio::loop::running().time(), aio::task_base::current().cancelling());
    };
    check_same(main, {R"py(
        async def fail(message, delay):
            await asyncio.sleep(delay)
            raise ValueError(message)
        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(fail("no", 1))
                    try:
                        async with asyncio.timeout(2):
                            await asyncio.sleep(9)
                    except TimeoutError:
                        print("never printed")
            except ExceptionGroup as group:
                print(group)
                for e in group.exceptions:
                    print(type(e).__name__, e)
            print(asyncio.get_running_loop().time(), asyncio.current_task().cancelling())
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
        1 task=Task-1 ValueError no
        1 task=Task-1 1.0 0
        1 done Task-1
    )"});
}
