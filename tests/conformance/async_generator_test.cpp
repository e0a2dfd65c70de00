// What a generator yields: when the generator runs, and how its values are gone through.

#include "aio/async_generator.hpp"

#include "../core/trace_of.hpp"
#include "aio/async_for.hpp"
#include "aio/gather.hpp"
#include "async_generator_helpers.hpp"

using aio::async_generator;
using aio::coro;
using aio::loop;
using aio::print;
using tests::check_same;
using tests::async_generators::counter;
using tests::async_generators::talks;
using tests::async_generators::ticker;

TEST_CASE("a generator runs only when its next value is awaited, in a call that other tasks don't see")
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

TEST_CASE("a generator that awaits suspends its caller, and two take turns")
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

TEST_CASE("nested generators pass values up, and exceptions")
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

TEST_CASE("comprehensions take every value, or those that match, or a coroutine's result for each")
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

TEST_CASE("a custom iterator, and for_each, whose body may await and break")
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
