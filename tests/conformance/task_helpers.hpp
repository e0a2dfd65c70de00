#pragma once
// Coroutines that the tests of tasks share.

#include "aio/coro.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"

namespace tests::tasks {

inline aio::coro<int> give(int value, double delay)
{
    co_await aio::sleep(delay);
    co_return value;
}

inline aio::coro<void> ticks(int count)
{
    for (int i = 0; i != count; ++i) {
        aio::print("tick", i);
        co_await aio::sleep(0);
    }
}

}  // namespace tests::tasks
