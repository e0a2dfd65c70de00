#pragma once
// Generators that the tests of them share.

#include <exception>
#include <string>
#include <type_traits>

#include "aio/async_generator.hpp"
#include "aio/coro.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"

namespace tests::async_generators {

inline aio::async_generator<int> ticker(int count, double delay)
{
    for (int i = 1; i <= count; ++i) {
        co_await aio::sleep(delay);
        co_yield i;
    }
}

inline aio::async_generator<int> counter(int count)
{
    for (int i = 1; i <= count; ++i) {
        co_yield i;
    }
}

/// Yields 1 and 2, and says what ends it.
inline aio::async_generator<int> talks()
{
    std::exception_ptr error;
    try {
        aio::print("begins");
        co_yield 1;
        aio::print("goes on");
        co_yield 2;
        aio::print("returns");
    } catch (...) {
        error = std::current_exception();
    }
    if (error) {
        aio::print("is over,", aio::describe(error).type);
        std::rethrow_exception(error);
    }
    aio::print("is over");
}

/// Awaits `call`, and says what it gave.
template <class Call>
aio::coro<void> attempt(const char* what, Call call)
{
    std::string text = "ended";
    try {
        if constexpr (std::is_void_v<decltype(call.await_resume())>) {
            co_await call;
        } else {
            if (const auto value = co_await call) {
                text = aio::str(*value);
            }
        }
    } catch (const aio::stop_async_iteration&) {
    } catch (const aio::base_exception& e) {
        text = std::string(e.type_name()) + " " + e.what();
    }
    aio::print(what, text);
}

}  // namespace tests::async_generators
