#include "aio/queue.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::print;
using aio::queue;
using tests::check_same;

TEST_CASE("shutdown wakes all getters of an empty queue with an error, in the order of arrival")
{
    const auto getter = [](const char* name, queue<int> q) -> coro<void> {
        try {
            print(name, co_await q.get());
        } catch (const aio::queue_shut_down&) {
            print(name, "shut down");
        }
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        aio::create_task(getter("a", q));
        aio::create_task(getter("b", q));
        co_await aio::sleep(0);
        q.shutdown();
        co_await aio::sleep(0);
        co_await getter("main", q);
        q.get_nowait();
    };
    check_same(main, {R"py(
        async def getter(name, q):
            try:
                print(name, await q.get())
            except asyncio.QueueShutDown:
                print(name, "shut down")
        async def main():
            q = asyncio.Queue()
            asyncio.create_task(getter("a", q))
            asyncio.create_task(getter("b", q))
            await asyncio.sleep(0)
            q.shutdown()
            await asyncio.sleep(0)
            await getter("main", q)
            q.get_nowait()
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 step Task-2
        0 task=Task-2 a shut down
        0 done Task-2
        0 step Task-3
        0 task=Task-3 b shut down
        0 done Task-3
        0 step Task-1
        0 task=Task-1 main shut down
        0 failed Task-1 QueueShutDown
        0 task=- asyncio.queues.QueueShutDown
    )"});
}

TEST_CASE("shutdown of a full queue: putters fail, and its items can still be got")
{
    const auto putter = [](int item, queue<int> q) -> coro<void> {
        try {
            co_await q.put(item);
            print("put", item);
        } catch (const aio::queue_shut_down&) {
            print(item, "shut down");
        }
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q(2);
        q.put_nowait(1);
        q.put_nowait(2);
        aio::create_task(putter(3, q));
        aio::create_task(putter(4, q));
        co_await aio::sleep(0);
        q.shutdown();
        co_await putter(5, q);
        print(co_await q.get(), co_await q.get());
        co_await aio::sleep(0);
        try {
            q.put_nowait(6);
        } catch (const aio::queue_shut_down&) {
            print("shut down");
        }
        co_await q.get();
    };
    check_same(main, {R"py(
        async def putter(item, q):
            try:
                await q.put(item)
                print("put", item)
            except asyncio.QueueShutDown:
                print(item, "shut down")
        async def main():
            q = asyncio.Queue(2)
            q.put_nowait(1)
            q.put_nowait(2)
            asyncio.create_task(putter(3, q))
            asyncio.create_task(putter(4, q))
            await asyncio.sleep(0)
            q.shutdown()
            await putter(5, q)
            print(await q.get(), await q.get())
            await asyncio.sleep(0)
            try:
                q.put_nowait(6)
            except asyncio.QueueShutDown:
                print("shut down")
            await q.get()
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 task=Task-1 5 shut down
        0 task=Task-1 1 2
        0 step Task-2
        0 task=Task-2 3 shut down
        0 done Task-2
        0 step Task-3
        0 task=Task-3 4 shut down
        0 done Task-3
        0 step Task-1
        0 task=Task-1 shut down
        0 failed Task-1 QueueShutDown
        0 task=- asyncio.queues.QueueShutDown
    )"});
}

TEST_CASE("an item is put and then the queue shut down: one getter gets it, the other an error")
{
    const auto getter = [](const char* name, queue<int> q) -> coro<void> {
        try {
            print(name, co_await q.get());
        } catch (const aio::queue_shut_down&) {
            print(name, "shut down");
        }
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        const auto a = aio::create_task(getter("a", q));
        const auto b = aio::create_task(getter("b", q));
        co_await aio::sleep(1);
        q.put_nowait(1);
        q.shutdown();
        co_await b;
        print(a.done());
    };
    check_same(main, {R"py(
        async def getter(name, q):
            try:
                print(name, await q.get())
            except asyncio.QueueShutDown:
                print(name, "shut down")
        async def main():
            q = asyncio.Queue()
            a = asyncio.create_task(getter("a", q))
            b = asyncio.create_task(getter("b", q))
            await asyncio.sleep(1)
            q.put_nowait(1)
            q.shutdown()
            await b
            print(a.done())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 step Task-2
        1 task=Task-2 a 1
        1 done Task-2
        1 step Task-3
        1 task=Task-3 b shut down
        1 done Task-3
        1 step Task-1
        1 task=Task-1 True
        1 done Task-1
    )"});
}

TEST_CASE("a getter that is cancelled as the queue is shut down is cancelled")
{
    const auto getter = [](const char* name, queue<int> q) -> coro<void> {
        try {
            print(name, co_await q.get());
        } catch (const aio::queue_shut_down&) {
            print(name, "shut down");
        }
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        const auto a = aio::create_task(getter("a", q));
        const auto b = aio::create_task(getter("b", q));
        co_await aio::sleep(1);
        a.cancel();
        q.shutdown();
        b.cancel();
        co_await aio::sleep(0);
        print(a.cancelled(), b.cancelled());
    };
    check_same(main, {R"py(
        async def getter(name, q):
            try:
                print(name, await q.get())
            except asyncio.QueueShutDown:
                print(name, "shut down")
        async def main():
            q = asyncio.Queue()
            a = asyncio.create_task(getter("a", q))
            b = asyncio.create_task(getter("b", q))
            await asyncio.sleep(1)
            a.cancel()
            q.shutdown()
            b.cancel()
            await asyncio.sleep(0)
            print(a.cancelled(), b.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 cancel Task-2
        1 cancel Task-3
        1 step Task-2
        1 cancelled Task-2
        1 step Task-3
        1 cancelled Task-3
        1 step Task-1
        1 task=Task-1 True True
        1 done Task-1
    )"});
}

TEST_CASE("an immediate shutdown drops the queue's items, and joiners resume")
{
    const auto joiner = [](queue<int> q) -> coro<void> {
        co_await q.join();
        print("joined");
    };
    const auto putter = [](queue<int> q) -> coro<void> {
        co_await q.put(3);
        print("put");
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q(2);
        q.put_nowait(1);
        q.put_nowait(2);
        const auto a = aio::create_task(joiner(q));
        aio::create_task(putter(q));
        co_await aio::sleep(0);
        q.shutdown(true);
        print(q.qsize(), q.full());
        co_await a;
        try {
            co_await q.get();
        } catch (const aio::queue_shut_down&) {
            print("shut down");
        }
    };
    check_same(main, {R"py(
        async def joiner(q):
            await q.join()
            print("joined")
        async def putter(q):
            await q.put(3)
            print("put")
        async def main():
            q = asyncio.Queue(2)
            q.put_nowait(1)
            q.put_nowait(2)
            a = asyncio.create_task(joiner(q))
            asyncio.create_task(putter(q))
            await asyncio.sleep(0)
            q.shutdown(immediate=True)
            print(q.qsize(), q.full())
            await a
            try:
                await q.get()
            except asyncio.QueueShutDown:
                print("shut down")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 task=Task-1 0 False
        0 step Task-2
        0 task=Task-2 joined
        0 done Task-2
        0 step Task-3
        0 failed Task-3 QueueShutDown
        0 step Task-1
        0 task=Task-1 shut down
        0 done Task-1
    )", R"(
        Task exception was never retrieved
    )"});
}

TEST_CASE("after an immediate shutdown join still waits for work on items got before")
{
    const auto worker = [](queue<int> q) -> coro<void> {
        const int item = co_await q.get();
        co_await aio::sleep(2);
        print("worked", item);
        q.task_done();
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        for (int i = 1; i != 4; ++i) {
            q.put_nowait(i);
        }
        aio::create_task(worker(q));
        co_await aio::sleep(1);
        q.shutdown(true);
        co_await q.join();
        print("joined");
        q.task_done();
    };
    check_same(main, {R"py(
        async def worker(q):
            item = await q.get()
            await asyncio.sleep(2)
            print("worked", item)
            q.task_done()
        async def main():
            q = asyncio.Queue()
            for i in 1, 2, 3:
                q.put_nowait(i)
            asyncio.create_task(worker(q))
            await asyncio.sleep(1)
            q.shutdown(immediate=True)
            await q.join()
            print("joined")
            q.task_done()
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        2 step Task-2
        2 task=Task-2 worked 1
        2 done Task-2
        2 step Task-1
        2 task=Task-1 joined
        2 failed Task-1 ValueError
        2 task=- ValueError: task_done() called too many times
    )"});
}

TEST_CASE("a putter woken by a get still fails if the queue is shut down before its turn")
{
    const auto putter = [](queue<int> q) -> coro<void> {
        try {
            co_await q.put(2);
            print("put");
        } catch (const aio::queue_shut_down&) {
            print("shut down", q.qsize());
        }
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q(1);
        co_await q.put(1);
        const auto t = aio::create_task(putter(q));
        co_await aio::sleep(0);
        print(q.get_nowait());
        q.shutdown();
        q.shutdown();
        co_await t;
    };
    check_same(main, {R"py(
        async def putter(q):
            try:
                await q.put(2)
                print("put")
            except asyncio.QueueShutDown:
                print("shut down", q.qsize())
        async def main():
            q = asyncio.Queue(1)
            await q.put(1)
            t = asyncio.create_task(putter(q))
            await asyncio.sleep(0)
            print(q.get_nowait())
            q.shutdown()
            q.shutdown()
            await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 task=Task-1 1
        0 step Task-2
        0 task=Task-2 shut down 0
        0 done Task-2
        0 step Task-1
        0 done Task-1
    )"});
}
