#include "aio/async_generator.hpp"

#include "../core/trace_of.hpp"
#include "aio/any_task.hpp"
#include "aio/async_for.hpp"
#include "aio/gather.hpp"
#include "aio/wait_for.hpp"

using aio::async_generator;
using aio::coro;
using aio::loop;
using aio::print;
using tests::check_same;

namespace {

async_generator<int> ticker(int count, double delay)
{
    for (int i = 1; i <= count; ++i) {
        co_await aio::sleep(delay);
        co_yield i;
    }
}

async_generator<int> counter(int count)
{
    for (int i = 1; i <= count; ++i) {
        co_yield i;
    }
}

/// Yields 1 and 2, and says what ends it.
async_generator<int> talks()
{
    std::exception_ptr error;
    try {
        print("begins");
        co_yield 1;
        print("goes on");
        co_yield 2;
        print("returns");
    } catch (...) {
        error = std::current_exception();
    }
    if (error) {
        print("is over,", aio::describe(error).type);
        std::rethrow_exception(error);
    }
    print("is over");
}

/// Awaits `call`, and says what it gave.
template <class Call>
coro<void> attempt(const char* what, Call call)
{
    std::string text = "ended";
    try {
        if constexpr (std::is_void_v<decltype(call.await_resume())>) {
            co_await call;
        } else {
            if (const auto value = co_await call) {
                text = aio::str(*value);
            }
        }
    } catch (const aio::stop_async_iteration&) {
    } catch (const aio::base_exception& e) {
        text = std::string(e.type_name()) + " " + e.what();
    }
    print(what, text);
}

}  // namespace

TEST_CASE("a generator runs only while it is asked, and asking it is a call that other tasks do not see")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(other());
        auto t = talks();
        print("made");
        while (auto i = co_await t.next()) {
            print(*i);
        }
        print("main over");
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
        async def other():
            print("other")
        async def main():
            asyncio.create_task(other())
            t = talks()
            print("made")
            async for i in t:
                print(i)
            print("main over")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 made
        0 task=Task-1 begins
        0 task=Task-1 1
        0 task=Task-1 goes on
        0 task=Task-1 2
        0 task=Task-1 returns
        0 task=Task-1 is over
        0 task=Task-1 main over
        0 done Task-1
        0 step Task-2
        0 task=Task-2 other
        0 done Task-2
    )"});
}

