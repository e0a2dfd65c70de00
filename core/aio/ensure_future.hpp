#pragma once
// Turns any awaitable into a future. CPython: asyncio.ensure_future.

#include <type_traits>
#include <utility>

#include "aio/detail/awaited.hpp"
#include "aio/task.hpp"

namespace aio {

/// Returns a future unchanged, and makes a task of a coroutine or any other awaitable on the running loop.
/// Doesn't suspend. Throws runtime_error if it has to make a task and no loop is running.
/// CPython: asyncio.ensure_future.
template <class A>
auto ensure_future(A&& awaitable)
{
    using type = std::remove_cvref_t<A>;
    if constexpr (detail::future_handle<type>) {
        return type(std::forward<A>(awaitable));
    } else if constexpr (detail::is_coro<type> && std::is_lvalue_reference_v<A>) {
        static_assert(
            !detail::is_coro<type>,
            "this uses the coroutine up: write std::move(it), or pass what the call returns at once");
        return create_task(std::move(awaitable));
    } else {
        return create_task(type(std::forward<A>(awaitable)));
    }
}

namespace detail {

/// The handle that ensure_future returns.
template <class A>
using ensured_t = decltype(ensure_future(std::declval<A>()));

}  // namespace detail
}  // namespace aio
