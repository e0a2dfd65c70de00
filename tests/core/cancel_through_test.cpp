// Cancellations that go through awaits: down to what is awaited, and back up.

#include "trace_of.hpp"

using aio::coro;
using aio::print;
using aio::task;
using tests::check_same;

namespace {

coro<void> sleeper(double delay)
{
    try {
        co_await aio::sleep(delay);
        print("slept");
    } catch (const aio::cancelled_error&) {
        print("cancelled in its sleep");
        throw;
    }
}

coro<void> stubborn(double delay)
{
    try {
        co_await aio::sleep(delay);
    } catch (const aio::cancelled_error&) {
        print("no");
    }
    co_await aio::sleep(delay);
    print("ended");
}

coro<void> report(task<void> t)
{
    try {
        co_await t;
        print("returned");
    } catch (const aio::cancelled_error&) {
        print("cancelled");
    }
}

}  // namespace

TEST_CASE("cancelling a task that awaits a task cancels that one; its reaction comes back up")
{
    const auto parent = [](bool child_swallows) -> coro<void> {
        const auto child =
            aio::create_task(child_swallows ? stubborn(1) : sleeper(2));
        co_await child;
        print("parent goes on");
    };
    const auto main = [&]() -> coro<void> {
        const auto a = aio::create_task(parent(false));
        co_await aio::sleep(0.5);
        a.cancel();
        co_await report(a);
        const auto b = aio::create_task(parent(true));
        co_await aio::sleep(0.5);
        b.cancel();
        co_await report(b);
    };
    check_same(main, {R"py(
        async def sleeper(delay):
            try:
                await asyncio.sleep(delay)
                print("slept")
            except asyncio.CancelledError:
                print("cancelled in its sleep")
                raise
        async def stubborn(delay):
            try:
                await asyncio.sleep(delay)
            except asyncio.CancelledError:
                print("no")
            await asyncio.sleep(delay)
            print("ended")
        async def report(t):
            try:
                await t
                print("returned")
            except asyncio.CancelledError:
                print("cancelled")
        async def parent(child_swallows):
            child = asyncio.create_task(stubborn(1) if child_swallows else sleeper(2))
            await child
            print("parent goes on")
        async def main():
            a = asyncio.create_task(parent(False))
            await asyncio.sleep(0.5)
            a.cancel()
            await report(a)
            b = asyncio.create_task(parent(True))
            await asyncio.sleep(0.5)
            b.cancel()
            await report(b)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 create Task-3
        0 step Task-3
        0.5 step Task-1
        0.5 cancel Task-2
        0.5 cancel Task-3
        0.5 step Task-3
        0.5 task=Task-3 cancelled in its sleep
        0.5 cancelled Task-3
        0.5 step Task-2
        0.5 cancelled Task-2
        0.5 step Task-1
        0.5 task=Task-1 cancelled
        0.5 create Task-4
        0.5 step Task-4
        0.5 create Task-5
        0.5 step Task-5
        1 step Task-1
        1 cancel Task-4
        1 cancel Task-5
        1 step Task-5
        1 task=Task-5 no
        2 step Task-5
        2 task=Task-5 ended
        2 done Task-5
        2 step Task-4
        2 task=Task-4 parent goes on
        2 done Task-4
        2 step Task-1
        2 task=Task-1 returned
        2 done Task-1
    )"});
}

TEST_CASE("a cancellation is thrown at the innermost await and passes through the outer ones")
{
    const auto inner = []() -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::exception&) {
            print("never printed: a cancellation is no Exception");
        } catch (const aio::cancelled_error&) {
            print("inner");
            throw;
        }
    };
    const auto outer = [&]() -> coro<void> {
        try {
            co_await inner();
        } catch (const aio::cancelled_error&) {
            print("outer");
        }
        co_await aio::sleep(1);
        print("cleaned up");
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(outer());
        co_await aio::sleep(0);
        t.cancel();
        co_await t;
    };
    check_same(main, {R"py(
        async def inner():
            try:
                await asyncio.sleep(9)
            except Exception:
                print("never printed")
            except asyncio.CancelledError:
                print("inner")
                raise
        async def outer():
            try:
                await inner()
            except asyncio.CancelledError:
                print("outer")
            await asyncio.sleep(1)
            print("cleaned up")
        async def main():
            t = asyncio.create_task(outer())
            await asyncio.sleep(0)
            t.cancel()
            await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 cancel Task-2
        0 step Task-2
        0 task=Task-2 inner
        0 task=Task-2 outer
        1 step Task-2
        1 task=Task-2 cleaned up
        1 done Task-2
        1 step Task-1
        1 done Task-1
    )"});
}
