#pragma once
// Everything that can be awaited: coroutines, futures and tasks, the results of the library's functions, and
// your own types. A type becomes awaitable in one of three ways, of which the first two are standard C++:
// - It has `operator co_await`, as a member or a free function.
// - It is an awaiter: it has `await_ready`, `await_suspend` and `await_resume`. It suspends the task by means
//   of task_base, and only the loop resumes the frame, so await_suspend must return void or bool.
// - It has a member `as_coro()`, or a free `as_coro(x)` in its namespace, that returns a coroutine or another
//   awaitable. CPython: `__await__`.

#include <concepts>
#include <coroutine>
#include <type_traits>
#include <utility>

namespace aio {

template <class T>
class coro;

namespace detail {

template <class A>
concept has_member_co_await = requires(A&& a)
{
    static_cast<A&&>(a).operator co_await();
};

template <class A>
concept has_free_co_await = requires(A&& a)
{
    operator co_await(static_cast<A&&>(a));
};

template <class A>
concept awaiter = requires(std::remove_reference_t<A>& a, std::coroutine_handle<> h)
{
    {
        a.await_ready()
        } -> std::convertible_to<bool>;
    a.await_suspend(h);
    a.await_resume();
    requires std::is_void_v<decltype(a.await_suspend(h))> || std::same_as<decltype(a.await_suspend(h)), bool>;
};

template <class A>
concept natively_awaitable = has_member_co_await<A> || has_free_co_await<A> || awaiter<A>;

template <class A>
concept has_member_as_coro = requires(A&& a)
{
    static_cast<A&&>(a).as_coro();
};

template <class A>
concept has_free_as_coro = requires(A&& a)
{
    as_coro(static_cast<A&&>(a));
};

/// The result of the type's own as_coro().
template <class A>
decltype(auto) call_as_coro(A&& a)
{
    if constexpr (has_member_as_coro<A>) {
        return static_cast<A&&>(a).as_coro();
    } else {
        return as_coro(static_cast<A&&>(a));
    }
}

}  // namespace detail

/// True if an A can be awaited.
template <class A>
concept awaitable =
    detail::natively_awaitable<A> || detail::has_member_as_coro<A> || detail::has_free_as_coro<A>;

namespace detail {

/// The object that a coroutine of the library actually awaits for `a`.
template <class A>
decltype(auto) awaited_as(A&& a)
{
    static_assert(
        awaitable<A> || !awaitable<std::remove_reference_t<A>>,
        "awaiting this uses it up: write co_await std::move(it), or await what the call gives at once");
    static_assert(
        awaitable<A> || awaitable<std::remove_reference_t<A>>,
        "this cannot be awaited: it needs operator co_await, await_ready and the rest, or as_coro(); "
        "see aio/awaitable.hpp");
    if constexpr (natively_awaitable<A>) {
        return static_cast<A&&>(a);
    } else if constexpr (awaitable<A>) {
        return call_as_coro(static_cast<A&&>(a));
    }
}

/// The object whose await_ready, await_suspend and await_resume are finally called.
template <awaitable A>
decltype(auto) awaiter_of(A&& a)
{
    if constexpr (has_member_co_await<A>) {
        return static_cast<A&&>(a).operator co_await();
    } else if constexpr (has_free_co_await<A>) {
        return operator co_await(static_cast<A&&>(a));
    } else if constexpr (awaiter<A>) {
        return static_cast<A&&>(a);
    } else {
        return awaiter_of(call_as_coro(static_cast<A&&>(a)));
    }
}

/// The type of `co_await std::move(a)` for an `A a`.
template <class A>
using awaited_t = std::remove_cvref_t<decltype(awaiter_of(std::declval<A>()).await_resume())>;

template <class A>
inline constexpr bool is_coro = false;
template <class T>
inline constexpr bool is_coro<coro<T>> = true;

/// True if `f(args...)` returns a coroutine, and `f` itself isn't awaitable.
template <class F, class... A>
concept makes_coro =
    !awaitable<F> && std::is_invocable_v<F&, A...> && is_coro<std::invoke_result_t<F&, A...>>;

/// Rejects, at compile time, a callback F that returns a coroutine when called with A.
template <class F, class... A>
constexpr void check_callback() noexcept
{
    static_assert(
        !awaitable<std::invoke_result_t<F&, A...>>,
        "the loop would make a coroutine here and drop it, since a callback's result goes nowhere: give it "
        "a function that calls create_task");
}

}  // namespace detail
}  // namespace aio
