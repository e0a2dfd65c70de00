#include "aio/run.hpp"

#include "trace_of.hpp"

using aio::coro;
using aio::print;
using tests::check_same;

TEST_CASE("tasks left when main ends are cancelled in the order of creation, and may print and sleep")
{
    const auto stays = [](const char* name, double clean_up) -> coro<void> {
        bool cancelled = false;
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error&) {
            cancelled = true;
        }
        print(name, cancelled);
        co_await aio::sleep(clean_up);
        print(name, "cleaned up");
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(stays("a", 2));
        aio::create_task(stays("b", 0));
        co_await aio::sleep(1);
        aio::create_task(stays("never printed", 1));
        print("main ends");
    };
    check_same(main, {R"py(
        async def stays(name, clean_up):
            cancelled = False
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                cancelled = True
            print(name, cancelled)
            await asyncio.sleep(clean_up)
            print(name, "cleaned up")
        async def main():
            asyncio.create_task(stays("a", 2))
            asyncio.create_task(stays("b", 0))
            await asyncio.sleep(1)
            asyncio.create_task(stays("never printed", 1))
            print("main ends")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 create Task-4
        1 task=Task-1 main ends
        1 done Task-1
        1 step Task-4
        1 cancel Task-2
        1 cancel Task-3
        1 cancel Task-4
        1 step Task-2
        1 task=Task-2 a True
        1 step Task-3
        1 task=Task-3 b True
        1 step Task-4
        1 task=Task-4 never printed True
        1 step Task-3
        1 task=Task-3 b cleaned up
        1 done Task-3
        2 step Task-4
        2 task=Task-4 never printed cleaned up
        2 done Task-4
        3 step Task-2
        3 task=Task-2 a cleaned up
        3 done Task-2
    )"});
}

TEST_CASE("tasks that are ready when main ends still run before the rest is cancelled")
{
    const auto ticks = [](const char* name) -> coro<void> {
        for (int i = 1; i != 9; ++i) {
            print(name, i);
            co_await aio::sleep(0);
        }
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(ticks("a"));
        co_await aio::sleep(0);
        aio::create_task(ticks("b"));
        print("main ends");
    };
    check_same(main, {R"py(
        async def ticks(name):
            for i in range(1, 9):
                print(name, i)
                await asyncio.sleep(0)
        async def main():
            asyncio.create_task(ticks("a"))
            await asyncio.sleep(0)
            asyncio.create_task(ticks("b"))
            print("main ends")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 a 1
        0 step Task-1
        0 create Task-3
        0 task=Task-1 main ends
        0 done Task-1
        0 step Task-2
        0 task=Task-2 a 2
        0 step Task-3
        0 task=Task-3 b 1
        0 cancel Task-2
        0 cancel Task-3
        0 step Task-2
        0 cancelled Task-2
        0 step Task-3
        0 cancelled Task-3
    )"});
}

TEST_CASE("a removed timer ends an iteration no later than the callbacks before it")
{
    const auto sleeper = []() -> coro<void> {
        co_await aio::sleep(1);
        print("never printed");
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(sleeper());
        co_await aio::sleep(0);
        aio::blocking_sleep(2);
        t.cancel();
        print("main ends");
    };
    check_same(main, {R"py(
        async def sleeper():
            await asyncio.sleep(1)
            print("never printed")
        async def main():
            t = asyncio.create_task(sleeper())
            await asyncio.sleep(0)
            time.sleep(2)
            t.cancel()
            print("main ends")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        2 cancel Task-2
        2 task=Task-1 main ends
        2 done Task-1
        2 step Task-2
        2 cancelled Task-2
    )"});
}

TEST_CASE("main's exception ends the program after the rest was cleaned up")
{
    const auto stays = []() -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error&) {
            print("cleaned up");
            throw;
        }
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(stays());
        co_await aio::sleep(1);
        throw aio::runtime_error("no");
    };
    check_same(main, {R"py(
        async def stays():
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                print("cleaned up")
                raise
        async def main():
            asyncio.create_task(stays())
            await asyncio.sleep(1)
            raise RuntimeError("no")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 failed Task-1 RuntimeError
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 cleaned up
        1 cancelled Task-2
        1 task=- RuntimeError: no
    )"});
}

TEST_CASE("a failure while the rest is being cancelled is reported, and doesn't end the program")
{
    const auto stays = []() -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error&) {
            throw aio::value_error("no");
        }
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(stays());
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def stays():
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                raise ValueError("no")
        async def main():
            asyncio.create_task(stays())
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 done Task-1
        1 cancel Task-2
        1 step Task-2
        1 failed Task-2 ValueError
    )", R"(
        unhandled exception during asyncio.run() shutdown
    )"});
}

TEST_CASE("a main that cancels itself ends with a CancelledError")
{
    const auto main = []() -> coro<void> {
        aio::task_base::current().cancel();
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def main():
            asyncio.current_task().cancel()
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 cancel Task-1
        0 step Task-1
        0 cancelled Task-1
        0 task=- asyncio.exceptions.CancelledError
    )"});
}

TEST_CASE("every run uses up two task numbers at its end")
{
    const auto main = []() -> coro<void> {
        co_await aio::sleep(1);
        print("first");
    };
    const auto second = []() -> coro<void> {
        print("second", aio::loop::running().time());
        co_return;
    };
    check_same(std::vector<tests::main_function>{main, second, second}, {R"py(
        async def main():
            await asyncio.sleep(1)
            print("first")
        async def second():
            print("second", asyncio.get_running_loop().time())
        asyncio.run(main())
        asyncio.run(second())
        asyncio.run(second())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 first
        1 done Task-1
        1 create Task-4
        1 step Task-4
        1 task=Task-4 second 1.0
        1 done Task-4
        1 create Task-7
        1 step Task-7
        1 task=Task-7 second 1.0
        1 done Task-7
    )"});
}
