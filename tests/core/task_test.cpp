#include "aio/task.hpp"

#include "trace_of.hpp"

using aio::coro;
using aio::print;
using aio::task;
using tests::check_same;

namespace {

coro<void> say(std::string text)
{
    print(text);
    co_return;
}

coro<int> sleeps_then(double delay, int result)
{
    co_await aio::sleep(delay);
    co_return result;
}

}  // namespace

TEST_CASE("a new task takes its first step when its creator first suspends, in the order of creation")
{
    const auto main = []() -> coro<void> {
        aio::create_task(say("a"));
        aio::create_task(say("b"));
        print("main");
        co_await aio::sleep(0);
        print("main again");
    };
    check_same(main, {R"py(
        async def say(text):
            print(text)
        async def main():
            asyncio.create_task(say("a"))
            asyncio.create_task(say("b"))
            print("main")
            await asyncio.sleep(0)
            print("main again")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 task=Task-1 main
        0 step Task-2
        0 task=Task-2 a
        0 done Task-2
        0 step Task-3
        0 task=Task-3 b
        0 done Task-3
        0 step Task-1
        0 task=Task-1 main again
        0 done Task-1
    )"});
}

TEST_CASE("tasks created by a task wait for the next iteration, behind ready callbacks")
{
    const auto parent = [](const char* name) -> coro<void> {
        print(name);
        aio::create_task(say(std::string("child of ") + name));
        co_await aio::sleep(0);
        print(name, "again");
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(parent("a"));
        aio::create_task(parent("b"));
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def say(text):
            print(text)
        async def parent(name):
            print(name)
            asyncio.create_task(say("child of " + name))
            await asyncio.sleep(0)
            print(name, "again")
        async def main():
            asyncio.create_task(parent("a"))
            asyncio.create_task(parent("b"))
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 a
        0 create Task-4
        0 step Task-3
        0 task=Task-3 b
        0 create Task-5
        0 step Task-4
        0 task=Task-4 child of a
        0 done Task-4
        0 step Task-2
        0 task=Task-2 a again
        0 done Task-2
        0 step Task-5
        0 task=Task-5 child of b
        0 done Task-5
        0 step Task-3
        0 task=Task-3 b again
        0 done Task-3
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("awaiting a done task doesn't suspend")
{
    const auto main = []() -> coro<void> {
        const task<int> t = aio::create_task(sleeps_then(1, 5));
        co_await aio::sleep(2);
        aio::create_task(say("other"));
        const int result = co_await t;
        print("before the other", result, t.result());
    };
    check_same(main, {R"py(
        async def say(text):
            print(text)
        async def sleeps_then(delay, result):
            await asyncio.sleep(delay)
            return result
        async def main():
            t = asyncio.create_task(sleeps_then(1, 5))
            await asyncio.sleep(2)
            asyncio.create_task(say("other"))
            result = await t
            print("before the other", result, t.result())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-2
        1 done Task-2
        2 step Task-1
        2 create Task-3
        2 task=Task-1 before the other 5 5
        2 done Task-1
        2 step Task-3
        2 task=Task-3 other
        2 done Task-3
    )"});
}

TEST_CASE("all tasks that await a task get its result, one iteration after it ends, in order")
{
    const auto waiter = [](const char* name, task<int> t) -> coro<void> {
        const int result = co_await t;
        print(name, result);
    };
    const auto main = [&]() -> coro<void> {
        const task<int> t = aio::create_task(sleeps_then(1, 5));
        const auto a = aio::create_task(waiter("a", t));
        const auto b = aio::create_task(waiter("b", t));
        const int result = co_await t;
        print("main", result);
        co_await a;
        co_await b;
    };
    check_same(main, {R"py(
        async def sleeps_then(delay, result):
            await asyncio.sleep(delay)
            return result
        async def waiter(name, t):
            print(name, await t)
        async def main():
            t = asyncio.create_task(sleeps_then(1, 5))
            a = asyncio.create_task(waiter("a", t))
            b = asyncio.create_task(waiter("b", t))
            print("main", await t)
            await a
            await b
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        1 step Task-2
        1 done Task-2
        1 step Task-1
        1 task=Task-1 main 5
        1 step Task-3
        1 task=Task-3 a 5
        1 done Task-3
        1 step Task-4
        1 task=Task-4 b 5
        1 done Task-4
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("a custom name uses up no number")
{
    const auto main = []() -> coro<void> {
        const auto a = aio::create_task(say("a"), "own name");
        const auto b = aio::create_task(say("b"));
        print(a.get_name(), b.get_name());
        co_await b;
    };
    check_same(main, {R"py(
        async def say(text):
            print(text)
        async def main():
            a = asyncio.create_task(say("a"), name="own name")
            b = asyncio.create_task(say("b"))
            print(a.get_name(), b.get_name())
            await b
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create own_name
        0 create Task-2
        0 task=Task-1 own name Task-2
        0 step own_name
        0 task=own_name a
        0 done own_name
        0 step Task-2
        0 task=Task-2 b
        0 done Task-2
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("a task that awaits itself fails in its next step")
{
    const auto main = []() -> coro<void> {
        std::optional<task<void>> self;
        const auto own = [&]() -> coro<void> {
            try {
                co_await *self;
            } catch (const aio::runtime_error&) {
                print("RuntimeError");
            }
        };
        self = aio::create_task(own());
        co_await *self;
    };
    check_same(main, {R"py(
        async def main():
            async def own():
                try:
                    await asyncio.current_task()
                except RuntimeError:
                    print("RuntimeError")
            await asyncio.create_task(own())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-2
        0 task=Task-2 RuntimeError
        0 done Task-2
        0 step Task-1
        0 done Task-1
    )"});
}
