// Exceptions of tasks, and who hears of them.
#include "trace_of.hpp"

using aio::coro;
using aio::print;
using aio::task;
using tests::check_same;

namespace {

coro<int> fails_after(double delay)
{
    co_await aio::sleep(delay);
    throw aio::value_error("no");
}

}  // namespace

TEST_CASE("the exception of a task is thrown at every await of it")
{
    const auto tries = [](task<int> t, const char* who) -> coro<void> {
        try {
            co_await t;
        } catch (const aio::value_error& e) {
            print(who, e.what());
        }
    };
    const auto main = [&]() -> coro<void> {
        const task<int> t = aio::create_task(fails_after(1));
        co_await tries(t, "first");
        co_await tries(t, "second");
        print(aio::describe(t.exception()).message);
        co_await t;
    };
    check_same(main, {R"py(
        async def fails_after(delay):
            await asyncio.sleep(delay)
            raise ValueError("no")
        async def tries(t, who):
            try:
                await t
            except ValueError as e:
                print(who, e)
        async def main():
            t = asyncio.create_task(fails_after(1))
            await tries(t, "first")
            await tries(t, "second")
            print(t.exception())
            await t
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-2
        1 failed Task-2 ValueError
        1 step Task-1
        1 task=Task-1 first no
        1 task=Task-1 second no
        1 task=Task-1 no
        1 failed Task-1 ValueError
        1 task=- ValueError: no
    )"});
}

TEST_CASE("a failure that isn't awaited is reported when the task is destroyed, not when it fails")
{
    const auto main = []() -> coro<void> {
        {
            const task<int> kept = aio::create_task(fails_after(1));
            aio::create_task(fails_after(1));
            co_await aio::sleep(2);
            print(kept.done());
        }
        print("main goes on");
    };
    check_same(main, {R"py(
        async def fails_after(delay):
            await asyncio.sleep(delay)
            raise ValueError("no")
        async def main():
            kept = asyncio.create_task(fails_after(1))
            asyncio.create_task(fails_after(1))
            await asyncio.sleep(2)
            print(kept.done())
            del kept
            print("main goes on")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-2
        1 failed Task-2 ValueError
        1 step Task-3
        1 failed Task-3 ValueError
        2 step Task-1
        2 task=Task-1 True
        2 task=Task-1 main goes on
        2 done Task-1
    )", R"(
        Task exception was never retrieved
        Task exception was never retrieved
    )"});
}
