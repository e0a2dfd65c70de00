// More of cancellation: requests that come early, late, twice, or from the task itself.
#include "trace_of.hpp"

using aio::coro;
using aio::print;
using aio::task;
using tests::check_same;

TEST_CASE("a task that cancels itself is cancelled at its next suspension, or when it returns")
{
    const auto own = [](std::string how) -> coro<void> {
        aio::task_base::current().cancel();
        if (how == "sleeps") {
            co_await aio::sleep(1);
        } else if (how == "yields") {
            co_await aio::sleep(0);
        } else if (how == "raises") {
            throw aio::value_error("no");
        }
        print(how);
    };
    const auto attempt = [&](std::string how) -> coro<void> {
        const auto t = aio::create_task(own(how));
        try {
            co_await t;
        } catch (const aio::cancelled_error&) {
            print("cancelled", t.cancelled());
        } catch (const aio::value_error&) {
            print("ValueError", t.cancelled());
        }
    };
    const auto main = [&]() -> coro<void> {
        co_await attempt("sleeps");
        co_await attempt("yields");
        co_await attempt("returns");
        co_await attempt("raises");
    };
    check_same(main, {R"py(
        async def own(how):
            asyncio.current_task().cancel()
            if how == "sleeps":
                await asyncio.sleep(1)
            elif how == "yields":
                await asyncio.sleep(0)
            elif how == "raises":
                raise ValueError("no")
            print(how)
        async def attempt(how):
            t = asyncio.create_task(own(how))
            try:
                await t
            except asyncio.CancelledError:
                print("cancelled", t.cancelled())
            except ValueError:
                print("ValueError", t.cancelled())
        async def main():
            for how in "sleeps", "yields", "returns", "raises":
                await attempt(how)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 cancel Task-2
        0 step Task-2
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 cancelled True
        0 create Task-3
        0 step Task-3
        0 cancel Task-3
        0 step Task-3
        0 cancelled Task-3
        0 step Task-1
        0 task=Task-1 cancelled True
        0 create Task-4
        0 step Task-4
        0 cancel Task-4
        0 task=Task-4 returns
        0 cancelled Task-4
        0 step Task-1
        0 task=Task-1 cancelled True
        0 create Task-5
        0 step Task-5
        0 cancel Task-5
        0 failed Task-5 ValueError
        0 step Task-1
        0 task=Task-1 ValueError False
        0 done Task-1
    )"});
}

TEST_CASE("two requests before the task runs count as one; a later one is thrown again")
{
    const auto nap = [](const char* name) -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error&) {
            print(name, "cancelled");
        }
    };
    const auto naps = [&]() -> coro<void> {
        co_await nap("first");
        co_await nap("second");
        print("ended");
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(naps());
        co_await aio::sleep(1);
        t.cancel();
        t.cancel();
        co_await aio::sleep(1);
        t.cancel();
        co_await t;
    };
    check_same(main, {R"py(
        async def nap(name):
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                print(name, "cancelled")
        async def naps():
            await nap("first")
            await nap("second")
            print("ended")
        async def main():
            t = asyncio.create_task(naps())
            await asyncio.sleep(1)
            t.cancel()
            t.cancel()
            await asyncio.sleep(1)
            t.cancel()
            await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 first cancelled
        2 step Task-1
        2 cancel Task-2
        2 step Task-2
        2 task=Task-2 second cancelled
        2 task=Task-2 ended
        2 done Task-2
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("the first caller to ask gets the message of a cancelled task")
{
    const auto sleeper = []() -> coro<void> { co_await aio::sleep(9); };
    const auto ask = [](task<void> t) -> coro<void> {
        try {
            co_await t;
        } catch (const aio::cancelled_error& e) {
            print("message:", std::string(e.what()) + ".");
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(sleeper());
        co_await aio::sleep(0);
        t.cancel("enough");
        co_await ask(t);
        co_await ask(t);
    };
    check_same(main, {R"py(
        async def sleeper():
            await asyncio.sleep(9)
        async def ask(t):
            try:
                await t
            except asyncio.CancelledError as e:
                print("message:", str(e) + ".")
        async def main():
            t = asyncio.create_task(sleeper())
            await asyncio.sleep(0)
            t.cancel("enough")
            await ask(t)
            await ask(t)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 cancel Task-2
        0 step Task-2
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 message: enough.
        0 task=Task-1 message: .
        0 done Task-1
    )"});
}

TEST_CASE("a failure that a cancellation has replaced counts as retrieved")
{
    const auto fails = []() -> coro<void> {
        co_await aio::sleep(1);
        throw aio::value_error("no");
    };
    const auto waiter = [&]() -> coro<void> { co_await aio::create_task(fails()); };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(waiter());
        co_await aio::sleep(0);
        co_await aio::sleep(0);
        co_await aio::sleep(1);
        t.cancel();
        try {
            co_await t;
        } catch (const aio::cancelled_error&) {
            print("cancelled");
        }
    };
    check_same(main, {R"py(
        async def fails():
            await asyncio.sleep(1)
            raise ValueError("no")
        async def waiter():
            await asyncio.create_task(fails())
        async def main():
            t = asyncio.create_task(waiter())
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            await asyncio.sleep(1)
            t.cancel()
            try:
                await t
            except asyncio.CancelledError:
                print("cancelled")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 create Task-3
        0 step Task-1
        0 step Task-3
        0 step Task-1
        1 step Task-3
        1 failed Task-3 ValueError
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 cancelled
        1 done Task-1
    )"});
}
