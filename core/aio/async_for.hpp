#pragma once
// Asynchronous iteration, over whatever has a `next()` that can be awaited and gives a std::optional:
// asynchronous generators, and iterators of one's own. The plain way is a for loop:
//
//     for (auto it = ticker(3); auto tick = co_await it.next();) …    // async for tick in ticker(3): …
//
// Here is the same as one await, and comprehensions. CPython: async for.

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

/// Calls `body` with each value of `iterator`, and awaits what it gives if that can be awaited. A body that
/// gives bool ends the loop by false, as break does. An lvalue `iterator` is referred to, any other is kept.
template <class Iterator, class Body>
[[nodiscard]] coro<void> for_each(Iterator&& iterator, Body body)
{
    return detail::for_each<Iterator, Body>(detail::hidden{"for_each"}, std::forward<Iterator>(iterator),
                                            std::move(body));
}

/// All values of `iterator` for which `keep` holds, as `f` gives them; `f` may be a coroutine function.
/// CPython: [f(x) async for x in iterator if keep(x)], and [await f(x) …].
template <class Iterator, class F = detail::as_it_is, class Condition = detail::always>
[[nodiscard]] auto collect(Iterator&& iterator, F f = {}, Condition keep = {})
{
    return detail::collect<Iterator, F, Condition>(detail::hidden{"collect"},
                                                   std::forward<Iterator>(iterator), std::move(f),
                                                   std::move(keep));
}

}  // namespace aio