TEST_CASE("a generator that awaits suspends who asks, and two take turns")
{
    const auto reader = [](const char* name, double delay) -> coro<void> {
        for (auto ticks = ticker(3, delay); auto tick = co_await ticks.next();) {
            print(name, *tick);
        }
        print(name, "over");
    };
    const auto main = [&]() -> coro<void> { co_await aio::gather(reader("quick", 1), reader("slow", 1.5)); };
    check_same(main, {R"py(
        async def ticker(count, delay):
            for i in range(1, count + 1):
                await asyncio.sleep(delay)
                yield i
        async def reader(name, delay):
            async for tick in ticker(3, delay):
                print(name, tick)
            print(name, "over")
        async def main():
            await asyncio.gather(reader("quick", 1), reader("slow", 1.5))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-2
        1 task=Task-2 quick 1
        1.5 step Task-3
        1.5 task=Task-3 slow 1
        2 step Task-2
        2 task=Task-2 quick 2
        3 step Task-3
        3 task=Task-3 slow 2
        3 step Task-2
        3 task=Task-2 quick 3
        3 task=Task-2 quick over
        3 done Task-2
        4.5 step Task-3
        4.5 task=Task-3 slow 3
        4.5 task=Task-3 slow over
        4.5 done Task-3
        4.5 step Task-1
        4.5 done Task-1
    )"});
}

TEST_CASE("generators within generators hand values up, and exceptions")
{
    struct nest {
        async_generator<int> operator()(int depth) const
        {
            if (depth == 0) {
                for (auto ticks = ticker(2, 1); auto tick = co_await ticks.next();) {
                    co_yield *tick;
                }
                throw aio::value_error("from below");
            }
            for (auto inner = nest()(depth - 1); auto value = co_await inner.next();) {
                co_yield *value * 10;
            }
        }
    };
    const auto main = []() -> coro<void> {
        try {
            for (auto it = nest()(3); auto value = co_await it.next();) {
                print(*value);
            }
        } catch (const aio::value_error& e) {
            print("caught", e.what());
        }
    };
    check_same(main, {R"py(
        async def ticker(count, delay):
            for i in range(1, count + 1):
                await asyncio.sleep(delay)
                yield i
        async def nest(depth):
            if depth == 0:
                async for tick in ticker(2, 1):
                    yield tick
                raise ValueError("from below")
            async for value in nest(depth - 1):
                yield value * 10
        async def main():
            try:
                async for value in nest(3):
                    print(value)
            except ValueError as e:
                print("caught", e)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 1000
        2 step Task-1
        2 task=Task-1 2000
        2 task=Task-1 caught from below
        2 done Task-1
    )"});
}

TEST_CASE("what is sent comes out of the yield; a generator that has not begun takes nothing")
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

TEST_CASE("athrow throws where the generator stands, which may go on; one that has ended is left in peace")
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

TEST_CASE("athrow and aclose of a generator that is over do nothing, and asking it gives nothing")
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

TEST_CASE("a generator that yields once more when it is to close is complained of, and may be asked on")
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

TEST_CASE("the end of one iterator that leaves a generator by mistake becomes an error")
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

TEST_CASE("a generator that one task awaits lets no other in")
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

TEST_CASE("a generator cannot ask itself, and a call can be awaited once only")
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

TEST_CASE("a loop that is left closes the generator in a task of its own, as soon as the loop comes to it")
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

TEST_CASE("a generator that was never asked, or has ended, or was closed, needs no task to close it")
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

TEST_CASE("a cancellation reaches the await inside of the generator, and ends it")
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

TEST_CASE(
    "a task of a call that is cancelled before its first step has the generator cancelled where it stands")
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

TEST_CASE("calls are awaitables like others: of tasks, in gather, with a time limit")
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

TEST_CASE("calls that nobody awaits are reported")
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

TEST_CASE("comprehensions take every value, those that fit, and what a coroutine makes of them")
{
    const auto halved = [](int i) -> coro<double> {
        co_await aio::sleep(0.5);
        co_return i / 2.0;
    };
    const auto main = [&]() -> coro<void> {
        for (const int i : co_await aio::collect(counter(3))) {
            print(i);
        }
        const auto odd = [](int i) { return i % 2 == 1; };
        for (const int i : co_await aio::collect(
                 ticker(5, 1), [](int i) { return i * i; }, odd)) {
            print(i);
        }
        for (const double d : co_await aio::collect(counter(2), halved)) {
            print(d);
        }
        print("main over", loop::running().time());
    };
    check_same(main, {R"py(
        async def counter(count):
            for i in range(1, count + 1):
                yield i
        async def ticker(count, delay):
            for i in range(1, count + 1):
                await asyncio.sleep(delay)
                yield i
        async def halved(i):
            await asyncio.sleep(0.5)
            return i / 2
        async def main():
            for i in [i async for i in counter(3)]:
                print(i)
            for i in [i * i async for i in ticker(5, 1) if i % 2 == 1]:
                print(i)
            for d in [await halved(i) async for i in counter(2)]:
                print(d)
            print("main over", asyncio.get_running_loop().time())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 1
        0 task=Task-1 2
        0 task=Task-1 3
        1 step Task-1
        2 step Task-1
        3 step Task-1
        4 step Task-1
        5 step Task-1
        5 task=Task-1 1
        5 task=Task-1 9
        5 task=Task-1 25
        5.5 step Task-1
        6 step Task-1
        6 task=Task-1 0.5
        6 task=Task-1 1.0
        6 task=Task-1 main over 6.0
        6 done Task-1
    )"});
}

TEST_CASE("an iterator of one's own, and for_each, whose body may await and may break")
{
    struct countdown {
        int from;
        coro<std::optional<int>> next()
        {
            co_await aio::sleep(1);
            co_return from > 0 ? std::optional(from--) : std::nullopt;
        }
    };
    const auto main = []() -> coro<void> {
        for (countdown c{2}; auto i = co_await c.next();) {
            print(*i);
        }
        co_await aio::for_each(countdown{3}, [](int i) -> coro<void> {
            print("slowly", i);
            co_await aio::sleep(0.5);
        });
        co_await aio::for_each(counter(5), [](int i) {
            print("breaks at 2:", i);
            return i < 2;
        });
        print("main over", loop::running().time());
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        class Countdown:
            def __init__(self, start):
                self.left = start
            def __aiter__(self):
                return self
            async def __anext__(self):
                await asyncio.sleep(1)
                if self.left == 0:
                    raise StopAsyncIteration
                self.left -= 1
                return self.left + 1
        async def counter(count):
            for i in range(1, count + 1):
                yield i
        async def main():
            async for i in Countdown(2):
                print(i)
            async for i in Countdown(3):
                print("slowly", i)
                await asyncio.sleep(0.5)
            async for i in counter(5):
                print("breaks at 2:", i)
                if i == 2:
                    break
            print("main over", asyncio.get_running_loop().time())
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 2
        2 step Task-1
        2 task=Task-1 1
        3 step Task-1
        4 step Task-1
        4 task=Task-1 slowly 3
        4.5 step Task-1
        5.5 step Task-1
        5.5 task=Task-1 slowly 2
        6 step Task-1
        7 step Task-1
        7 task=Task-1 slowly 1
        7.5 step Task-1
        8.5 step Task-1
        8.5 task=Task-1 breaks at 2: 1
        8.5 task=Task-1 breaks at 2: 2
        8.5 task=Task-1 main over 8.5
        8.5 create Task-2
        8.5 step Task-1
        8.5 done Task-1
        8.5 step Task-2
        8.5 done Task-2
    )"});
}
