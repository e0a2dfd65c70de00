#pragma once
// The result type of awaiting something: a coroutine, a future, or a program's own awaiter.

#include <type_traits>
#include <utility>

#include "aio/awaitable.hpp"
#include "aio/coro.hpp"

namespace aio {
class any_future;
}

namespace aio::detail {

/// A handle to a future or a task.
template <class A>
concept future_handle = requires
{
    typename A::value_type;
}
&&std::is_base_of_v<future<typename A::value_type>, A>;

/// An awaitable that is neither a coroutine nor a future: a sleep, a queue's get, and so on.
template <class A>
concept other_awaitable =
    awaitable<A> && !is_coro<A> && !future_handle<A> && !std::is_base_of_v<any_future, A> && requires
{
    typename awaited_t<A>;
};

template <class A>
coro<awaited_t<A>> await_it(hidden, A awaitable)
{
    co_return co_await std::move(awaitable);
}

/// A coroutine that awaits `awaitable`; its own as_coro(), if it has one that uses it up.
template <class A>
coro<awaited_t<A>> wrap_awaitable(hidden h, A awaitable)
{
    if constexpr (has_member_as_coro<A> && !has_member_as_coro<A&>) {
        return std::move(awaitable).as_coro();
    } else {
        return await_it(h, std::move(awaitable));
    }
}

template <class Result>
struct awaited_or_plain {
    using type = Result;
};
template <awaitable Result>
struct awaited_or_plain<Result> {
    using type = awaited_t<Result>;
};

/// The type of a function's result, after awaiting it if it can be awaited.
template <class Result>
using awaited_or_plain_t = typename awaited_or_plain<Result>::type;

}  // namespace aio::detail
