// A task that waits for a permit is cancelled: no permit gets lost, and no task is left in the line.

#include "aio/semaphore.hpp"

#include "../core/trace_of.hpp"
#include "aio/with.hpp"

using aio::coro;
using aio::print;
using aio::semaphore;
using tests::check_same;

TEST_CASE("a waiter that was cancelled while it waited is skipped")
{
    const auto worker = [](const char* name, semaphore s) -> coro<void> {
        co_await s.acquire();
        print(name);
        s.release();
    };
    const auto main = [&]() -> coro<void> {
        semaphore s(1);
        co_await s.acquire();
        const auto a = aio::create_task(worker("a", s));
        aio::create_task(worker("b", s));
        co_await aio::sleep(0);
        a.cancel();
        s.release();
        co_await aio::sleep(0);
        print(s.locked());
    };
    check_same(main, {R"py(
        async def worker(name, s):
            await s.acquire()
            print(name)
            s.release()
        async def main():
            s = asyncio.Semaphore(1)
            await s.acquire()
            a = asyncio.create_task(worker("a", s))
            asyncio.create_task(worker("b", s))
            await asyncio.sleep(0)
            a.cancel()
            s.release()
            await asyncio.sleep(0)
            print(s.locked())
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
        0 cancelled Task-2
        0 step Task-3
        0 task=Task-3 b
        0 done Task-3
        0 step Task-1
        0 task=Task-1 False
        0 done Task-1
    )"});
}

TEST_CASE("a waiter that has its permit and is cancelled before its turn passes it to the next")
{
    const auto worker = [](const char* name, semaphore s) -> coro<void> {
        try {
            co_await s.acquire();
        } catch (const aio::cancelled_error&) {
            print(name, "cancelled", s.locked());
            throw;
        }
        print(name);
    };
    const auto main = [&]() -> coro<void> {
        semaphore s(0);
        const auto a = aio::create_task(worker("a", s));
        aio::create_task(worker("b", s));
        co_await aio::sleep(0);
        s.release();
        a.cancel();
        co_await aio::sleep(0);
        co_await aio::sleep(0);
        s.release();
        print(s.locked());
    };
    check_same(main, {R"py(
        async def worker(name, s):
            try:
                await s.acquire()
            except asyncio.CancelledError:
                print(name, "cancelled", s.locked())
                raise
            print(name)
        async def main():
            s = asyncio.Semaphore(0)
            a = asyncio.create_task(worker("a", s))
            asyncio.create_task(worker("b", s))
            await asyncio.sleep(0)
            s.release()
            a.cancel()
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            s.release()
            print(s.locked())
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
        0 task=Task-2 a cancelled True
        0 cancelled Task-2
        0 step Task-1
        0 step Task-3
        0 task=Task-3 b
        0 done Task-3
        0 step Task-1
        0 task=Task-1 False
        0 done Task-1
    )"});
}

TEST_CASE("permits of two cancelled waiters reach two others")
{
    const auto worker = [](const char* name, semaphore s) -> coro<void> {
        co_await s.acquire();
        print(name);
    };
    const auto main = [&]() -> coro<void> {
        semaphore s(0);
        std::vector<aio::task<void>> tasks;
        for (const char* name : {"a", "b", "c", "d"}) {
            tasks.push_back(aio::create_task(worker(name, s)));
        }
        co_await aio::sleep(0);
        s.release();
        s.release();
        tasks[0].cancel();
        tasks[1].cancel();
        tasks[2].cancel();
        co_await aio::sleep(1);
        print(s.locked());
    };
    check_same(main, {R"py(
        async def worker(name, s):
            await s.acquire()
            print(name)
        async def main():
            s = asyncio.Semaphore(0)
            tasks = [asyncio.create_task(worker(name, s)) for name in "abcd"]
            await asyncio.sleep(0)
            s.release()
            s.release()
            tasks[0].cancel()
            tasks[1].cancel()
            tasks[2].cancel()
            await asyncio.sleep(1)
            print(s.locked())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 step Task-5
        0 step Task-1
        0 cancel Task-2
        0 cancel Task-3
        0 cancel Task-4
        0 step Task-2
        0 cancelled Task-2
        0 step Task-3
        0 cancelled Task-3
        0 step Task-4
        0 cancelled Task-4
        0 step Task-5
        0 task=Task-5 d
        0 done Task-5
        1 step Task-1
        1 task=Task-1 False
        1 done Task-1
    )"});
}

TEST_CASE("a newcomer gets a permit at once if all waiters in line were cancelled")
{
    const auto worker = [](semaphore s) -> coro<void> {
        co_await s.acquire();
        print("not reached");
    };
    const auto main = [&]() -> coro<void> {
        semaphore s(0);
        const auto a = aio::create_task(worker(s));
        co_await aio::sleep(0);
        a.cancel();
        s.release();
        print(s.locked());
        co_await s.acquire();
        print(s.locked(), a.done());
        co_await aio::sleep(0);
        print(s.locked(), a.done());
    };
    check_same(main, {R"py(
        async def worker(s):
            await s.acquire()
            print("not reached")
        async def main():
            s = asyncio.Semaphore(0)
            a = asyncio.create_task(worker(s))
            await asyncio.sleep(0)
            a.cancel()
            s.release()
            print(s.locked())
            await s.acquire()
            print(s.locked(), a.done())
            await asyncio.sleep(0)
            print(s.locked(), a.done())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 cancel Task-2
        0 task=Task-1 False
        0 task=Task-1 True False
        0 step Task-2
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 True True
        0 done Task-1
    )"});
}

TEST_CASE("async with: the body has a permit, which is returned; a task cancelled on entry has none")
{
    const auto worker = [](const char* name, aio::bounded_semaphore s) -> coro<void> {
        co_await aio::with(s, [&]() -> coro<void> {
            print(name, s.locked());
            co_await aio::sleep(1);
        });
    };
    const auto main = [&]() -> coro<void> {
        aio::bounded_semaphore s(2);
        aio::create_task(worker("a", s));
        aio::create_task(worker("b", s));
        const auto c = aio::create_task(worker("c", s));
        const auto d = aio::create_task(worker("d", s));
        co_await aio::sleep(0);
        c.cancel();
        co_await d;
        print(s.locked());
        co_await s.acquire();
        co_await s.acquire();
        print(s.locked());
    };
    check_same(main, {R"py(
        async def worker(name, s):
            async with s:
                print(name, s.locked())
                await asyncio.sleep(1)
        async def main():
            s = asyncio.BoundedSemaphore(2)
            asyncio.create_task(worker("a", s))
            asyncio.create_task(worker("b", s))
            c = asyncio.create_task(worker("c", s))
            d = asyncio.create_task(worker("d", s))
            await asyncio.sleep(0)
            c.cancel()
            await d
            print(s.locked())
            await s.acquire()
            await s.acquire()
            print(s.locked())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 step Task-2
        0 task=Task-2 a False
        0 step Task-3
        0 task=Task-3 b True
        0 step Task-4
        0 step Task-5
        0 step Task-1
        0 cancel Task-4
        0 step Task-4
        0 cancelled Task-4
        1 step Task-2
        1 done Task-2
        1 step Task-3
        1 done Task-3
        1 step Task-5
        1 task=Task-5 d False
        2 step Task-5
        2 done Task-5
        2 step Task-1
        2 task=Task-1 False
        2 task=Task-1 True
        2 done Task-1
    )"});
}
