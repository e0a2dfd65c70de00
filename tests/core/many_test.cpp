// Many tasks at once, and generators deep within each other: neither costs machine stack, run to the end or
// dropped half-way.

#include "aio/async_generator.hpp"
#include "aio/gather.hpp"

#include "allocations.hpp"
#include "stack.hpp"
#include "trace_of.hpp"

using aio::async_generator;
using aio::coro;
using aio::loop;

namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TASKS 100000  // the sanitizer keeps what is freed, and takes minutes for a million
#endif
#endif
#ifndef TASKS
#define TASKS 1000000
#endif
constexpr int tasks = TASKS;
constexpr int cancelled = TASKS / 5;  // each is an exception, which takes much longer than a task
constexpr int depth = 10000;

coro<void> sleeps(double delay, int& ended)
{
    co_await aio::sleep(delay);
    ++ended;
}

coro<void> awaits(aio::future<void> f, int& ended)
{
    co_await f;
    ++ended;
}

/// Tasks that sleep, and as many that wait for one future.
coro<void> crowd(int& ended)
{
    const aio::future<void> start;
    for (int i = 0; i != tasks / 2; ++i) {
        aio::create_task(awaits(start, ended));
        aio::create_task(sleeps(1 + i % 100, ended));
    }
    co_await aio::sleep(50.5);
    start.set_result();
    co_await aio::sleep(100);
}

int levels_alive = 0;

/// Counts the frames that are there.
struct level {
    level() { ++levels_alive; }
    level(const level&) = delete;
    level& operator=(const level&) = delete;
    ~level() { --levels_alive; }
};

async_generator<int> nest(int levels)
{
    const level counted;
    if (levels == 0) {
        for (int i = 0; i != 100; ++i) {
            co_await aio::sleep(1);
            co_yield i;
        }
        co_return;
    }
    for (auto inner = nest(levels - 1); auto value = co_await inner.next();) {
        co_yield *value + 1;
    }
}

}  // namespace

TEST_CASE("a million tasks at once end, and the machine's stack pointer is where it was")
{
    int ended = 0;
    loop l;
    aio::runner r(l, crowd(ended));
    const std::uintptr_t before = tests::stack_pointer();
    bool moved = false;
    while (!r.ended()) {
        r.step_iteration();
        moved = moved || tests::stack_pointer() != before;
    }
    CHECK(ended == tasks);
    CHECK_FALSE(moved);
}

TEST_CASE("200,000 tasks can be cancelled at the end of a run, and a million be dropped while suspended")
{
    int ended = 0;
    {
        const auto main = [&]() -> coro<void> {
            for (int i = 0; i != cancelled; ++i) {
                aio::create_task(sleeps(1 + i % 100, ended));
            }
            co_await aio::sleep(0.5);
        };
        loop l;
        aio::run(l, main());
    }
    CHECK(ended == 0);

    const auto drop = [&] {
        loop l;
        aio::runner r(l, crowd(ended));
        r.advance(20.5);
    };
    drop();  // if frames are pooled, their blocks are kept for the next ones
    const std::size_t before = tests::live_allocations();
    drop();
    CHECK(tests::live_allocations() - before < 100);
    CHECK(ended == 2 * (tasks / 10));
}

TEST_CASE("generators 10,000 deep yield their values, are closed level by level, and dropped mid-way")
{
    const auto main = [](bool ends) -> coro<void> {
        auto numbers = nest(depth);
        aio::print(*co_await numbers.next(), *co_await numbers.next());
        if (ends) {
            co_await numbers.aclose();
            aio::print("closed");
        } else {
            co_await numbers.next();
            aio::print("left open");
        }
    };
    CHECK(tests::output_of([&] { return main(true); }) == "10000 10001\nclosed\n");
    CHECK(tests::output_of([&] { return main(false); }) == "10000 10001\nleft open\n");

    // Within an await; yielding; and within an await again.
    const auto waits = [&]() -> coro<void> {
        auto numbers = nest(depth);
        co_await numbers.next();
        co_await aio::sleep(0.5);
        co_await numbers.next();
    };
    for (const double time : {0.5, 1.2, 2.0}) {
        {
            tests::trial t(waits);
            t.runner().advance(time);
            CHECK(levels_alive == depth + 1);
        }
        CHECK(levels_alive == 0);
    }
}
