// What a task makes of its cancellation: it swallows it, cleans up first, or throws something else.

#include "../core/trace_of.hpp"
#include "aio/task.hpp"
#include "cancellation_helpers.hpp"
#include "now.hpp"

using aio::coro;
using aio::print;
using tests::check_same;
using tests::now;
using tests::cancellations::end_of;

TEST_CASE("a task may swallow its cancellation, continue, and be cancelled again")
{
    const auto stubborn = []() -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error& e) {
            print("swallowed", e.what(), aio::task_base::current().cancelling());
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

TEST_CASE("a finally may await; tasks that await the task wait until it's over")
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

TEST_CASE("a second cancellation interrupts a finally that awaits")
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

TEST_CASE("catching every exception doesn't catch a cancellation")
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

TEST_CASE("replacing a cancellation makes the task failed; throwing one yourself makes it cancelled")
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

TEST_CASE("tasks left when main ends are cancelled, in the order of creation, and may clean up")
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
