#pragma once
// Coroutines that the tests of task groups share.

#include <exception>
#include <string>

#include "aio/coro.hpp"
#include "aio/exception_group.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"

namespace tests::task_groups {

inline aio::coro<int> give(int value, double delay)
{
    co_await aio::sleep(delay);
    aio::print("give", value);
    co_return value;
}

inline aio::coro<void> fail(std::string message, double delay)
{
    co_await aio::sleep(delay);
    throw aio::value_error(message);
}

/// Fails when it is cancelled.
inline aio::coro<void> fail_late(std::string message)
{
    try {
        co_await aio::sleep(9);
    } catch (const aio::cancelled_error&) {
        throw aio::runtime_error(message);
    }
}

/// Takes its time when it is cancelled.
inline aio::coro<void> slow_to_end(double delay)
{
    std::exception_ptr error;
    try {
        co_await aio::sleep(9);
    } catch (const aio::cancelled_error&) {
        aio::print("cancelled");
        error = std::current_exception();
    }
    co_await aio::sleep(delay);
    aio::print("cleaned up");
    std::rethrow_exception(error);
}

inline void print_group(const aio::exception_group& group)
{
    aio::print(group.what());
    for (const std::exception_ptr& e : group.exceptions()) {
        const aio::error_text text = aio::describe(e);
        aio::print(text.type, text.message);
    }
}

}  // namespace tests::task_groups
