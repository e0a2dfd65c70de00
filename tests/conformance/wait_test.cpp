#include "aio/wait.hpp"

#include "../core/trace_of.hpp"

using aio::any_future;
using aio::coro;
using aio::print;
using aio::return_when;
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

template <class H>
std::string names(const std::vector<H>& tasks)
{
    std::string text;
    for (const H& t : tasks) {
        text += t.get_name() + " ";
    }
    return text;
}

}  // namespace

TEST_CASE("wait returns everything in the order of its argument, not of their ends, and each once")
{
    const auto main = []() -> coro<void> {
        const auto a = aio::create_task(give(1, 2), "a");
        const auto b = aio::create_task(give(2, 1), "b");
        const auto [done, pending] = co_await aio::wait(std::vector{a, b, a});
        for (const auto& t : done) {
            print(t.get_name(), t.result());
        }
        print(pending.size());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def main():
            a = asyncio.create_task(give(1, 2), name="a")
            b = asyncio.create_task(give(2, 1), name="b")
            done, pending = await asyncio.wait([a, b, a])
            for t in done:
                print(t.get_name(), t.result())
            print(len(pending))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 step a
        0 step b
        1 step b
        1 done b
        2 step a
        2 done a
        2 step Task-1
        2 task=Task-1 a 1
        2 task=Task-1 b 2
        2 task=Task-1 0
        2 done Task-1
    )"});
}

