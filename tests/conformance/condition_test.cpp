// wait, wait_for and notify: who is woken, in which order, and what for.

#include "aio/condition.hpp"

#include "../core/trace_of.hpp"

using aio::condition;
using aio::coro;
using aio::print;
using tests::check_same;

TEST_CASE("a notified waiter resumes once the notifier has released the lock")
{
    const auto waiter = [](condition c) -> coro<void> {
        co_await c.acquire();
        print("waits");
        print(co_await c.wait(), c.locked());
        c.release();
    };
    const auto main = [&]() -> coro<void> {
        condition c;
        const auto t = aio::create_task(waiter(c));
        co_await aio::sleep(1);
        co_await c.acquire();
        c.notify();
        print("notified");
        co_await aio::sleep(1);
        print("releases");
        c.release();
        co_await t;
    };
    check_same(main, {R"py(
        async def waiter(c):
            await c.acquire()
            print("waits")
            print(await c.wait(), c.locked())
            c.release()
        async def main():
            c = asyncio.Condition()
            t = asyncio.create_task(waiter(c))
            await asyncio.sleep(1)
            await c.acquire()
            c.notify()
            print("notified")
            await asyncio.sleep(1)
            print("releases")
            c.release()
            await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 waits
        1 step Task-1
        1 task=Task-1 notified
        1 step Task-2
        2 step Task-1
        2 task=Task-1 releases
        2 step Task-2
        2 task=Task-2 True True
        2 done Task-2
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("notify(2) wakes the two longest waiters, notify_all the rest")
{
    const auto waiter = [](const char* name, condition c) -> coro<void> {
        co_await c.acquire();
        co_await c.wait();
        print(name);
        c.release();
    };
    const auto main = [&]() -> coro<void> {
        condition c;
        for (const char* name : {"a", "b", "c", "d", "e"}) {
            aio::create_task(waiter(name, c));
        }
        co_await aio::sleep(1);
        co_await c.acquire();
        c.notify(2);
        c.release();
        co_await aio::sleep(1);
        co_await c.acquire();
        c.notify_all();
        print("all");
        c.release();
        co_await aio::sleep(0);
        c.notify();
    };
    check_same(main, {R"py(
        async def waiter(name, c):
            await c.acquire()
            await c.wait()
            print(name)
            c.release()
        async def main():
            c = asyncio.Condition()
            for name in "abcde":
                asyncio.create_task(waiter(name, c))
            await asyncio.sleep(1)
            await c.acquire()
            c.notify(2)
            c.release()
            await asyncio.sleep(1)
            await c.acquire()
            c.notify_all()
            print("all")
            c.release()
            await asyncio.sleep(0)
            c.notify()
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 create Task-6
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 step Task-5
        0 step Task-6
        1 step Task-1
        1 step Task-2
        1 task=Task-2 a
        1 done Task-2
        1 step Task-3
        1 task=Task-3 b
        1 done Task-3
        2 step Task-1
        2 task=Task-1 all
        2 step Task-4
        2 task=Task-4 c
        2 done Task-4
        2 step Task-5
        2 task=Task-5 d
        2 done Task-5
        2 step Task-6
        2 task=Task-6 e
        2 done Task-6
        2 step Task-1
        2 failed Task-1 RuntimeError
        2 task=- RuntimeError: cannot notify on un-acquired lock
    )"});
}

TEST_CASE("wait and notify without the lock are errors; a notify without waiters is lost")
{
    const auto main = []() -> coro<void> {
        condition c;
        try {
            co_await c.wait();
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        try {
            c.notify_all();
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        co_await c.acquire();
        c.notify();
        c.notify_all();
        co_await c.wait();
    };
    check_same(main, {R"py(
        async def main():
            c = asyncio.Condition()
            try:
                await c.wait()
            except RuntimeError as e:
                print(e)
            try:
                c.notify_all()
            except RuntimeError as e:
                print(e)
            await c.acquire()
            c.notify()
            c.notify_all()
            await c.wait()
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 cannot wait on un-acquired lock
        0 task=Task-1 cannot notify on un-acquired lock
        0 task=- deadlock: no task can run
    )"});
}

TEST_CASE("wait_for checks again at each notify, and returns the predicate's result")
{
    const auto waiter = [](condition c, const int& count) -> coro<void> {
        co_await c.acquire();
        print(co_await c.wait_for([&] {
            print("asked", count);
            return count < 2 ? 0 : count * 10;
        }));
        c.release();
    };
    const auto main = [&]() -> coro<void> {
        condition c;
        int count = 0;
        const auto t = aio::create_task(waiter(c, count));
        for (int i = 0; i != 3; ++i) {
            co_await aio::sleep(1);
            co_await c.acquire();
            ++count;
            c.notify();
            c.release();
        }
        co_await t;
        print(co_await c.wait_for([] { return true; }));
        co_await c.wait_for([] { return false; });
    };
    check_same(main, {R"py(
        async def waiter(c):
            def predicate():
                print("asked", count)
                return 0 if count < 2 else count * 10
            await c.acquire()
            print(await c.wait_for(predicate))
            c.release()
        async def main():
            global count
            c = asyncio.Condition()
            count = 0
            t = asyncio.create_task(waiter(c))
            for i in range(3):
                await asyncio.sleep(1)
                await c.acquire()
                count += 1
                c.notify()
                c.release()
            await t
            print(await c.wait_for(lambda: True))
            await c.wait_for(lambda: False)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 asked 0
        1 step Task-1
        1 step Task-2
        1 task=Task-2 asked 1
        2 step Task-1
        2 step Task-2
        2 task=Task-2 asked 2
        2 task=Task-2 20
        2 done Task-2
        3 step Task-1
        3 task=Task-1 True
        3 failed Task-1 RuntimeError
        3 task=- RuntimeError: cannot wait on un-acquired lock
    )"});
}

TEST_CASE("notify twice in one turn wakes two; notify(0) wakes none")
{
    const auto waiter = [](const char* name, condition c) -> coro<void> {
        co_await c.acquire();
        co_await c.wait();
        print(name);
        c.release();
    };
    const auto main = [&]() -> coro<void> {
        condition c;
        for (const char* name : {"a", "b", "c"}) {
            aio::create_task(waiter(name, c));
        }
        co_await aio::sleep(0);
        co_await c.acquire();
        c.notify(0);
        co_await aio::sleep(0);
        c.notify();
        c.notify();
        c.release();
        co_await aio::sleep(1);
        print(c.locked());
    };
    check_same(main, {R"py(
        async def waiter(name, c):
            await c.acquire()
            await c.wait()
            print(name)
            c.release()
        async def main():
            c = asyncio.Condition()
            for name in "abc":
                asyncio.create_task(waiter(name, c))
            await asyncio.sleep(0)
            await c.acquire()
            c.notify(0)
            await asyncio.sleep(0)
            c.notify()
            c.notify()
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
        0 step Task-1
        0 step Task-2
        0 task=Task-2 a
        0 done Task-2
        0 step Task-3
        0 task=Task-3 b
        0 done Task-3
        1 step Task-1
        1 task=Task-1 False
        1 done Task-1
        1 cancel Task-4
        1 step Task-4
        1 cancelled Task-4
    )"});
}
