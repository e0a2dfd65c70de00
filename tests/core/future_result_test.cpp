// How futures end, and who hears of it.
#include "trace_of.hpp"

using aio::coro;
using aio::future;
using aio::print;
using tests::check_same;

TEST_CASE("a future's exception is thrown to all that await it, and can be asked for")
{
    const auto waiter = [](const char* name, future<int> f) -> coro<void> {
        try {
            co_await f;
        } catch (const aio::value_error& e) {
            print(name, e.what());
        }
    };
    const auto main = [&]() -> coro<void> {
        const future<int> f;
        aio::create_task(waiter("a", f));
        aio::create_task(waiter("b", f));
        co_await aio::sleep(0);
        f.set_exception(aio::value_error("no"));
        co_await aio::sleep(0);
        print(aio::describe(f.exception()).type);
        try {
            f.result();
        } catch (const aio::value_error& e) {
            print("result", e.what());
        }
    };
    check_same(main, {R"py(
        async def waiter(name, f):
            try:
                await f
            except ValueError as e:
                print(name, e)
        async def main():
            f = asyncio.get_running_loop().create_future()
            asyncio.create_task(waiter("a", f))
            asyncio.create_task(waiter("b", f))
            await asyncio.sleep(0)
            f.set_exception(ValueError("no"))
            await asyncio.sleep(0)
            print(type(f.exception()).__name__)
            try:
                f.result()
            except ValueError as e:
                print("result", e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 step Task-2
        0 task=Task-2 a no
        0 done Task-2
        0 step Task-3
        0 task=Task-3 b no
        0 done Task-3
        0 step Task-1
        0 task=Task-1 ValueError
        0 task=Task-1 result no
        0 done Task-1
    )"});
}

TEST_CASE("an unretrieved exception is reported when the future is destroyed, a cancellation isn't")
{
    const auto main = []() -> coro<void> {
        {
            const future<void> failed;
            failed.set_exception(aio::value_error("unseen"));
            const future<void> seen;
            seen.set_exception(aio::value_error("seen"));
            seen.exception();
            const future<void> cancelled;
            cancelled.cancel();
        }
        print("main goes on");
        co_return;
    };
    check_same(main, {R"py(
        def make():
            create = asyncio.get_running_loop().create_future
            failed = create()
            failed.set_exception(ValueError("unseen"))
            seen = create()
            seen.set_exception(ValueError("seen"))
            seen.exception()
            create().cancel()
        async def main():
            make()
            print("main goes on")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 main goes on
        0 done Task-1
    )", R"(
        Future exception was never retrieved
    )"});
}

TEST_CASE("a cancelled future throws to every awaiting task, each time with its message")
{
    const auto waiter = [](future<int> f) -> coro<void> {
        try {
            co_await f;
        } catch (const aio::cancelled_error& e) {
            print("waiter", e.what());
        }
    };
    const auto main = [&]() -> coro<void> {
        const future<int> f;
        const auto t = aio::create_task(waiter(f));
        co_await aio::sleep(0);
        const bool first = f.cancel("enough");
        const bool second = f.cancel("again");
        print(first, second, f.cancelled(), f.done());
        co_await t;
        print(t.cancelled());
        try {
            co_await f;
        } catch (const aio::cancelled_error& e) {
            print("main", e.what());
        }
    };
    check_same(main, {R"py(
        async def waiter(f):
            try:
                await f
            except asyncio.CancelledError as e:
                print("waiter", e)
        async def main():
            f = asyncio.get_running_loop().create_future()
            t = asyncio.create_task(waiter(f))
            await asyncio.sleep(0)
            print(f.cancel("enough"), f.cancel("again"), f.cancelled(), f.done())
            await t
            print(t.cancelled())
            try:
                await f
            except asyncio.CancelledError as e:
                print("main", e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 task=Task-1 True False True True
        0 step Task-2
        0 task=Task-2 waiter enough
        0 done Task-2
        0 step Task-1
        0 task=Task-1 False
        0 task=Task-1 main enough
        0 done Task-1
    )"});
}

TEST_CASE("a future's state permits only some questions and changes")
{
    const auto attempt = [](auto f) {
        try {
            f();
        } catch (const aio::invalid_state_error& e) {
            print(e.type_name(), e.what());
        } catch (const aio::cancelled_error&) {
            print("CancelledError");
        }
    };
    const auto main = [&]() -> coro<void> {
        const future<int> pending;
        attempt([&] { pending.result(); });
        attempt([&] { pending.exception(); });
        const future<int> done;
        done.set_result(1);
        attempt([&] { done.set_result(2); });
        attempt([&] { done.set_exception(aio::exception("no")); });
        print(done.result(), done.cancel());
        const future<int> cancelled;
        cancelled.cancel();
        attempt([&] { cancelled.set_result(1); });
        attempt([&] { cancelled.result(); });
        attempt([&] { cancelled.exception(); });
        co_return;
    };
    check_same(main, {R"py(
        def attempt(f):
            try:
                f()
            except asyncio.InvalidStateError as e:
                print(type(e).__name__, e)
            except asyncio.CancelledError:
                print("CancelledError")
        async def main():
            create = asyncio.get_running_loop().create_future
            pending = create()
            attempt(pending.result)
            attempt(pending.exception)
            done = create()
            done.set_result(1)
            attempt(lambda: done.set_result(2))
            attempt(lambda: done.set_exception(Exception("no")))
            print(done.result(), done.cancel())
            cancelled = create()
            cancelled.cancel()
            attempt(lambda: cancelled.set_result(1))
            attempt(cancelled.result)
            attempt(cancelled.exception)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 InvalidStateError Result is not set.
        0 task=Task-1 InvalidStateError Exception is not set.
        0 task=Task-1 InvalidStateError invalid state
        0 task=Task-1 InvalidStateError invalid state
        0 task=Task-1 1 False
        0 task=Task-1 InvalidStateError invalid state
        0 task=Task-1 CancelledError
        0 task=Task-1 CancelledError
        0 done Task-1
    )"});
}
