#pragma once
// What the tests of wait_for share.

#include "aio/coro.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"

namespace tests::waits {

inline aio::coro<int> give(int value, double delay)
{
    aio::print("begins");
    co_await aio::sleep(delay);
    aio::print("ends");
    co_return value;
}

}  // namespace tests::waits
