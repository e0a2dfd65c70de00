// Runs that can't continue, and the ways of driving a run.

#include <limits>

#include "trace_of.hpp"

using aio::coro;
using aio::print;
using aio::progress;
using tests::check_same;

namespace {

coro<void> waits_for_ever()
{
    const aio::future<void> never;
    co_await never;
}

coro<void> two_seconds()
{
    co_await aio::sleep(1);
    co_await aio::sleep(1);
}

coro<int> seven()
{
    co_await aio::sleep(1);
    co_return 7;
}

coro<void> fails()
{
    co_await aio::sleep(1);
    throw aio::value_error("no");
}

}  // namespace

TEST_CASE("a program in which nothing can run is at a deadlock, and none of its code runs then")
{
    const auto main = []() -> coro<void> {
        aio::create_task(waits_for_ever());
        co_await aio::sleep(1);
        try {
            co_await waits_for_ever();
        } catch (const aio::cancelled_error&) {
            print("never printed");
        }
    };
    check_same(main, {R"py(
        async def waits_for_ever():
            await asyncio.get_running_loop().create_future()
        async def main():
            asyncio.create_task(waits_for_ever())
            await asyncio.sleep(1)
            try:
                await waits_for_ever()
            except asyncio.CancelledError:
                print("never printed")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 task=- deadlock: no task can run
    )"});
}

TEST_CASE("a deadlock may occur while the rest is being cancelled")
{
    const auto stubborn = []() -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error&) {
            print("waits for ever");
        }
        co_await waits_for_ever();
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(stubborn());
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def stubborn():
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                print("waits for ever")
            await asyncio.get_running_loop().create_future()
        async def main():
            asyncio.create_task(stubborn())
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
        1 task=Task-2 waits for ever
        1 task=- deadlock: no task can run
    )"});
}

TEST_CASE("tasks that await each other are at a deadlock, and can't be cancelled out of it")
{
    const auto cycle = [](bool stays) -> coro<void> {
        std::optional<aio::task<void>> a;
        const auto awaits_a = [&]() -> coro<void> { co_await *a; };
        const auto b = aio::create_task(awaits_a());
        const auto awaits_b = [&]() -> coro<void> { co_await b; };
        a = aio::create_task(awaits_b());
        co_await aio::sleep(1);
        if (stays) {
            co_await b;
        }
    };
    // Python's program is left out: what this makes of CPython is a matter of its stack's size.
    CHECK(tests::trace_of([&] { return cycle(true); }) == tests::full(R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 task=- deadlock: no task can run
    )"));
    tests::trial t([&] { return cycle(false); });
    CHECK(t.finish().runner().deadlocked());
}

TEST_CASE("a step runs one callback and returns what happened to it")
{
    aio::loop loop;
    aio::runner r(loop, two_seconds());
    CHECK(r.step(0) == progress::ran);  // main begins to sleep
    CHECK(r.step(0) == progress::waiting);
    CHECK(r.step(0.5) == progress::waiting);
    CHECK(loop.time() == 0);
    CHECK(r.step(1) == progress::ran);  // the timer
    CHECK(loop.time() == 1);
    CHECK(r.step(1) == progress::ran);  // main begins to sleep again
    CHECK(r.step(1) == progress::waiting);
    CHECK_FALSE(r.ended());
    while (!r.ended()) {
        CHECK(r.step() == progress::ran);
    }
    CHECK(loop.time() == 2);
    CHECK_FALSE(r.deadlocked());
    CHECK(r.step() == progress::idle);
}

TEST_CASE("an advance runs everything due up to a time, but only as many callbacks as allowed")
{
    aio::loop loop;
    aio::runner r(loop, two_seconds());
    CHECK(r.advance(0.9) == 1);
    CHECK(loop.time() == 0);
    CHECK(r.advance(0.9) == 0);
    CHECK(r.advance(1.5, 1) == 1);
    CHECK(r.advance(1.5) == 1);
    CHECK(loop.time() == 1);
    CHECK(r.advance(0.5) == 0);
    CHECK_FALSE(r.ended());
    r.advance(aio::loop::forever);
    CHECK(r.ended());
}

TEST_CASE("a deadlock ends the run when it's noticed")
{
    aio::loop loop;
    aio::runner r(loop, waits_for_ever());
    CHECK(r.step() == progress::ran);
    CHECK_FALSE(r.ended());
    CHECK(r.step() == progress::idle);
    CHECK(r.ended());
    CHECK(r.deadlocked());
}

TEST_CASE("run returns the result, throws main's exception, and throws on a deadlock")
{
    aio::loop loop;
    CHECK(aio::run(loop, seven()) == 7);
    CHECK_THROWS_AS(aio::run(loop, fails()), aio::value_error);
    aio::loop other;
    CHECK_THROWS_AS(aio::run(other, waits_for_ever()), aio::runtime_error);
}