TEST_CASE("wait for the first: the others continue and aren't cancelled")
{
    const auto main = []() -> coro<void> {
        const std::vector tasks{aio::create_task(give(1, 3), "a"), aio::create_task(give(2, 1), "b"),
                                aio::create_task(give(3, 2), "c")};
        auto pending = tasks;
        while (!pending.empty()) {
            const auto result = co_await aio::wait(pending, {.return_when = return_when::first_completed});
            print(names(result.done), "|", names(result.pending));
            pending = result.pending;
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        def names(tasks):
            return "".join(t.get_name() + " " for t in tasks)
        async def main():
            pending = [asyncio.create_task(give(1, 3), name="a"), asyncio.create_task(give(2, 1), name="b"),
                       asyncio.create_task(give(3, 2), name="c")]
            while pending:
                done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
                print(names(done), "|", names(pending))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 create c
        0 step a
        0 step b
        0 step c
        1 step b
        1 done b
        1 step Task-1
        1 task=Task-1 b  | a c 
        2 step c
        2 done c
        2 step Task-1
        2 task=Task-1 c  | a 
        3 step a
        3 done a
        3 step Task-1
        3 task=Task-1 a  | 
        3 done Task-1
    )"});
}

TEST_CASE("two that end in one iteration are both done when the waiter resumes")
{
    const auto main = []() -> coro<void> {
        const std::vector tasks{aio::create_task(give(1, 1), "a"), aio::create_task(give(2, 1), "b"),
                                aio::create_task(give(3, 2), "c")};
        const auto [done, pending] =
            co_await aio::wait(tasks, {.return_when = return_when::first_completed});
        print(names(done), "|", names(pending));
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        def names(tasks):
            return "".join(t.get_name() + " " for t in tasks)
        async def main():
            tasks = [asyncio.create_task(give(1, 1), name="a"), asyncio.create_task(give(2, 1), name="b"),
                     asyncio.create_task(give(3, 2), name="c")]
            done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            print(names(done), "|", names(pending))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 create c
        0 step a
        0 step b
        0 step c
        1 step a
        1 done a
        1 step b
        1 done b
        1 step Task-1
        1 task=Task-1 a b  | c 
        1 done Task-1
        1 cancel c
        1 step c
        1 cancelled c
    )"});
}

TEST_CASE("wait for the first exception: a cancellation isn't one, and wait itself throws nothing")
{
    const auto main = []() -> coro<void> {
        const std::vector tasks{aio::create_task(give(1, 9), "a"), aio::create_task(give(2, 9), "b"),
                                aio::create_task(fail(2), "c")};
        co_await aio::sleep(1);
        tasks[0].cancel();
        const auto [done, pending] =
            co_await aio::wait(tasks, {.return_when = return_when::first_exception});
        print(names(done), "|", names(pending));
        tasks[1].cancel();
        co_await aio::wait(tasks, {.return_when = return_when::first_exception});
        print("all");
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def fail(delay):
            await asyncio.sleep(delay)
            raise ValueError("no")
        def names(tasks):
            return "".join(t.get_name() + " " for t in tasks)
        async def main():
            tasks = [asyncio.create_task(give(1, 9), name="a"), asyncio.create_task(give(2, 9), name="b"),
                     asyncio.create_task(fail(2), name="c")]
            await asyncio.sleep(1)
            tasks[0].cancel()
            done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
            print(names(done), "|", names(pending))
            tasks[1].cancel()
            await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
            print("all")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 create c
        0 step a
        0 step b
        0 step c
        1 step Task-1
        1 cancel a
        1 step a
        1 cancelled a
        2 step c
        2 failed c ValueError
        2 step Task-1
        2 task=Task-1 a c  | b 
        2 cancel b
        2 step b
        2 cancelled b
        2 step Task-1
        2 task=Task-1 all
        2 done Task-1
    )"});
}

TEST_CASE("a timeout ends the waiting and nothing else")
{
    const auto main = []() -> coro<void> {
        const std::vector tasks{aio::create_task(give(1, 1), "a"), aio::create_task(give(2, 3), "b")};
        const auto [done, pending] = co_await aio::wait(tasks, {.timeout = 2});
        print(names(done), "|", names(pending));
        print(co_await pending.front());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        def names(tasks):
            return "".join(t.get_name() + " " for t in tasks)
        async def main():
            tasks = [asyncio.create_task(give(1, 1), name="a"), asyncio.create_task(give(2, 3), name="b")]
            done, pending = await asyncio.wait(tasks, timeout=2)
            print(names(done), "|", names(pending))
            print(await pending.pop())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 step a
        0 step b
        1 step a
        1 done a
        2 step Task-1
        2 task=Task-1 a  | b 
        3 step b
        3 done b
        3 step Task-1
        3 task=Task-1 2
        3 done Task-1
    )"});
}

TEST_CASE("a timeout and an end at the same time: wait's timer is older, but the task is done")
{
    const auto main = []() -> coro<void> {
        const std::vector tasks{aio::create_task(give(1, 1), "a")};
        const auto [done, pending] = co_await aio::wait(tasks, {.timeout = 1});
        print(names(done), "|", names(pending));
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        def names(tasks):
            return "".join(t.get_name() + " " for t in tasks)
        async def main():
            tasks = [asyncio.create_task(give(1, 1), name="a")]
            done, pending = await asyncio.wait(tasks, timeout=1)
            print(names(done), "|", names(pending))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 step a
        1 step Task-1
        1 task=Task-1  | a 
        1 done Task-1
        1 step a
        1 done a
    )"});
}

TEST_CASE("wait for done tasks takes turns of the loop, and so does a timeout of zero")
{
    const auto ticks = []() -> coro<void> {
        for (int i = 0; i != 5; ++i) {
            print("tick", i);
            co_await aio::sleep(0);
        }
    };
    const auto main = [&]() -> coro<void> {
        const std::vector tasks{aio::create_task(give(1, 0))};
        co_await tasks[0];
        aio::create_task(ticks());
        co_await aio::wait(tasks);
        print("waited");
        aio::future<int> never;
        co_await aio::wait(std::vector{never}, {.timeout = 0});
        print("waited again");
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def ticks():
            for i in range(5):
                print("tick", i)
                await asyncio.sleep(0)
        async def main():
            tasks = [asyncio.create_task(give(1, 0))]
            await tasks[0]
            asyncio.create_task(ticks())
            await asyncio.wait(tasks)
            print("waited")
            never = asyncio.get_running_loop().create_future()
            await asyncio.wait([never], timeout=0)
            print("waited again")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 create Task-3
        0 step Task-3
        0 task=Task-3 tick 0
        0 step Task-3
        0 task=Task-3 tick 1
        0 step Task-1
        0 task=Task-1 waited
        0 step Task-3
        0 task=Task-3 tick 2
        0 step Task-3
        0 task=Task-3 tick 3
        0 step Task-1
        0 task=Task-1 waited again
        0 done Task-1
        0 step Task-3
        0 task=Task-3 tick 4
        0 cancel Task-3
        0 step Task-3
        0 cancelled Task-3
    )"});
}

TEST_CASE("the waiter is cancelled, and its tasks aren't")
{
    const auto waiter = [](std::vector<task<int>> tasks) -> coro<void> {
        co_await aio::wait(tasks, {.timeout = 5});
        print("never printed");
    };
    const auto main = [&]() -> coro<void> {
        const std::vector tasks{aio::create_task(give(1, 2), "a"), aio::create_task(give(2, 3), "b")};
        const auto waiting = aio::create_task(waiter(tasks));
        co_await aio::sleep(1);
        waiting.cancel();
        co_await aio::wait(std::vector{waiting});
        print(waiting.cancelled(), tasks[0].done());
        print(co_await tasks[0], co_await tasks[1]);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def waiter(tasks):
            await asyncio.wait(tasks, timeout=5)
            print("never printed")
        async def main():
            tasks = [asyncio.create_task(give(1, 2), name="a"), asyncio.create_task(give(2, 3), name="b")]
            waiting = asyncio.create_task(waiter(tasks))
            await asyncio.sleep(1)
            waiting.cancel()
            await asyncio.wait([waiting])
            print(waiting.cancelled(), tasks[0].done())
            print(await tasks[0], await tasks[1])
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 create Task-2
        0 step a
        0 step b
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 True False
        2 step a
        2 done a
        2 step Task-1
        3 step b
        3 done b
        3 step Task-1
        3 task=Task-1 1 2
        3 done Task-1
    )"});
}

TEST_CASE("wait for nothing is an error; futures of all types can be waited for together")
{
    const auto nothing = []() -> coro<void> { co_await aio::sleep(1); };
    const auto main = [&]() -> coro<void> {
        try {
            co_await aio::wait(std::vector<any_future>());
        } catch (const aio::value_error& e) {
            print(e.what());
        }
        aio::future<std::string> f;
        f.set_result("set");
        const std::vector<any_future> all{aio::create_task(nothing()), aio::create_task(give(1, 2)), f};
        const auto [done, pending] =
            co_await aio::wait(all, {.return_when = return_when::first_completed});
        print(done.size(), pending.size(), done[0] == any_future(f));
        co_await aio::wait(pending);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def nothing():
            await asyncio.sleep(1)
        async def main():
            try:
                await asyncio.wait([])
            except ValueError as e:
                print(e)
            f = asyncio.get_running_loop().create_future()
            f.set_result("set")
            all = [asyncio.create_task(nothing()), asyncio.create_task(give(1, 2)), f]
            done, pending = await asyncio.wait(all, return_when=asyncio.FIRST_COMPLETED)
            print(len(done), len(pending), f in done)
            await asyncio.wait(pending)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 Set of Tasks/Futures is empty.
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 task=Task-1 1 2 True
        1 step Task-2
        1 done Task-2
        2 step Task-3
        2 done Task-3
        2 step Task-1
        2 done Task-1
    )"});
}
