// A task in the line for a lock is cancelled: when it has left the line, and who gets the lock.

#include "aio/lock.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::lock;
using aio::print;
using tests::check_same;

TEST_CASE("a cancelled waiter is skipped only once it has left the line")
{
    const auto worker = [](const char* name, lock l) -> coro<void> {
        co_await l.acquire();
        print(name);
        l.release();
    };
    const auto main = [&]() -> coro<void> {
        lock l;
        co_await l.acquire();
        const auto a = aio::create_task(worker("a", l));
        aio::create_task(worker("b", l));
        co_await aio::sleep(0);
        a.cancel();
        l.release();
        print("released");
        co_await aio::sleep(0);
        print("a turn later");
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def worker(name, l):
            await l.acquire()
            print(name)
            l.release()
        async def main():
            l = asyncio.Lock()
            await l.acquire()
            a = asyncio.create_task(worker("a", l))
            asyncio.create_task(worker("b", l))
            await asyncio.sleep(0)
            a.cancel()
            l.release()
            print("released")
            await asyncio.sleep(0)
            print("a turn later")
            await asyncio.sleep(0)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 cancel Task-2
        0 task=Task-1 released
        0 step Task-2
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 a turn later
        0 step Task-3
        0 task=Task-3 b
        0 done Task-3
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("a woken waiter that is cancelled before its turn passes the lock on")
{
    const auto worker = [](const char* name, lock l) -> coro<void> {
        try {
            co_await l.acquire();
        } catch (const aio::cancelled_error&) {
            print(name, "cancelled", l.locked());
            throw;
        }
        print(name);
        l.release();
    };
    const auto main = [&]() -> coro<void> {
        lock l;
        co_await l.acquire();
        const auto a = aio::create_task(worker("a", l));
        aio::create_task(worker("b", l));
        co_await aio::sleep(0);
        l.release();
        a.cancel();
        co_await aio::sleep(0);
        print(l.locked());
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def worker(name, l):
            try:
                await l.acquire()
            except asyncio.CancelledError:
                print(name, "cancelled", l.locked())
                raise
            print(name)
            l.release()
        async def main():
            l = asyncio.Lock()
            await l.acquire()
            a = asyncio.create_task(worker("a", l))
            asyncio.create_task(worker("b", l))
            await asyncio.sleep(0)
            l.release()
            a.cancel()
            await asyncio.sleep(0)
            print(l.locked())
            await asyncio.sleep(0)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 cancel Task-2
        0 step Task-2
        0 task=Task-2 a cancelled False
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 False
        0 step Task-3
        0 task=Task-3 b
        0 done Task-3
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("a lock is free for a newcomer when all waiters in its line were cancelled")
{
    const auto worker = [](lock l) -> coro<void> {
        co_await l.acquire();
        print("not reached");
    };
    const auto main = [&]() -> coro<void> {
        lock l;
        co_await l.acquire();
        const auto a = aio::create_task(worker(l));
        const auto b = aio::create_task(worker(l));
        co_await aio::sleep(0);
        a.cancel();
        b.cancel();
        l.release();
        co_await l.acquire();
        print("main", a.done(), b.done());
        co_await aio::sleep(0);
        print(l.locked(), a.cancelled(), b.cancelled());
    };
    check_same(main, {R"py(
        async def worker(l):
            await l.acquire()
            print("not reached")
        async def main():
            l = asyncio.Lock()
            await l.acquire()
            a = asyncio.create_task(worker(l))
            b = asyncio.create_task(worker(l))
            await asyncio.sleep(0)
            a.cancel()
            b.cancel()
            l.release()
            await l.acquire()
            print("main", a.done(), b.done())
            await asyncio.sleep(0)
            print(l.locked(), a.cancelled(), b.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 cancel Task-2
        0 cancel Task-3
        0 task=Task-1 main False False
        0 step Task-2
        0 cancelled Task-2
        0 step Task-3
        0 cancelled Task-3
        0 step Task-1
        0 task=Task-1 True True True
        0 done Task-1
    )"});
}

TEST_CASE("a waiter that swallows its cancellation and acquires again is at the end of the line")
{
    const auto acquires = [](const char* name, lock l) -> coro<bool> {
        bool acquired = false;
        try {
            acquired = co_await l.acquire();
        } catch (const aio::cancelled_error&) {
            print(name, "again");
        }
        co_return acquired;
    };
    const auto worker = [&](const char* name, lock l) -> coro<void> {
        while (!co_await acquires(name, l)) {
        }
        print(name);
        l.release();
    };
    const auto main = [&]() -> coro<void> {
        lock l;
        co_await l.acquire();
        const auto a = aio::create_task(worker("a", l));
        const auto b = aio::create_task(worker("b", l));
        co_await aio::sleep(0);
        a.cancel();
        co_await aio::sleep(0);
        l.release();
        co_await a;
        print(b.done());
    };
    check_same(main, {R"py(
        async def worker(name, l):
            acquired = False
            while not acquired:
                try:
                    acquired = await l.acquire()
                except asyncio.CancelledError:
                    print(name, "again")
            print(name)
            l.release()
        async def main():
            l = asyncio.Lock()
            await l.acquire()
            a = asyncio.create_task(worker("a", l))
            b = asyncio.create_task(worker("b", l))
            await asyncio.sleep(0)
            a.cancel()
            await asyncio.sleep(0)
            l.release()
            await a
            print(b.done())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 cancel Task-2
        0 step Task-2
        0 task=Task-2 a again
        0 step Task-1
        0 step Task-3
        0 task=Task-3 b
        0 done Task-3
        0 step Task-2
        0 task=Task-2 a
        0 done Task-2
        0 step Task-1
        0 task=Task-1 True
        0 done Task-1
    )"});
}
