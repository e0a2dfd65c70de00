// What a run throws to its caller, and what closed loops refuse.
#include "aio/errors.hpp"
#include "aio/handle.hpp"
#include "aio/run.hpp"
#include "module_helpers.hpp"

using aio::coro;
using aio::loop;
using aio::print;
using aio::runner;
using tests::check_module;
using tests::check_same;

namespace {

coro<void> fails()
{
    throw aio::value_error("no");
    co_return;
}

coro<void> says(std::string text)
{
    print(text);
    co_return;
}

}  // namespace

TEST_CASE("a run's failure is its caller's to catch, and hasn't ended the program")
{
    check_module(
        [](loop& l) {
            try {
                aio::run(l, fails());
            } catch (const aio::value_error& e) {
                l.print(std::string("caught ") + e.what() + "\n");
            }
        },
        {R"py(
        async def fails():
            raise ValueError("no")
        try:
            asyncio.run(fails())
        except ValueError as e:
            print("caught", e)
    )py",
         R"(
        0 create Task-1
        0 step Task-1
        0 failed Task-1 ValueError
        0 task=- caught no
    )"});
}

TEST_CASE("a stepped program throws to no caller, and its failure ends the program")
{
    CHECK(tests::trace_of([]() -> coro<void> {
              return fails();
          }).ends_with("t=0.000000 task=- ValueError: no\n"));
}

TEST_CASE("asyncio.run inside a running loop says its own name")
{
    const auto main = []() -> coro<void> {
        try {
            aio::run(loop::running(), says("never"));
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        co_return;
    };
    check_same(main, {R"py(
        async def says(text):
            print(text)
        async def main():
            try:
                asyncio.run(says("never"))
            except RuntimeError as e:
                print(e)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 asyncio.run() cannot be called from a running event loop
        0 done Task-1
    )",
                      R"(
        coroutine 'says' was never awaited
    )"});
}

TEST_CASE("a runner that hasn't begun has nothing to close, and can still be used")
{
    check_module(
        [](loop& l) {
            runner r(l);
            r.close();
            r.run(says("runs"));
            r.run(says("goes on"));
            r.close();
        },
        {R"py(
        async def says(text):
            print(text)
        runner = asyncio.Runner()
        runner.close()
        runner.run(says("runs"))
        runner.run(says("goes on"))
        runner.close()
    )py",
         R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 runs
        0 done Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 goes on
        0 done Task-2
    )"});
}

TEST_CASE("a loop can't be closed while it runs: neither by a task nor in a callback")
{
    const auto main = []() -> coro<void> {
        const auto close = [] {
            try {
                loop::running().close();
            } catch (const aio::runtime_error& e) {
                print(e.what());
            }
        };
        close();
        loop::running().call_soon(close);
        co_await aio::sleep(1);
        print("goes on");
    };
    check_same(main, {R"py(
        def close():
            try:
                asyncio.get_running_loop().close()
            except RuntimeError as e:
                print(e)
        async def main():
            close()
            asyncio.get_running_loop().call_soon(close)
            await asyncio.sleep(1)
            print("goes on")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 Cannot close a running event loop
        0 task=- Cannot close a running event loop
        1 step Task-1
        1 task=Task-1 goes on
        1 done Task-1
    )"});
}

TEST_CASE("a closed loop accepts no calls and no tasks")
{
    check_module(
        [](loop& l) {
            aio::run(l, says("runs"));
            const auto refused = [&l](auto action) {
                try {
                    action();
                } catch (const aio::runtime_error& e) {
                    l.print(e.what() + std::string("\n"));
                }
            };
            refused([&l] { l.call_soon([] {}); });
            refused([&l] { l.call_later(1, [] {}); });
            refused([&l] { aio::task<>(l, says("never")); });
        },
        {R"py(
        async def says(text):
            print(text)
        loops = []
        async def main():
            loops.append(asyncio.get_running_loop())
            await says("runs")
        asyncio.run(main())
        loop = loops[0]
        def refused(action):
            try:
                action()
            except RuntimeError as e:
                print(e)
        refused(lambda: loop.call_soon(print))
        refused(lambda: loop.call_later(1, print))
        coroutine = says("never")
        refused(lambda: loop.create_task(coroutine))
        coroutine.close()
    )py",
         R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 runs
        0 done Task-1
        0 task=- Event loop is closed
        0 task=- Event loop is closed
        0 task=- Event loop is closed
    )"});
}

TEST_CASE("a destructor may schedule calls and tasks while its loop is being closed: they're dropped")
{
    struct guard {
        ~guard()
        {
            loop::running().call_soon([] { print("never"); });
            aio::create_task(says("never"));
            loop::running().close();
        }
    };
    loop l;
    runner r(l, []() -> coro<void> {
        const guard held;
        co_await aio::sleep(5);
    }());
    r.advance(1);
    l.close();
    CHECK(l.is_closed());
}
