// Cancellation, which is what tasks of every type have in common beyond what futures have.
#include "aio/task_base.hpp"

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

TEST_CASE("a task that is cancelled before its first step never runs")
{
    const auto main = []() -> coro<void> {
        const auto t = aio::create_task(sleeper(1));
        const bool done_before = t.done();
        const bool cancelled = t.cancel();
        print(done_before, cancelled, t.done());
        co_await report(t);
        print(t.cancelled(), t.cancel());
    };
    check_same(main, {R"py(
        async def sleeper(delay):
            print("never printed")
        async def report(t):
            try:
                await t
                print("returned")
            except asyncio.CancelledError:
                print("cancelled")
        async def main():
            t = asyncio.create_task(sleeper(1))
            print(t.done(), t.cancel(), t.done())
            await report(t)
            print(t.cancelled(), t.cancel())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 cancel Task-2
        0 task=Task-1 False True False
        0 step Task-2
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 cancelled
        0 task=Task-1 True False
        0 done Task-1
    )"});
}

TEST_CASE("a cancelled sleeper wakes at once, and its timer is gone")
{
    const auto main = []() -> coro<void> {
        const auto t = aio::create_task(sleeper(9));
        co_await aio::sleep(1);
        t.cancel();
        print("cancel was called");
        co_await report(t);
        print(aio::loop::running().next_deadline() == aio::loop::forever);
    };
    check_same(main, {R"py(
        async def sleeper(delay):
            try:
                await asyncio.sleep(delay)
                print("slept")
            except asyncio.CancelledError:
                print("cancelled in its sleep")
                raise
        async def report(t):
            try:
                await t
                print("returned")
            except asyncio.CancelledError:
                print("cancelled")
        async def main():
            t = asyncio.create_task(sleeper(9))
            await asyncio.sleep(1)
            t.cancel()
            print("cancel was called")
            await report(t)
            print(not [h for h in asyncio.get_running_loop()._scheduled if not h.cancelled()])
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 task=Task-1 cancel was called
        1 step Task-2
        1 task=Task-2 cancelled in its sleep
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 cancelled
        1 task=Task-1 True
        1 done Task-1
    )"});
}

TEST_CASE("a cancellation reaches a task whose wake-up is already queued: it wins over the result")
{
    const auto waiter = [](aio::future<int> f) -> coro<void> {
        const int result = co_await f;
        print("never printed", result);
    };
    const auto main = [&]() -> coro<void> {
        const aio::future<int> f;
        const auto a = aio::create_task(waiter(f));
        const auto b = aio::create_task(sleeper(1));
        co_await aio::sleep(1);
        f.set_result(1);
        a.cancel();
        b.cancel();
        co_await report(a);
        co_await report(b);
    };
    check_same(main, {R"py(
        async def waiter(f):
            print("never printed", await f)
        async def sleeper(delay):
            try:
                await asyncio.sleep(delay)
                print("slept")
            except asyncio.CancelledError:
                print("cancelled in its sleep")
                raise
        async def report(t):
            try:
                await t
                print("returned")
            except asyncio.CancelledError:
                print("cancelled")
        async def main():
            f = asyncio.get_running_loop().create_future()
            a = asyncio.create_task(waiter(f))
            b = asyncio.create_task(sleeper(1))
            await asyncio.sleep(1)
            f.set_result(1)
            a.cancel()
            b.cancel()
            await report(a)
            await report(b)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 cancel Task-2
        1 cancel Task-3
        1 step Task-3
        1 task=Task-3 cancelled in its sleep
        1 cancelled Task-3
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 cancelled
        1 task=Task-1 cancelled
        1 done Task-1
    )"});
}

TEST_CASE("a task may swallow a cancellation and continue")
{
    const auto main = []() -> coro<void> {
        const auto t = aio::create_task(stubborn(2));
        co_await aio::sleep(1);
        t.cancel();
        co_await report(t);
        print(t.cancelled());
    };
    check_same(main, {R"py(
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
        async def main():
            t = asyncio.create_task(stubborn(2))
            await asyncio.sleep(1)
            t.cancel()
            await report(t)
            print(t.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 no
        3 step Task-2
        3 task=Task-2 ended
        3 done Task-2
        3 step Task-1
        3 task=Task-1 returned
        3 task=Task-1 False
        3 done Task-1
    )"});
}
