// Which tasks arrive at a barrier, and in which order they continue, round after round.

#include "aio/barrier.hpp"

#include "../core/trace_of.hpp"
#include "aio/with.hpp"

using aio::barrier;
using aio::coro;
using aio::print;
using tests::check_same;

TEST_CASE("the last task to arrive continues at once, the others in the order of arrival")
{
    const auto party = [](const char* name, double pause, barrier b) -> coro<void> {
        co_await aio::sleep(pause);
        print(name, "comes", b.n_waiting());
        const auto index = co_await b.wait();
        print(name, index, b.n_waiting());
    };
    const auto main = [&]() -> coro<void> {
        barrier b(3);
        aio::create_task(party("a", 2, b));
        aio::create_task(party("b", 1, b));
        const auto c = aio::create_task(party("c", 3, b));
        co_await c;
        co_await aio::sleep(0);
        print(b.parties(), b.n_waiting(), b.broken());
    };
    check_same(main, {R"py(
        async def party(name, pause, b):
            await asyncio.sleep(pause)
            print(name, "comes", b.n_waiting)
            index = await b.wait()
            print(name, index, b.n_waiting)
        async def main():
            b = asyncio.Barrier(3)
            asyncio.create_task(party("a", 2, b))
            asyncio.create_task(party("b", 1, b))
            c = asyncio.create_task(party("c", 3, b))
            await c
            await asyncio.sleep(0)
            print(b.parties, b.n_waiting, b.broken)
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
        1 task=Task-3 b comes 0
        2 step Task-2
        2 task=Task-2 a comes 1
        3 step Task-4
        3 task=Task-4 c comes 2
        3 task=Task-4 c 2 0
        3 done Task-4
        3 step Task-3
        3 task=Task-3 b 0 0
        3 done Task-3
        3 step Task-2
        3 task=Task-2 a 1 0
        3 done Task-2
        3 step Task-1
        3 step Task-1
        3 task=Task-1 3 0 False
        3 done Task-1
    )"});
}

TEST_CASE("a barrier can be used repeatedly")
{
    const auto party = [](const char* name, double pause, barrier b) -> coro<void> {
        for (int round = 1; round != 4; ++round) {
            co_await aio::sleep(pause);
            print(name, round, co_await b.wait());
        }
    };
    const auto main = [&]() -> coro<void> {
        barrier b(2);
        const auto a = aio::create_task(party("a", 1, b));
        const auto c = aio::create_task(party("b", 0, b));
        co_await a;
        co_await c;
    };
    check_same(main, {R"py(
        async def party(name, pause, b):
            for round in 1, 2, 3:
                await asyncio.sleep(pause)
                print(name, round, await b.wait())
        async def main():
            b = asyncio.Barrier(2)
            a = asyncio.create_task(party("a", 1, b))
            c = asyncio.create_task(party("b", 0, b))
            await a
            await c
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-3
        1 step Task-2
        1 task=Task-2 a 1 1
        1 step Task-3
        1 task=Task-3 b 1 0
        1 step Task-3
        2 step Task-2
        2 task=Task-2 a 2 1
        2 step Task-3
        2 task=Task-3 b 2 0
        2 step Task-3
        3 step Task-2
        3 task=Task-2 a 3 1
        3 done Task-2
        3 step Task-3
        3 task=Task-3 b 3 0
        3 done Task-3
        3 step Task-1
        3 done Task-1
    )"});
}

TEST_CASE("a task that arrives while the others leave waits until they're out")
{
    const auto party = [](const char* name, barrier b) -> coro<void> {
        print(name, co_await b.wait());
        print(name, co_await b.wait());
    };
    const auto main = [&]() -> coro<void> {
        barrier b(3);
        std::vector<aio::task<void>> tasks;
        for (const char* name : {"a", "b", "c"}) {
            tasks.push_back(aio::create_task(party(name, b)));
        }
        for (const auto& t : tasks) {
            co_await t;
        }
    };
    check_same(main, {R"py(
        async def party(name, b):
            print(name, await b.wait())
            print(name, await b.wait())
        async def main():
            b = asyncio.Barrier(3)
            tasks = [asyncio.create_task(party(name, b)) for name in "abc"]
            for t in tasks:
                await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        0 task=Task-4 c 2
        0 step Task-2
        0 task=Task-2 a 0
        0 step Task-3
        0 task=Task-3 b 1
        0 step Task-4
        0 step Task-2
        0 task=Task-2 a 2
        0 done Task-2
        0 step Task-3
        0 task=Task-3 b 0
        0 done Task-3
        0 step Task-4
        0 task=Task-4 c 1
        0 done Task-4
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("a barrier for one task never suspends; one for none is an error")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        barrier b(1);
        aio::create_task(other());
        print(co_await b.wait(), co_await b.wait());
        co_await b.reset();
        co_await b.abort();
        print(b.broken());
        const barrier none(0);
    };
    check_same(main, {R"py(
        async def other():
            print("other")
        async def main():
            b = asyncio.Barrier(1)
            asyncio.create_task(other())
            print(await b.wait(), await b.wait())
            await b.reset()
            await b.abort()
            print(b.broken)
            none = asyncio.Barrier(0)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 0 0
        0 task=Task-1 True
        0 failed Task-1 ValueError
        0 step Task-2
        0 task=Task-2 other
        0 done Task-2
        0 task=- ValueError: parties must be >= 1
    )"});
}

TEST_CASE("surplus tasks wait for the next round, and for others to arrive")
{
    const auto party = [](int name, barrier b) -> coro<void> {
        print(name, co_await b.wait());
    };
    const auto main = [&]() -> coro<void> {
        barrier b(2);
        for (int i = 0; i != 5; ++i) {
            aio::create_task(party(i, b));
        }
        co_await aio::sleep(1);
        print(b.n_waiting());
    };
    check_same(main, {R"py(
        async def party(name, b):
            print(name, await b.wait())
        async def main():
            b = asyncio.Barrier(2)
            for i in range(5):
                asyncio.create_task(party(i, b))
            await asyncio.sleep(1)
            print(b.n_waiting)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 create Task-6
        0 step Task-2
        0 step Task-3
        0 task=Task-3 1 1
        0 done Task-3
        0 step Task-4
        0 step Task-5
        0 step Task-6
        0 step Task-2
        0 task=Task-2 0 0
        0 done Task-2
        0 step Task-4
        0 step Task-5
        0 task=Task-5 3 1
        0 done Task-5
        0 step Task-6
        0 step Task-4
        0 task=Task-4 2 0
        0 done Task-4
        0 step Task-6
        1 step Task-1
        1 task=Task-1 1
        1 done Task-1
        1 cancel Task-6
        1 step Task-6
        1 cancelled Task-6
    )"});
}

TEST_CASE("async with: the body gets the task's number once all have arrived")
{
    const auto party = [](const char* name, barrier b) -> coro<void> {
        co_await aio::with(b, [&](std::size_t index) -> coro<void> {
            print(name, index);
            co_await aio::sleep(1);
        });
        print(name, "out");
    };
    const auto main = [&]() -> coro<void> {
        barrier b(2);
        const auto t = aio::create_task(party("a", b));
        co_await aio::sleep(1);
        co_await party("main", b);
        co_await t;
    };
    check_same(main, {R"py(
        async def party(name, b):
            async with b as index:
                print(name, index)
                await asyncio.sleep(1)
            print(name, "out")
        async def main():
            b = asyncio.Barrier(2)
            t = asyncio.create_task(party("a", b))
            await asyncio.sleep(1)
            await party("main", b)
            await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 task=Task-1 main 1
        1 step Task-2
        1 task=Task-2 a 0
        2 step Task-1
        2 task=Task-1 main out
        2 step Task-2
        2 task=Task-2 a out
        2 done Task-2
        2 step Task-1
        2 done Task-1
    )"});
}
