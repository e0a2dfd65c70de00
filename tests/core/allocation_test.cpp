// What allocates nothing: a trip through the loop, a timer, a wait at a queue or a lock. Once they have
// grown, the ready queue and the timers need no memory either.

#include "aio/gather.hpp"
#include "aio/lock.hpp"
#include "aio/queue.hpp"
#include "aio/run.hpp"
#include "aio/sleep.hpp"

#include "allocations.hpp"

#include <doctest/doctest.h>

namespace {

/// Runs two tasks of `work(rounds)`; gives how many allocations more `rounds` took than one.
template <class Work>
std::size_t allocations_of(int rounds, Work work)
{
    const auto count = [&](int n) {
        const std::size_t before = tests::allocations_made();
        aio::loop l;
        const auto main = [&]() -> aio::coro<void> { co_await aio::gather(work(n), work(n)); };
        aio::run(l, main());
        return tests::allocations_made() - before;
    };
    count(rounds);  // frames may be kept for the next ones
    const std::size_t few = count(10);
    return count(rounds) - few;
}

}  // namespace

TEST_CASE("a trip through the loop allocates nothing")
{
    CHECK(allocations_of(1000, [](int rounds) -> aio::coro<void> {
              for (int i = 0; i != rounds; ++i) {
                  co_await aio::sleep(0);
              }
          }) == 0);
}

TEST_CASE("a timer allocates nothing")
{
    CHECK(allocations_of(1000, [](int rounds) -> aio::coro<void> {
              for (int i = 0; i != rounds; ++i) {
                  co_await aio::sleep(1);
              }
          }) == 0);
}

TEST_CASE("waiting at a queue and at a lock allocates nothing")
{
    aio::loop l;
    std::size_t made = 0;
    const auto main = [&]() -> aio::coro<void> {
        const aio::queue<int> queue(1);
        const aio::lock lock;
        const auto produce = [&]() -> aio::coro<void> {
            for (int i = 0; i != 1000; ++i) {
                co_await queue.put(i);
                co_await lock.acquire();
                co_await aio::sleep(0);
                lock.release();
            }
        };
        const auto consume = [&]() -> aio::coro<void> {
            std::size_t before = 0;
            for (int i = 0; i != 1000; ++i) {
                CHECK(co_await queue.get() == i);
                co_await lock.acquire();
                co_await aio::sleep(0);
                lock.release();
                if (i == 100) {
                    before = tests::allocations_made();
                }
            }
            made = tests::allocations_made() - before;
        };
        co_await aio::gather(produce(), consume());
    };
    aio::run(l, main());
    CHECK(made < 10);  // a line that is empty gives its memory back now and then
}
