// Not all go through: one is cancelled, or the barrier is reset or aborted.

#include "aio/barrier.hpp"

#include "../core/trace_of.hpp"

using aio::barrier;
using aio::coro;
using aio::print;
using tests::check_same;

TEST_CASE("a task that is cancelled while it waits is no longer counted")
{
    const auto party = [](const char* name, barrier b) -> coro<void> {
        try {
            print(name, co_await b.wait());
        } catch (const aio::cancelled_error&) {
            print(name, "cancelled", b.n_waiting());
        }
    };
    const auto main = [&]() -> coro<void> {
        barrier b(3);
        aio::create_task(party("a", b));
        const auto t = aio::create_task(party("b", b));
        co_await aio::sleep(1);
        t.cancel();
        co_await aio::sleep(1);
        aio::create_task(party("c", b));
        co_await aio::sleep(1);
        print(b.n_waiting());
        co_await party("main", b);
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def party(name, b):
            try:
                print(name, await b.wait())
            except asyncio.CancelledError:
                print(name, "cancelled", b.n_waiting)
        async def main():
            b = asyncio.Barrier(3)
            asyncio.create_task(party("a", b))
            t = asyncio.create_task(party("b", b))
            await asyncio.sleep(1)
            t.cancel()
            await asyncio.sleep(1)
            asyncio.create_task(party("c", b))
            await asyncio.sleep(1)
            print(b.n_waiting)
            await party("main", b)
            await asyncio.sleep(0)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 cancel Task-3
        1 step Task-3
        1 task=Task-3 b cancelled 1
        1 done Task-3
        1 step Task-2
        2 step Task-1
        2 create Task-4
        2 step Task-4
        3 step Task-1
        3 task=Task-1 2
        3 task=Task-1 main 2
        3 step Task-2
        3 task=Task-2 a 0
        3 done Task-2
        3 step Task-4
        3 task=Task-4 c 1
        3 done Task-4
        3 step Task-1
        3 done Task-1
    )"});
}

