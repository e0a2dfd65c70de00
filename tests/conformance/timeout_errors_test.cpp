// The time is over and something else happens: a cancellation from outside, another exception, a result.

#include "aio/timeout.hpp"

#include "../core/trace_of.hpp"
#include "aio/with.hpp"
#include "now.hpp"

using aio::coro;
using aio::print;
using tests::check_same;
using tests::now;

TEST_CASE("a task cancelled from outside within the time is cancelled, not timed out")
{
    const auto worker = []() -> coro<void> {
        co_await aio::with(aio::timeout(5), []() -> coro<void> { co_await aio::sleep(9); });
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(worker());
        co_await aio::sleep(1);
        task.cancel();
        try {
            co_await task;
        } catch (const aio::cancelled_error&) {
            print("cancelled", task.cancelling(), now());
        }
    };
    check_same(main, {R"py(
        async def worker():
            async with asyncio.timeout(5):
                await asyncio.sleep(9)
        async def main():
            task = asyncio.create_task(worker())
            await asyncio.sleep(1)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                print("cancelled", task.cancelling(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 cancelled 1 1.0
        1 done Task-1
    )"});
}

TEST_CASE("cancelled from outside and timed out at once: the outer cancellation wins")
{
    const auto worker = []() -> coro<void> {
        auto limit = aio::timeout(1);
        try {
            co_await aio::with(limit, []() -> coro<void> { co_await aio::sleep(9); });
        } catch (const aio::timeout_error&) {
            print("never printed");
        } catch (const aio::cancelled_error&) {
            print("cancelled", limit.expired());
            throw;
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(worker());
        co_await aio::sleep(1);
        task.cancel();
        try {
            co_await task;
        } catch (const aio::cancelled_error&) {
            print("main", task.cancelling());
        }
    };
    check_same(main, {R"py(
        async def worker():
            limit = asyncio.timeout(1)
            try:
                async with limit:
                    await asyncio.sleep(9)
            except TimeoutError:
                print("never printed")
            except asyncio.CancelledError:
                print("cancelled", limit.expired())
                raise
        async def main():
            task = asyncio.create_task(worker())
            await asyncio.sleep(1)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                print("main", task.cancelling())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 cancel Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 cancelled True
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 main 1
        1 done Task-1
    )"});
}

TEST_CASE("a block that swallows the cancellation has still timed out, without an error")
{
    const auto main = []() -> coro<void> {
        auto limit = aio::timeout(1);
        co_await aio::with(limit, []() -> coro<void> {
            try {
                co_await aio::sleep(9);
            } catch (const aio::cancelled_error&) {
                print("swallowed");
            }
            co_await aio::sleep(1);
            print("goes on");
        });
        print(limit.expired(), now());
    };
    check_same(main, {R"py(
        async def main():
            limit = asyncio.timeout(1)
            async with limit:
                try:
                    await asyncio.sleep(9)
                except asyncio.CancelledError:
                    print("swallowed")
                await asyncio.sleep(1)
                print("goes on")
            print(limit.expired(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 swallowed
        2 step Task-1
        2 task=Task-1 goes on
        2 task=Task-1 True 2.0
        2 done Task-1
    )"});
}

TEST_CASE("another exception from a block whose time is up stays as it is")
{
    const auto main = []() -> coro<void> {
        auto limit = aio::timeout(1);
        try {
            co_await aio::with(limit, []() -> coro<void> {
                try {
                    co_await aio::sleep(9);
                } catch (const aio::cancelled_error&) {
                    throw aio::value_error("instead");
                }
            });
        } catch (const aio::value_error& e) {
            print("caught", e.what(), limit.expired());
        }
    };
    check_same(main, {R"py(
        async def main():
            limit = asyncio.timeout(1)
            try:
                async with limit:
                    try:
                        await asyncio.sleep(9)
                    except asyncio.CancelledError:
                        raise ValueError("instead")
            except ValueError as e:
                print("caught", e, limit.expired())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 caught instead True
        1 done Task-1
    )"});
}

TEST_CASE("time is up just as the awaited task ends: the older timer decides")
{
    const auto main = []() -> coro<void> {
        co_await aio::with(aio::timeout(1), []() -> coro<void> {
            co_await aio::sleep(1);
            print("never printed, for the limit was set first");
        });
    };
    check_same(main, {R"py(
        async def main():
            async with asyncio.timeout(1):
                await asyncio.sleep(1)
                print("never printed, for the limit was set first")
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 failed Task-1 TimeoutError
        1 task=- TimeoutError
    )"});
}

TEST_CASE("a task whose wake-up is already queued when its waiter times out is still cancelled")
{
    const auto main = []() -> coro<void> {
        auto limit = aio::timeout(9);
        const auto sleeper = aio::create_task([]() -> coro<void> { co_await aio::sleep(1); }());
        co_await aio::sleep(0);
        try {
            co_await aio::with(limit, [&]() -> coro<void> {
                limit.reschedule(1);
                co_await sleeper;
                print("never printed");
            });
        } catch (const aio::timeout_error&) {
            print("timeout", sleeper.done(), sleeper.cancelled());
        }
    };
    check_same(main, {R"py(
        async def sleeper():
            await asyncio.sleep(1)
        async def main():
            limit = asyncio.timeout(9)
            task = asyncio.create_task(sleeper())
            await asyncio.sleep(0)
            try:
                async with limit:
                    limit.reschedule(1)
                    await task
                    print("never printed")
            except TimeoutError:
                print("timeout", task.done(), task.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        1 cancel Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 timeout True True
        1 done Task-1
    )"});
}
