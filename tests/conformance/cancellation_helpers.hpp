#pragma once
// What the tests of cancellation share.

#include <string>

#include "aio/coro.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"

namespace tests::cancellations {

inline aio::coro<void> sleeper(double delay)
{
    co_await aio::sleep(delay);
    aio::print("slept");
}

/// What awaiting `t` throws, in words.
inline aio::coro<std::string> end_of(aio::task<void> t)
{
    try {
        co_await t;
    } catch (const aio::cancelled_error& e) {
        co_return "cancelled '" + std::string(e.what()) + "'";
    } catch (const aio::exception& e) {
        co_return std::string(e.type_name()) + " '" + e.what() + "'";
    }
    co_return "done";
}

}  // namespace tests::cancellations
