// asend, athrow and aclose: what they do to a generator that hasn't begun, is paused at a yield, or is over.

#include "aio/async_generator.hpp"

#include "../core/trace_of.hpp"
#include "async_generator_helpers.hpp"

using aio::async_generator;
using aio::coro;
using aio::print;
using tests::check_same;
using tests::async_generators::attempt;
using tests::async_generators::counter;
using tests::async_generators::talks;

TEST_CASE("yield returns the sent value; a generator that hasn't begun accepts none")
{
    const auto sums = []() -> async_generator<int, int> {
        int sum = 0;
        for (;;) {
            const std::optional<int> sent = co_yield sum;
            print("got", sent ? aio::str(*sent) : "None");
            sum += sent.value_or(100);
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto s = sums();
        co_await attempt("too early", s.asend(5));
        co_await attempt("none", s.asend(std::nullopt));
        co_await attempt("five", s.asend(5));
        co_await attempt("next", s.next());
        co_await attempt("six", s.asend(6));
        co_await s.aclose();
        co_await attempt("closed", s.asend(1));
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
        async def sums():
            total = 0
            while True:
                sent = yield total
                print("got", sent)
                total += 100 if sent is None else sent
        async def main():
            s = sums()
            await attempt("too early", s.asend(5))
            await attempt("none", s.asend(None))
            await attempt("five", s.asend(5))
            await attempt("next", s.__anext__())
            await attempt("six", s.asend(6))
            await s.aclose()
            await attempt("closed", s.asend(1))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 too early TypeError can't send non-None value to a just-started async generator
        0 task=Task-1 none 0
        0 task=Task-1 got 5
        0 task=Task-1 five 5
        0 task=Task-1 got None
        0 task=Task-1 next 105
        0 task=Task-1 got 6
        0 task=Task-1 six 111
        0 task=Task-1 closed ended
        0 done Task-1
    )"});
}

TEST_CASE("athrow throws at the generator's yield, and it may continue; on an ended one it does nothing")
{
    const auto patient = []() -> async_generator<int> {
        for (int i = 1;; ++i) {
            try {
                co_yield i;
            } catch (const aio::value_error& e) {
                print("caught", e.what());
            }
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto p = patient();
        co_await attempt("next", p.next());
        co_await attempt("throw", p.athrow(aio::value_error("a")));
        co_await attempt("next", p.next());
        co_await attempt("throw", p.athrow(aio::runtime_error("b")));
        co_await attempt("next", p.next());
        co_await attempt("throw", p.athrow(aio::runtime_error("c")));
        const auto fresh = talks();
        co_await attempt("fresh", fresh.athrow(aio::value_error("d")));
        co_await attempt("next", fresh.next());
        const auto closes = talks();
        co_await attempt("next", closes.next());
        co_await attempt("exit", closes.athrow(aio::generator_exit()));
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
        async def patient():
            i = 0
            while True:
                i += 1
                try:
                    yield i
                except ValueError as e:
                    print("caught", e)
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
            p = patient()
            await attempt("next", p.__anext__())
            await attempt("throw", p.athrow(ValueError("a")))
            await attempt("next", p.__anext__())
            await attempt("throw", p.athrow(RuntimeError("b")))
            await attempt("next", p.__anext__())
            await attempt("throw", p.athrow(RuntimeError("c")))
            fresh = talks()
            await attempt("fresh", fresh.athrow(ValueError("d")))
            await attempt("next", fresh.__anext__())
            closes = talks()
            await attempt("next", closes.__anext__())
            await attempt("exit", closes.athrow(GeneratorExit()))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 next 1
        0 task=Task-1 caught a
        0 task=Task-1 throw 2
        0 task=Task-1 next 3
        0 task=Task-1 throw RuntimeError b
        0 task=Task-1 next ended
        0 task=Task-1 throw ended
        0 task=Task-1 fresh ValueError d
        0 task=Task-1 next ended
        0 task=Task-1 begins
        0 task=Task-1 next 1
        0 task=Task-1 is over, GeneratorExit
        0 task=Task-1 exit GeneratorExit 
        0 done Task-1
    )"});
}

TEST_CASE("athrow and aclose on an ended generator do nothing, and it has no more values")
{
    const auto main = []() -> coro<void> {
        const auto c = counter(1);
        co_await attempt("next", c.next());
        co_await attempt("next", c.next());
        co_await attempt("next", c.next());
        co_await attempt("aclose", c.aclose());
        co_await attempt("aclose", c.aclose());
        const auto fresh = talks();
        co_await attempt("aclose", fresh.aclose());
        co_await attempt("next", fresh.next());
        const auto begun = talks();
        co_await attempt("next", begun.next());
        co_await attempt("aclose", begun.aclose());
        co_await attempt("next", begun.next());
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
            c = counter(1)
            await attempt("next", c.__anext__())
            await attempt("next", c.__anext__())
            await attempt("next", c.__anext__())
            await attempt("aclose", c.aclose())
            await attempt("aclose", c.aclose())
            fresh = talks()
            await attempt("aclose", fresh.aclose())
            await attempt("next", fresh.__anext__())
            begun = talks()
            await attempt("next", begun.__anext__())
            await attempt("aclose", begun.aclose())
            await attempt("next", begun.__anext__())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 next 1
        0 task=Task-1 next ended
        0 task=Task-1 next ended
        0 task=Task-1 aclose ended
        0 task=Task-1 aclose ended
        0 task=Task-1 aclose ended
        0 task=Task-1 next ended
        0 task=Task-1 begins
        0 task=Task-1 next 1
        0 task=Task-1 is over, GeneratorExit
        0 task=Task-1 aclose ended
        0 task=Task-1 next ended
        0 done Task-1
    )"});
}

TEST_CASE("a generator that yields while it's being closed is reported, and can still be used")
{
    const auto stubborn = []() -> async_generator<int> {
        try {
            co_yield 1;
        } catch (const aio::generator_exit&) {
            print("no");
        }
        co_yield 2;
        print("after 2");
        co_yield 3;
    };
    const auto main = [&]() -> coro<void> {
        const auto s = stubborn();
        co_await attempt("next", s.next());
        co_await attempt("aclose", s.aclose());
        co_await attempt("next", s.next());
        co_await attempt("aclose", s.aclose());
        co_await attempt("next", s.next());
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
        async def stubborn():
            try:
                yield 1
            except GeneratorExit:
                print("no")
            yield 2
            print("after 2")
            yield 3
        async def main():
            s = stubborn()
            await attempt("next", s.__anext__())
            await attempt("aclose", s.aclose())
            await attempt("next", s.__anext__())
            await attempt("aclose", s.aclose())
            await attempt("next", s.__anext__())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 next 1
        0 task=Task-1 no
        0 task=Task-1 aclose RuntimeError async generator ignored GeneratorExit
        0 task=Task-1 after 2
        0 task=Task-1 next 3
        0 task=Task-1 aclose ended
        0 task=Task-1 next ended
        0 done Task-1
    )"});
}

TEST_CASE("an iterator's end that escapes from a generator becomes an error")
{
    const auto impatient = []() -> async_generator<int> {
        co_yield 1;
        co_yield co_await aio::anext(counter(0));
    };
    const auto main = [&]() -> coro<void> {
        const auto i = impatient();
        co_await attempt("next", i.next());
        co_await attempt("next", i.next());
        co_await attempt("next", i.next());
        try {
            co_await aio::anext(counter(0));
        } catch (const aio::stop_async_iteration&) {
            print("the end");
        }
        print(co_await aio::anext(counter(1)), co_await aio::anext(counter(0), -1));
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
        async def counter(count):
            for i in range(1, count + 1):
                yield i
        async def impatient():
            yield 1
            yield await anext(counter(0))
        async def main():
            i = impatient()
            await attempt("next", i.__anext__())
            await attempt("next", i.__anext__())
            await attempt("next", i.__anext__())
            try:
                await anext(counter(0))
            except StopAsyncIteration:
                print("the end")
            print(await anext(counter(1)), await anext(counter(0), -1))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 next 1
        0 task=Task-1 next RuntimeError async generator raised StopAsyncIteration
        0 task=Task-1 next ended
        0 task=Task-1 the end
        0 task=Task-1 1 -1
        0 done Task-1
        0 create Task-2
        0 cancel Task-2
        0 step Task-2
        0 cancelled Task-2
    )"});
}
