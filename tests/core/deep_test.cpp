// Awaits may go deep and runs may be long: neither costs machine stack.

#include <algorithm>
#include <cstdlib>

#include "stack.hpp"
#include "trace_of.hpp"

using aio::coro;

namespace {

constexpr int depth = 10000;

/// Counts how many coroutines hold one.
struct counted {
    counted() { ++alive; }
    counted(const counted&) = delete;
    counted& operator=(const counted&) = delete;
    ~counted() { --alive; }
    inline static int alive = 0;
};

enum class bottom { returns, throws };

coro<int> chain(int levels, bottom what)
{
    const counted local;
    if (levels == 0) {
        co_await aio::sleep(1);
        if (what == bottom::throws) {
            throw aio::value_error("from below");
        }
        co_return 0;
    }
    co_return 1 + co_await chain(levels - 1, what);
}

/// A chain that notes where the machine's stack is on the way down and on the way up.
coro<void> measured(int levels, std::vector<std::uintptr_t>& down, std::vector<std::uintptr_t>& up)
{
    down.push_back(tests::stack_pointer());
    if (levels == 0) {
        co_await aio::sleep(1);
    } else {
        co_await measured(levels - 1, down, up);
    }
    up.push_back(tests::stack_pointer());
}

bool all_equal(const std::vector<std::uintptr_t>& places)
{
    return std::all_of(places.begin(), places.end(), [&](auto p) { return p == places.front(); });
}

/// Tasks of which each awaits the one before it.
coro<int> relay(aio::task<int> before)
{
    const counted local;
    co_return 1 + co_await before;
}

coro<int> relay_end()
{
    co_await aio::sleep(1);
    co_return 0;
}

aio::task<int> make_relay(int length)
{
    aio::task<int> last = aio::create_task(relay_end());
    for (int i = 0; i != length; ++i) {
        last = aio::create_task(relay(last));
    }
    return last;
}

coro<void> count_turns(std::size_t turns)
{
    for (std::size_t i = 0; i != turns; ++i) {
        co_await aio::sleep(0);
    }
}

}  // namespace

TEST_CASE("a chain of 10,000 awaits comes back with its result")
{
    const auto main = []() -> coro<void> { aio::print(co_await chain(depth, bottom::returns)); };
    CHECK(tests::output_of(main) == "10000\n");
}

TEST_CASE("an exception rises through 10,000 awaits")
{
    const auto main = []() -> coro<void> {
        try {
            co_await chain(depth, bottom::throws);
        } catch (const aio::value_error& e) {
            aio::print(e.what());
        }
    };
    CHECK(tests::output_of(main) == "from below\n");
}

TEST_CASE("a cancellation rises through 10,000 awaits")
{
    const auto main = []() -> coro<void> {
        const auto task = aio::create_task(chain(depth, bottom::returns));
        co_await aio::sleep(0.5);
        task.cancel();
        try {
            co_await task;
        } catch (const aio::cancelled_error&) {
            aio::print("cancelled at", aio::loop::running().time());
        }
    };
    CHECK(tests::output_of(main) == "cancelled at 0.5\n");
}

TEST_CASE("a chain of 10,000 awaits can be dropped while it's suspended")
{
    const auto main = []() -> coro<void> { co_await chain(depth, bottom::returns); };
    {
        tests::trial t(main);
        t.runner().advance(0.5);
        CHECK(counted::alive == depth + 1);
    }
    CHECK(counted::alive == 0);
}

TEST_CASE("10,000 tasks that await each other end, fail, are cancelled and are dropped")
{
    const auto ending = []() -> coro<void> { aio::print(co_await make_relay(depth)); };
    CHECK(tests::output_of(ending) == "10000\n");

    const auto cancelling = []() -> coro<void> {
        const auto last = make_relay(depth);
        co_await aio::sleep(0.5);
        last.cancel();
        try {
            co_await last;
        } catch (const aio::cancelled_error&) {
            aio::print("cancelled");
        }
    };
    CHECK(tests::output_of(cancelling) == "cancelled\n");

    {
        tests::trial t(cancelling);
        t.runner().advance(0.4);
        CHECK(counted::alive == depth);
    }
    CHECK(counted::alive == 0);
}

TEST_CASE("a cancellation goes through 40,000 tasks that await each other, without using stack")
{
    // Each is an exception, which takes a third of a millisecond. A full run has more, natively.
    const int length = std::getenv("INTERLEAVE_FULL") ? 100000 : 40000;
    CHECK(tests::output_of([&]() -> coro<void> {
              aio::task<int> last = aio::create_task([]() -> coro<int> {
                  co_await aio::sleep(1);
                  co_return 0;
              });
              for (int i = 0; i != length; ++i) {
                  last = aio::create_task(relay(last));
              }
              co_await aio::sleep(0);
              co_await aio::sleep(0);
              last.cancel();
              try {
                  co_await last;
              } catch (const aio::cancelled_error&) {
                  aio::print("cancelled");
              }
          }) == "cancelled\n");
    CHECK(counted::alive == 0);
}

TEST_CASE("the machine's stack pointer is the same at every depth, down and up")
{
    std::vector<std::uintptr_t> down;
    std::vector<std::uintptr_t> up;
    const auto main = [&]() -> coro<void> { co_await measured(100, down, up); };
    tests::trial(main).finish();
    REQUIRE(down.size() == 101);
    REQUIRE(up.size() == 101);
    CHECK(all_equal(std::vector(down.begin() + 1, down.end())));
    CHECK(all_equal(up));
}

TEST_CASE("the machine's stack pointer is the same after a million steps")
{
    constexpr std::size_t million = 1000000;
    aio::loop loop;
    aio::runner runner(loop, count_turns(million));
    std::size_t steps = 0;
    std::size_t moved = 0;
    runner.step();
    const std::uintptr_t before = tests::stack_pointer();
    while (!runner.ended()) {
        moved += tests::stack_pointer() == before ? 0 : 1;
        steps += runner.step() == aio::progress::ran ? 1 : 0;
    }
    CHECK(steps > million);
    CHECK(moved == 0);
}
