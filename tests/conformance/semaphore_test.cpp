// Who gets a permit, in which order; and how many permits there can be.

#include "aio/semaphore.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::print;
using aio::semaphore;
using tests::check_same;

TEST_CASE("as many tasks as there are permits enter at once, and the others as permits come back")
{
    const auto worker = [](const char* name, double pause, semaphore s) -> coro<void> {
        co_await s.acquire();
        print(name, "in", s.locked());
        co_await aio::sleep(pause);
        print(name, "out");
        s.release();
    };
    const auto main = [&]() -> coro<void> {
        semaphore s(2);
        aio::create_task(worker("a", 3, s));
        aio::create_task(worker("b", 1, s));
        aio::create_task(worker("c", 1, s));
        const auto d = aio::create_task(worker("d", 1, s));
        co_await d;
        co_await aio::sleep(1);
        print(s.locked());
    };
    check_same(main, {R"py(
        async def worker(name, pause, s):
            await s.acquire()
            print(name, "in", s.locked())
            await asyncio.sleep(pause)
            print(name, "out")
            s.release()
        async def main():
            s = asyncio.Semaphore(2)
            asyncio.create_task(worker("a", 3, s))
            asyncio.create_task(worker("b", 1, s))
            asyncio.create_task(worker("c", 1, s))
            d = asyncio.create_task(worker("d", 1, s))
            await d
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
        0 task=Task-2 a in False
        0 step Task-3
        0 task=Task-3 b in True
        0 step Task-4
        0 step Task-5
        1 step Task-3
        1 task=Task-3 b out
        1 done Task-3
        1 step Task-4
        1 task=Task-4 c in True
        2 step Task-4
        2 task=Task-4 c out
        2 done Task-4
        2 step Task-5
        2 task=Task-5 d in True
        3 step Task-2
        3 task=Task-2 a out
        3 done Task-2
        3 step Task-5
        3 task=Task-5 d out
        3 done Task-5
        3 step Task-1
        4 step Task-1
        4 task=Task-1 False
        4 done Task-1
    )"});
}

TEST_CASE("a semaphore that isn't locked is acquired without suspending")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        semaphore s;
        aio::create_task(other());
        print(s.locked(), co_await s.acquire(), s.locked());
        s.release();
        s.release();
        print(co_await s.acquire(), co_await s.acquire(), s.locked());
    };
    check_same(main, {R"py(
        async def other():
            print("other")
        async def main():
            s = asyncio.Semaphore()
            asyncio.create_task(other())
            print(s.locked(), await s.acquire(), s.locked())
            s.release()
            s.release()
            print(await s.acquire(), await s.acquire(), s.locked())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 False True True
        0 task=Task-1 True True True
        0 done Task-1
        0 step Task-2
        0 task=Task-2 other
        0 done Task-2
    )"});
}

