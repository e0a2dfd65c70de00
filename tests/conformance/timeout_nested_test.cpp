// Limits within limits: which one is over first, and which gives the error.

#include "aio/timeout.hpp"

#include "../core/trace_of.hpp"
#include "aio/with.hpp"
#include "now.hpp"

using aio::coro;
using aio::print;
using tests::check_same;
using tests::now;

TEST_CASE("the inner of two nested timeouts comes first: the outer block continues")
{
    const auto main = []() -> coro<void> {
        co_await aio::with(aio::timeout(3), []() -> coro<void> {
            try {
                co_await aio::with(aio::timeout(1), []() -> coro<void> { co_await aio::sleep(9); });
            } catch (const aio::timeout_error&) {
                print("inner", now());
            }
            co_await aio::sleep(1);
            print("outer goes on", now());
        });
    };
    check_same(main, {R"py(
        async def main():
            async with asyncio.timeout(3):
                try:
                    async with asyncio.timeout(1):
                        await asyncio.sleep(9)
                except TimeoutError:
                    print("inner", asyncio.get_running_loop().time())
                await asyncio.sleep(1)
                print("outer goes on", asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 inner 1.0
        2 step Task-1
        2 task=Task-1 outer goes on 2.0
        2 done Task-1
    )"});
}

TEST_CASE("the outer of two nested timeouts comes first: the inner block is cancelled, not timed out")
{
    const auto main = []() -> coro<void> {
        auto outer = aio::timeout(1);
        auto inner = aio::timeout(3);
        try {
            co_await aio::with(outer, [&]() -> coro<void> {
                try {
                    co_await aio::with(inner, []() -> coro<void> { co_await aio::sleep(9); });
                } catch (const aio::timeout_error&) {
                    print("never printed");
                }
            });
        } catch (const aio::timeout_error&) {
            print("outer", outer.expired(), inner.expired(), now());
        }
    };
    check_same(main, {R"py(
        async def main():
            outer = asyncio.timeout(1)
            inner = asyncio.timeout(3)
            try:
                async with outer:
                    try:
                        async with inner:
                            await asyncio.sleep(9)
                    except TimeoutError:
                        print("never printed")
            except TimeoutError:
                print("outer", outer.expired(), inner.expired(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 outer True False 1.0
        1 done Task-1
    )"});
}

TEST_CASE("two nested timeouts come together: both have expired, and the outer one throws the error")
{
    const auto main = []() -> coro<void> {
        auto outer = aio::timeout(1);
        auto inner = aio::timeout(1);
        try {
            co_await aio::with(outer, [&]() -> coro<void> {
                try {
                    co_await aio::with(inner, []() -> coro<void> { co_await aio::sleep(9); });
                } catch (const aio::timeout_error&) {
                    print("never printed");
                }
            });
        } catch (const aio::timeout_error&) {
            print("outer", outer.expired(), inner.expired(), now());
        }
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def main():
            outer = asyncio.timeout(1)
            inner = asyncio.timeout(1)
            try:
                async with outer:
                    try:
                        async with inner:
                            await asyncio.sleep(9)
                    except TimeoutError:
                        print("never printed")
            except TimeoutError:
                print("outer", outer.expired(), inner.expired(), asyncio.get_running_loop().time())
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 outer True True 1.0
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("nested timeouts together, the inner one set first: still the outer one throws the error")
{
    const auto main = []() -> coro<void> {
        auto outer = aio::timeout(5);
        auto inner = aio::timeout_at(1);
        try {
            co_await aio::with(outer, [&]() -> coro<void> {
                try {
                    co_await aio::with(inner, [&]() -> coro<void> {
                        outer.reschedule(1);
                        co_await aio::sleep(9);
                    });
                } catch (const aio::timeout_error&) {
                    print("inner");
                }
                co_await aio::sleep(0);
                print("never printed");
            });
        } catch (const aio::timeout_error&) {
            print("outer", outer.expired(), inner.expired());
        }
    };
    check_same(main, {R"py(
        async def main():
            outer = asyncio.timeout(5)
            inner = asyncio.timeout_at(1)
            try:
                async with outer:
                    try:
                        async with inner:
                            outer.reschedule(1)
                            await asyncio.sleep(9)
                    except TimeoutError:
                        print("inner")
                    await asyncio.sleep(0)
                    print("never printed")
            except TimeoutError:
                print("outer", outer.expired(), inner.expired())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 outer True True
        1 done Task-1
    )"});
}
