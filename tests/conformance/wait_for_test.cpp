// What is done in time, late, or is given no time at all: its result, or the timeout.

#include "aio/wait_for.hpp"

#include "../core/trace_of.hpp"
#include "now.hpp"
#include "wait_for_helpers.hpp"

using aio::coro;
using aio::print;
using tests::check_same;
using tests::now;
using tests::waits::give;

TEST_CASE("what is done in time returns its result; a coroutine is awaited without its own task")
{
    const auto main = []() -> coro<void> {
        print(co_await aio::wait_for(give(1, 1), 2));
        print(co_await aio::wait_for(give(2, 1), std::nullopt));
        co_await aio::sleep(2);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            print("begins")
            await asyncio.sleep(delay)
            print("ends")
            return value
        async def main():
            print(await asyncio.wait_for(give(1, 1), 2))
            print(await asyncio.wait_for(give(2, 1), None))
            await asyncio.sleep(2)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 begins
        1 step Task-1
        1 task=Task-1 ends
        1 task=Task-1 1
        1 task=Task-1 begins
        2 step Task-1
        2 task=Task-1 ends
        2 task=Task-1 2
        4 step Task-1
        4 done Task-1
    )"});
}

TEST_CASE("a coroutine that isn't done in time is cancelled, and cleans up before the error is thrown")
{
    const auto slow = []() -> coro<void> {
        std::exception_ptr error;
        try {
            co_await aio::sleep(5);
        } catch (...) {
            print("cancelled", now());
            error = std::current_exception();
        }
        co_await aio::sleep(1);
        print("cleaned up", now());
        std::rethrow_exception(error);
    };
    const auto main = [&]() -> coro<void> {
        try {
            co_await aio::wait_for(slow(), 2);
        } catch (const aio::timeout_error&) {
            print("timeout", now());
        }
    };
    check_same(main, {R"py(
        def now():
            return asyncio.get_running_loop().time()
        async def slow():
            try:
                await asyncio.sleep(5)
            finally:
                print("cancelled", now())
                await asyncio.sleep(1)
                print("cleaned up", now())
        async def main():
            try:
                await asyncio.wait_for(slow(), 2)
            except TimeoutError:
                print("timeout", now())
    )py", R"(
        0 create Task-1
        0 step Task-1
        2 cancel Task-1
        2 step Task-1
        2 task=Task-1 cancelled 2.0
        3 step Task-1
        3 task=Task-1 cleaned up 3.0
        3 task=Task-1 timeout 3.0
        3 done Task-1
    )"});
}

TEST_CASE("a task that isn't done in time is cancelled too, and takes its own step to end")
{
    const auto main = []() -> coro<void> {
        const auto task = aio::create_task(give(1, 5));
        try {
            co_await aio::wait_for(task, 2);
        } catch (const aio::timeout_error&) {
            print("timeout", task.cancelled(), now());
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            print("begins")
            await asyncio.sleep(delay)
            print("ends")
            return value
        async def main():
            task = asyncio.create_task(give(1, 5))
            try:
                await asyncio.wait_for(task, 2)
            except TimeoutError:
                print("timeout", task.cancelled(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 begins
        2 cancel Task-1
        2 cancel Task-2
        2 step Task-2
        2 cancelled Task-2
        2 step Task-1
        2 task=Task-1 timeout True 2.0
        2 done Task-1
    )"});
}

TEST_CASE("a late result counts if the cancellation is swallowed")
{
    const auto stubborn = []() -> coro<std::string> {
        try {
            co_await aio::sleep(5);
        } catch (const aio::cancelled_error&) {
            print("swallowed");
        }
        co_await aio::sleep(2);
        co_return "late";
    };
    const auto main = [&]() -> coro<void> {
        print(co_await aio::wait_for(stubborn(), 1), now());
        print(co_await aio::wait_for(aio::create_task(stubborn()), 1), now());
    };
    check_same(main, {R"py(
        def now():
            return asyncio.get_running_loop().time()
        async def stubborn():
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                print("swallowed")
            await asyncio.sleep(2)
            return "late"
        async def main():
            print(await asyncio.wait_for(stubborn(), 1), now())
            print(await asyncio.wait_for(asyncio.create_task(stubborn()), 1), now())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 swallowed
        3 step Task-1
        3 task=Task-1 late 3.0
        3 create Task-2
        3 step Task-2
        4 cancel Task-1
        4 cancel Task-2
        4 step Task-2
        4 task=Task-2 swallowed
        6 step Task-2
        6 done Task-2
        6 step Task-1
        6 task=Task-1 late 6.0
        6 done Task-1
    )"});
}

TEST_CASE("with a timeout of zero, a coroutine becomes a task that is cancelled before its first step")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::wait_for(give(1, 1), 0);
        } catch (const aio::timeout_error&) {
            print("timeout");
        }
        try {
            co_await aio::wait_for(give(1, 1), -1);
        } catch (const aio::timeout_error&) {
            print("timeout");
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            print("begins")
            await asyncio.sleep(delay)
            print("ends")
            return value
        async def main():
            try:
                await asyncio.wait_for(give(1, 1), 0)
            except TimeoutError:
                print("timeout")
            try:
                await asyncio.wait_for(give(1, 1), -1)
            except TimeoutError:
                print("timeout")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 cancel Task-2
        0 step Task-2
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 timeout
        0 create Task-3
        0 cancel Task-3
        0 step Task-3
        0 cancelled Task-3
        0 step Task-1
        0 task=Task-1 timeout
        0 done Task-1
    )"});
}

TEST_CASE("with a timeout of zero, a done task returns its result at once")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(give(1, 0));
        co_await task;
        aio::create_task(other());
        print(co_await aio::wait_for(task, 0));
        aio::future<int> failed;
        failed.set_exception(aio::value_error("no"));
        try {
            co_await aio::wait_for(failed, 0);
        } catch (const aio::value_error& e) {
            print("caught", e.what());
        }
        aio::future<int> cancelled;
        cancelled.cancel();
        try {
            co_await aio::wait_for(cancelled, 0);
        } catch (const aio::cancelled_error&) {
            print("cancelled");
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            print("begins")
            await asyncio.sleep(delay)
            print("ends")
            return value
        async def other():
            print("other")
        async def main():
            task = asyncio.create_task(give(1, 0))
            await task
            asyncio.create_task(other())
            print(await asyncio.wait_for(task, 0))
            failed = asyncio.get_running_loop().create_future()
            failed.set_exception(ValueError("no"))
            try:
                await asyncio.wait_for(failed, 0)
            except ValueError as e:
                print("caught", e)
            cancelled = asyncio.get_running_loop().create_future()
            cancelled.cancel()
            try:
                await asyncio.wait_for(cancelled, 0)
            except asyncio.CancelledError:
                print("cancelled")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 begins
        0 step Task-2
        0 task=Task-2 ends
        0 done Task-2
        0 step Task-1
        0 create Task-3
        0 task=Task-1 1
        0 task=Task-1 caught no
        0 task=Task-1 cancelled
        0 done Task-1
        0 step Task-3
        0 task=Task-3 other
        0 done Task-3
    )"});
}

TEST_CASE("with a timeout of zero, a task that refuses to be cancelled is awaited")
{
    const auto stubborn = []() -> coro<int> {
        try {
            co_await aio::sleep(5);
        } catch (const aio::cancelled_error&) {
            print("swallowed", now());
        }
        co_await aio::sleep(2);
        co_return 7;
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(stubborn());
        co_await aio::sleep(1);
        print(co_await aio::wait_for(task, 0), now());
    };
    check_same(main, {R"py(
        def now():
            return asyncio.get_running_loop().time()
        async def stubborn():
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                print("swallowed", now())
            await asyncio.sleep(2)
            return 7
        async def main():
            task = asyncio.create_task(stubborn())
            await asyncio.sleep(1)
            print(await asyncio.wait_for(task, 0), now())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 swallowed 1.0
        3 step Task-2
        3 done Task-2
        3 step Task-1
        3 task=Task-1 7 3.0
        3 done Task-1
    )"});
}
