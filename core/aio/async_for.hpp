#pragma once
// Asynchronous iteration over any object whose `next()` can be awaited and yields a std::optional:
// asynchronous generators, and iterators that you write yourself. The usual form is a for loop:
//
//     for (auto it = ticker(3); auto tick = co_await it.next();) …    // async for tick in ticker(3): …
//
// This header has the same loop as a single await, and comprehensions. CPython: async for.

#include <concepts>
#include <type_traits>
#include <utility>
#include <vector>

#include "aio/detail/awaited.hpp"

namespace aio {

namespace detail {

struct always {
    bool operator()(const auto&) const noexcept { return true; }
};

struct as_it_is {
    template <class T>
    T operator()(T value) const
    {
        return value;
    }
};

template <class Iterator>
using iterated_t = typename awaited_t<decltype(std::declval<Iterator&>().next())>::value_type;

template <class Iterator, class Body>
coro<void> for_each(hidden, Iterator iterator, Body body)
{
    using called = std::invoke_result_t<Body&, iterated_t<Iterator>&>;
    while (auto value = co_await iterator.next()) {
        if constexpr (std::is_void_v<called>) {
            body(*value);
        } else if constexpr (!awaitable<called>) {
            if (!body(*value)) {
                co_return;
            }
        } else if constexpr (std::is_void_v<awaited_t<called>>) {
            co_await body(*value);
        } else if (!co_await body(*value)) {
            co_return;
        }
    }
}

template <class Iterator, class F, class Condition>
auto collect(hidden, Iterator iterator, F f, Condition keep)
    -> coro<std::vector<awaited_or_plain_t<std::invoke_result_t<F&, iterated_t<Iterator>>>>>
{
    std::vector<awaited_or_plain_t<std::invoke_result_t<F&, iterated_t<Iterator>>>> values;
    while (auto value = co_await iterator.next()) {
        if (!keep(*value)) {
            continue;
        }
        if constexpr (awaitable<std::invoke_result_t<F&, iterated_t<Iterator>>>) {
            values.push_back(co_await f(std::move(*value)));
        } else {
            values.push_back(f(std::move(*value)));
        }
    }
    co_return values;
}

}  // namespace detail

/// Calls `body` with each value of `iterator`, and awaits the result if it can be awaited. If the body
/// returns bool, false ends the loop, like break. Suspends whenever `next()` or the body does. Holds a
/// reference to an lvalue `iterator`, and takes any other by value.
template <class Iterator, class Body>
[[nodiscard]] coro<void> for_each(Iterator&& iterator, Body body)
{
    return detail::for_each<Iterator, Body>(detail::hidden{"for_each"}, std::forward<Iterator>(iterator),
                                            std::move(body));
}

/// Awaits to a vector of `f(value)` for each value of `iterator` that passes `keep`; `f` may be a coroutine
/// function.
/// CPython: [f(x) async for x in iterator if keep(x)], and [await f(x) …].
template <class Iterator, class F = detail::as_it_is, class Condition = detail::always>
[[nodiscard]] auto collect(Iterator&& iterator, F f = {}, Condition keep = {})
{
    return detail::collect<Iterator, F, Condition>(detail::hidden{"collect"},
                                                   std::forward<Iterator>(iterator), std::move(f),
                                                   std::move(keep));
}

}  // namespace aio
