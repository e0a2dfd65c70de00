#pragma once
// Awaits something with a time limit. CPython: asyncio.wait_for.

#include <optional>
#include <type_traits>
#include <utility>

#include "aio/ensure_future.hpp"
#include "aio/timeout.hpp"

namespace aio {

namespace detail {

/// Cancels `f` and waits until it's done.
coro<void> cancel_and_wait(hidden, ref<future_base> f);

/// With no time at all, an awaitable that isn't done yet doesn't even start.
template <class A>
coro<awaited_t<A>> wait_no_time(hidden, A awaitable)
{
    const auto f = ensure_future(std::move(awaitable));
    if (f.done()) {
        co_return f.result();
    }
    co_await cancel_and_wait(hidden{}, ref<future_base>(&f.base()));
    try {
        co_return f.result();
    } catch (const cancelled_error&) {
        throw timeout_error();
    }
}

template <class A>
coro<awaited_t<A>> wait_for(hidden, A awaitable, std::optional<double> timeout)
{
    using result = awaited_t<A>;
    if (timeout && *timeout <= 0) {
        co_return co_await wait_no_time(hidden{}, std::move(awaitable));
    }
    timeout_scope limit = aio::timeout(timeout);
    co_await limit.enter();
    slot<result> value;
    std::exception_ptr error;
    try {
        if constexpr (std::is_void_v<result>) {
            co_await std::move(awaitable);
        } else {
            value.emplace(co_await std::move(awaitable));
        }
    } catch (...) {
        error = std::current_exception();
    }
    co_await limit.exit(error);
    if (error) {
        std::rethrow_exception(error);
    }
    if constexpr (!std::is_void_v<result>) {
        co_return std::move(*value);
    }
}

}  // namespace detail

/// Awaits `awaitable` for at most `timeout` seconds, then cancels it and throws timeout_error; nullopt means
/// no limit. It's awaited directly: a coroutine isn't wrapped in a task. A task is cancelled too, and waited
/// for until it has ended; if it returns a value then, that is the result. With 0 or less, an awaitable that
/// isn't already done is cancelled before it starts. Suspends if `awaitable` does, and to wait for the end of
/// what it has cancelled. Cancelling the waiting task also cancels what it awaits, and throws
/// cancelled_error. CPython: asyncio.wait_for.
template <class A>
coro<detail::awaited_t<std::remove_cvref_t<A>>> wait_for(A&& awaitable, std::optional<double> timeout)
{
    using type = std::remove_cvref_t<A>;
    if constexpr (detail::is_coro<type> && std::is_lvalue_reference_v<A>) {
        static_assert(
            !detail::is_coro<type>,
            "this uses the coroutine up: write std::move(it), or pass what the call returns at once");
        return detail::wait_for(detail::hidden{"wait_for"}, std::move(awaitable), timeout);
    } else {
        return detail::wait_for(detail::hidden{"wait_for"}, type(std::forward<A>(awaitable)), timeout);
    }
}

}  // namespace aio
