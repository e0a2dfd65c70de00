// What can be gathered, and how the results are ordered.

#include "aio/gather.hpp"

#include "../core/trace_of.hpp"
#include "gather_helpers.hpp"

using aio::coro;
using aio::print;
using tests::check_same;
using tests::gathers::give;

TEST_CASE("results are in the order of the arguments, whichever is done first")
{
    const auto word = []() -> coro<std::string> { co_return "word"; };
    const auto main = [&]() -> coro<void> {
        const auto [a, b, c] = co_await aio::gather(give(1, 3), word(), give(2, 1));
        print(a, b, c);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def word():
            return "word"
        async def main():
            a, b, c = await asyncio.gather(give(1, 3), word(), give(2, 1))
            print(a, b, c)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 done Task-3
        0 step Task-4
        1 step Task-4
        1 task=Task-4 give 2
        1 done Task-4
        3 step Task-2
        3 task=Task-2 give 1
        3 done Task-2
        3 step Task-1
        3 task=Task-1 1 word 2
        3 done Task-1
    )"});
}

TEST_CASE("a list of any length: the results are a list")
{
    const auto main = [&]() -> coro<void> {
        std::vector<coro<int>> calls;
        for (int i = 0; i != 3; ++i) {
            calls.push_back(give(i, 3 - i));
        }
        for (const int value : co_await aio::gather(std::move(calls))) {
            print(value);
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def main():
            for value in await asyncio.gather(*[give(i, 3 - i) for i in range(3)]):
                print(value)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        1 step Task-4
        1 task=Task-4 give 2
        1 done Task-4
        2 step Task-3
        2 task=Task-3 give 1
        2 done Task-3
        3 step Task-2
        3 task=Task-2 give 0
        3 done Task-2
        3 step Task-1
        3 task=Task-1 0
        3 task=Task-1 1
        3 task=Task-1 2
        3 done Task-1
    )"});
}

TEST_CASE("gathering done futures doesn't suspend")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        const auto a = aio::create_task(give(1, 0));
        aio::future<int> b;
        b.set_result(2);
        co_await a;
        aio::create_task(other());
        const auto both = aio::gather(a, b);
        print(both.done());
        const auto [one, two] = co_await both;
        print(one, two);
        co_await aio::gather();
        co_await aio::gather(std::vector<aio::task<int>>());
        print("end");
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def other():
            print("other")
        async def main():
            a = asyncio.create_task(give(1, 0))
            b = asyncio.get_running_loop().create_future()
            b.set_result(2)
            await a
            asyncio.create_task(other())
            both = asyncio.gather(a, b)
            print(both.done())
            one, two = await both
            print(one, two)
            await asyncio.gather()
            await asyncio.gather(*[])
            print("end")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-2
        0 task=Task-2 give 1
        0 done Task-2
        0 step Task-1
        0 create Task-3
        0 task=Task-1 True
        0 task=Task-1 1 2
        0 task=Task-1 end
        0 done Task-1
        0 step Task-3
        0 task=Task-3 other
        0 done Task-3
    )"});
}

TEST_CASE("a future given twice is waited for once, and its result is there twice")
{
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(give(1, 1));
        const auto all = aio::gather(task, give(2, 0.5), task);
        const auto [a, b, c] = co_await all;
        print(a, b, c);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def main():
            task = asyncio.create_task(give(1, 1))
            all = asyncio.gather(task, give(2, 0.5), task)
            a, b, c = await all
            print(a, b, c)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0.5 step Task-3
        0.5 task=Task-3 give 2
        0.5 done Task-3
        1 step Task-2
        1 task=Task-2 give 1
        1 done Task-2
        1 step Task-1
        1 task=Task-1 1 2 1
        1 done Task-1
    )"});
}

TEST_CASE("each level of nested gathers takes a turn of the loop")
{
    const auto ticks = []() -> coro<void> {
        for (int i = 0; i != 5; ++i) {
            print("tick", i);
            co_await aio::sleep(0);
        }
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(ticks());
        const auto [a, b] = co_await aio::gather(aio::gather(give(1, 0), give(2, 0)), give(3, 0));
        print(std::get<0>(a), std::get<1>(a), b);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def ticks():
            for i in range(5):
                print("tick", i)
                await asyncio.sleep(0)
        async def main():
            asyncio.create_task(ticks())
            a, b = await asyncio.gather(asyncio.gather(give(1, 0), give(2, 0)), give(3, 0))
            print(a[0], a[1], b)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 step Task-2
        0 task=Task-2 tick 0
        0 step Task-3
        0 step Task-4
        0 step Task-5
        0 step Task-2
        0 task=Task-2 tick 1
        0 step Task-3
        0 task=Task-3 give 1
        0 done Task-3
        0 step Task-4
        0 task=Task-4 give 2
        0 done Task-4
        0 step Task-5
        0 task=Task-5 give 3
        0 done Task-5
        0 step Task-2
        0 task=Task-2 tick 2
        0 step Task-2
        0 task=Task-2 tick 3
        0 step Task-2
        0 task=Task-2 tick 4
        0 step Task-1
        0 task=Task-1 1 2 3
        0 done Task-1
        0 step Task-2
        0 done Task-2
    )"});
}

TEST_CASE("sleeps and other awaitables become tasks")
{
    const auto main = [&]() -> coro<void> {
        co_await aio::gather(aio::sleep(2), aio::sleep(1), give(1, 1));
        print("end");
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def main():
            await asyncio.gather(asyncio.sleep(2), asyncio.sleep(1), give(1, 1))
            print("end")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        1 step Task-3
        1 done Task-3
        1 step Task-4
        1 task=Task-4 give 1
        1 done Task-4
        2 step Task-2
        2 done Task-2
        2 step Task-1
        2 task=Task-1 end
        2 done Task-1
    )"});
}
