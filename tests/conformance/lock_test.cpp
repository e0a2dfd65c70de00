// Who has the lock, who gets it next, and who may release it.

#include "aio/lock.hpp"

#include "../core/trace_of.hpp"
#include "aio/with.hpp"

using aio::coro;
using aio::lock;
using aio::print;
using tests::check_same;

TEST_CASE("a free lock is acquired without suspending")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        lock l;
        aio::create_task(other());
        print(l.locked(), co_await l.acquire(), l.locked());
        l.release();
        print(l.locked(), co_await l.acquire());
    };
    check_same(main, {R"py(
        async def other():
            print("other")
        async def main():
            l = asyncio.Lock()
            asyncio.create_task(other())
            print(l.locked(), await l.acquire(), l.locked())
            l.release()
            print(l.locked(), await l.acquire())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 False True True
        0 task=Task-1 False True
        0 done Task-1
        0 step Task-2
        0 task=Task-2 other
        0 done Task-2
    )"});
}

TEST_CASE("waiters get a lock in the order of arrival")
{
    const auto worker = [](const char* name, double pause, lock l) -> coro<void> {
        co_await l.acquire();
        print(name, "has it");
        co_await aio::sleep(pause);
        print(name, "releases");
        l.release();
        print(l.locked());
    };
    const auto main = [&]() -> coro<void> {
        lock l;
        aio::create_task(worker("a", 2, l));
        aio::create_task(worker("b", 0, l));
        aio::create_task(worker("c", 1, l));
        co_await aio::sleep(0.5);
        co_await worker("main", 0, l);
    };
    check_same(main, {R"py(
        async def worker(name, pause, l):
            await l.acquire()
            print(name, "has it")
            await asyncio.sleep(pause)
            print(name, "releases")
            l.release()
            print(l.locked())
        async def main():
            l = asyncio.Lock()
            asyncio.create_task(worker("a", 2, l))
            asyncio.create_task(worker("b", 0, l))
            asyncio.create_task(worker("c", 1, l))
            await asyncio.sleep(0.5)
            await worker("main", 0, l)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 task=Task-2 a has it
        0 step Task-3
        0 step Task-4
        0.5 step Task-1
        2 step Task-2
        2 task=Task-2 a releases
        2 task=Task-2 False
        2 done Task-2
        2 step Task-3
        2 task=Task-3 b has it
        2 step Task-3
        2 task=Task-3 b releases
        2 task=Task-3 False
        2 done Task-3
        2 step Task-4
        2 task=Task-4 c has it
        3 step Task-4
        3 task=Task-4 c releases
        3 task=Task-4 False
        3 done Task-4
        3 step Task-1
        3 task=Task-1 main has it
        3 step Task-1
        3 task=Task-1 main releases
        3 task=Task-1 False
        3 done Task-1
    )"});
}

TEST_CASE("a task that releases and acquires again at once goes behind the waiter")
{
    const auto worker = [](const char* name, lock l) -> coro<void> {
        for (int i = 1; i != 4; ++i) {
            co_await l.acquire();
            print(name, i);
            co_await aio::sleep(0);
            l.release();
        }
    };
    const auto main = [&]() -> coro<void> {
        lock l;
        const auto a = aio::create_task(worker("a", l));
        const auto b = aio::create_task(worker("b", l));
        co_await a;
        co_await b;
    };
    check_same(main, {R"py(
        async def worker(name, l):
            for i in 1, 2, 3:
                await l.acquire()
                print(name, i)
                await asyncio.sleep(0)
                l.release()
        async def main():
            l = asyncio.Lock()
            a = asyncio.create_task(worker("a", l))
            b = asyncio.create_task(worker("b", l))
            await a
            await b
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 a 1
        0 step Task-3
        0 step Task-2
        0 step Task-3
        0 task=Task-3 b 1
        0 step Task-3
        0 step Task-2
        0 task=Task-2 a 2
        0 step Task-2
        0 step Task-3
        0 task=Task-3 b 2
        0 step Task-3
        0 step Task-2
        0 task=Task-2 a 3
        0 step Task-2
        0 done Task-2
        0 step Task-3
        0 task=Task-3 b 3
        0 step Task-1
        0 step Task-3
        0 done Task-3
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("between a release and the woken waiter's turn the lock isn't locked, yet not free")
{
    const auto worker = [](const char* name, lock l) -> coro<void> {
        co_await l.acquire();
        print(name);
        l.release();
    };
    const auto main = [&]() -> coro<void> {
        lock l;
        co_await l.acquire();
        aio::create_task(worker("a", l));
        co_await aio::sleep(0);
        l.release();
        print(l.locked());
        co_await worker("main", l);
    };
    check_same(main, {R"py(
        async def worker(name, l):
            await l.acquire()
            print(name)
            l.release()
        async def main():
            l = asyncio.Lock()
            await l.acquire()
            asyncio.create_task(worker("a", l))
            await asyncio.sleep(0)
            l.release()
            print(l.locked())
            await worker("main", l)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 task=Task-1 False
        0 step Task-2
        0 task=Task-2 a
        0 done Task-2
        0 step Task-1
        0 task=Task-1 main
        0 done Task-1
    )"});
}

TEST_CASE("releasing an unlocked lock is an error; any task may release a locked one")
{
    const auto releaser = [](lock l) -> coro<void> {
        l.release();
        print("released", l.locked());
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        lock l;
        try {
            l.release();
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        co_await l.acquire();
        aio::create_task(releaser(l));
        co_await l.acquire();
        print("main", l.locked());
        l.release();
        l.release();
    };
    check_same(main, {R"py(
        async def releaser(l):
            l.release()
            print("released", l.locked())
        async def main():
            l = asyncio.Lock()
            try:
                l.release()
            except RuntimeError as e:
                print(e)
            await l.acquire()
            asyncio.create_task(releaser(l))
            await l.acquire()
            print("main", l.locked())
            l.release()
            l.release()
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 Lock is not acquired.
        0 create Task-2
        0 step Task-2
        0 task=Task-2 released False
        0 done Task-2
        0 step Task-1
        0 task=Task-1 main True
        0 failed Task-1 RuntimeError
        0 task=- RuntimeError: Lock is not acquired.
    )"});
}

TEST_CASE("two tasks that take two locks in opposite orders wait forever")
{
    const auto worker = [](const char* name, lock first, lock second) -> coro<void> {
        co_await first.acquire();
        print(name, "has one");
        co_await aio::sleep(1);
        co_await second.acquire();
        print("not reached");
    };
    const auto main = [&]() -> coro<void> {
        lock a;
        lock b;
        const auto t = aio::create_task(worker("t", a, b));
        aio::create_task(worker("u", b, a));
        co_await t;
    };
    check_same(main, {R"py(
        async def worker(name, first, second):
            await first.acquire()
            print(name, "has one")
            await asyncio.sleep(1)
            await second.acquire()
            print("not reached")
        async def main():
            a = asyncio.Lock()
            b = asyncio.Lock()
            t = asyncio.create_task(worker("t", a, b))
            asyncio.create_task(worker("u", b, a))
            await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 t has one
        0 step Task-3
        0 task=Task-3 u has one
        1 step Task-2
        1 step Task-3
        1 task=- deadlock: no task can run
    )"});
}

TEST_CASE("async with: the body holds the lock, which is released even if it fails or is cancelled")
{
    const auto worker = [](const char* name, lock l, double pause, bool fails) -> coro<void> {
        co_await aio::with(l, [&]() -> coro<void> {
            print(name, l.locked());
            co_await aio::sleep(pause);
            if (fails) {
                throw aio::value_error("wrong");
            }
        });
    };
    const auto main = [&]() -> coro<void> {
        lock l;
        const auto a = aio::create_task(worker("a", l, 1, true));
        const auto b = aio::create_task(worker("b", l, 5, false));
        const auto c = aio::create_task(worker("c", l, 0, false));
        co_await aio::sleep(2);
        b.cancel();
        co_await c;
        print(l.locked(), b.cancelled());
        co_await a;
    };
    check_same(main, {R"py(
        async def worker(name, l, pause, fails):
            async with l:
                print(name, l.locked())
                await asyncio.sleep(pause)
                if fails:
                    raise ValueError("wrong")
        async def main():
            l = asyncio.Lock()
            a = asyncio.create_task(worker("a", l, 1, True))
            b = asyncio.create_task(worker("b", l, 5, False))
            c = asyncio.create_task(worker("c", l, 0, False))
            await asyncio.sleep(2)
            b.cancel()
            await c
            print(l.locked(), b.cancelled())
            await a
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 task=Task-2 a True
        0 step Task-3
        0 step Task-4
        1 step Task-2
        1 failed Task-2 ValueError
        1 step Task-3
        1 task=Task-3 b True
        2 step Task-1
        2 cancel Task-3
        2 step Task-3
        2 cancelled Task-3
        2 step Task-4
        2 task=Task-4 c True
        2 step Task-4
        2 done Task-4
        2 step Task-1
        2 task=Task-1 False True
        2 failed Task-1 ValueError
        2 task=- ValueError: wrong
    )"});
}
