// At what point a task is told that it is cancelled: before its first step, at its next, or in its last.

#include "../core/trace_of.hpp"
#include "aio/future.hpp"
#include "aio/task.hpp"
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

TEST_CASE("cancelled before its first step, a task runs no line, not even a finally")
{
    const auto worker = []() -> coro<void> {
        try {
            print("never printed");
            co_await aio::sleep(1);
        } catch (...) {
            print("never printed");
            throw;
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(worker());
        print(t.cancel("early"), t.done(), t.cancelled());
        print(co_await end_of(t));
        print(t.done(), t.cancelled());
    };
    check_same(main, {R"py(
        async def worker():
            try:
                print("never printed")
                await asyncio.sleep(1)
            finally:
                print("never printed")
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            except Exception as e:
                return f"{type(e).__name__} '{e}'"
            return "done"
        async def main():
            t = asyncio.create_task(worker())
            print(t.cancel("early"), t.done(), t.cancelled())
            print(await end_of(t))
            print(t.done(), t.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 cancel Task-2
        0 task=Task-1 True False False
        0 step Task-2
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 cancelled 'early'
        0 task=Task-1 True True
        0 done Task-1
    )"});
}

TEST_CASE("cancelled while its wake-up is queued: by a timer, by a task, by a future, by sleep(0)")
{
    const auto awaits_task = [](task<void> t) -> coro<void> {
        co_await t;
        print("never printed");
    };
    const auto awaits_future = [](future<int> f) -> coro<void> {
        co_await f;
        print("never printed");
    };
    const auto yields = []() -> coro<void> {
        co_await aio::sleep(0);
        print("never printed");
    };
    const auto main = [&]() -> coro<void> {
        const auto by_timer = aio::create_task(sleeper(1), "timer");
        const auto inner = aio::create_task(sleeper(2), "inner");
        const auto by_task = aio::create_task(awaits_task(inner), "task");
        inner.add_done_callback([by_task](auto) { by_task.cancel(); });
        co_await aio::sleep(0);
        aio::blocking_sleep(1);
        co_await aio::sleep(0);
        print(by_timer.done());
        by_timer.cancel();
        print(co_await end_of(by_timer));

        print(co_await end_of(by_task));

        const future<int> f;
        const auto by_future = aio::create_task(awaits_future(f), "future");
        co_await aio::sleep(0);
        f.set_result(1);
        by_future.cancel();
        print(co_await end_of(by_future));

        const auto by_turn = aio::create_task(yields(), "turn");
        co_await aio::sleep(0);
        by_turn.cancel();
        print(co_await end_of(by_turn));
    };
    check_same(main, {R"py(
        async def sleeper(delay):
            await asyncio.sleep(delay)
            print("slept")
        async def awaits_task(t):
            await t
            print("never printed")
        async def awaits_future(f):
            await f
            print("never printed")
        async def yields():
            await asyncio.sleep(0)
            print("never printed")
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            return "done"
        async def main():
            by_timer = asyncio.create_task(sleeper(1), name="timer")
            inner = asyncio.create_task(sleeper(2), name="inner")
            by_task = asyncio.create_task(awaits_task(inner), name="task")
            inner.add_done_callback(lambda _: by_task.cancel())
            await asyncio.sleep(0)
            time.sleep(1)
            await asyncio.sleep(0)
            print(by_timer.done())
            by_timer.cancel()
            print(await end_of(by_timer))

            print(await end_of(by_task))

            f = asyncio.get_running_loop().create_future()
            by_future = asyncio.create_task(awaits_future(f), name="future")
            await asyncio.sleep(0)
            f.set_result(1)
            by_future.cancel()
            print(await end_of(by_future))

            by_turn = asyncio.create_task(yields(), name="turn")
            await asyncio.sleep(0)
            by_turn.cancel()
            print(await end_of(by_turn))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create timer
        0 create inner
        0 create task
        0 step timer
        0 step inner
        0 step task
        0 step Task-1
        1 step Task-1
        1 task=Task-1 False
        1 cancel timer
        1 step timer
        1 cancelled timer
        1 step Task-1
        1 task=Task-1 cancelled ''
        2 step inner
        2 task=inner slept
        2 done inner
        2 cancel task
        2 step task
        2 cancelled task
        2 step Task-1
        2 task=Task-1 cancelled ''
        2 create future
        2 step future
        2 step Task-1
        2 cancel future
        2 step future
        2 cancelled future
        2 step Task-1
        2 task=Task-1 cancelled ''
        2 create turn
        2 step turn
        2 step Task-1
        2 cancel turn
        2 step turn
        2 cancelled turn
        2 step Task-1
        2 task=Task-1 cancelled ''
        2 done Task-1
    )"});
}

TEST_CASE("a task's wake-up brings a failure: the cancellation is thrown instead, and the failure is lost")
{
    const auto fails = []() -> coro<void> {
        co_await aio::sleep(1);
        throw aio::value_error("lost");
    };
    const auto waiter = [](task<void> t) -> coro<void> {
        try {
            co_await t;
        } catch (const aio::value_error&) {
            print("never printed");
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto t = [&] {
            const auto failing = aio::create_task(fails());
            const auto waiting = aio::create_task(waiter(failing));
            failing.add_done_callback([waiting](auto) { waiting.cancel("first"); });
            return waiting;
        }();
        print(co_await end_of(t));
    };
    check_same(main, {R"py(
        async def fails():
            await asyncio.sleep(1)
            raise ValueError("lost")
        async def waiter(t):
            try:
                await t
            except ValueError:
                print("never printed")
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            return "done"
        async def main():
            failing = asyncio.create_task(fails())
            t = asyncio.create_task(waiter(failing))
            failing.add_done_callback(lambda _: t.cancel("first"))
            del failing
            print(await end_of(t))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-2
        1 failed Task-2 ValueError
        1 cancel Task-3
        1 step Task-3
        1 cancelled Task-3
        1 step Task-1
        1 task=Task-1 cancelled 'first'
        1 done Task-1
    )"});
}

TEST_CASE("cancelled twice before it resumes, a task is thrown only the first cancellation")
{
    const auto worker = []() -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error& e) {
            print("swallowed", e.what());
        }
        try {
            co_await aio::sleep(1);
        } catch (const aio::cancelled_error& e) {
            print("swallowed too", e.what());
        }
        print("end", now());
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(worker());
        co_await aio::sleep(1);
        t.cancel("one");
        t.cancel("two");
        print(co_await end_of(t));
    };
    check_same(main, {R"py(
        async def worker():
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError as e:
                print("swallowed", e)
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError as e:
                print("swallowed too", e)
            print("end", asyncio.get_running_loop().time())
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            return "done"
        async def main():
            t = asyncio.create_task(worker())
            await asyncio.sleep(1)
            t.cancel("one")
            t.cancel("two")
            print(await end_of(t))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 swallowed one
        2 step Task-2
        2 task=Task-2 end 2.0
        2 done Task-2
        2 step Task-1
        2 task=Task-1 done
        2 done Task-1
    )"});
}

TEST_CASE("a task cancels itself: it's cancelled where it next suspends")
{
    const auto nothing = []() -> coro<void> { co_return; };
    const auto worker = [&]() -> coro<void> {
        aio::task_base::current().cancel("my own");
        co_await nothing();
        print("does not suspend");
        const future<int> f;
        f.set_result(1);
        print(co_await f);
        try {
            co_await aio::sleep(1);
        } catch (const aio::cancelled_error& e) {
            print("suspends", e.what(), now());
        }
    };
    const auto main = [&]() -> coro<void> { print(co_await end_of(aio::create_task(worker()))); };
    check_same(main, {R"py(
        async def nothing():
            pass
        async def worker():
            asyncio.current_task().cancel("my own")
            await nothing()
            print("does not suspend")
            f = asyncio.get_running_loop().create_future()
            f.set_result(1)
            print(await f)
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError as e:
                print("suspends", e, asyncio.get_running_loop().time())
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            return "done"
        async def main():
            print(await end_of(asyncio.create_task(worker())))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 cancel Task-2
        0 task=Task-2 does not suspend
        0 task=Task-2 1
        0 step Task-2
        0 task=Task-2 suspends my own 0.0
        0 done Task-2
        0 step Task-1
        0 task=Task-1 done
        0 done Task-1
    )"});
}

TEST_CASE("cancelled in its last step, a task that returns is cancelled; one that fails is failed")
{
    const auto returns = []() -> coro<void> {
        co_await aio::sleep(0);
        aio::task_base::current().cancel("too late");
    };
    const auto throws = []() -> coro<void> {
        co_await aio::sleep(0);
        aio::task_base::current().cancel();
        throw aio::value_error("failed");
    };
    const auto main = [&]() -> coro<void> {
        const auto r = aio::create_task(returns());
        print(co_await end_of(r), co_await end_of(r));
        print(co_await end_of(aio::create_task(throws())));
    };
    check_same(main, {R"py(
        async def returns():
            await asyncio.sleep(0)
            asyncio.current_task().cancel("too late")
        async def throws():
            await asyncio.sleep(0)
            asyncio.current_task().cancel()
            raise ValueError("failed")
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            except Exception as e:
                return f"{type(e).__name__} '{e}'"
            return "done"
        async def main():
            r = asyncio.create_task(returns())
            print(await end_of(r), await end_of(r))
            print(await end_of(asyncio.create_task(throws())))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-2
        0 cancel Task-2
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 cancelled 'too late' cancelled 'too late'
        0 create Task-3
        0 step Task-3
        0 step Task-3
        0 cancel Task-3
        0 failed Task-3 ValueError
        0 step Task-1
        0 task=Task-1 ValueError 'failed'
        0 done Task-1
    )"});
}
