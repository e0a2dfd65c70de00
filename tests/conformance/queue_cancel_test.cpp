#include "aio/queue.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::print;
using aio::queue;
using tests::check_same;

TEST_CASE("a getter that was cancelled while it waited is skipped")
{
    const auto getter = [](const char* name, queue<int> q) -> coro<void> {
        print(name, co_await q.get());
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        const auto a = aio::create_task(getter("a", q));
        aio::create_task(getter("b", q));
        co_await aio::sleep(0);
        a.cancel();
        q.put_nowait(1);
        co_await aio::sleep(0);
        print(q.qsize());
    };
    check_same(main, {R"py(
        async def getter(name, q):
            print(name, await q.get())
        async def main():
            q = asyncio.Queue()
            a = asyncio.create_task(getter("a", q))
            asyncio.create_task(getter("b", q))
            await asyncio.sleep(0)
            a.cancel()
            q.put_nowait(1)
            await asyncio.sleep(0)
            print(q.qsize())
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
        0 task=Task-3 b 1
        0 done Task-3
        0 step Task-1
        0 task=Task-1 0
        0 done Task-1
    )"});
}

TEST_CASE("a getter is cancelled as its item arrives: the next in line is woken for it")
{
    const auto getter = [](const char* name, queue<int> q) -> coro<void> {
        print(name, co_await q.get());
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        const auto a = aio::create_task(getter("a", q));
        aio::create_task(getter("b", q));
        co_await aio::sleep(0);
        q.put_nowait(1);
        a.cancel();
        co_await aio::sleep(0);
        print(q.qsize());
        co_await aio::sleep(0);
        print(q.qsize());
    };
    check_same(main, {R"py(
        async def getter(name, q):
            print(name, await q.get())
        async def main():
            q = asyncio.Queue()
            a = asyncio.create_task(getter("a", q))
            asyncio.create_task(getter("b", q))
            await asyncio.sleep(0)
            q.put_nowait(1)
            a.cancel()
            await asyncio.sleep(0)
            print(q.qsize())
            await asyncio.sleep(0)
            print(q.qsize())
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
        0 step Task-1
        0 task=Task-1 1
        0 step Task-3
        0 task=Task-3 b 1
        0 done Task-3
        0 step Task-1
        0 task=Task-1 0
        0 done Task-1
    )"});
}

TEST_CASE("the only getter is cancelled as its item arrives: the item stays")
{
    const auto getter = [](queue<int> q) -> coro<void> {
        try {
            print(co_await q.get());
        } catch (const aio::cancelled_error& e) {
            print("cancelled", e.what());
            throw;
        }
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        const auto t = aio::create_task(getter(q));
        co_await aio::sleep(1);
        q.put_nowait(1);
        t.cancel("enough");
        co_await aio::sleep(0);
        print(q.get_nowait());
    };
    check_same(main, {R"py(
        async def getter(q):
            try:
                print(await q.get())
            except asyncio.CancelledError as e:
                print("cancelled", *e.args)
                raise
        async def main():
            q = asyncio.Queue()
            t = asyncio.create_task(getter(q))
            await asyncio.sleep(1)
            q.put_nowait(1)
            t.cancel("enough")
            await asyncio.sleep(0)
            print(q.get_nowait())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 cancelled enough
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 1
        1 done Task-1
    )"});
}

TEST_CASE("a cancelled getter that finds the item gone wakes no other")
{
    const auto getter = [](const char* name, queue<int> q) -> coro<void> {
        print(name, co_await q.get());
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        const auto a = aio::create_task(getter("a", q));
        aio::create_task(getter("b", q));
        co_await aio::sleep(0);
        q.put_nowait(1);
        a.cancel();
        print("main", q.get_nowait());
        co_await aio::sleep(0);
        co_await aio::sleep(0);
        q.put_nowait(2);
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def getter(name, q):
            print(name, await q.get())
        async def main():
            q = asyncio.Queue()
            a = asyncio.create_task(getter("a", q))
            asyncio.create_task(getter("b", q))
            await asyncio.sleep(0)
            q.put_nowait(1)
            a.cancel()
            print("main", q.get_nowait())
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            q.put_nowait(2)
            await asyncio.sleep(0)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 cancel Task-2
        0 task=Task-1 main 1
        0 step Task-2
        0 cancelled Task-2
        0 step Task-1
        0 step Task-1
        0 step Task-3
        0 task=Task-3 b 2
        0 done Task-3
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("two getters are woken and one is cancelled: its item goes to the third")
{
    const auto getter = [](const char* name, queue<int> q) -> coro<void> {
        print(name, co_await q.get());
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        aio::create_task(getter("a", q));
        const auto b = aio::create_task(getter("b", q));
        aio::create_task(getter("c", q));
        co_await aio::sleep(0);
        q.put_nowait(1);
        q.put_nowait(2);
        b.cancel();
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def getter(name, q):
            print(name, await q.get())
        async def main():
            q = asyncio.Queue()
            asyncio.create_task(getter("a", q))
            b = asyncio.create_task(getter("b", q))
            asyncio.create_task(getter("c", q))
            await asyncio.sleep(0)
            q.put_nowait(1)
            q.put_nowait(2)
            b.cancel()
            await asyncio.sleep(1)
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
        0 task=Task-2 a 1
        0 done Task-2
        0 step Task-3
        0 cancelled Task-3
        0 step Task-4
        0 task=Task-4 c 2
        0 done Task-4
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("a getter that swallows its cancellation can get again")
{
    const auto getter = [](queue<int> q) -> coro<void> {
        try {
            print(co_await q.get());
        } catch (const aio::cancelled_error&) {
            print("no");
        }
        print(co_await q.get());
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        const auto t = aio::create_task(getter(q));
        co_await aio::sleep(0);
        t.cancel();
        q.put_nowait(1);
        co_await t;
    };
    check_same(main, {R"py(
        async def getter(q):
            try:
                print(await q.get())
            except asyncio.CancelledError:
                print("no")
            print(await q.get())
        async def main():
            q = asyncio.Queue()
            t = asyncio.create_task(getter(q))
            await asyncio.sleep(0)
            t.cancel()
            q.put_nowait(1)
            await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 cancel Task-2
        0 step Task-2
        0 task=Task-2 no
        0 task=Task-2 1
        0 done Task-2
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("a putter is cancelled as room appears: the next in line is woken for it")
{
    const auto putter = [](int item, queue<int> q) -> coro<void> {
        co_await q.put(item);
        print("put", item);
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q(1);
        co_await q.put(0);
        const auto a = aio::create_task(putter(1, q));
        aio::create_task(putter(2, q));
        co_await aio::sleep(0);
        print(q.get_nowait());
        a.cancel();
        co_await aio::sleep(0);
        print(q.empty());
        print(co_await q.get());
    };
    check_same(main, {R"py(
        async def putter(item, q):
            await q.put(item)
            print("put", item)
        async def main():
            q = asyncio.Queue(1)
            await q.put(0)
            a = asyncio.create_task(putter(1, q))
            asyncio.create_task(putter(2, q))
            await asyncio.sleep(0)
            print(q.get_nowait())
            a.cancel()
            await asyncio.sleep(0)
            print(q.empty())
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
        0 cancel Task-2
        0 step Task-2
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 True
        0 step Task-3
        0 task=Task-3 put 2
        0 done Task-3
        0 step Task-1
        0 task=Task-1 2
        0 done Task-1
    )"});
}

TEST_CASE("a putter that was cancelled while it waited is skipped, and its item never arrives")
{
    const auto putter = [](int item, queue<int> q) -> coro<void> {
        co_await q.put(item);
        print("put", item);
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q(1);
        co_await q.put(0);
        const auto a = aio::create_task(putter(1, q));
        aio::create_task(putter(2, q));
        co_await aio::sleep(0);
        a.cancel();
        print(co_await q.get());
        print(co_await q.get());
        print(q.empty());
    };
    check_same(main, {R"py(
        async def putter(item, q):
            await q.put(item)
            print("put", item)
        async def main():
            q = asyncio.Queue(1)
            await q.put(0)
            a = asyncio.create_task(putter(1, q))
            asyncio.create_task(putter(2, q))
            await asyncio.sleep(0)
            a.cancel()
            print(await q.get())
            print(await q.get())
            print(q.empty())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 cancel Task-2
        0 task=Task-1 0
        0 step Task-2
        0 cancelled Task-2
        0 step Task-3
        0 task=Task-3 put 2
        0 done Task-3
        0 step Task-1
        0 task=Task-1 2
        0 task=Task-1 True
        0 done Task-1
    )"});
}

TEST_CASE("getters left at the end are cancelled, in the order of creation, and may still get")
{
    const auto worker = [](const char* name, queue<int> q) -> coro<void> {
        std::exception_ptr error;
        try {
            for (;;) {
                print(name, co_await q.get());
            }
        } catch (...) {
            error = std::current_exception();
        }
        print(name, "ends");
        co_await aio::sleep(1);
        print(name, q.empty() ? -1 : q.get_nowait());
        std::rethrow_exception(error);
    };
    const auto main = [&]() -> coro<void> {
        queue<int> q;
        aio::create_task(worker("a", q));
        aio::create_task(worker("b", q));
        co_await q.put(1);
        co_await aio::sleep(1);
        co_await q.put(2);
    };
    check_same(main, {R"py(
        async def worker(name, q):
            try:
                while True:
                    print(name, await q.get())
            finally:
                print(name, "ends")
                await asyncio.sleep(1)
                print(name, -1 if q.empty() else q.get_nowait())
        async def main():
            q = asyncio.Queue()
            asyncio.create_task(worker("a", q))
            asyncio.create_task(worker("b", q))
            await q.put(1)
            await asyncio.sleep(1)
            await q.put(2)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 a 1
        0 step Task-3
        1 step Task-1
        1 done Task-1
        1 step Task-2
        1 task=Task-2 a 2
        1 cancel Task-2
        1 cancel Task-3
        1 step Task-2
        1 task=Task-2 a ends
        1 step Task-3
        1 task=Task-3 b ends
        2 step Task-2
        2 task=Task-2 a -1
        2 cancelled Task-2
        2 step Task-3
        2 task=Task-3 b -1
        2 cancelled Task-3
    )"});
}
