// A waiter is cancelled before it is notified, after that, or while it waits for the lock.

#include "aio/condition.hpp"

#include "../core/trace_of.hpp"

using aio::condition;
using aio::coro;
using aio::print;
using tests::check_same;

TEST_CASE("notify to several waiters, the first of which was cancelled, wakes the second")
{
    const auto waiter = [](const char* name, condition c) -> coro<void> {
        co_await c.acquire();
        co_await c.wait();
        print(name);
        c.release();
    };
    const auto main = [&]() -> coro<void> {
        condition c;
        const auto a = aio::create_task(waiter("a", c));
        aio::create_task(waiter("b", c));
        aio::create_task(waiter("c", c));
        co_await aio::sleep(0);
        co_await c.acquire();
        a.cancel();
        c.notify();
        c.release();
        co_await aio::sleep(1);
        print(a.cancelled(), c.locked());
    };
    check_same(main, {R"py(
        async def waiter(name, c):
            await c.acquire()
            await c.wait()
            print(name)
            c.release()
        async def main():
            c = asyncio.Condition()
            a = asyncio.create_task(waiter("a", c))
            asyncio.create_task(waiter("b", c))
            asyncio.create_task(waiter("c", c))
            await asyncio.sleep(0)
            await c.acquire()
            a.cancel()
            c.notify()
            c.release()
            await asyncio.sleep(1)
            print(a.cancelled(), c.locked())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 step Task-1
        0 cancel Task-2
        0 step Task-2
        0 cancelled Task-2
        0 step Task-3
        0 step Task-4
        1 step Task-1
        1 task=Task-1 True True
        1 done Task-1
        1 cancel Task-3
        1 cancel Task-4
        1 step Task-3
        1 step Task-4
        1 task=- deadlock: no task can run
    )"});
}

TEST_CASE("a waiter that is cancelled after a notify passes it on, while it holds the lock")
{
    const auto waiter = [](const char* name, condition c) -> coro<void> {
        co_await c.acquire();
        try {
            co_await c.wait();
            print(name);
        } catch (const aio::cancelled_error& e) {
            print(name, "cancelled", e.what(), c.locked());
        }
        c.release();
    };
    const auto main = [&]() -> coro<void> {
        condition c;
        const auto a = aio::create_task(waiter("a", c));
        aio::create_task(waiter("b", c));
        aio::create_task(waiter("c", c));
        co_await aio::sleep(0);
        co_await c.acquire();
        c.notify();
        a.cancel("stop");
        c.release();
        co_await aio::sleep(1);
        print(c.locked());
    };
    check_same(main, {R"py(
        async def waiter(name, c):
            await c.acquire()
            try:
                await c.wait()
                print(name)
            except asyncio.CancelledError as e:
                print(name, "cancelled", e, c.locked())
            c.release()
        async def main():
            c = asyncio.Condition()
            a = asyncio.create_task(waiter("a", c))
            asyncio.create_task(waiter("b", c))
            asyncio.create_task(waiter("c", c))
            await asyncio.sleep(0)
            await c.acquire()
            c.notify()
            a.cancel("stop")
            c.release()
            await asyncio.sleep(1)
            print(c.locked())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 step Task-1
        0 cancel Task-2
        0 step Task-2
        0 task=Task-2 a cancelled stop True
        0 done Task-2
        0 step Task-3
        0 task=Task-3 b
        0 done Task-3
        1 step Task-1
        1 task=Task-1 False
        1 done Task-1
        1 cancel Task-4
        1 step Task-4
        1 task=Task-4 c cancelled  True
        1 done Task-4
    )"});
}

TEST_CASE("a waiter that is cancelled without a notify wakes the next one for nothing")
{
    const auto waiter = [](const char* name, condition c) -> coro<void> {
        co_await c.acquire();
        try {
            co_await c.wait();
            print(name, "wakes");
        } catch (const aio::cancelled_error&) {
            print(name, "cancelled");
        }
        c.release();
    };
    const auto main = [&]() -> coro<void> {
        condition c;
        const auto a = aio::create_task(waiter("a", c));
        aio::create_task(waiter("b", c));
        co_await aio::sleep(1);
        a.cancel();
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def waiter(name, c):
            await c.acquire()
            try:
                await c.wait()
                print(name, "wakes")
            except asyncio.CancelledError:
                print(name, "cancelled")
            c.release()
        async def main():
            c = asyncio.Condition()
            a = asyncio.create_task(waiter("a", c))
            asyncio.create_task(waiter("b", c))
            await asyncio.sleep(1)
            a.cancel()
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 a cancelled
        1 done Task-2
        1 step Task-3
        1 task=Task-3 b wakes
        1 done Task-3
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("a cancelled waiter must acquire the lock first, and sees only its last cancellation")
{
    const auto waiter = [](condition c) -> coro<void> {
        co_await c.acquire();
        try {
            co_await c.wait();
        } catch (const aio::cancelled_error& e) {
            print(e.what(), c.locked());
        }
        c.release();
    };
    const auto main = [&]() -> coro<void> {
        condition c;
        const auto t = aio::create_task(waiter(c));
        co_await aio::sleep(0);
        co_await c.acquire();
        t.cancel("once");
        co_await aio::sleep(1);
        t.cancel("twice");
        co_await aio::sleep(1);
        t.cancel("three times");
        c.release();
        co_await t;
    };
    check_same(main, {R"py(
        async def waiter(c):
            await c.acquire()
            try:
                await c.wait()
            except asyncio.CancelledError as e:
                print(*e.args, c.locked())
            c.release()
        async def main():
            c = asyncio.Condition()
            t = asyncio.create_task(waiter(c))
            await asyncio.sleep(0)
            await c.acquire()
            t.cancel("once")
            await asyncio.sleep(1)
            t.cancel("twice")
            await asyncio.sleep(1)
            t.cancel("three times")
            c.release()
            await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 cancel Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        2 step Task-1
        2 cancel Task-2
        2 step Task-2
        2 task=Task-2 three times True
        2 done Task-2
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("a notified waiter that is cancelled while it waits for the lock wakes another one")
{
    const auto waiter = [](const char* name, condition c) -> coro<void> {
        co_await c.acquire();
        try {
            co_await c.wait();
            print(name, "wakes");
        } catch (const aio::cancelled_error&) {
            print(name, "cancelled");
        }
        c.release();
    };
    const auto main = [&]() -> coro<void> {
        condition c;
        const auto a = aio::create_task(waiter("a", c));
        aio::create_task(waiter("b", c));
        co_await aio::sleep(0);
        co_await c.acquire();
        c.notify();
        co_await aio::sleep(1);
        a.cancel();
        co_await aio::sleep(1);
        print("releases");
        c.release();
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def waiter(name, c):
            await c.acquire()
            try:
                await c.wait()
                print(name, "wakes")
            except asyncio.CancelledError:
                print(name, "cancelled")
            c.release()
        async def main():
            c = asyncio.Condition()
            a = asyncio.create_task(waiter("a", c))
            asyncio.create_task(waiter("b", c))
            await asyncio.sleep(0)
            await c.acquire()
            c.notify()
            await asyncio.sleep(1)
            a.cancel()
            await asyncio.sleep(1)
            print("releases")
            c.release()
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        2 step Task-1
        2 task=Task-1 releases
        2 step Task-2
        2 task=Task-2 a cancelled
        2 done Task-2
        2 step Task-3
        2 task=Task-3 b wakes
        2 done Task-3
        3 step Task-1
        3 done Task-1
    )"});
}
