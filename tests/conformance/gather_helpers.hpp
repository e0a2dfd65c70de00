#pragma once
// What the tests of gather share.

#include "aio/coro.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"

namespace tests::gathers {

inline aio::coro<int> give(int value, double delay)
{
    co_await aio::sleep(delay);
    aio::print("give", value);
    co_return value;
}

}  // namespace tests::gathers
