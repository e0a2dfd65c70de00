#pragma once
// What awaiting something gives, whether it is a coroutine, a future, or an awaiter of somebody's own.

#include <type_traits>
#include <utility>

#include "aio/coro.hpp"

namespace aio::detail {

template <class A>
decltype(auto) awaiter_of(A&& awaitable)
{
    if constexpr (requires { std::forward<A>(awaitable).operator co_await(); }) {
        return std::forward<A>(awaitable).operator co_await();
    } else if constexpr (requires { operator co_await(std::forward<A>(awaitable)); }) {
        return operator co_await(std::forward<A>(awaitable));
    } else {
        return std::forward<A>(awaitable);
    }
}

/// The type of `co_await a` for an `A a` that is used up by it.
template <class A>
using awaited_t = std::remove_cvref_t<decltype(awaiter_of(std::declval<A>()).await_resume())>;

template <class A>
inline constexpr bool is_coro = false;
template <class T>
inline constexpr bool is_coro<coro<T>> = true;

/// A future or a task, by its handle.
template <class A>
concept future_handle = requires { typename A::value_type; } &&
                        std::is_base_of_v<future<typename A::value_type>, A>;

/// What can be awaited and is neither a coroutine nor a future: a sleep, a queue's get, and so on.
template <class A>
concept other_awaitable = !is_coro<A> && !future_handle<A> && requires { typename awaited_t<A>; };

/// A coroutine that awaits `awaitable`.
template <class A>
coro<awaited_t<A>> wrap_awaitable(hidden, A awaitable)
{
    co_return co_await std::move(awaitable);
}

}  // namespace aio::detail
