// The condition's lock: those who were notified line up for it, and other conditions may share it.

#include "aio/condition.hpp"

#include "../core/trace_of.hpp"
#include "aio/lock.hpp"
#include "aio/with.hpp"

using aio::condition;
using aio::coro;
using aio::print;
using tests::check_same;

TEST_CASE("notified waiters line up for the lock behind those already waiting for it")
{
    const auto waiter = [](const char* name, condition c) -> coro<void> {
        co_await c.acquire();
        co_await c.wait();
        print(name);
        c.release();
    };
    const auto newcomer = [](condition c) -> coro<void> {
        co_await c.acquire();
        print("newcomer");
        co_await aio::sleep(1);
        c.release();
    };
    const auto main = [&]() -> coro<void> {
        condition c;
        aio::create_task(waiter("a", c));
        aio::create_task(waiter("b", c));
        co_await aio::sleep(0);
        co_await c.acquire();
        aio::create_task(newcomer(c));
        co_await aio::sleep(0);
        c.notify_all();
        c.release();
        co_await aio::sleep(2);
    };
    check_same(main, {R"py(
        async def waiter(name, c):
            await c.acquire()
            await c.wait()
            print(name)
            c.release()
        async def newcomer(c):
            await c.acquire()
            print("newcomer")
            await asyncio.sleep(1)
            c.release()
        async def main():
            c = asyncio.Condition()
            asyncio.create_task(waiter("a", c))
            asyncio.create_task(waiter("b", c))
            await asyncio.sleep(0)
            await c.acquire()
            asyncio.create_task(newcomer(c))
            await asyncio.sleep(0)
            c.notify_all()
            c.release()
            await asyncio.sleep(2)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 create Task-4
        0 step Task-4
        0 step Task-1
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 task=Task-4 newcomer
        1 step Task-4
        1 done Task-4
        1 step Task-2
        1 task=Task-2 a
        1 done Task-2
        1 step Task-3
        1 task=Task-3 b
        1 done Task-3
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("two conditions share a lock: each notifies its own waiters")
{
    const auto waiter = [](const char* name, condition c) -> coro<void> {
        co_await c.acquire();
        co_await c.wait();
        print(name);
        c.release();
    };
    const auto main = [&]() -> coro<void> {
        aio::lock l;
        condition full(l);
        condition empty(l);
        aio::create_task(waiter("full", full));
        aio::create_task(waiter("empty", empty));
        co_await aio::sleep(0);
        co_await l.acquire();
        print(full.locked(), empty.locked());
        empty.notify();
        l.release();
        co_await aio::sleep(0);
        co_await full.acquire();
        full.notify();
        empty.release();
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def waiter(name, c):
            await c.acquire()
            await c.wait()
            print(name)
            c.release()
        async def main():
            l = asyncio.Lock()
            full = asyncio.Condition(l)
            empty = asyncio.Condition(l)
            asyncio.create_task(waiter("full", full))
            asyncio.create_task(waiter("empty", empty))
            await asyncio.sleep(0)
            await l.acquire()
            print(full.locked(), empty.locked())
            empty.notify()
            l.release()
            await asyncio.sleep(0)
            await full.acquire()
            full.notify()
            empty.release()
            await asyncio.sleep(0)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 task=Task-1 True True
        0 step Task-3
        0 task=Task-3 empty
        0 done Task-3
        0 step Task-1
        0 step Task-2
        0 task=Task-2 full
        0 done Task-2
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("async with: a cancelled waiter leaves the body with the lock, which is then released")
{
    const auto waiter = [](const char* name, condition c) -> coro<void> {
        co_await aio::with(c, [&]() -> coro<void> {
            co_await c.wait();
            print(name);
        });
    };
    const auto main = [&]() -> coro<void> {
        condition c;
        const auto a = aio::create_task(waiter("a", c));
        const auto b = aio::create_task(waiter("b", c));
        co_await aio::sleep(1);
        a.cancel();
        co_await aio::with(c, [&]() -> coro<void> {
            print("main", c.locked());
            c.notify();
            co_await aio::sleep(1);
        });
        co_await b;
        print(c.locked(), a.cancelled());
    };
    check_same(main, {R"py(
        async def waiter(name, c):
            async with c:
                await c.wait()
                print(name)
        async def main():
            c = asyncio.Condition()
            a = asyncio.create_task(waiter("a", c))
            b = asyncio.create_task(waiter("b", c))
            await asyncio.sleep(1)
            a.cancel()
            async with c:
                print("main", c.locked())
                c.notify()
                await asyncio.sleep(1)
            await b
            print(c.locked(), a.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 cancel Task-2
        1 task=Task-1 main True
        1 step Task-2
        1 step Task-3
        2 step Task-1
        2 step Task-2
        2 cancelled Task-2
        2 step Task-3
        2 task=Task-3 b
        2 done Task-3
        2 step Task-1
        2 task=Task-1 False True
        2 done Task-1
    )"});
}
