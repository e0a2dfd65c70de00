#pragma once
// `async with`: what a context manager enters is left again, however the body ends.
//
//     co_await aio::with(lock, [&]() -> aio::coro<> { … });           // async with lock: …
//     co_await aio::with(open("x"), [&](file& f) -> aio::coro<> { … });   // async with open("x") as f: …
//
// A context manager has `enter()` and `exit(std::exception_ptr)`, both awaitable. What enter gives is handed
// to the body. exit gets the exception that ended the body, or null; if it gives true, that is swallowed.
// CPython: __aenter__, __aexit__.

#include <exception>
#include <type_traits>
#include <utility>

#include "aio/detail/awaited.hpp"
#include "aio/errors.hpp"

namespace aio {

namespace detail {

/// What enter() gives; void for nothing.
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

/// Enters `manager`, runs `body`, and exits, also when the body fails or is cancelled. The result is the
/// body's; if the manager swallowed its exception, a default one. `body` takes what was entered, or the
/// manager, or nothing. An lvalue `manager` is referred to, and must outlive the await; any other is kept.
/// CPython: async with.
template <class Manager, class Body>
[[nodiscard]] auto with(Manager&& manager, Body body)
{
    return detail::with<Manager, Body>(detail::hidden{"with"}, std::forward<Manager>(manager),
                                       std::move(body));
}

}  // namespace aio
