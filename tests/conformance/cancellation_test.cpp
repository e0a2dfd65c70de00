#include "../core/trace_of.hpp"
#include "aio/event.hpp"
#include "aio/gather.hpp"
#include "aio/task.hpp"
#include "aio/timeout.hpp"
#include "aio/wait_for.hpp"
#include "aio/with.hpp"

using aio::coro;
using aio::future;
using aio::print;
using aio::task;
using tests::check_same;

namespace {

double now()
{
    return aio::loop::running().time();
}

coro<void> sleeper(double delay)
{
    co_await aio::sleep(delay);
    print("slept");
}

/// What awaiting `t` throws, in words.
coro<std::string> end_of(task<void> t)
{
    try {
        co_await t;
    } catch (const aio::cancelled_error& e) {
        co_return "cancelled '" + e.message() + "'";
    } catch (const aio::exception& e) {
        co_return std::string(e.type_name()) + " '" + e.what() + "'";
    }
    co_return "done";
}

}  // namespace

TEST_CASE("cancelled before its first step a task runs no line, not even a finally")
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

TEST_CASE("what woke the task had failed: the cancellation is thrown instead, and the failure is lost")
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

TEST_CASE("a task may swallow its cancellation, go on, and be cancelled anew")
{
    const auto stubborn = []() -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error& e) {
            print("swallowed", e.message(), aio::task_base::current().cancelling());
        }
        co_await aio::sleep(2);
        print("goes on", now());
        co_await aio::sleep(9);
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(stubborn());
        co_await aio::sleep(1);
        t.cancel("one");
        co_await aio::sleep(3);
        print(t.done());
        t.cancel("two");
        print(co_await end_of(t), t.cancelling());
    };
    check_same(main, {R"py(
        async def stubborn():
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError as e:
                print("swallowed", e, asyncio.current_task().cancelling())
            await asyncio.sleep(2)
            print("goes on", asyncio.get_running_loop().time())
            await asyncio.sleep(9)
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            return "done"
        async def main():
            t = asyncio.create_task(stubborn())
            await asyncio.sleep(1)
            t.cancel("one")
            await asyncio.sleep(3)
            print(t.done())
            t.cancel("two")
            print(await end_of(t), t.cancelling())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 swallowed one 1
        3 step Task-2
        3 task=Task-2 goes on 3.0
        4 step Task-1
        4 task=Task-1 False
        4 cancel Task-2
        4 step Task-2
        4 cancelled Task-2
        4 step Task-1
        4 task=Task-1 cancelled 'two' 2
        4 done Task-1
    )"});
}

TEST_CASE("a finally may await; who awaits the task waits until it is over")
{
    const auto worker = []() -> coro<void> {
        std::exception_ptr error;
        try {
            co_await aio::sleep(9);
        } catch (...) {
            error = std::current_exception();
        }
        print("finally", now());
        co_await aio::sleep(1);
        co_await aio::sleep(0);
        print("finally is over", now());
        std::rethrow_exception(error);
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(worker());
        co_await aio::sleep(1);
        t.cancel();
        print(t.done(), t.cancelled(), t.cancelling());
        print(co_await end_of(t), now());
    };
    check_same(main, {R"py(
        def now():
            return asyncio.get_running_loop().time()
        async def worker():
            try:
                await asyncio.sleep(9)
            finally:
                print("finally", now())
                await asyncio.sleep(1)
                await asyncio.sleep(0)
                print("finally is over", now())
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            return "done"
        async def main():
            t = asyncio.create_task(worker())
            await asyncio.sleep(1)
            t.cancel()
            print(t.done(), t.cancelled(), t.cancelling())
            print(await end_of(t), now())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 task=Task-1 False False 1
        1 step Task-2
        1 task=Task-2 finally 1.0
        2 step Task-2
        2 step Task-2
        2 task=Task-2 finally is over 2.0
        2 cancelled Task-2
        2 step Task-1
        2 task=Task-1 cancelled '' 2.0
        2 done Task-1
    )"});
}

TEST_CASE("a second cancellation breaks off a finally that awaits")
{
    const auto worker = []() -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error&) {
            print("finally", now());
        }
        co_await aio::sleep(5);
        print("never printed");
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(worker());
        co_await aio::sleep(1);
        t.cancel("one");
        co_await aio::sleep(1);
        t.cancel("two");
        print(co_await end_of(t), now(), t.cancelling());
    };
    check_same(main, {R"py(
        def now():
            return asyncio.get_running_loop().time()
        async def worker():
            try:
                await asyncio.sleep(9)
            finally:
                print("finally", now())
                await asyncio.sleep(5)
                print("never printed")
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
            await asyncio.sleep(1)
            t.cancel("two")
            print(await end_of(t), now(), t.cancelling())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 finally 1.0
        2 step Task-1
        2 cancel Task-2
        2 step Task-2
        2 cancelled Task-2
        2 step Task-1
        2 task=Task-1 cancelled 'two' 2.0 2
        2 done Task-1
    )"});
}

