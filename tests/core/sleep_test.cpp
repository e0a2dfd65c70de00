#include "aio/sleep.hpp"

#include <cmath>
#include <limits>

#include "trace_of.hpp"

using aio::coro;
using aio::print;
using tests::check_same;

namespace {

double now()
{
    return aio::loop::running().time();
}

}  // namespace

TEST_CASE("sleep(0), and less, gives every ready callback its turn and sets no timer")
{
    const auto ticker = [](const char* name, double delay) -> coro<void> {
        for (int i = 1; i != 4; ++i) {
            print(name, i);
            co_await aio::sleep(delay);
        }
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(ticker("zero", 0));
        aio::create_task(ticker("minus", -1));
        for (int i = 0; i != 5; ++i) {
            co_await aio::sleep(0);
        }
        print("end");
    };
    check_same(main, {R"py(
        async def ticker(name, delay):
            for i in range(1, 4):
                print(name, i)
                await asyncio.sleep(delay)
        async def main():
            asyncio.create_task(ticker("zero", 0))
            asyncio.create_task(ticker("minus", -1))
            for i in range(5):
                await asyncio.sleep(0)
            print("end")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 zero 1
        0 step Task-3
        0 task=Task-3 minus 1
        0 step Task-1
        0 step Task-2
        0 task=Task-2 zero 2
        0 step Task-3
        0 task=Task-3 minus 2
        0 step Task-1
        0 step Task-2
        0 task=Task-2 zero 3
        0 step Task-3
        0 task=Task-3 minus 3
        0 step Task-1
        0 step Task-2
        0 done Task-2
        0 step Task-3
        0 done Task-3
        0 step Task-1
        0 step Task-1
        0 task=Task-1 end
        0 done Task-1
    )"});
}

TEST_CASE("tasks with equal deadlines wake in the order in which they began to sleep")
{
    const auto sleeper = [](const char* name, double first, double second) -> coro<void> {
        co_await aio::sleep(first);
        co_await aio::sleep(second);
        print(name);
    };
    const auto main = [&]() -> coro<void> {
        const auto a = aio::create_task(sleeper("a", 1, 2));
        const auto b = aio::create_task(sleeper("b", 2, 1));
        const auto c = aio::create_task(sleeper("c", 0, 3));
        co_await a;
        co_await b;
        co_await c;
    };
    check_same(main, {R"py(
        async def sleeper(name, first, second):
            await asyncio.sleep(first)
            await asyncio.sleep(second)
            print(name)
        async def main():
            a = asyncio.create_task(sleeper("a", 1, 2))
            b = asyncio.create_task(sleeper("b", 2, 1))
            c = asyncio.create_task(sleeper("c", 0, 3))
            await a
            await b
            await c
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 step Task-4
        1 step Task-2
        2 step Task-3
        3 step Task-4
        3 task=Task-4 c
        3 done Task-4
        3 step Task-2
        3 task=Task-2 a
        3 done Task-2
        3 step Task-3
        3 task=Task-3 b
        3 done Task-3
        3 step Task-1
        3 done Task-1
    )"});
}

TEST_CASE("the clock is exactly at the deadline, which is now + delay in doubles, but always later")
{
    const auto main = []() -> coro<void> {
        for (int i = 0; i != 3; ++i) {
            co_await aio::sleep(0.1);
            print(now());
        }
        co_await aio::sleep(1e-300);
        print(now());
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            for i in range(3):
                await asyncio.sleep(0.1)
                print(loop.time())
            await asyncio.sleep(1e-300)
            print(loop.time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0.1 step Task-1
        0.1 task=Task-1 0.1
        0.2 step Task-1
        0.2 task=Task-1 0.2
        0.3 step Task-1
        0.3 task=Task-1 0.30000000000000004
        0.3 step Task-1
        0.3 task=Task-1 0.3000000000000001
        0.3 done Task-1
    )"});
}

TEST_CASE("a NaN isn't a delay, and a blocking sleep is never negative")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::sleep(std::numeric_limits<double>::quiet_NaN());
        } catch (const aio::value_error& e) {
            print(e.what());
        }
        for (const double seconds : {-1.0, -std::numeric_limits<double>::quiet_NaN()}) {
            try {
                aio::blocking_sleep(seconds);
            } catch (const aio::value_error& e) {
                print(e.what());
            }
        }
    };
    check_same(main, {R"py(
        async def main():
            try:
                await asyncio.sleep(float("nan"))
            except ValueError as e:
                print(e)
            for seconds in -1.0, float("nan"):
                try:
                    time.sleep(seconds)
                except ValueError as e:
                    print(e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 Invalid delay: NaN (not a number)
        0 task=Task-1 sleep length must be non-negative
        0 task=Task-1 Invalid value NaN (not a number)
        0 done Task-1
    )"});
}

TEST_CASE("a blocking sleep holds everything up; tasks due during it wake late, by deadline")
{
    const auto sleeper = [](const char* name, double delay) -> coro<void> {
        co_await aio::sleep(delay);
        print(name, now());
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(sleeper("two", 2));
        aio::create_task(sleeper("one", 1));
        const auto four = aio::create_task(sleeper("four", 4));
        co_await aio::sleep(0);
        aio::blocking_sleep(3);
        print("awake", now());
        co_await four;
    };
    check_same(main, {R"py(
        async def sleeper(name, delay):
            await asyncio.sleep(delay)
            print(name, asyncio.get_running_loop().time())
        async def main():
            asyncio.create_task(sleeper("two", 2))
            asyncio.create_task(sleeper("one", 1))
            four = asyncio.create_task(sleeper("four", 4))
            await asyncio.sleep(0)
            time.sleep(3)
            print("awake", asyncio.get_running_loop().time())
            await four
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 step Task-1
        3 task=Task-1 awake 3.0
        3 step Task-3
        3 task=Task-3 one 3.0
        3 done Task-3
        3 step Task-2
        3 task=Task-2 two 3.0
        3 done Task-2
        4 step Task-4
        4 task=Task-4 four 4.0
        4 done Task-4
        4 step Task-1
        4 done Task-1
    )"});
}

TEST_CASE("a task that sleeps forever never wakes, and delays nothing else")
{
    const auto sleeper = []() -> coro<void> {
        co_await aio::sleep(std::numeric_limits<double>::infinity());
        print("never printed");
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(sleeper());
        co_await aio::sleep(1);
        print("one second");
        co_await task;
    };
    check_same(main, {R"py(
        async def sleeper():
            await asyncio.sleep(float("inf"))
            print("never printed")
        async def main():
            task = asyncio.create_task(sleeper())
            await asyncio.sleep(1)
            print("one second")
            await task
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 task=Task-1 one second
        1 task=- deadlock: no task can run
    )"});
}

TEST_CASE("a deadline so far away that a nanosecond gets lost still fires")
{
    const auto main = []() -> coro<void> {
        co_await aio::sleep(1e9);
        print(now());
        co_await aio::sleep(0.5);
        print(now());
    };
    CHECK(tests::output_of(main) == "1000000000.0\n1000000000.5\n");
}

TEST_CASE("a sleep that's never awaited is reported, and an awaited one can't be awaited again")
{
    const auto main = []() -> coro<void> {
        {
            [[maybe_unused]] auto forgotten = aio::sleep(1);
            [[maybe_unused]] auto kept = aio::create_task(aio::sleep(1));
        }
        auto once = aio::sleep(0.5);
        co_await once;
        try {
            co_await once;
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
    };
    check_same(main, {R"py(
        async def main():
            forgotten = asyncio.sleep(1)
            kept = asyncio.create_task(asyncio.sleep(1))
            del forgotten
            once = asyncio.sleep(0.5)
            await once
            try:
                await once
            except RuntimeError as e:
                print(e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0.5 step Task-1
        0.5 task=Task-1 cannot reuse already awaited coroutine
        0.5 done Task-1
        0.5 cancel Task-2
        0.5 step Task-2
        0.5 cancelled Task-2
    )", R"(
        coroutine 'sleep' was never awaited
    )"});
}

TEST_CASE("a sleep may have a result")
{
    const auto main = []() -> coro<void> {
        print(co_await aio::sleep(1, "woken"));
        print(co_await aio::sleep(0, 5));
        auto kept = aio::sleep(0.5, std::make_unique<int>(7));
        print(*co_await kept);
        const auto task = aio::create_task(aio::sleep(1, std::string("by a task")));
        print(co_await task);
    };
    check_same(main, {R"py(
        async def main():
            print(await asyncio.sleep(1, "woken"))
            print(await asyncio.sleep(0, 5))
            kept = asyncio.sleep(0.5, result=7)
            print(await kept)
            task = asyncio.create_task(asyncio.sleep(1, "by a task"))
            print(await task)
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 woken
        1 step Task-1
        1 task=Task-1 5
        1.5 step Task-1
        1.5 task=Task-1 7
        1.5 create Task-2
        1.5 step Task-2
        2.5 step Task-2
        2.5 done Task-2
        2.5 step Task-1
        2.5 task=Task-1 by a task
        2.5 done Task-1
    )"});
}
