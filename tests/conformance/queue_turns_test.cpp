// Producers and consumers take turns: which task lets in which, and which finds the queue empty or full again.

#include "aio/queue.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::print;
using aio::queue;
using tests::check_same;

TEST_CASE("back-pressure: each get lets in one putter, first come, first served")
{
    const auto producer = [](const char* name, queue<std::string> q) -> coro<void> {
        for (int i = 1; i != 3; ++i) {
            co_await q.put(name + std::to_string(i));
            print("put", name, i);
        }
    };
    const auto main = [&]() -> coro<void> {
        queue<std::string> q(1);
        for (const char* name : {"a", "b", "c"}) {
            aio::create_task(producer(name, q));
        }
        co_await aio::sleep(0);
        for (int i = 0; i != 6; ++i) {
            co_await aio::sleep(1);
            print("got", co_await q.get());
        }
    };
    check_same(main, {R"py(
        async def producer(name, q):
            for i in 1, 2:
                await q.put(f"{name}{i}")
                print("put", name, i)
        async def main():
            q = asyncio.Queue(1)
            for name in "abc":
                asyncio.create_task(producer(name, q))
            await asyncio.sleep(0)
            for i in range(6):
                await asyncio.sleep(1)
                print("got", await q.get())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 task=Task-2 put a 1
        0 step Task-3
        0 step Task-4
        0 step Task-1
        1 step Task-1
        1 task=Task-1 got a1
        1 step Task-2
        1 task=Task-2 put a 2
        1 done Task-2
        2 step Task-1
        2 task=Task-1 got a2
        2 step Task-3
        2 task=Task-3 put b 1
        3 step Task-1
        3 task=Task-1 got b1
        3 step Task-4
        3 task=Task-4 put c 1
        4 step Task-1
        4 task=Task-1 got c1
        4 step Task-3
        4 task=Task-3 put b 2
        4 done Task-3
        5 step Task-1
        5 task=Task-1 got b2
        5 step Task-4
        5 task=Task-4 put c 2
        5 done Task-4
        6 step Task-1
        6 task=Task-1 got c2
        6 done Task-1
    )"});
}

TEST_CASE("a woken getter finds the item gone, and waits again behind the others")
{
    const auto getter = [](const char* name, queue<int> q) -> coro<void> {
        print(name, co_await q.get());
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        aio::create_task(getter("a", q));
        aio::create_task(getter("b", q));
        co_await aio::sleep(0);
        q.put_nowait(1);
        print("main", q.get_nowait());
        co_await aio::sleep(0);
        q.put_nowait(2);
        q.put_nowait(3);
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def getter(name, q):
            print(name, await q.get())
        async def main():
            q = asyncio.Queue()
            asyncio.create_task(getter("a", q))
            asyncio.create_task(getter("b", q))
            await asyncio.sleep(0)
            q.put_nowait(1)
            print("main", q.get_nowait())
            await asyncio.sleep(0)
            q.put_nowait(2)
            q.put_nowait(3)
            await asyncio.sleep(0)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 task=Task-1 main 1
        0 step Task-2
        0 step Task-1
        0 step Task-3
        0 task=Task-3 b 2
        0 done Task-3
        0 step Task-2
        0 task=Task-2 a 3
        0 done Task-2
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("a woken putter finds the room taken, and waits again behind the others")
{
    const auto putter = [](int item, queue<int> q) -> coro<void> {
        co_await q.put(item);
        print("put", item);
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q(1);
        q.put_nowait(0);
        aio::create_task(putter(1, q));
        aio::create_task(putter(2, q));
        co_await aio::sleep(0);
        print(q.get_nowait());
        q.put_nowait(3);
        co_await aio::sleep(0);
        for (int i = 0; i != 3; ++i) {
            print(co_await q.get());
        }
    };
    check_same(main, {R"py(
        async def putter(item, q):
            await q.put(item)
            print("put", item)
        async def main():
            q = asyncio.Queue(1)
            q.put_nowait(0)
            asyncio.create_task(putter(1, q))
            asyncio.create_task(putter(2, q))
            await asyncio.sleep(0)
            print(q.get_nowait())
            q.put_nowait(3)
            await asyncio.sleep(0)
            for i in range(3):
                print(await q.get())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 task=Task-1 0
        0 step Task-2
        0 step Task-1
        0 task=Task-1 3
        0 step Task-3
        0 task=Task-3 put 2
        0 done Task-3
        0 step Task-1
        0 task=Task-1 2
        0 step Task-2
        0 task=Task-2 put 1
        0 done Task-2
        0 step Task-1
        0 task=Task-1 1
        0 done Task-1
    )"});
}

TEST_CASE("a consumer that never finds the queue empty never lets another task run")
{
    const auto consumer = [](queue<int> q) -> coro<void> {
        for (int i = 0; i != 4; ++i) {
            print("consumed", co_await q.get());
        }
    };
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        for (int i = 0; i != 3; ++i) {
            co_await q.put(i);
        }
        aio::create_task(consumer(q));
        aio::create_task(other());
        co_await aio::sleep(1);
        co_await q.put(3);
        print("end");
    };
    check_same(main, {R"py(
        async def consumer(q):
            for i in range(4):
                print("consumed", await q.get())
        async def other():
            print("other")
        async def main():
            q = asyncio.Queue()
            for i in range(3):
                await q.put(i)
            asyncio.create_task(consumer(q))
            asyncio.create_task(other())
            await asyncio.sleep(1)
            await q.put(3)
            print("end")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 consumed 0
        0 task=Task-2 consumed 1
        0 task=Task-2 consumed 2
        0 step Task-3
        0 task=Task-3 other
        0 done Task-3
        1 step Task-1
        1 task=Task-1 end
        1 done Task-1
        1 step Task-2
        1 task=Task-2 consumed 3
        1 done Task-2
    )"});
}

TEST_CASE("ping-pong over two queues with room for one")
{
    const auto player = [](const char* name, queue<int> in, queue<int> out) -> coro<void> {
        for (int i = 0; i != 3; ++i) {
            const int ball = co_await in.get();
            print(name, ball);
            co_await out.put(ball + 1);
        }
    };
    const auto main = [&]() -> coro<void> {
        queue<int> ping(1);
        queue<int> pong(1);
        const auto a = aio::create_task(player("ping", ping, pong));
        const auto b = aio::create_task(player("pong", pong, ping));
        co_await ping.put(0);
        co_await a;
        co_await b;
        print("left", ping.qsize(), pong.qsize());
    };
    check_same(main, {R"py(
        async def player(name, inbox, outbox):
            for i in range(3):
                ball = await inbox.get()
                print(name, ball)
                await outbox.put(ball + 1)
        async def main():
            ping = asyncio.Queue(1)
            pong = asyncio.Queue(1)
            a = asyncio.create_task(player("ping", ping, pong))
            b = asyncio.create_task(player("pong", pong, ping))
            await ping.put(0)
            await a
            await b
            print("left", ping.qsize(), pong.qsize())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 ping 0
        0 step Task-3
        0 task=Task-3 pong 1
        0 step Task-2
        0 task=Task-2 ping 2
        0 step Task-3
        0 task=Task-3 pong 3
        0 step Task-2
        0 task=Task-2 ping 4
        0 done Task-2
        0 step Task-3
        0 task=Task-3 pong 5
        0 done Task-3
        0 step Task-1
        0 task=Task-1 left 1 0
        0 done Task-1
    )"});
}

TEST_CASE("three producers and three consumers share a queue with room for two")
{
    const auto producer = [](int first, queue<int> q) -> coro<void> {
        for (int i = first; i != first + 3; ++i) {
            co_await q.put(i);
            co_await aio::sleep(0);
        }
    };
    const auto consumer = [](const char* name, queue<int> q) -> coro<void> {
        for (int i = 0; i != 3; ++i) {
            print(name, co_await q.get());
        }
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q(2);
        for (int i = 0; i != 3; ++i) {
            aio::create_task(producer(10 * i, q));
        }
        for (const char* name : {"x", "y", "z"}) {
            aio::create_task(consumer(name, q));
        }
        co_await aio::sleep(1);
        print(q.empty());
    };
    check_same(main, {R"py(
        async def producer(first, q):
            for i in range(first, first + 3):
                await q.put(i)
                await asyncio.sleep(0)
        async def consumer(name, q):
            for i in range(3):
                print(name, await q.get())
        async def main():
            q = asyncio.Queue(2)
            for i in range(3):
                asyncio.create_task(producer(10 * i, q))
            for name in "xyz":
                asyncio.create_task(consumer(name, q))
            await asyncio.sleep(1)
            print(q.empty())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 create Task-6
        0 create Task-7
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 step Task-5
        0 task=Task-5 x 0
        0 task=Task-5 x 10
        0 step Task-6
        0 step Task-7
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 step Task-5
        0 task=Task-5 x 1
        0 done Task-5
        0 step Task-2
        0 step Task-6
        0 task=Task-6 y 11
        0 task=Task-6 y 2
        0 step Task-3
        0 step Task-4
        0 step Task-7
        0 task=Task-7 z 12
        0 task=Task-7 z 20
        0 step Task-2
        0 done Task-2
        0 step Task-6
        0 step Task-3
        0 done Task-3
        0 step Task-4
        0 step Task-7
        0 task=Task-7 z 21
        0 done Task-7
        0 step Task-4
        0 step Task-6
        0 task=Task-6 y 22
        0 done Task-6
        0 step Task-4
        0 done Task-4
        1 step Task-1
        1 task=Task-1 True
        1 done Task-1
    )"});
}
