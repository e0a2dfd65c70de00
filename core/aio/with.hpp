#pragma once
// `async with`: enters a context manager and exits it again, however the body ends.
//
//     co_await aio::with(lock, [&]() -> aio::coro<> { … });           // async with lock: …
//     co_await aio::with(open("x"), [&](file& f) -> aio::coro<> { … });   // async with open("x") as f: …
//
// A context manager has `enter()` and `exit(std::exception_ptr)`, both awaitable. The result of enter is
// passed to the body. exit receives the exception that ended the body, or null; if it returns true, that
// exception is swallowed.
// CPython: __aenter__, __aexit__.

#include <exception>
#include <type_traits>
#include <utility>

#include "aio/detail/awaited.hpp"
#include "aio/errors.hpp"

namespace aio {

namespace detail {

template <class Manager>
concept context_manager = requires(Manager& m, std::exception_ptr error)
{
    requires awaitable<decltype(m.enter())>;
    requires awaitable<decltype(m.exit(error))>;
};

/// The type of enter()'s result; void for none.
template <class Manager>
using entered_t = awaited_t<decltype(std::declval<Manager&>().enter())>;

template <class Manager, class Body>
decltype(auto) call_body(Manager& manager, slot<entered_t<Manager>>& entered, Body& body)
{
    if constexpr (!std::is_void_v<entered_t<Manager>> &&
                  std::is_invocable_v<Body&, typename slot<entered_t<Manager>>::value_type&>) {
        return body(*entered);
    } else if constexpr (std::is_invocable_v<Body&, Manager&>) {
        return body(manager);
    } else {
        return body();
    }
}

template <class Manager, class Body>
using called_body_t = decltype(call_body(std::declval<Manager&>(), std::declval<slot<entered_t<Manager>>&>(),
                                         std::declval<Body&>()));

template <class Result>
Result result_of_swallowed()
{
    if constexpr (std::is_default_constructible_v<Result>) {
        return Result();
    } else {
        throw runtime_error("the body of `with` has no result: its exception was swallowed");
    }
}

template <class Manager, class Body>
coro<awaited_or_plain_t<called_body_t<Manager, Body>>> with(hidden, Manager manager, Body body)
{
    using result_type = awaited_or_plain_t<called_body_t<Manager, Body>>;
    slot<entered_t<Manager>> entered;
    if constexpr (std::is_void_v<entered_t<Manager>>) {
        co_await manager.enter();
        entered.emplace();
    } else {
        entered.emplace(co_await manager.enter());
    }
    slot<result_type> result;
    std::exception_ptr error;
    try {
        if constexpr (!awaitable<called_body_t<Manager, Body>>) {
            if constexpr (std::is_void_v<result_type>) {
                call_body(manager, entered, body);
            } else {
                result.emplace(call_body(manager, entered, body));
            }
        } else if constexpr (std::is_void_v<result_type>) {
            co_await call_body(manager, entered, body);
        } else {
            result.emplace(co_await call_body(manager, entered, body));
        }
    } catch (...) {
        error = std::current_exception();
    }
    bool swallowed = false;
    if constexpr (std::is_void_v<awaited_t<decltype(manager.exit(error))>>) {
        co_await manager.exit(error);
    } else {
        swallowed = co_await manager.exit(error);
    }
    if (error && !swallowed) {
        std::rethrow_exception(error);
    }
    if constexpr (!std::is_void_v<result_type>) {
        co_return result ? std::move(*result) : result_of_swallowed<result_type>();
    }
}

}  // namespace detail

/// Enters `manager`, runs `body`, and exits, even if the body fails or is cancelled. Awaits to the body's
/// result, or a default-constructed one if the manager swallowed its exception; throws the exception
/// otherwise. `body` takes the result of enter, or the manager, or nothing. Suspends if enter, the body or
/// exit does. Holds a reference to an lvalue `manager`, which must outlive the await, and takes any other by
/// value. CPython: async with.
template <class Manager, class Body>
[[nodiscard]] auto with(Manager&& manager, Body body)
{
    constexpr bool fits = detail::context_manager<std::remove_reference_t<Manager>>;
    static_assert(
        fits, "with needs a context manager: one with enter() and exit(std::exception_ptr), both of which "
              "return something to await, such as a coro");
    if constexpr (fits) {
        return detail::with<Manager, Body>(detail::hidden{"with"}, std::forward<Manager>(manager),
                                           std::move(body));
    }
}

}  // namespace aio
