// Several failures come out of one block: how they are ordered, nested, and named.

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
using tests::task_groups::fail_late;
using tests::task_groups::give;
using tests::task_groups::print_group;

TEST_CASE("the block fails while tasks fail: the tasks' failures come first, in order, the block's last")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                group.create_task(fail_late("a"));
                group.create_task(fail_late("b"));
                group.create_task(give(1, 9));
                co_await aio::sleep(1);
                throw aio::value_error("the block");
            });
        } catch (const exception_group& e) {
            print_group(e);
        }
        print(aio::task_base::current().cancelling());
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def fail_late(message):
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                raise RuntimeError(message)
        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(fail_late("a"))
                    group.create_task(fail_late("b"))
                    group.create_task(give(1, 9))
                    await asyncio.sleep(1)
                    raise ValueError("the block")
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
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        1 step Task-1
        1 cancel Task-2
        1 cancel Task-3
        1 cancel Task-4
        1 step Task-2
        1 failed Task-2 RuntimeError
        1 step Task-3
        1 failed Task-3 RuntimeError
        1 step Task-4
        1 cancelled Task-4
        1 step Task-1
        1 task=Task-1 unhandled errors in a TaskGroup (3 sub-exceptions)
        1 task=Task-1 RuntimeError a
        1 task=Task-1 RuntimeError b
        1 task=Task-1 ValueError the block
        1 task=Task-1 0
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("a task fails just before the block does: both failures are in the group, without a cancellation")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
                group.create_task(fail("task", 1));
                co_await aio::sleep(0);
                co_await aio::sleep(1);
                throw aio::value_error("block");
            });
        } catch (const exception_group& e) {
            print_group(e);
        }
        print(aio::task_base::current().cancelling());
    };
    check_same(main, {R"py(
        async def fail(message, delay):
            await asyncio.sleep(delay)
            raise ValueError(message)
        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(fail("task", 1))
                    await asyncio.sleep(0)
                    await asyncio.sleep(1)
                    raise ValueError("block")
            except ExceptionGroup as group:
                print(group)
                for e in group.exceptions:
                    print(type(e).__name__, e)
            print(asyncio.current_task().cancelling())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        1 step Task-2
        1 failed Task-2 ValueError
        1 step Task-1
        1 step Task-1
        1 task=Task-1 unhandled errors in a TaskGroup (2 sub-exceptions)
        1 task=Task-1 ValueError task
        1 task=Task-1 ValueError block
        1 task=Task-1 0
        1 done Task-1
    )"});
}

TEST_CASE("nested groups: the inner group's failure is a group inside the outer group's")
{
    const auto inner = []() -> coro<void> {
        co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
            group.create_task(fail("a", 1));
            group.create_task(fail("b", 1));
            co_return;
        });
    };
    const auto main = [&]() -> coro<void> {
        std::exception_ptr error;
        try {
            co_await aio::with(task_group(), [&](task_group& group) -> coro<void> {
                group.create_task(inner());
                group.create_task(fail_late("late"));
                co_await aio::sleep(2);
            });
        } catch (const exception_group& e) {
            print_group(e);
            error = std::current_exception();
        }
        const auto [values, rest] = aio::except_group<aio::value_error>(error);
        print(aio::describe(values).message);
        print(aio::describe(rest).message);
        const auto [none, all] = aio::split<aio::type_error>(error);
        print(none == nullptr, aio::describe(all).message);
    };
    check_same(main, {R"py(
        async def fail(message, delay):
            await asyncio.sleep(delay)
            raise ValueError(message)
        async def fail_late(message):
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                raise RuntimeError(message)
        async def inner():
            async with asyncio.TaskGroup() as group:
                group.create_task(fail("a", 1))
                group.create_task(fail("b", 1))
        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(inner())
                    group.create_task(fail_late("late"))
                    await asyncio.sleep(2)
            except ExceptionGroup as group:
                print(group)
                for e in group.exceptions:
                    print(type(e).__name__, e)
                error = group
            values, rest = error.split(ValueError)
            print(values)
            print(rest)
            none, all = error.split(TypeError)
            print(none is None, all)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 create Task-4
        0 create Task-5
        0 step Task-3
        0 step Task-4
        0 step Task-5
        1 step Task-4
        1 failed Task-4 ValueError
        1 step Task-5
        1 failed Task-5 ValueError
        1 cancel Task-2
        1 step Task-2
        1 failed Task-2 ExceptionGroup
        1 cancel Task-3
        1 cancel Task-1
        1 step Task-3
        1 failed Task-3 RuntimeError
        1 step Task-1
        1 step Task-1
        1 task=Task-1 unhandled errors in a TaskGroup (2 sub-exceptions)
        1 task=Task-1 ExceptionGroup unhandled errors in a TaskGroup (2 sub-exceptions)
        1 task=Task-1 RuntimeError late
        1 task=Task-1 unhandled errors in a TaskGroup (1 sub-exception)
        1 task=Task-1 unhandled errors in a TaskGroup (1 sub-exception)
        1 task=Task-1 True unhandled errors in a TaskGroup (2 sub-exceptions)
        1 done Task-1
    )"});
}

TEST_CASE("an exception group ends the program with its name and its message")
{
    const auto main = []() -> coro<void> {
        co_await aio::with(task_group(), [](task_group& group) -> coro<void> {
            group.create_task(fail("a", 1));
            group.create_task(fail("b", 1));
            group.create_task(give(1, 1));
            co_return;
        });
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
            async with asyncio.TaskGroup() as group:
                group.create_task(fail("a", 1))
                group.create_task(fail("b", 1))
                group.create_task(give(1, 1))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        1 step Task-2
        1 failed Task-2 ValueError
        1 step Task-3
        1 failed Task-3 ValueError
        1 step Task-4
        1 task=Task-4 give 1
        1 done Task-4
        1 cancel Task-1
        1 step Task-1
        1 failed Task-1 ExceptionGroup
        1 task=- ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)
    )"});
}
