#include "aio/as_completed.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::print;
using aio::task;
using tests::check_same;

namespace {

coro<int> give(int value, double delay)
{
    co_await aio::sleep(delay);
    co_return value;
}

coro<int> fail(double delay)
{
    co_await aio::sleep(delay);
    throw aio::value_error("no");
}

// A coroutine that awaits in a loop may not catch there and go on.
coro<void> take(coro<int> next)
{
    try {
        print(co_await std::move(next));
    } catch (const aio::value_error& e) {
        print("caught", e.what());
    } catch (const aio::timeout_error&) {
        print("not in time", aio::loop::running().time());
    }
}

}  // namespace

TEST_CASE("asynchronous iteration returns the very same tasks, in the order they're done")
{
    const auto main = []() -> coro<void> {
        const auto a = aio::create_task(give(1, 2), "a");
        const auto b = aio::create_task(give(2, 1), "b");
        auto it = aio::as_completed(std::vector{a, b, a});
        while (const auto done = co_await it.next()) {
            print(done->get_name(), *done == a, co_await *done);
        }
        print("end");
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def main():
            a = asyncio.create_task(give(1, 2), name="a")
            b = asyncio.create_task(give(2, 1), name="b")
            async for done in asyncio.as_completed([a, b, a]):
                print(done.get_name(), done is a, await done)
            print("end")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 step a
        0 step b
        1 step b
        1 done b
        1 step Task-1
        1 task=Task-1 b False 2
        2 step a
        2 done a
        2 step Task-1
        2 task=Task-1 a True 1
        2 task=Task-1 end
        2 done Task-1
    )"});
}

