// What's left of a time can be so short that it's lost in rounding. In CPython time passes all the same.

#include "../core/trace_of.hpp"
#include "aio/event.hpp"
#include "aio/timeout.hpp"
#include "aio/wait.hpp"
#include "aio/wait_for.hpp"
#include "aio/with.hpp"
#include "now.hpp"

using aio::coro;
using aio::print;
using tests::check_same;
using tests::now;

TEST_CASE("sleeping for the rest of a time ends, even if rounding loses the rest")
{
    const auto main = []() -> coro<void> {
        co_await aio::sleep(1.4);
        const double start = now();
        while (now() - start < 0.7) {
            print(now(), 0.7 - (now() - start));
            co_await aio::sleep(0.7 - (now() - start));
        }
        print(now());
    };
    check_same(main, {R"py(
        async def main():
            now = asyncio.get_running_loop().time
            await asyncio.sleep(1.4)
            start = now()
            while now() - start < 0.7:
                print(now(), 0.7 - (now() - start))
                await asyncio.sleep(0.7 - (now() - start))
            print(now())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1.4 step Task-1
        1.4 task=Task-1 1.4 0.7
        2.1 step Task-1
        2.1 task=Task-1 2.0999999999999996 2.220446049250313e-16
        2.1 step Task-1
        2.1 task=Task-1 2.1
        2.1 done Task-1
    )"});
}

TEST_CASE("calls and blocking sleeps for such a short rest move the clock, too")
{
    const auto main = []() -> coro<void> {
        co_await aio::sleep(1.4);
        aio::event over;
        aio::loop::running().call_later(1e-20, [&over] {
            print("called", now());
            over.set();
        });
        co_await over.wait();
        aio::blocking_sleep(1e-20);
        print(now());
        aio::blocking_sleep(0);
        print(now());
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            now = loop.time
            await asyncio.sleep(1.4)
            over = asyncio.Event()
            def call():
                print("called", now())
                over.set()
            loop.call_later(1e-20, call)
            await over.wait()
            time.sleep(1e-20)
            print(now())
            time.sleep(0)
            print(now())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1.4 step Task-1
        1.4 task=- called 1.4000000000000001
        1.4 step Task-1
        1.4 task=Task-1 1.4000000000000004
        1.4 task=Task-1 1.4000000000000004
        1.4 done Task-1
    )"});
}

TEST_CASE("a timeout of such a short rest ends later than it began")
{
    const auto limited = [](double rest) -> coro<void> {
        try {
            co_await aio::wait_for(aio::future<void>(), rest);
        } catch (const aio::timeout_error&) {
            print("timeout", now());
        }
    };
    const auto main = [&limited]() -> coro<void> {
        co_await aio::sleep(1.4);
        const double start = now();
        while (now() - start < 0.7) {
            co_await limited(0.7 - (now() - start));
        }
        auto limit = aio::timeout(1e-20);
        print(*limit.when() > now());
        co_await aio::wait(std::vector{aio::future<void>()}, {.timeout = 1e-20});
        print(now());
    };
    check_same(main, {R"py(
        async def limited(rest):
            loop = asyncio.get_running_loop()
            try:
                await asyncio.wait_for(loop.create_future(), rest)
            except TimeoutError:
                print("timeout", loop.time())

        async def main():
            loop = asyncio.get_running_loop()
            now = loop.time
            await asyncio.sleep(1.4)
            start = now()
            while now() - start < 0.7:
                await limited(0.7 - (now() - start))
            limit = asyncio.timeout(1e-20)
            print(limit.when() > now())
            await asyncio.wait([loop.create_future()], timeout=1e-20)
            print(now())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1.4 step Task-1
        2.1 cancel Task-1
        2.1 step Task-1
        2.1 task=Task-1 timeout 2.0999999999999996
        2.1 cancel Task-1
        2.1 step Task-1
        2.1 task=Task-1 timeout 2.1
        2.1 task=Task-1 True
        2.1 step Task-1
        2.1 task=Task-1 2.1000000000000005
        2.1 done Task-1
    )"});
}
