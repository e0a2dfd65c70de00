// get and put: what they return, which task they wake, and when they don't suspend.

#include "aio/queue.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::print;
using aio::queue;
using tests::check_same;

TEST_CASE("get with an item there, and put with room, don't suspend")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q(2);
        aio::create_task(other());
        co_await q.put(1);
        co_await q.put(2);
        print(co_await q.get());
        co_await q.put(3);
        print(co_await q.get(), co_await q.get());
    };
    check_same(main, {R"py(
        async def other():
            print("other")
        async def main():
            q = asyncio.Queue(2)
            asyncio.create_task(other())
            await q.put(1)
            await q.put(2)
            print(await q.get())
            await q.put(3)
            print(await q.get(), await q.get())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 1
        0 task=Task-1 2 3
        0 done Task-1
        0 step Task-2
        0 task=Task-2 other
        0 done Task-2
    )"});
}

TEST_CASE("a waiting getter is woken by a put, and takes the item in its own turn")
{
    const auto getter = [](queue<int> q) -> coro<void> {
        print("got", co_await q.get(), "left", q.qsize());
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        const auto t = aio::create_task(getter(q));
        co_await aio::sleep(1);
        q.put_nowait(7);
        print("put", q.qsize());
        co_await t;
    };
    check_same(main, {R"py(
        async def getter(q):
            print("got", await q.get(), "left", q.qsize())
        async def main():
            q = asyncio.Queue()
            t = asyncio.create_task(getter(q))
            await asyncio.sleep(1)
            q.put_nowait(7)
            print("put", q.qsize())
            await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 task=Task-1 put 1
        1 step Task-2
        1 task=Task-2 got 7 left 0
        1 done Task-2
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("getters get items in the order of arrival")
{
    const auto getter = [](const char* name, queue<int> q) -> coro<void> {
        print(name, co_await q.get());
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        for (const char* name : {"a", "b", "c"}) {
            aio::create_task(getter(name, q));
        }
        co_await aio::sleep(0);
        for (int i = 1; i != 4; ++i) {
            q.put_nowait(i);
        }
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def getter(name, q):
            print(name, await q.get())
        async def main():
            q = asyncio.Queue()
            for name in "abc":
                asyncio.create_task(getter(name, q))
            await asyncio.sleep(0)
            for i in 1, 2, 3:
                q.put_nowait(i)
            await asyncio.sleep(0)
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
        0 step Task-2
        0 task=Task-2 a 1
        0 done Task-2
        0 step Task-3
        0 task=Task-3 b 2
        0 done Task-3
        0 step Task-4
        0 task=Task-4 c 3
        0 done Task-4
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("maxsize, qsize, empty, full; 0 or less is no limit; what get_nowait and put_nowait throw")
{
    const auto main = []() -> coro<void> {
        for (const int size : {-1, 0, 2}) {
            queue<int> q(size);
            print(q.maxsize(), q.qsize(), q.empty(), q.full());
            try {
                q.get_nowait();
            } catch (const aio::queue_empty& e) {
                print("empty", std::string("[") + e.what() + "]");
            }
            try {
                for (int i = 0; i != 5; ++i) {
                    q.put_nowait(i);
                }
            } catch (const aio::queue_full&) {
                print("full");
            }
            print(q.maxsize(), q.qsize(), q.empty(), q.full());
        }
        queue<int>().get_nowait();
        co_return;
    };
    check_same(main, {R"py(
        async def main():
            for size in -1, 0, 2:
                q = asyncio.Queue(size)
                print(q.maxsize, q.qsize(), q.empty(), q.full())
                try:
                    q.get_nowait()
                except asyncio.QueueEmpty as e:
                    print("empty", f"[{e}]")
                try:
                    for i in range(5):
                        q.put_nowait(i)
                except asyncio.QueueFull:
                    print("full")
                print(q.maxsize, q.qsize(), q.empty(), q.full())
            asyncio.Queue().get_nowait()
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 -1 0 True False
        0 task=Task-1 empty []
        0 task=Task-1 -1 5 False False
        0 task=Task-1 0 0 True False
        0 task=Task-1 empty []
        0 task=Task-1 0 5 False False
        0 task=Task-1 2 0 True False
        0 task=Task-1 empty []
        0 task=Task-1 full
        0 task=Task-1 2 2 False True
        0 failed Task-1 QueueEmpty
        0 task=- asyncio.queues.QueueEmpty
    )"});
}

TEST_CASE("a get, or a put, can become a task; if it's forgotten, it's reported and does nothing")
{
    const auto main = []() -> coro<void> {
        queue<int> q(1);
        const auto got = aio::create_task(q.get());
        const auto put = aio::create_task(q.put(5), "put");
        print(q.qsize());
        (void)q.put(6);
        (void)q.get();
        (void)q.join();
        print(co_await got, q.qsize());
        co_await put;
        aio::create_task(q.get(), "cancelled before its first step").cancel();
        aio::create_task(q.get());
    };
    check_same(main, {R"py(
        async def main():
            q = asyncio.Queue(1)
            got = asyncio.create_task(q.get())
            put = asyncio.create_task(q.put(5), name="put")
            print(q.qsize())
            q.put(6)
            q.get()
            q.join()
            print(await got, q.qsize())
            await put
            asyncio.create_task(q.get(), name="cancelled before its first step").cancel()
            asyncio.create_task(q.get())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create put
        0 task=Task-1 0
        0 step Task-2
        0 step put
        0 done put
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 task=Task-1 5 0
        0 create cancelled_before_its_first_step
        0 cancel cancelled_before_its_first_step
        0 create Task-3
        0 done Task-1
        0 step cancelled_before_its_first_step
        0 cancelled cancelled_before_its_first_step
        0 step Task-3
        0 cancel Task-3
        0 step Task-3
        0 cancelled Task-3
    )", R"(
        coroutine 'Queue.put' was never awaited
        coroutine 'Queue.get' was never awaited
        coroutine 'Queue.join' was never awaited
    )"});
}

TEST_CASE("no task waiting at a queue can continue: a deadlock")
{
    const auto main = []() -> coro<void> {
        queue<int> q;
        print("waiting");
        print(co_await q.get());
    };
    check_same(main, {R"py(
        async def main():
            q = asyncio.Queue()
            print("waiting")
            print(await q.get())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 waiting
        0 task=- deadlock: no task can run
    )"});
}
