// A cancellation goes from a task to what it awaits, and from there to all who await it.

#include "../core/trace_of.hpp"
#include "aio/event.hpp"
#include "aio/future.hpp"
#include "aio/task.hpp"
#include "aio/wait_for.hpp"
#include "cancellation_helpers.hpp"
#include "now.hpp"

using aio::coro;
using aio::future;
using aio::print;
using aio::task;
using tests::check_same;
using tests::now;
using tests::cancellations::end_of;
using tests::cancellations::sleeper;

TEST_CASE("a cancellation goes down a chain of tasks and comes back up, one turn per task")
{
    const auto link = [](task<void> t) -> coro<void> { co_await t; };
    const auto main = [&]() -> coro<void> {
        const auto a = aio::create_task(sleeper(9), "a");
        const auto b = aio::create_task(link(a), "b");
        const auto c = aio::create_task(link(b), "c");
        co_await aio::sleep(1);
        c.cancel("message");
        print(co_await end_of(c), a.cancelled(), b.cancelled(), c.cancelled());
        print(a.cancelling(), b.cancelling(), c.cancelling());
    };
    check_same(main, {R"py(
        async def sleeper(delay):
            await asyncio.sleep(delay)
        async def link(t):
            await t
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            return "done"
        async def main():
            a = asyncio.create_task(sleeper(9), name="a")
            b = asyncio.create_task(link(a), name="b")
            c = asyncio.create_task(link(b), name="c")
            await asyncio.sleep(1)
            c.cancel("message")
            print(await end_of(c), a.cancelled(), b.cancelled(), c.cancelled())
            print(a.cancelling(), b.cancelling(), c.cancelling())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 create c
        0 step a
        0 step b
        0 step c
        1 step Task-1
        1 cancel c
        1 cancel b
        1 cancel a
        1 step a
        1 cancelled a
        1 step b
        1 cancelled b
        1 step c
        1 cancelled c
        1 step Task-1
        1 task=Task-1 cancelled 'message' True True True
        1 task=Task-1 1 1 1
        1 done Task-1
    )"});
}

TEST_CASE("two tasks await a third and one is cancelled: so are the third, and the other")
{
    const auto waiter = [](const char* name, task<void> t) -> coro<void> {
        try {
            co_await t;
        } catch (const aio::cancelled_error& e) {
            print(name, "'" + std::string(e.what()) + "'", t.cancelled());
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(sleeper(9), "t");
        const auto a = aio::create_task(waiter("a", t), "a");
        const auto b = aio::create_task(waiter("b", t), "b");
        co_await aio::sleep(1);
        a.cancel("message");
        co_await b;
        print(a.cancelled(), b.cancelled());
    };
    check_same(main, {R"py(
        async def sleeper(delay):
            await asyncio.sleep(delay)
        async def waiter(name, t):
            try:
                await t
            except asyncio.CancelledError as e:
                print(name, f"'{e}'", t.cancelled())
        async def main():
            t = asyncio.create_task(sleeper(9), name="t")
            a = asyncio.create_task(waiter("a", t), name="a")
            b = asyncio.create_task(waiter("b", t), name="b")
            await asyncio.sleep(1)
            a.cancel("message")
            await b
            print(a.cancelled(), b.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create t
        0 create a
        0 create b
        0 step t
        0 step a
        0 step b
        1 step Task-1
        1 cancel a
        1 cancel t
        1 step t
        1 cancelled t
        1 step a
        1 task=a a 'message' True
        1 done a
        1 step b
        1 task=b b '' True
        1 done b
        1 step Task-1
        1 task=Task-1 False False
        1 done Task-1
    )"});
}

TEST_CASE("cancelling a future wakes its waiters; cancelling a waiter cancels the future")
{
    const auto waiter = [](const char* name, future<int> f) -> coro<void> {
        try {
            co_await f;
        } catch (const aio::cancelled_error& e) {
            print(name, e.what(), f.cancelled());
            throw;
        }
    };
    const auto main = [&]() -> coro<void> {
        const future<int> f;
        const auto a = aio::create_task(waiter("a", f), "a");
        const auto b = aio::create_task(waiter("b", f), "b");
        co_await aio::sleep(0);
        print(f.cancel("f"), f.cancel("again"));
        print(co_await end_of(a), co_await end_of(b));
        const future<int> g;
        const auto c = aio::create_task(waiter("c", g), "c");
        co_await aio::sleep(0);
        c.cancel("c");
        print(g.cancelled());
        try {
            g.set_result(1);
        } catch (const aio::invalid_state_error&) {
            print("too late");
        }
        print(co_await end_of(c));
    };
    check_same(main, {R"py(
        async def waiter(name, f):
            try:
                await f
            except asyncio.CancelledError as e:
                print(name, e, f.cancelled())
                raise
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            return "done"
        async def main():
            f = asyncio.get_running_loop().create_future()
            a = asyncio.create_task(waiter("a", f), name="a")
            b = asyncio.create_task(waiter("b", f), name="b")
            await asyncio.sleep(0)
            print(f.cancel("f"), f.cancel("again"))
            print(await end_of(a), await end_of(b))
            g = asyncio.get_running_loop().create_future()
            c = asyncio.create_task(waiter("c", g), name="c")
            await asyncio.sleep(0)
            c.cancel("c")
            print(g.cancelled())
            try:
                g.set_result(1)
            except asyncio.InvalidStateError:
                print("too late")
            print(await end_of(c))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 step a
        0 step b
        0 step Task-1
        0 task=Task-1 True False
        0 step a
        0 task=a a f True
        0 cancelled a
        0 step b
        0 task=b b f True
        0 cancelled b
        0 step Task-1
        0 task=Task-1 cancelled 'f' cancelled 'f'
        0 create c
        0 step c
        0 step Task-1
        0 cancel c
        0 task=Task-1 True
        0 task=Task-1 too late
        0 step c
        0 task=c c c True
        0 cancelled c
        0 step Task-1
        0 task=Task-1 cancelled 'c'
        0 done Task-1
    )"});
}

TEST_CASE("a task of main's cancels main: the CancelledError ends the program")
{
    const auto main = [&]() -> coro<void> {
        const auto cancels = [](aio::task_base& t) -> coro<void> {
            co_await aio::sleep(1);
            t.cancel("enough");
        };
        aio::create_task(cancels(aio::task_base::current()));
        co_await aio::sleep(9);
    };
    check_same(main, {R"py(
        async def cancels(t):
            await asyncio.sleep(1)
            t.cancel("enough")
        async def main():
            asyncio.create_task(cancels(asyncio.current_task()))
            await asyncio.sleep(9)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-2
        1 cancel Task-1
        1 done Task-2
        1 step Task-1
        1 cancelled Task-1
        1 task=- asyncio.exceptions.CancelledError: enough
    )"});
}

TEST_CASE("waiting for an event with a timeout: when time is up, the waiter leaves the line")
{
    const auto main = [&]() -> coro<void> {
        const aio::event e;
        try {
            co_await aio::wait_for(e.wait(), 1);
        } catch (const aio::timeout_error&) {
            print("timeout", now());
        }
        const auto setter = [](aio::event event) -> coro<void> {
            co_await aio::sleep(1);
            event.set();
        };
        aio::create_task(setter(e));
        print(co_await aio::wait_for(e.wait(), 2), now());
    };
    check_same(main, {R"py(
        def now():
            return asyncio.get_running_loop().time()
        async def main():
            e = asyncio.Event()
            try:
                await asyncio.wait_for(e.wait(), 1)
            except TimeoutError:
                print("timeout", now())
            async def setter(event):
                await asyncio.sleep(1)
                event.set()
            asyncio.create_task(setter(e))
            print(await asyncio.wait_for(e.wait(), 2), now())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 timeout 1.0
        1 create Task-2
        1 step Task-2
        2 step Task-2
        2 done Task-2
        2 step Task-1
        2 task=Task-1 True 2.0
        2 done Task-1
    )"});
}
