#pragma once
// Awaiting with a time limit. CPython: asyncio.wait_for.

#include <optional>
#include <type_traits>
#include <utility>

#include "aio/ensure_future.hpp"
#include "aio/timeout.hpp"

namespace aio {

namespace detail {

/// Cancels `f` and waits until it is done.
coro<void> cancel_and_wait(hidden, ref<future_base> f);

/// What is not done in time is not even begun.
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

/// Awaits `awaitable` for at most `timeout` seconds, then cancels it and throws timeout_error; with nothing,
/// for as long as it takes. It is awaited as it is: of a coroutine no task is made. A task is cancelled
/// too, and waited for until it has ended: what it returns then is the result. With 0 or less, what is not done
/// already is cancelled before it begins. Suspends as `awaitable` does, and by itself only to wait for what it has
/// cancelled. When the task that waits is cancelled, so is what it awaits, and cancelled_error is thrown.
/// CPython: asyncio.wait_for.
template <class A>
coro<detail::awaited_t<std::remove_cvref_t<A>>> wait_for(A&& awaitable, std::optional<double> timeout)
{
    return detail::wait_for(detail::hidden{"wait_for"}, std::remove_cvref_t<A>(std::forward<A>(awaitable)),
                            timeout);
}

}  // namespace aio
