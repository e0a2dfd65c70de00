#pragma once
// Whatever can be awaited, as a future. CPython: asyncio.ensure_future.

#include <type_traits>
#include <utility>

#include "aio/detail/awaited.hpp"
#include "aio/task.hpp"

namespace aio {

/// A future is given back as it is; of a coroutine, or of anything else that can be awaited, a task is made
/// on the running loop. Suspends nothing. CPython: asyncio.ensure_future.
template <class A>
auto ensure_future(A&& awaitable)
{
    using type = std::remove_cvref_t<A>;
    if constexpr (detail::future_handle<type>) {
        return type(std::forward<A>(awaitable));
    } else {
        return create_task(type(std::forward<A>(awaitable)));
    }
}

namespace detail {

/// The handle that ensure_future gives.
template <class A>
using ensured_t = decltype(ensure_future(std::declval<A>()));

}  // namespace detail
}  // namespace aio
