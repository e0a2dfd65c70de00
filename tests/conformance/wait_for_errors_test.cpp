// A time limit and something else that ends the wait: an exception, a cancellation, another limit.

#include "aio/wait_for.hpp"

#include "../core/trace_of.hpp"
#include "aio/gather.hpp"
#include "now.hpp"
#include "wait_for_helpers.hpp"

using aio::coro;
using aio::print;
using tests::check_same;
using tests::now;
using tests::waits::give;

TEST_CASE("the waiter is cancelled: so is its task, and no timeout results")
{
    const auto waiter = []() -> coro<void> {
        try {
            co_await aio::wait_for(give(1, 5), 3);
        } catch (const aio::timeout_error&) {
            print("never printed");
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(waiter());
        co_await aio::sleep(1);
        task.cancel();
        try {
            co_await task;
        } catch (const aio::cancelled_error&) {
            print("cancelled", now());
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            print("begins")
            await asyncio.sleep(delay)
            print("ends")
            return value
        async def waiter():
            try:
                await asyncio.wait_for(give(1, 5), 3)
            except TimeoutError:
                print("never printed")
        async def main():
            task = asyncio.create_task(waiter())
            await asyncio.sleep(1)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                print("cancelled", asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 begins
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 cancelled 1.0
        1 done Task-1
    )"});
}

TEST_CASE("a failure in time is thrown as it is, even if it's a timeout error")
{
    const auto fails = [](bool timeout) -> coro<void> {
        co_await aio::sleep(1);
        if (timeout) {
            throw aio::timeout_error("its own");
        }
        throw aio::value_error("no");
    };
    const auto main = [&]() -> coro<void> {
        try {
            co_await aio::wait_for(fails(false), 2);
        } catch (const aio::value_error& e) {
            print("caught", e.what());
        }
        try {
            co_await aio::wait_for(fails(true), 2);
        } catch (const aio::timeout_error& e) {
            print("timeout", e.what(), now());
        }
    };
    check_same(main, {R"py(
        async def fails(timeout):
            await asyncio.sleep(1)
            if timeout:
                raise TimeoutError("its own")
            raise ValueError("no")
        async def main():
            try:
                await asyncio.wait_for(fails(False), 2)
            except ValueError as e:
                print("caught", e)
            try:
                await asyncio.wait_for(fails(True), 2)
            except TimeoutError as e:
                print("timeout", e, asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 caught no
        2 step Task-1
        2 task=Task-1 timeout its own 2.0
        2 done Task-1
    )"});
}

TEST_CASE("an exception during the cleanup replaces the timeout")
{
    const auto messy = []() -> coro<void> {
        try {
            co_await aio::sleep(5);
        } catch (const aio::cancelled_error&) {
            throw aio::value_error("mess");
        }
    };
    const auto main = [&]() -> coro<void> {
        try {
            co_await aio::wait_for(messy(), 1);
        } catch (const aio::value_error& e) {
            print("caught", e.what());
        }
        try {
            co_await aio::wait_for(aio::create_task(messy()), 1);
        } catch (const aio::value_error& e) {
            print("caught", e.what());
        }
    };
    check_same(main, {R"py(
        async def messy():
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                raise ValueError("mess")
        async def main():
            try:
                await asyncio.wait_for(messy(), 1)
            except ValueError as e:
                print("caught", e)
            try:
                await asyncio.wait_for(asyncio.create_task(messy()), 1)
            except ValueError as e:
                print("caught", e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 caught mess
        1 create Task-2
        1 step Task-2
        2 cancel Task-1
        2 cancel Task-2
        2 step Task-2
        2 failed Task-2 ValueError
        2 step Task-1
        2 task=Task-1 caught mess
        2 done Task-1
    )"});
}

TEST_CASE("nested in each other, and around a gather: the first timeout cancels the tasks")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::wait_for(aio::wait_for(aio::gather(give(1, 5), aio::sleep(9)), 1), 1);
        } catch (const aio::timeout_error&) {
            print("timeout", now());
        }
        co_await aio::sleep(9);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            print("begins")
            await asyncio.sleep(delay)
            print("ends")
            return value
        async def main():
            try:
                await asyncio.wait_for(asyncio.wait_for(asyncio.gather(give(1, 5), asyncio.sleep(9)), 1), 1)
            except TimeoutError:
                print("timeout", asyncio.get_running_loop().time())
            await asyncio.sleep(9)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 begins
        0 step Task-3
        1 cancel Task-1
        1 cancel Task-2
        1 cancel Task-3
        1 cancel Task-1
        1 cancel Task-2
        1 cancel Task-3
        1 step Task-2
        1 cancelled Task-2
        1 step Task-3
        1 cancelled Task-3
        1 step Task-1
        1 task=Task-1 timeout 1.0
        10 step Task-1
        10 done Task-1
    )"});
}

TEST_CASE("a future is set at the very time of the timeout")
{
    const auto setter = [](aio::future<int> f) -> coro<void> {
        co_await aio::sleep(1);
        print("sets", f.done());
        if (!f.done()) {
            f.set_result(1);
        }
    };
    const auto main = [&]() -> coro<void> {
        const aio::future<int> early;
        aio::create_task(setter(early));
        co_await aio::sleep(0);
        try {
            print("got", co_await aio::wait_for(early, 1), early.cancelled());
        } catch (const aio::timeout_error&) {
            print("timeout", early.cancelled());
        }
    };
    check_same(main, {R"py(
        async def setter(f):
            await asyncio.sleep(1)
            print("sets", f.done())
            if not f.done():
                f.set_result(1)
        async def main():
            early = asyncio.get_running_loop().create_future()
            asyncio.create_task(setter(early))
            await asyncio.sleep(0)
            try:
                print("got", await asyncio.wait_for(early, 1), early.cancelled())
            except TimeoutError:
                print("timeout", early.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        1 cancel Task-1
        1 step Task-2
        1 task=Task-2 sets True
        1 done Task-2
        1 step Task-1
        1 task=Task-1 timeout True
        1 done Task-1
    )"});
}
