// The calls of a generator are awaitables: of several tasks, awaited twice, made tasks of, forgotten.

#include "aio/async_generator.hpp"

#include "../core/trace_of.hpp"
#include "aio/gather.hpp"
#include "aio/wait_for.hpp"
#include "async_generator_helpers.hpp"

using aio::async_generator;
using aio::coro;
using aio::print;
using tests::check_same;
using tests::async_generators::attempt;
using tests::async_generators::ticker;

TEST_CASE("while one task awaits a generator, no other can")
{
    const auto main = []() -> coro<void> {
        const auto t = ticker(2, 1);
        aio::create_task(attempt("a", t.next()));
        aio::create_task(attempt("b", t.next()));
        aio::create_task(attempt("c", t.aclose()));
        aio::create_task(attempt("d", t.athrow(aio::value_error("v"))));
        co_await aio::sleep(1.5);
        co_await attempt("main", t.next());
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
        async def ticker(count, delay):
            for i in range(1, count + 1):
                await asyncio.sleep(delay)
                yield i
        async def main():
            t = ticker(2, 1)
            asyncio.create_task(attempt("a", t.__anext__()))
            asyncio.create_task(attempt("b", t.__anext__()))
            asyncio.create_task(attempt("c", t.aclose()))
            asyncio.create_task(attempt("d", t.athrow(ValueError("v"))))
            await asyncio.sleep(1.5)
            await attempt("main", t.__anext__())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 step Task-2
        0 step Task-3
        0 task=Task-3 b RuntimeError anext(): asynchronous generator is already running
        0 done Task-3
        0 step Task-4
        0 task=Task-4 c RuntimeError aclose(): asynchronous generator is already running
        0 done Task-4
        0 step Task-5
        0 task=Task-5 d RuntimeError athrow(): asynchronous generator is already running
        0 done Task-5
        1 step Task-2
        1 task=Task-2 a 1
        1 done Task-2
        1.5 step Task-1
        2.5 step Task-1
        2.5 task=Task-1 main 2
        2.5 done Task-1
        2.5 create Task-6
        2.5 cancel Task-6
        2.5 step Task-6
        2.5 cancelled Task-6
    )"});
}

TEST_CASE("a generator can't await itself, and a call can be awaited only once")
{
    std::optional<async_generator<int>> self;
    const auto narcissus = [&]() -> async_generator<int> {
        co_await attempt("inside", self->next());
        co_yield 1;
        co_yield 2;
    };
    const auto main = [&]() -> coro<void> {
        self = narcissus();
        auto once = self->next();
        print(*co_await once);
        try {
            co_await once;
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        auto closes = self->aclose();
        co_await closes;
        try {
            co_await closes;
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        self.reset();
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
        async def narcissus():
            await attempt("inside", self.__anext__())
            yield 1
            yield 2
        async def main():
            global self
            self = narcissus()
            once = self.__anext__()
            print(await once)
            try:
                await once
            except RuntimeError as e:
                print(e)
            closes = self.aclose()
            await closes
            try:
                await closes
            except RuntimeError as e:
                print(e)
            del self
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 inside RuntimeError anext(): asynchronous generator is already running
        0 task=Task-1 1
        0 task=Task-1 cannot reuse already awaited __anext__()/asend()
        0 task=Task-1 cannot reuse already awaited aclose()/athrow()
        0 done Task-1
    )"});
}

TEST_CASE("calls are awaitables like others: in tasks, in gather, with a timeout")
{
    const auto main = []() -> coro<void> {
        const auto quick = ticker(3, 1);
        const auto slow = ticker(3, 2);
        const auto [a, b] = co_await aio::gather(quick.next(), slow.next());
        print(*a, *b);
        print(*co_await aio::create_task(quick.next(), "asks"));
        try {
            co_await aio::wait_for(slow.next(), 1);
        } catch (const aio::timeout_error&) {
            print("too slow");
        }
        co_await attempt("slow", slow.next());
        print(*co_await aio::wait_for(quick.next(), 2));
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
        async def ticker(count, delay):
            for i in range(1, count + 1):
                await asyncio.sleep(delay)
                yield i
        async def main():
            quick = ticker(3, 1)
            slow = ticker(3, 2)
            a, b = await asyncio.gather(quick.__anext__(), slow.__anext__())
            print(a, b)
            print(await asyncio.create_task(quick.__anext__(), name="asks"))
            try:
                await asyncio.wait_for(slow.__anext__(), 1)
            except TimeoutError:
                print("too slow")
            await attempt("slow", slow.__anext__())
            print(await asyncio.wait_for(quick.__anext__(), 2))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-2
        1 done Task-2
        2 step Task-3
        2 done Task-3
        2 step Task-1
        2 task=Task-1 1 1
        2 create asks
        2 step asks
        3 step asks
        3 done asks
        3 step Task-1
        3 task=Task-1 2
        4 cancel Task-1
        4 step Task-1
        4 task=Task-1 too slow
        4 task=Task-1 slow ended
        5 step Task-1
        5 task=Task-1 3
        5 done Task-1
        5 create Task-4
        5 cancel Task-4
        5 step Task-4
        5 cancelled Task-4
    )"});
}

TEST_CASE("calls that are never awaited are reported")
{
    const auto main = []() -> coro<void> {
        const auto t = ticker(1, 1);
        (void)t.next();
        (void)t.aclose();
        (void)t.athrow(aio::value_error("v"));
        co_return;
    };
    check_same(main, {R"py(
        async def ticker(count, delay):
            for i in range(1, count + 1):
                await asyncio.sleep(delay)
                yield i
        async def main():
            t = ticker(1, 1)
            t.__anext__()
            t.aclose()
            t.athrow(ValueError("v"))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 done Task-1
        0 create Task-2
        0 cancel Task-2
        0 step Task-2
        0 cancelled Task-2
    )",
                      R"(
        coroutine method 'asend' of 'ticker' was never awaited
        coroutine method 'aclose' of 'ticker' was never awaited
        coroutine method 'athrow' of 'ticker' was never awaited
    )"});
}