TEST_CASE("cancelled twice before it can go on, a task is thrown the first cancellation only")
{
    const auto worker = []() -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error& e) {
            print("swallowed", e.message());
        }
        try {
            co_await aio::sleep(1);
        } catch (const aio::cancelled_error& e) {
            print("swallowed too", e.message());
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

TEST_CASE("a task cancels itself: it is cancelled where it next suspends, and not where it does not")
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
            print("suspends", e.message(), now());
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

TEST_CASE("cancelled in its last step a task ends as cancelled, though it returns; but a failure stays a failure")
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

TEST_CASE("a cancellation goes down a chain of tasks and comes back up, a turn for each")
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

TEST_CASE("one of two who await a task is cancelled: so are the task, and the other")
{
    const auto waiter = [](const char* name, task<void> t) -> coro<void> {
        try {
            co_await t;
        } catch (const aio::cancelled_error& e) {
            print(name, "'" + e.message() + "'", t.cancelled());
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

TEST_CASE("cancelling a future wakes those who await it; cancelling them cancels it")
{
    const auto waiter = [](const char* name, future<int> f) -> coro<void> {
        try {
            co_await f;
        } catch (const aio::cancelled_error& e) {
            print(name, e.message(), f.cancelled());
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

TEST_CASE("whoever catches every exception catches no cancellation")
{
    const auto worker = []() -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::exception&) {
            print("never printed");
        } catch (const aio::base_exception& e) {
            print(e.type_name());
            throw;
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(worker());
        co_await aio::sleep(1);
        t.cancel();
        print(co_await end_of(t));
    };
    check_same(main, {R"py(
        async def worker():
            try:
                await asyncio.sleep(9)
            except Exception:
                print("never printed")
            except BaseException as e:
                print(type(e).__name__)
                raise
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            return "done"
        async def main():
            t = asyncio.create_task(worker())
            await asyncio.sleep(1)
            t.cancel()
            print(await end_of(t))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 CancelledError
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 cancelled ''
        1 done Task-1
    )"});
}

TEST_CASE("a cancellation that becomes another exception makes a failed task; thrown by hand it makes a cancelled one")
{
    const auto converts = []() -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error&) {
            throw aio::value_error("instead");
        }
    };
    const auto gives_up = []() -> coro<void> {
        co_await aio::sleep(1);
        throw aio::cancelled_error("gives up");
    };
    const auto main = [&]() -> coro<void> {
        const auto a = aio::create_task(converts(), "a");
        const auto b = aio::create_task(gives_up(), "b");
        co_await aio::sleep(0.5);
        a.cancel();
        print(co_await end_of(a), a.cancelled(), a.cancelling());
        print(co_await end_of(b), b.cancelled(), b.cancelling());
    };
    check_same(main, {R"py(
        async def converts():
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                raise ValueError("instead")
        async def gives_up():
            await asyncio.sleep(1)
            raise asyncio.CancelledError("gives up")
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            except Exception as e:
                return f"{type(e).__name__} '{e}'"
            return "done"
        async def main():
            a = asyncio.create_task(converts(), name="a")
            b = asyncio.create_task(gives_up(), name="b")
            await asyncio.sleep(0.5)
            a.cancel()
            print(await end_of(a), a.cancelled(), a.cancelling())
            print(await end_of(b), b.cancelled(), b.cancelling())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 step a
        0 step b
        0.5 step Task-1
        0.5 cancel a
        0.5 step a
        0.5 failed a ValueError
        0.5 step Task-1
        0.5 task=Task-1 ValueError 'instead' False 1
        1 step b
        1 cancelled b
        1 step Task-1
        1 task=Task-1 cancelled 'gives up' True 0
        1 done Task-1
    )"});
}

TEST_CASE("what is left when main ends is cancelled, in the order of creation, and may clean up")
{
    const auto worker = [](const char* name, bool fails) -> coro<void> {
        std::exception_ptr error;
        try {
            co_await aio::sleep(9);
        } catch (...) {
            print(name, "cancelled", now());
            error = std::current_exception();
        }
        co_await aio::sleep(1);
        print(name, "cleaned up", now());
        if (fails) {
            throw aio::value_error("in the end");
        }
        std::rethrow_exception(error);
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(worker("a", false));
        aio::create_task(worker("b", true));
        co_await aio::sleep(1);
        aio::create_task(worker("never runs", false));
        print("main ends");
    };
    check_same(main, {R"py(
        def now():
            return asyncio.get_running_loop().time()
        async def worker(name, fails):
            try:
                await asyncio.sleep(9)
            finally:
                print(name, "cancelled", now())
                await asyncio.sleep(1)
                print(name, "cleaned up", now())
                if fails:
                    raise ValueError("in the end")
        async def main():
            asyncio.create_task(worker("a", False))
            asyncio.create_task(worker("b", True))
            await asyncio.sleep(1)
            asyncio.create_task(worker("never runs", False))
            print("main ends")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 create Task-4
        1 task=Task-1 main ends
        1 done Task-1
        1 step Task-4
        1 cancel Task-2
        1 cancel Task-3
        1 cancel Task-4
        1 step Task-2
        1 task=Task-2 a cancelled 1.0
        1 step Task-3
        1 task=Task-3 b cancelled 1.0
        1 step Task-4
        1 task=Task-4 never runs cancelled 1.0
        2 step Task-2
        2 task=Task-2 a cleaned up 2.0
        2 cancelled Task-2
        2 step Task-3
        2 task=Task-3 b cleaned up 2.0
        2 failed Task-3 ValueError
        2 step Task-4
        2 task=Task-4 never runs cleaned up 2.0
        2 cancelled Task-4
    )", R"(
        unhandled exception during asyncio.run() shutdown
    )"});
}

TEST_CASE("main is cancelled by a task of its own: that is what leaves the program")
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

TEST_CASE("tasks that cancel each other: who is first to run survives its own request")
{
    const auto main = [&]() -> coro<void> {
        std::vector<task<void>> tasks;
        const auto duelist = [&](std::size_t other) -> coro<void> {
            co_await aio::sleep(1);
            print("shoots", tasks[other].cancel());
            co_await aio::sleep(1);
            print("survives");
        };
        tasks.push_back(aio::create_task(duelist(1), "a"));
        tasks.push_back(aio::create_task(duelist(0), "b"));
        const auto a = co_await end_of(tasks[0]);
        print(a, co_await end_of(tasks[1]));
    };
    check_same(main, {R"py(
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            return "done"
        async def main():
            tasks = []
            async def duelist(other):
                await asyncio.sleep(1)
                print("shoots", tasks[other].cancel())
                await asyncio.sleep(1)
                print("survives")
            tasks.append(asyncio.create_task(duelist(1), name="a"))
            tasks.append(asyncio.create_task(duelist(0), name="b"))
            a = await end_of(tasks[0])
            print(a, await end_of(tasks[1]))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 step a
        0 step b
        1 step a
        1 cancel b
        1 task=a shoots True
        1 step b
        1 cancelled b
        2 step a
        2 task=a survives
        2 done a
        2 step Task-1
        2 task=Task-1 done cancelled ''
        2 done Task-1
    )"});
}

TEST_CASE("a cancelled gather that is awaited with a request pending keeps its own message")
{
    const auto worker = []() -> coro<void> {
        const auto both = aio::gather(sleeper(9), sleeper(9));
        try {
            co_await both;
        } catch (const aio::cancelled_error& e) {
            print("thrown", e.message());
            throw;
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(worker());
        co_await aio::sleep(1);
        t.cancel("one");
        co_await aio::sleep(0);
        co_await aio::sleep(0);
        t.cancel("two");
        print(co_await end_of(t));
    };
    check_same(main, {R"py(
        async def sleeper(delay):
            await asyncio.sleep(delay)
        async def worker():
            both = asyncio.gather(sleeper(9), sleeper(9))
            try:
                await both
            except asyncio.CancelledError as e:
                print("thrown", e)
                raise
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
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            t.cancel("two")
            print(await end_of(t))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-3
        0 step Task-4
        1 step Task-1
        1 cancel Task-2
        1 cancel Task-3
        1 cancel Task-4
        1 step Task-3
        1 cancelled Task-3
        1 step Task-4
        1 cancelled Task-4
        1 step Task-1
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 thrown one
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 cancelled 'one'
        1 done Task-1
    )"});
}

TEST_CASE("an event is waited for with a limit: the wait is taken out of the line when the time is over")
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