TEST_CASE("a task is cancelled as the last one arrives: the others pass all the same")
{
    const auto party = [](const char* name, barrier b) -> coro<void> {
        print(name, co_await b.wait());
    };
    const auto main = [&]() -> coro<void> {
        barrier b(3);
        aio::create_task(party("a", b));
        const auto t = aio::create_task(party("b", b));
        co_await aio::sleep(1);
        co_await party("main", b);
        t.cancel();
        co_await aio::sleep(1);
        print(b.n_waiting(), b.broken(), t.cancelled());
    };
    check_same(main, {R"py(
        async def party(name, b):
            print(name, await b.wait())
        async def main():
            b = asyncio.Barrier(3)
            asyncio.create_task(party("a", b))
            t = asyncio.create_task(party("b", b))
            await asyncio.sleep(1)
            await party("main", b)
            t.cancel()
            await asyncio.sleep(1)
            print(b.n_waiting, b.broken, t.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 task=Task-1 main 2
        1 cancel Task-3
        1 step Task-2
        1 task=Task-2 a 0
        1 done Task-2
        1 step Task-3
        1 cancelled Task-3
        2 step Task-1
        2 task=Task-1 0 False True
        2 done Task-1
    )"});
}

TEST_CASE("reset makes waiters fail, and the barrier can be used at once")
{
    const auto party = [](const char* name, barrier b) -> coro<void> {
        try {
            print(name, co_await b.wait());
        } catch (const aio::broken_barrier_error& e) {
            print(name, e.what());
        }
    };
    const auto main = [&]() -> coro<void> {
        barrier b(3);
        aio::create_task(party("a", b));
        aio::create_task(party("b", b));
        co_await aio::sleep(1);
        co_await b.reset();
        print(b.n_waiting(), b.broken());
        aio::create_task(party("c", b));
        aio::create_task(party("d", b));
        co_await party("main", b);
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def party(name, b):
            try:
                print(name, await b.wait())
            except asyncio.BrokenBarrierError as e:
                print(name, e)
        async def main():
            b = asyncio.Barrier(3)
            asyncio.create_task(party("a", b))
            asyncio.create_task(party("b", b))
            await asyncio.sleep(1)
            await b.reset()
            print(b.n_waiting, b.broken)
            asyncio.create_task(party("c", b))
            asyncio.create_task(party("d", b))
            await party("main", b)
            await asyncio.sleep(0)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 task=Task-1 0 False
        1 create Task-4
        1 create Task-5
        1 step Task-2
        1 task=Task-2 a Abort or reset of barrier
        1 done Task-2
        1 step Task-3
        1 task=Task-3 b Abort or reset of barrier
        1 done Task-3
        1 step Task-4
        1 step Task-5
        1 step Task-1
        1 task=Task-1 main 2
        1 step Task-4
        1 task=Task-4 c 0
        1 done Task-4
        1 step Task-5
        1 task=Task-5 d 1
        1 done Task-5
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("abort makes waiters fail, and all tasks that arrive before a reset")
{
    const auto party = [](const char* name, barrier b) -> coro<void> {
        try {
            print(name, co_await b.wait());
        } catch (const aio::broken_barrier_error& e) {
            print(name, e.what());
        }
    };
    const auto main = [&]() -> coro<void> {
        barrier b(2);
        aio::create_task(party("a", b));
        co_await aio::sleep(1);
        co_await b.abort();
        print(b.broken(), b.n_waiting());
        co_await party("main", b);
        co_await aio::sleep(0);
        co_await party("main", b);
        co_await b.reset();
        print(b.broken());
        aio::create_task(party("b", b));
        co_await party("main", b);
        co_await b.abort();
        co_await b.wait();
    };
    check_same(main, {R"py(
        async def party(name, b):
            try:
                print(name, await b.wait())
            except asyncio.BrokenBarrierError as e:
                print(name, e)
        async def main():
            b = asyncio.Barrier(2)
            asyncio.create_task(party("a", b))
            await asyncio.sleep(1)
            await b.abort()
            print(b.broken, b.n_waiting)
            await party("main", b)
            await asyncio.sleep(0)
            await party("main", b)
            await b.reset()
            print(b.broken)
            asyncio.create_task(party("b", b))
            await party("main", b)
            await b.abort()
            await b.wait()
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 task=Task-1 True 0
        1 task=Task-1 main Barrier aborted
        1 step Task-2
        1 task=Task-2 a Abort or reset of barrier
        1 done Task-2
        1 step Task-1
        1 task=Task-1 main Barrier aborted
        1 task=Task-1 False
        1 create Task-3
        1 step Task-3
        1 task=Task-3 b 1
        1 done Task-3
        1 step Task-1
        1 task=Task-1 main 0
        1 failed Task-1 BrokenBarrierError
        1 task=- asyncio.exceptions.BrokenBarrierError: Barrier aborted
    )"});
}

TEST_CASE("abort while the others leave makes them fail too")
{
    const auto party = [](const char* name, barrier b) -> coro<void> {
        try {
            print(name, co_await b.wait());
        } catch (const aio::broken_barrier_error& e) {
            print(name, e.what());
        }
    };
    const auto main = [&]() -> coro<void> {
        barrier b(3);
        aio::create_task(party("a", b));
        aio::create_task(party("b", b));
        co_await aio::sleep(1);
        co_await party("main", b);
        co_await b.abort();
        co_await aio::sleep(0);
        print(b.broken());
        co_await b.reset();
        aio::create_task(party("c", b));
        aio::create_task(party("d", b));
        co_await aio::sleep(1);
        co_await b.reset();
        co_await b.abort();
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def party(name, b):
            try:
                print(name, await b.wait())
            except asyncio.BrokenBarrierError as e:
                print(name, e)
        async def main():
            b = asyncio.Barrier(3)
            asyncio.create_task(party("a", b))
            asyncio.create_task(party("b", b))
            await asyncio.sleep(1)
            await party("main", b)
            await b.abort()
            await asyncio.sleep(0)
            print(b.broken)
            await b.reset()
            asyncio.create_task(party("c", b))
            asyncio.create_task(party("d", b))
            await asyncio.sleep(1)
            await b.reset()
            await b.abort()
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 task=Task-1 main 2
        1 step Task-2
        1 task=Task-2 a Abort or reset of barrier
        1 done Task-2
        1 step Task-3
        1 task=Task-3 b Abort or reset of barrier
        1 done Task-3
        1 step Task-1
        1 task=Task-1 True
        1 create Task-4
        1 create Task-5
        1 step Task-4
        1 step Task-5
        2 step Task-1
        2 step Task-4
        2 task=Task-4 c Abort or reset of barrier
        2 done Task-4
        2 step Task-5
        2 task=Task-5 d Abort or reset of barrier
        2 done Task-5
        3 step Task-1
        3 done Task-1
    )"});
}
