#include "aio/queue.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::print;
using aio::queue;
using tests::check_same;

TEST_CASE("join doesn't suspend if the queue never had an item")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        aio::create_task(other());
        co_await q.join();
        print("joined");
        q.put_nowait(1);
        q.get_nowait();
        q.task_done();
        co_await q.join();
        print("joined again");
    };
    check_same(main, {R"py(
        async def other():
            print("other")
        async def main():
            q = asyncio.Queue()
            asyncio.create_task(other())
            await q.join()
            print("joined")
            q.put_nowait(1)
            q.get_nowait()
            q.task_done()
            await q.join()
            print("joined again")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 joined
        0 task=Task-1 joined again
        0 done Task-1
        0 step Task-2
        0 task=Task-2 other
        0 done Task-2
    )"});
}

TEST_CASE("join waits for the work to be done, not for the queue to be empty")
{
    const auto worker = [](queue<int> q) -> coro<void> {
        for (;;) {
            const int n = co_await q.get();
            co_await aio::sleep(n);
            print("worked", n);
            q.task_done();
        }
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        for (int i = 1; i != 4; ++i) {
            q.put_nowait(i);
        }
        aio::create_task(worker(q));
        aio::create_task(worker(q));
        co_await q.join();
        print("joined", q.qsize());
    };
    check_same(main, {R"py(
        async def worker(q):
            while True:
                n = await q.get()
                await asyncio.sleep(n)
                print("worked", n)
                q.task_done()
        async def main():
            q = asyncio.Queue()
            for i in 1, 2, 3:
                q.put_nowait(i)
            asyncio.create_task(worker(q))
            asyncio.create_task(worker(q))
            await q.join()
            print("joined", q.qsize())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-2
        1 task=Task-2 worked 1
        2 step Task-3
        2 task=Task-3 worked 2
        4 step Task-2
        4 task=Task-2 worked 3
        4 step Task-1
        4 task=Task-1 joined 0
        4 done Task-1
        4 cancel Task-2
        4 cancel Task-3
        4 step Task-2
        4 cancelled Task-2
        4 step Task-3
        4 cancelled Task-3
    )"});
}

TEST_CASE("all joiners are woken in the order of arrival, except a cancelled one")
{
    const auto joiner = [](const char* name, queue<int> q) -> coro<void> {
        co_await q.join();
        print(name);
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        q.put_nowait(1);
        aio::create_task(joiner("a", q));
        const auto b = aio::create_task(joiner("b", q));
        aio::create_task(joiner("c", q));
        co_await aio::sleep(0);
        q.task_done();
        b.cancel();
        co_await aio::sleep(0);
        co_await q.join();
        print("main", q.qsize());
    };
    check_same(main, {R"py(
        async def joiner(name, q):
            await q.join()
            print(name)
        async def main():
            q = asyncio.Queue()
            q.put_nowait(1)
            asyncio.create_task(joiner("a", q))
            b = asyncio.create_task(joiner("b", q))
            asyncio.create_task(joiner("c", q))
            await asyncio.sleep(0)
            q.task_done()
            b.cancel()
            await asyncio.sleep(0)
            await q.join()
            print("main", q.qsize())
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
        0 cancel Task-3
        0 step Task-2
        0 task=Task-2 a
        0 done Task-2
        0 step Task-3
        0 cancelled Task-3
        0 step Task-4
        0 task=Task-4 c
        0 done Task-4
        0 step Task-1
        0 task=Task-1 main 1
        0 done Task-1
    )"});
}

TEST_CASE("a woken joiner resumes even if there's new work by then")
{
    const auto joiner = [](queue<int> q) -> coro<void> {
        co_await q.join();
        print("joined", q.qsize());
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        q.put_nowait(1);
        const auto t = aio::create_task(joiner(q));
        co_await aio::sleep(0);
        print(q.get_nowait());
        q.task_done();
        q.put_nowait(2);
        co_await t;
        print(q.get_nowait());
    };
    check_same(main, {R"py(
        async def joiner(q):
            await q.join()
            print("joined", q.qsize())
        async def main():
            q = asyncio.Queue()
            q.put_nowait(1)
            t = asyncio.create_task(joiner(q))
            await asyncio.sleep(0)
            print(q.get_nowait())
            q.task_done()
            q.put_nowait(2)
            await t
            print(q.get_nowait())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 task=Task-1 1
        0 step Task-2
        0 task=Task-2 joined 1
        0 done Task-2
        0 step Task-1
        0 task=Task-1 2
        0 done Task-1
    )"});
}

TEST_CASE("too many task_done calls are an error; before the item is got, one isn't")
{
    const auto main = []() -> coro<void> {
        queue<int> q;
        q.put_nowait(1);
        q.task_done();
        co_await q.join();
        print("joined", q.qsize());
        try {
            q.task_done();
        } catch (const aio::value_error& e) {
            print(e.what());
        }
        q.put_nowait(2);
        q.task_done();
        q.task_done();
    };
    check_same(main, {R"py(
        async def main():
            q = asyncio.Queue()
            q.put_nowait(1)
            q.task_done()
            await q.join()
            print("joined", q.qsize())
            try:
                q.task_done()
            except ValueError as e:
                print(e)
            q.put_nowait(2)
            q.task_done()
            q.task_done()
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 joined 1
        0 task=Task-1 task_done() called too many times
        0 failed Task-1 ValueError
        0 task=- ValueError: task_done() called too many times
    )"});
}

TEST_CASE("workers are cancelled once everything is joined")
{
    const auto worker = [](const char* name, queue<double> q) -> coro<void> {
        for (;;) {
            co_await aio::sleep(co_await q.get());
            q.task_done();
            print(name, "slept");
        }
    };
    const auto main = [&]() -> coro<void> {
        queue<double> q;
        for (const double pause : {0.5, 0.25, 1.0, 0.25}) {
            q.put_nowait(pause);
        }
        std::vector<aio::task<void>> tasks;
        for (const char* name : {"a", "b"}) {
            tasks.push_back(aio::create_task(worker(name, q), name));
        }
        co_await q.join();
        for (const auto& t : tasks) {
            t.cancel();
        }
        co_await aio::sleep(0);
        print(tasks[0].cancelled(), tasks[1].cancelled());
    };
    check_same(main, {R"py(
        async def worker(name, q):
            while True:
                await asyncio.sleep(await q.get())
                q.task_done()
                print(name, "slept")
        async def main():
            q = asyncio.Queue()
            for pause in 0.5, 0.25, 1.0, 0.25:
                q.put_nowait(pause)
            tasks = [asyncio.create_task(worker(name, q), name=name) for name in "ab"]
            await q.join()
            for t in tasks:
                t.cancel()
            await asyncio.sleep(0)
            print(tasks[0].cancelled(), tasks[1].cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 step a
        0 step b
        0.25 step b
        0.25 task=b b slept
        0.5 step a
        0.5 task=a a slept
        0.75 step a
        0.75 task=a a slept
        1.25 step b
        1.25 task=b b slept
        1.25 step Task-1
        1.25 cancel a
        1.25 cancel b
        1.25 step a
        1.25 cancelled a
        1.25 step b
        1.25 cancelled b
        1.25 step Task-1
        1.25 task=Task-1 True True
        1.25 done Task-1
    )"});
}
