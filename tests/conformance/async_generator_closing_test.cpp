// What ends a generator before its time: the loop, which closes those that are left, or a cancellation.

#include "aio/async_generator.hpp"

#include "../core/trace_of.hpp"
#include "aio/any_task.hpp"
#include "async_generator_helpers.hpp"

using aio::async_generator;
using aio::coro;
using aio::print;
using tests::check_same;
using tests::async_generators::attempt;
using tests::async_generators::counter;
using tests::async_generators::talks;

TEST_CASE("leaving a loop closes the generator in a separate task, as soon as the loop runs it")
{
    const auto main = []() -> coro<void> {
        for (auto t = talks(); auto i = co_await t.next();) {
            print(*i);
            break;
        }
        print("left");
        aio::create_task([]() -> coro<void> {
            print("another task");
            co_return;
        }());
        co_await aio::sleep(0);
        print("one turn");
        co_await aio::sleep(0);
        print("two turns");
    };
    check_same(main, {R"py(
        async def talks():
            try:
                print("begins")
                yield 1
                print("goes on")
                yield 2
                print("returns")
            except BaseException as e:
                print("is over,", type(e).__name__)
                raise
            print("is over")
        async def another():
            print("another task")
        async def main():
            async for i in talks():
                print(i)
                break
            print("left")
            asyncio.create_task(another())
            await asyncio.sleep(0)
            print("one turn")
            await asyncio.sleep(0)
            print("two turns")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 begins
        0 task=Task-1 1
        0 task=Task-1 left
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 another task
        0 done Task-2
        0 step Task-1
        0 task=Task-1 one turn
        0 step Task-3
        0 task=Task-3 is over, GeneratorExit
        0 done Task-3
        0 step Task-1
        0 task=Task-1 two turns
        0 done Task-1
    )"});
}

TEST_CASE("a generator that never started, or has ended, or was closed, needs no task to close it")
{
    const auto main = []() -> coro<void> {
        {
            const auto never = talks();
        }
        {
            const auto ended = counter(0);
            co_await attempt("next", ended.next());
        }
        {
            const auto closed = talks();
            co_await attempt("next", closed.next());
            co_await attempt("aclose", closed.aclose());
        }
        co_await aio::sleep(0);
        print(aio::all_tasks().size());
    };
    check_same(main, {R"py(
        async def attempt(what, call):
            try:
                value = await call
            except StopAsyncIteration:
                value = None
            except BaseException as e:
                value = f"{type(e).__name__} {e}"
            call = None
            print(what, "ended" if value is None else value)
        async def talks():
            try:
                print("begins")
                yield 1
                print("goes on")
                yield 2
                print("returns")
            except BaseException as e:
                print("is over,", type(e).__name__)
                raise
            print("is over")
        async def counter(count):
            for i in range(1, count + 1):
                yield i
        async def main():
            never = talks()
            del never
            ended = counter(0)
            await attempt("next", ended.__anext__())
            del ended
            closed = talks()
            await attempt("next", closed.__anext__())
            await attempt("aclose", closed.aclose())
            del closed
            await asyncio.sleep(0)
            print(len(asyncio.all_tasks()))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 next ended
        0 task=Task-1 begins
        0 task=Task-1 next 1
        0 task=Task-1 is over, GeneratorExit
        0 task=Task-1 aclose ended
        0 step Task-1
        0 task=Task-1 1
        0 done Task-1
    )"});
}

TEST_CASE("a cancellation reaches the await inside the generator, and ends it")
{
    const auto careful = []() -> async_generator<int> {
        std::exception_ptr error;
        try {
            co_yield 1;
            co_await aio::sleep(5);
            co_yield 2;
        } catch (const aio::cancelled_error&) {
            print("cancelled");
            error = std::current_exception();
        }
        if (error) {
            co_await aio::sleep(1);
            print("clean");
            std::rethrow_exception(error);
        }
    };
    const auto reader = [](async_generator<int> from) -> coro<void> {
        while (auto i = co_await from.next()) {
            print(*i);
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto c = careful();
        const auto t = aio::create_task(reader(c));
        co_await aio::sleep(1);
        t.cancel();
        try {
            co_await t;
        } catch (const aio::cancelled_error&) {
            print("reader cancelled");
        }
        co_await attempt("next", c.next());
    };
    check_same(main, {R"py(
        async def attempt(what, call):
            try:
                value = await call
            except StopAsyncIteration:
                value = None
            except BaseException as e:
                value = f"{type(e).__name__} {e}"
            call = None
            print(what, "ended" if value is None else value)
        async def careful():
            try:
                yield 1
                await asyncio.sleep(5)
                yield 2
            except asyncio.CancelledError:
                print("cancelled")
                await asyncio.sleep(1)
                print("clean")
                raise
        async def reader(source):
            async for i in source:
                print(i)
        async def main():
            c = careful()
            t = asyncio.create_task(reader(c))
            await asyncio.sleep(1)
            t.cancel()
            try:
                await t
            except asyncio.CancelledError:
                print("reader cancelled")
            await attempt("next", c.__anext__())
            del c, t
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 1
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 cancelled
        2 step Task-2
        2 task=Task-2 clean
        2 cancelled Task-2
        2 step Task-1
        2 task=Task-1 reader cancelled
        2 task=Task-1 next ended
        2 done Task-1
    )"});
}

TEST_CASE("cancelling a call's task before its first step cancels the generator where it's suspended")
{
    const auto main = []() -> coro<void> {
        const auto t = talks();
        co_await attempt("next", t.next());
        const auto asks = aio::create_task(t.next());
        asks.cancel();
        co_await aio::sleep(0);
        print(asks.cancelled());
        co_await attempt("next", t.next());
        const auto fresh = talks();
        const auto asks_fresh = aio::create_task(fresh.next());
        asks_fresh.cancel();
        co_await aio::sleep(0);
        print(asks_fresh.cancelled());
        co_await attempt("next", fresh.next());
        const auto c = talks();
        co_await attempt("next", c.next());
        const auto closes = aio::create_task(c.aclose());
        closes.cancel();
        co_await aio::sleep(0);
        print(closes.cancelled());
    };
    check_same(main, {R"py(
        async def attempt(what, call):
            try:
                value = await call
            except StopAsyncIteration:
                value = None
            except BaseException as e:
                value = f"{type(e).__name__} {e}"
            call = None
            print(what, "ended" if value is None else value)
        async def talks():
            try:
                print("begins")
                yield 1
                print("goes on")
                yield 2
                print("returns")
            except BaseException as e:
                print("is over,", type(e).__name__)
                raise
            print("is over")
        async def main():
            t = talks()
            await attempt("next", t.__anext__())
            asks = asyncio.create_task(t.__anext__())
            asks.cancel()
            await asyncio.sleep(0)
            print(asks.cancelled())
            await attempt("next", t.__anext__())
            fresh = talks()
            asks_fresh = asyncio.create_task(fresh.__anext__())
            asks_fresh.cancel()
            await asyncio.sleep(0)
            print(asks_fresh.cancelled())
            await attempt("next", fresh.__anext__())
            c = talks()
            await attempt("next", c.__anext__())
            closes = asyncio.create_task(c.aclose())
            closes.cancel()
            await asyncio.sleep(0)
            print(closes.cancelled())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 begins
        0 task=Task-1 next 1
        0 create Task-2
        0 cancel Task-2
        0 step Task-2
        0 task=Task-2 is over, CancelledError
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 True
        0 task=Task-1 next ended
        0 create Task-3
        0 cancel Task-3
        0 step Task-3
        0 cancelled Task-3
        0 step Task-1
        0 task=Task-1 True
        0 task=Task-1 next ended
        0 task=Task-1 begins
        0 task=Task-1 next 1
        0 create Task-4
        0 cancel Task-4
        0 step Task-4
        0 task=Task-4 is over, CancelledError
        0 cancelled Task-4
        0 step Task-1
        0 task=Task-1 True
        0 done Task-1
    )"});
}