TEST_CASE("plain iteration returns coroutines, each of which returns the next result")
{
    const auto main = []() -> coro<void> {
        std::vector<coro<int>> calls;
        calls.push_back(give(1, 3));
        calls.push_back(give(2, 1));
        calls.push_back(give(3, 2));
        for (auto next : aio::as_completed(std::move(calls))) {
            print(co_await std::move(next));
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def main():
            for next in asyncio.as_completed([give(1, 3), give(2, 1), give(3, 2)]):
                print(await next)
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
        1 step Task-1
        1 task=Task-1 2
        2 step Task-4
        2 done Task-4
        2 step Task-1
        2 task=Task-1 3
        3 step Task-2
        3 done Task-2
        3 step Task-1
        3 task=Task-1 1
        3 done Task-1
    )"});
}

TEST_CASE("a failed task is among the results, and throws when its result is asked for")
{
    const auto main = []() -> coro<void> {
        std::vector<coro<int>> calls;
        calls.push_back(give(1, 3));
        calls.push_back(fail(1));
        calls.push_back(give(3, 2));
        for (auto next : aio::as_completed(std::move(calls))) {
            co_await take(std::move(next));
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def fail(delay):
            await asyncio.sleep(delay)
            raise ValueError("no")
        async def main():
            for next in asyncio.as_completed([give(1, 3), fail(1), give(3, 2)]):
                try:
                    print(await next)
                except ValueError as e:
                    print("caught", e)
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
        1 failed Task-3 ValueError
        1 step Task-1
        1 task=Task-1 caught no
        2 step Task-4
        2 done Task-4
        2 step Task-1
        2 task=Task-1 3
        3 step Task-2
        3 done Task-2
        3 step Task-1
        3 task=Task-1 1
        3 done Task-1
    )"});
}

TEST_CASE("each task that isn't done in time throws a timeout once; the tasks continue")
{
    const auto main = []() -> coro<void> {
        std::vector<task<int>> tasks;
        for (const int i : {3, 1, 4}) {
            tasks.push_back(aio::create_task(give(i, i)));
        }
        for (auto next : aio::as_completed(tasks, 2)) {
            co_await take(std::move(next));
        }
        print(co_await tasks[0], co_await tasks[2]);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def main():
            tasks = [asyncio.create_task(give(i, i)) for i in (3, 1, 4)]
            for next in asyncio.as_completed(tasks, timeout=2):
                try:
                    print(await next)
                except TimeoutError as e:
                    print("not in time", asyncio.get_running_loop().time())
            print(await tasks[0], await tasks[2])
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
        1 step Task-1
        1 task=Task-1 1
        2 step Task-1
        2 task=Task-1 not in time 2.0
        2 task=Task-1 not in time 2.0
        3 step Task-2
        3 done Task-2
        3 step Task-1
        4 step Task-4
        4 done Task-4
        4 step Task-1
        4 task=Task-1 3 4
        4 done Task-1
    )"});
}

TEST_CASE("asynchronous iteration itself throws the timeout")
{
    const auto main = []() -> coro<void> {
        std::vector<coro<int>> calls;
        calls.push_back(give(1, 1));
        calls.push_back(give(2, 3));
        auto it = aio::as_completed(std::move(calls), 2);
        try {
            while (const auto done = co_await it.next()) {
                print(done->result());
            }
        } catch (const aio::timeout_error&) {
            print("not in time");
        }
        print((co_await it.next()).has_value());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def main():
            it = asyncio.as_completed([give(1, 1), give(2, 3)], timeout=2)
            try:
                async for done in it:
                    print(done.result())
            except TimeoutError:
                print("not in time")
            print(await anext(it, None) is not None)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-2
        1 done Task-2
        1 step Task-1
        1 task=Task-1 1
        2 step Task-1
        2 task=Task-1 not in time
        2 task=Task-1 False
        2 done Task-1
        2 cancel Task-3
        2 step Task-3
        2 cancelled Task-3
    )"});
}

TEST_CASE("several tasks wait for the next result at once: first come, first served")
{
    const auto taker = [](const char* name, coro<int> next) -> coro<void> {
        print(name, co_await std::move(next));
    };
    const auto main = [&]() -> coro<void> {
        std::vector<coro<int>> calls;
        calls.push_back(give(1, 3));
        calls.push_back(give(2, 1));
        calls.push_back(give(3, 1));
        std::vector<task<void>> takers;
        const char* names[] = {"a", "b", "c"};
        for (auto next : aio::as_completed(std::move(calls))) {
            takers.push_back(aio::create_task(taker(names[takers.size()], std::move(next))));
        }
        for (const auto& t : takers) {
            co_await t;
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def taker(name, next):
            print(name, await next)
        async def main():
            names = iter("abc")
            takers = []
            for next_one in asyncio.as_completed([give(1, 3), give(2, 1), give(3, 1)]):
                takers.append(asyncio.create_task(taker(next(names), next_one)))
            for t in takers:
                await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 create Task-6
        0 create Task-7
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 step Task-5
        0 step Task-6
        0 step Task-7
        1 step Task-3
        1 done Task-3
        1 step Task-4
        1 done Task-4
        1 step Task-5
        1 task=Task-5 a 2
        1 done Task-5
        1 step Task-6
        1 task=Task-6 b 3
        1 done Task-6
        1 step Task-1
        3 step Task-2
        3 done Task-2
        3 step Task-7
        3 task=Task-7 c 1
        3 done Task-7
        3 step Task-1
        3 done Task-1
    )"});
}

TEST_CASE("a task that was woken for a result and is cancelled leaves it to the next")
{
    const auto taker = [](const char* name, coro<int> next) -> coro<void> {
        print(name, co_await std::move(next));
    };
    const auto main = [&]() -> coro<void> {
        const std::vector tasks{aio::create_task(give(1, 1)), aio::create_task(give(2, 2))};
        std::vector<task<void>> takers;
        for (auto next : aio::as_completed(tasks)) {
            takers.push_back(aio::create_task(taker(takers.empty() ? "a" : "b", std::move(next))));
        }
        co_await tasks[0];
        takers[0].cancel();
        co_await takers[1];
        print(takers[0].cancelled());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def taker(name, next):
            print(name, await next)
        async def main():
            tasks = [asyncio.create_task(give(1, 1)), asyncio.create_task(give(2, 2))]
            takers = []
            for next in asyncio.as_completed(tasks):
                takers.append(asyncio.create_task(taker("b" if takers else "a", next)))
            await tasks[0]
            takers[0].cancel()
            await takers[1]
            print(takers[0].cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 step Task-5
        1 step Task-2
        1 done Task-2
        1 step Task-1
        1 cancel Task-4
        1 step Task-4
        1 cancelled Task-4
        1 step Task-5
        1 task=Task-5 b 1
        1 done Task-5
        1 step Task-1
        1 task=Task-1 True
        1 done Task-1
        1 cancel Task-3
        1 step Task-3
        1 cancelled Task-3
    )"});
}

TEST_CASE("done tasks are returned after one turn of the loop; an empty list ends at once")
{
    const auto ticks = []() -> coro<void> {
        for (int i = 0; i != 3; ++i) {
            print("tick", i);
            co_await aio::sleep(0);
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto done = aio::create_task(give(1, 0));
        co_await done;
        aio::create_task(ticks());
        auto none = aio::as_completed(std::vector<task<int>>());
        print((co_await none.next()).has_value());
        auto one = aio::as_completed(std::vector{done});
        print((co_await one.next())->result());
        print((co_await one.next()).has_value());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def ticks():
            for i in range(3):
                print("tick", i)
                await asyncio.sleep(0)
        async def main():
            done = asyncio.create_task(give(1, 0))
            await done
            asyncio.create_task(ticks())
            none = asyncio.as_completed([])
            print(await anext(none, None) is not None)
            one = asyncio.as_completed([done])
            print((await anext(one)).result())
            print(await anext(one, None) is not None)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 create Task-3
        0 task=Task-1 False
        0 step Task-3
        0 task=Task-3 tick 0
        0 step Task-3
        0 task=Task-3 tick 1
        0 step Task-1
        0 task=Task-1 1
        0 task=Task-1 False
        0 done Task-1
        0 step Task-3
        0 task=Task-3 tick 2
        0 cancel Task-3
        0 step Task-3
        0 cancelled Task-3
    )"});
}