TEST_CASE("a task that releases and acquires again at once goes behind the waiter")
{
    const auto worker = [](const char* name, semaphore s) -> coro<void> {
        for (int i = 1; i != 4; ++i) {
            co_await s.acquire();
            print(name, i);
            co_await aio::sleep(0);
            s.release();
        }
    };
    const auto main = [&]() -> coro<void> {
        semaphore s(1);
        const auto a = aio::create_task(worker("a", s));
        const auto b = aio::create_task(worker("b", s));
        co_await a;
        co_await b;
    };
    check_same(main, {R"py(
        async def worker(name, s):
            for i in 1, 2, 3:
                await s.acquire()
                print(name, i)
                await asyncio.sleep(0)
                s.release()
        async def main():
            s = asyncio.Semaphore(1)
            a = asyncio.create_task(worker("a", s))
            b = asyncio.create_task(worker("b", s))
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

TEST_CASE("two releases in one turn wake two waiters; a third waits for the second's turn, not longer")
{
    const auto worker = [](const char* name, semaphore s) -> coro<void> {
        co_await s.acquire();
        print(name, s.locked());
    };
    const auto main = [&]() -> coro<void> {
        semaphore s(0);
        for (const char* name : {"a", "b", "c", "d"}) {
            aio::create_task(worker(name, s));
        }
        co_await aio::sleep(1);
        s.release();
        s.release();
        print("released");
        co_await aio::sleep(1);
        s.release();
        co_await worker("main", s);
    };
    check_same(main, {R"py(
        async def worker(name, s):
            await s.acquire()
            print(name, s.locked())
        async def main():
            s = asyncio.Semaphore(0)
            for name in "abcd":
                asyncio.create_task(worker(name, s))
            await asyncio.sleep(1)
            s.release()
            s.release()
            print("released")
            await asyncio.sleep(1)
            s.release()
            await worker("main", s)
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
        1 step Task-1
        1 task=Task-1 released
        1 step Task-2
        1 task=Task-2 a True
        1 done Task-2
        1 step Task-3
        1 task=Task-3 b True
        1 done Task-3
        2 step Task-1
        2 step Task-4
        2 task=Task-4 c True
        2 done Task-4
        2 task=- deadlock: no task can run
    )"});
}

TEST_CASE("it's locked as long as a task is in line, even if there are permits")
{
    const auto worker = [](const char* name, semaphore s) -> coro<void> {
        print(name, "comes", s.locked());
        co_await s.acquire();
        print(name, "in", s.locked());
    };
    const auto main = [&]() -> coro<void> {
        semaphore s(0);
        aio::create_task(worker("a", s));
        co_await aio::sleep(0);
        s.release();
        s.release();
        print(s.locked());
        aio::create_task(worker("b", s));
        co_await worker("main", s);
        print(s.locked());
    };
    check_same(main, {R"py(
        async def worker(name, s):
            print(name, "comes", s.locked())
            await s.acquire()
            print(name, "in", s.locked())
        async def main():
            s = asyncio.Semaphore(0)
            asyncio.create_task(worker("a", s))
            await asyncio.sleep(0)
            s.release()
            s.release()
            print(s.locked())
            asyncio.create_task(worker("b", s))
            await worker("main", s)
            print(s.locked())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 a comes True
        0 step Task-1
        0 task=Task-1 True
        0 create Task-3
        0 task=Task-1 main comes True
        0 step Task-2
        0 task=Task-2 a in True
        0 done Task-2
        0 step Task-3
        0 task=Task-3 b comes True
        0 step Task-1
        0 task=Task-1 main in True
        0 task=Task-1 True
        0 done Task-1
        0 cancel Task-3
        0 step Task-3
        0 cancelled Task-3
    )"});
}

TEST_CASE("fewer than zero permits is an error; one too many only for a bounded semaphore")
{
    const auto main = []() -> coro<void> {
        try {
            const semaphore s(-1);
        } catch (const aio::value_error& e) {
            print(e.what());
        }
        semaphore s(1);
        s.release();
        aio::bounded_semaphore b(2);
        co_await b.acquire();
        b.release();
        try {
            b.release();
        } catch (const aio::value_error& e) {
            print(e.what());
        }
        co_await b.acquire();
        co_await b.acquire();
        print(b.locked());
        b.release();
        b.release();
        b.release();
    };
    check_same(main, {R"py(
        async def main():
            try:
                s = asyncio.Semaphore(-1)
            except ValueError as e:
                print(e)
            s = asyncio.Semaphore(1)
            s.release()
            b = asyncio.BoundedSemaphore(2)
            await b.acquire()
            b.release()
            try:
                b.release()
            except ValueError as e:
                print(e)
            await b.acquire()
            await b.acquire()
            print(b.locked())
            b.release()
            b.release()
            b.release()
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 Semaphore initial value must be >= 0
        0 task=Task-1 BoundedSemaphore released too many times
        0 task=Task-1 True
        0 failed Task-1 ValueError
        0 task=- ValueError: BoundedSemaphore released too many times
    )"});
}

TEST_CASE("a permit handed to a waiter counts: a bounded semaphore isn't full before its turn")
{
    const auto worker = [](aio::bounded_semaphore s) -> coro<void> {
        co_await s.acquire();
        print("in");
        s.release();
    };
    const auto main = [&]() -> coro<void> {
        aio::bounded_semaphore s(1);
        co_await s.acquire();
        aio::create_task(worker(s));
        co_await aio::sleep(0);
        s.release();
        s.release();
        print("twice", s.locked());
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def worker(s):
            await s.acquire()
            print("in")
            s.release()
        async def main():
            s = asyncio.BoundedSemaphore(1)
            await s.acquire()
            asyncio.create_task(worker(s))
            await asyncio.sleep(0)
            s.release()
            s.release()
            print("twice", s.locked())
            await asyncio.sleep(0)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 task=Task-1 twice True
        0 step Task-2
        0 task=Task-2 in
        0 failed Task-2 ValueError
        0 step Task-1
        0 done Task-1
    )", R"(
        Task exception was never retrieved
    )"});
}
