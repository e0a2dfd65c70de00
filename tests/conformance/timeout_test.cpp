// A block ends in time or it doesn't; its limit can be moved while it lasts.

#include "aio/timeout.hpp"

#include "../core/trace_of.hpp"
#include "aio/with.hpp"
#include "now.hpp"

using aio::coro;
using aio::print;
using aio::timeout_scope;
using tests::check_same;
using tests::now;

TEST_CASE("when time is up the block is cancelled, and the cancellation becomes a timeout error")
{
    const auto main = []() -> coro<void> {
        auto limit = aio::timeout(1);
        print(limit.expired());
        try {
            co_await aio::with(limit, [&]() -> coro<void> {
                try {
                    co_await aio::sleep(2);
                } catch (const aio::cancelled_error&) {
                    print("cancelled", limit.expired());
                    throw;
                }
            });
        } catch (const aio::timeout_error& e) {
            print("timeout", "'" + std::string(e.what()) + "'", limit.expired(), now());
        }
    };
    check_same(main, {R"py(
        async def main():
            limit = asyncio.timeout(1)
            print(limit.expired())
            try:
                async with limit:
                    try:
                        await asyncio.sleep(2)
                    except asyncio.CancelledError:
                        print("cancelled", limit.expired())
                        raise
            except TimeoutError as e:
                print("timeout", f"'{e}'", limit.expired(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 False
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 cancelled True
        1 task=Task-1 timeout '' True 1.0
        1 done Task-1
    )"});
}

TEST_CASE("a block that ends in time leaves no timer behind")
{
    const auto main = []() -> coro<void> {
        auto limit = aio::timeout(3);
        co_await aio::with(limit, []() -> coro<void> { co_await aio::sleep(1); });
        print(limit.expired(), *limit.when());
        aio::future<int> never;
        co_await never;
    };
    check_same(main, {R"py(
        async def main():
            limit = asyncio.timeout(3.0)
            async with limit:
                await asyncio.sleep(1)
            print(limit.expired(), limit.when())
            never = asyncio.get_running_loop().create_future()
            await never
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 False 3.0
        1 task=- deadlock: no task can run
    )"});
}

TEST_CASE("a deadline can be put off, brought forward and removed")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::with(aio::timeout(1), [](timeout_scope& limit) -> coro<void> {
                limit.reschedule(3);
                co_await aio::sleep(2);
                print("still here", *limit.when());
                limit.reschedule(std::nullopt);
                co_await aio::sleep(3);
                print("no limit", limit.when().has_value());
                limit.reschedule(5.5);
                co_await aio::sleep(1);
                print("never printed");
            });
        } catch (const aio::timeout_error&) {
            print("timeout", now());
        }
    };
    check_same(main, {R"py(
        async def main():
            try:
                async with asyncio.timeout(1) as limit:
                    limit.reschedule(3.0)
                    await asyncio.sleep(2)
                    print("still here", limit.when())
                    limit.reschedule(None)
                    await asyncio.sleep(3)
                    print("no limit", limit.when() is not None)
                    limit.reschedule(5.5)
                    await asyncio.sleep(1)
                    print("never printed")
            except TimeoutError:
                print("timeout", asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        2 step Task-1
        2 task=Task-1 still here 3.0
        5 step Task-1
        5 task=Task-1 no limit False
        5.5 cancel Task-1
        5.5 step Task-1
        5.5 task=Task-1 timeout 5.5
        5.5 done Task-1
    )"});
}

TEST_CASE("a timeout of zero or in the past takes effect at the first suspension")
{
    const auto main = []() -> coro<void> {
        co_await aio::sleep(1);
        try {
            co_await aio::with(aio::timeout(0), []() -> coro<void> {
                print("runs");
                co_await aio::sleep(0);
                print("still runs");
                co_await aio::sleep(0);
                print("never printed");
            });
        } catch (const aio::timeout_error&) {
            print("timeout", now());
        }
        try {
            co_await aio::with(aio::timeout_at(0.5), []() -> coro<void> { co_await aio::sleep(1); });
        } catch (const aio::timeout_error&) {
            print("timeout", now());
        }
        co_await aio::with(aio::timeout(-1), []() -> coro<void> {
            print("does not suspend");
            co_return;
        });
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def main():
            await asyncio.sleep(1)
            try:
                async with asyncio.timeout(0):
                    print("runs")
                    await asyncio.sleep(0)
                    print("still runs")
                    await asyncio.sleep(0)
                    print("never printed")
            except TimeoutError:
                print("timeout", asyncio.get_running_loop().time())
            try:
                async with asyncio.timeout_at(0.5):
                    await asyncio.sleep(1)
            except TimeoutError:
                print("timeout", asyncio.get_running_loop().time())
            async with asyncio.timeout(-1):
                print("does not suspend")
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 runs
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 timeout 1.0
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 timeout 1.0
        1 task=Task-1 does not suspend
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("a timeout is used once, and rescheduled only inside its block")
{
    const auto main = []() -> coro<void> {
        auto limit = aio::timeout(1);
        try {
            limit.reschedule(2);
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        co_await aio::with(limit, []() -> coro<void> { co_return; });
        try {
            limit.reschedule(2);
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        try {
            co_await aio::with(limit, []() -> coro<void> { co_return; });
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        auto short_one = aio::timeout(1);
        try {
            co_await aio::with(short_one, [&]() -> coro<void> {
                try {
                    co_await aio::sleep(2);
                } catch (const aio::cancelled_error&) {
                    short_one.reschedule(5);
                }
            });
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        try {
            short_one.reschedule(5);
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
    };
    check_same(main, {R"py(
        async def main():
            limit = asyncio.timeout(1)
            try:
                limit.reschedule(2)
            except RuntimeError as e:
                print(e)
            async with limit:
                pass
            try:
                limit.reschedule(2)
            except RuntimeError as e:
                print(e)
            try:
                async with limit:
                    pass
            except RuntimeError as e:
                print(e)
            short_one = asyncio.timeout(1)
            try:
                async with short_one:
                    try:
                        await asyncio.sleep(2)
                    except asyncio.CancelledError:
                        short_one.reschedule(5)
            except RuntimeError as e:
                print(e)
            try:
                short_one.reschedule(5)
            except RuntimeError as e:
                print(e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 Timeout has not been entered
        0 task=Task-1 Cannot change state of finished Timeout
        0 task=Task-1 Timeout has already been entered
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 Cannot change state of expiring Timeout
        1 task=Task-1 Cannot change state of expired Timeout
        1 done Task-1
    )"});
}
