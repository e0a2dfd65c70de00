#include "aio/event.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::event;
using aio::print;
using tests::check_same;

TEST_CASE("wait for a set event doesn't suspend")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        event e;
        aio::create_task(other());
        print(e.is_set());
        e.set();
        print(e.is_set(), co_await e.wait());
        e.clear();
        print(e.is_set());
    };
    check_same(main, {R"py(
        async def other():
            print("other")
        async def main():
            e = asyncio.Event()
            asyncio.create_task(other())
            print(e.is_set())
            e.set()
            print(e.is_set(), await e.wait())
            e.clear()
            print(e.is_set())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 False
        0 task=Task-1 True True
        0 task=Task-1 False
        0 done Task-1
        0 step Task-2
        0 task=Task-2 other
        0 done Task-2
    )"});
}

TEST_CASE("set wakes all waiters, in the order of arrival")
{
    const auto waiter = [](const char* name, event e) -> coro<void> {
        print(name, co_await e.wait());
    };
    const auto main = [&]() -> coro<void> {
        event e;
        for (const char* name : {"a", "b", "c"}) {
            aio::create_task(waiter(name, e));
        }
        co_await aio::sleep(1);
        e.set();
        e.set();
        print("set");
        co_await waiter("main", e);
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def waiter(name, e):
            print(name, await e.wait())
        async def main():
            e = asyncio.Event()
            for name in "abc":
                asyncio.create_task(waiter(name, e))
            await asyncio.sleep(1)
            e.set()
            e.set()
            print("set")
            await waiter("main", e)
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
        1 step Task-1
        1 task=Task-1 set
        1 task=Task-1 main True
        1 step Task-2
        1 task=Task-2 a True
        1 done Task-2
        1 step Task-3
        1 task=Task-3 b True
        1 done Task-3
        1 step Task-4
        1 task=Task-4 c True
        1 done Task-4
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("a woken waiter resumes even if the event is cleared before its turn; new tasks wait")
{
    const auto waiter = [](const char* name, event e) -> coro<void> {
        co_await e.wait();
        print(name, e.is_set());
    };
    const auto main = [&]() -> coro<void> {
        event e;
        const auto a = aio::create_task(waiter("a", e));
        co_await aio::sleep(0);
        e.set();
        e.clear();
        const auto b = aio::create_task(waiter("b", e));
        co_await a;
        print(b.done());
        e.set();
        co_await b;
    };
    check_same(main, {R"py(
        async def waiter(name, e):
            await e.wait()
            print(name, e.is_set())
        async def main():
            e = asyncio.Event()
            a = asyncio.create_task(waiter("a", e))
            await asyncio.sleep(0)
            e.set()
            e.clear()
            b = asyncio.create_task(waiter("b", e))
            await a
            print(b.done())
            e.set()
            await b
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 create Task-3
        0 step Task-2
        0 task=Task-2 a False
        0 done Task-2
        0 step Task-3
        0 step Task-1
        0 task=Task-1 False
        0 step Task-3
        0 task=Task-3 b True
        0 done Task-3
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("set, clear and set again in one turn wakes each waiter once")
{
    const auto waiter = [](event e) -> coro<void> {
        for (int i = 1; i != 3; ++i) {
            co_await e.wait();
            print(i);
            e.clear();
        }
    };
    const auto main = [&]() -> coro<void> {
        event e;
        const auto t = aio::create_task(waiter(e));
        co_await aio::sleep(0);
        e.set();
        e.clear();
        e.set();
        co_await aio::sleep(1);
        print(t.done());
        e.set();
        co_await t;
    };
    check_same(main, {R"py(
        async def waiter(e):
            for i in 1, 2:
                await e.wait()
                print(i)
                e.clear()
        async def main():
            e = asyncio.Event()
            t = asyncio.create_task(waiter(e))
            await asyncio.sleep(0)
            e.set()
            e.clear()
            e.set()
            await asyncio.sleep(1)
            print(t.done())
            e.set()
            await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 step Task-2
        0 task=Task-2 1
        1 step Task-1
        1 task=Task-1 False
        1 step Task-2
        1 task=Task-2 2
        1 done Task-2
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("a task cancelled just before or after the event is set gets the cancellation")
{
    const auto waiter = [](const char* name, event e) -> coro<void> {
        try {
            co_await e.wait();
            print(name);
        } catch (const aio::cancelled_error&) {
            print(name, "cancelled", e.is_set());
            throw;
        }
    };
    const auto main = [&]() -> coro<void> {
        event e;
        const auto a = aio::create_task(waiter("a", e));
        const auto b = aio::create_task(waiter("b", e));
        aio::create_task(waiter("c", e));
        co_await aio::sleep(0);
        a.cancel();
        e.set();
        b.cancel();
        co_await aio::sleep(0);
        print(a.cancelled(), b.cancelled());
    };
    check_same(main, {R"py(
        async def waiter(name, e):
            try:
                await e.wait()
                print(name)
            except asyncio.CancelledError:
                print(name, "cancelled", e.is_set())
                raise
        async def main():
            e = asyncio.Event()
            a = asyncio.create_task(waiter("a", e))
            b = asyncio.create_task(waiter("b", e))
            asyncio.create_task(waiter("c", e))
            await asyncio.sleep(0)
            a.cancel()
            e.set()
            b.cancel()
            await asyncio.sleep(0)
            print(a.cancelled(), b.cancelled())
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
        0 cancel Task-2
        0 cancel Task-3
        0 step Task-2
        0 task=Task-2 a cancelled True
        0 cancelled Task-2
        0 step Task-3
        0 task=Task-3 b cancelled True
        0 cancelled Task-3
        0 step Task-4
        0 task=Task-4 c
        0 done Task-4
        0 step Task-1
        0 task=Task-1 True True
        0 done Task-1
    )"});
}

TEST_CASE("a task with a pending cancellation doesn't suspend at a set event, but at its next await")
{
    const auto waiter = [](event e) -> coro<void> {
        co_await aio::sleep(0);
        print(co_await e.wait());
        co_await aio::sleep(0);
        print("not reached");
    };
    const auto main = [&]() -> coro<void> {
        event e;
        const auto t = aio::create_task(waiter(e));
        e.set();
        co_await aio::sleep(0);
        co_await aio::sleep(0);
        print(t.cancel());
        co_await aio::sleep(0);
        print(t.cancelled());
    };
    check_same(main, {R"py(
        async def waiter(e):
            await asyncio.sleep(0)
            print(await e.wait())
            await asyncio.sleep(0)
            print("not reached")
        async def main():
            e = asyncio.Event()
            t = asyncio.create_task(waiter(e))
            e.set()
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            print(t.cancel())
            await asyncio.sleep(0)
            print(t.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 step Task-2
        0 task=Task-2 True
        0 step Task-1
        0 cancel Task-2
        0 task=Task-1 True
        0 step Task-2
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 True
        0 done Task-1
    )"});
}

TEST_CASE("an event set by a done callback, and one that a waiter sets for the next")
{
    const auto waiter = [](const char* name, event mine, event next) -> coro<void> {
        co_await mine.wait();
        print(name);
        next.set();
    };
    const auto main = [&]() -> coro<void> {
        event a;
        event b;
        event c;
        aio::create_task(waiter("b", b, c));
        aio::create_task(waiter("a", a, b));
        aio::future<void> f;
        f.add_done_callback([a](auto&&) {
            print("callback");
            a.set();
        });
        f.set_result();
        co_await c.wait();
        print("end");
    };
    check_same(main, {R"py(
        async def waiter(name, mine, following):
            await mine.wait()
            print(name)
            following.set()
        async def main():
            a = asyncio.Event()
            b = asyncio.Event()
            c = asyncio.Event()
            asyncio.create_task(waiter("b", b, c))
            asyncio.create_task(waiter("a", a, b))
            f = asyncio.get_running_loop().create_future()
            def callback(f):
                print("callback")
                a.set()
            f.add_done_callback(callback)
            f.set_result(None)
            await c.wait()
            print("end")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 task=- callback
        0 step Task-3
        0 task=Task-3 a
        0 done Task-3
        0 step Task-2
        0 task=Task-2 b
        0 done Task-2
        0 step Task-1
        0 task=Task-1 end
        0 done Task-1
    )"});
}
