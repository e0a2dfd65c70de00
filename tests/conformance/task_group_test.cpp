#include "aio/task_group.hpp"

#include "../core/trace_of.hpp"
#include "aio/exception_group.hpp"
#include "aio/timeout.hpp"
#include "aio/with.hpp"

using aio::coro;
using aio::exception_group;
using aio::print;
using aio::task_group;
using tests::check_same;

namespace {

coro<int> give(int value, double delay)
{
    co_await aio::sleep(delay);
    print("give", value);
    co_return value;
}

coro<void> fail(std::string message, double delay)
{
    co_await aio::sleep(delay);
    throw aio::value_error(message);
}

/// Fails when it is cancelled.
coro<void> fail_late(std::string message)
{
    try {
        co_await aio::sleep(9);
    } catch (const aio::cancelled_error&) {
        throw aio::runtime_error(message);
    }
}

/// Takes its time when it is cancelled.
coro<void> slow_to_end(double delay)
{
    std::exception_ptr error;
    try {
        co_await aio::sleep(9);
    } catch (const aio::cancelled_error&) {
        print("cancelled");
        error = std::current_exception();
    }
    co_await aio::sleep(delay);
    print("cleaned up");
    std::rethrow_exception(error);
}

void print_group(const exception_group& group)
{
    print(group.what());
    for (const std::exception_ptr& e : group.exceptions()) {
        const aio::error_text text = aio::describe(e);
        print(text.type, text.message);
    }
}

}  // namespace

TEST_CASE("the block ends when all its tasks have, those too that are added at the last moment")
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

TEST_CASE("a block whose tasks are all done, or that has none, ends without a turn of the loop")
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

TEST_CASE("the first failure cancels the other tasks and the block, and comes out in a group")
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

TEST_CASE("a failure while the end of the block waits cancels the tasks that are left")
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

TEST_CASE("the block fails while tasks fail: those that failed first come first, and the block last")
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

TEST_CASE("a task fails just before the block does: both failures are in the group, and nobody is cancelled")
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

TEST_CASE("a block that catches the failure of a task is cancelled at its next await all the same")
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

TEST_CASE("a block that swallows its cancellation goes on; the failure comes out at its end")
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

TEST_CASE("a task that is cancelled, or cancels itself, is no failure")
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
            print("cancelled", e.message(), task.cancelling(), aio::loop::running().time());
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

TEST_CASE("the parent is cancelled at the end of its block, and again while it waits: once is enough for the tasks")
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
            print("cancelled", e.message(), task.cancelling(), aio::loop::running().time());
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

TEST_CASE("the parent is cancelled and a task fails of it: the failure is thrown, the cancellation comes next")
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

TEST_CASE("groups within groups: the inner one's failure is one of the outer one's, a group in a group")
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

TEST_CASE("a time limit round a group cancels all of it")
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

TEST_CASE("a time limit within a group that fails meanwhile: the cancellation is the group's")
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

TEST_CASE("an exception group leaves the program under its name and its message")
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

TEST_CASE("many tasks, of which one in the middle fails: the others are cancelled in the order of their creation")
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
