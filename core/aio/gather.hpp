#pragma once
// Waits for several awaitables at once, for all their results. CPython: asyncio.gather.

#include <tuple>
#include <type_traits>
#include <vector>

#include "aio/detail/distinct.hpp"
#include "aio/detail/gathering.hpp"
#include "aio/ensure_future.hpp"
#include "aio/outcome.hpp"

namespace aio {

/// The last argument of gather: return exceptions as results.
struct return_exceptions_t {};
inline constexpr return_exceptions_t return_exceptions{};

namespace detail {

/// One of the results; std::monostate, Python's None, for a coroutine that returns nothing.
template <class T>
using element_t = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T>
element_t<T> read_element(const future<T>& child)
{
    return read<element_t<T>>(child.value());
}

// CPython shows the cancellation of a child with a message in any case, an empty one if there is none.
template <class T>
outcome<T> read_outcome(const future<T>& child)
{
    if (child.cancelled()) {
        return outcome<T>(
            std::make_exception_ptr(cancelled_error(child.base().cancel_message().value_or(""))));
    }
    if (std::exception_ptr error = child.exception()) {
        return outcome<T>(std::move(error));
    }
    return outcome<T>(std::in_place, read<element_t<T>>(child.value()));
}

template <bool Exceptions, class T>
auto read_child(const future<T>& child)
{
    if constexpr (Exceptions) {
        return read_outcome(child);
    } else {
        return read_element(child);
    }
}

template <class Result, class Read>
future<Result> gather_into(std::vector<ref<future_base>> children, bool with_exceptions, Read read)
{
    core& c = children.empty() ? core::running() : children.front()->get_core();
    return gathering_of<Result, Read>::make(c, std::move(children), with_exceptions, std::move(read));
}

template <bool Exceptions, class... H>
auto gather_each(H... child)
{
    using result = std::tuple<decltype(read_child<Exceptions>(child))...>;
    return gather_into<result>({ref<future_base>(&child.base())...}, Exceptions,
                               [child...] { return result(read_child<Exceptions>(child)...); });
}

template <bool Exceptions, class H>
auto gather_all(std::vector<H> children)
{
    std::vector<ref<future_base>> bases = bases_of(children);
    using result = std::vector<decltype(read_child<Exceptions>(children.front()))>;
    return gather_into<result>(std::move(bases), Exceptions, [children = std::move(children)] {
        result results;
        results.reserve(children.size());
        for (const H& child : children) {
            results.push_back(read_child<Exceptions>(child));
        }
        return results;
    });
}

template <class A>
auto ensure_all(std::vector<A> awaitables)
{
    std::vector<ensured_t<A>> children;
    children.reserve(awaitables.size());
    for (A& a : awaitables) {
        children.push_back(ensure_future(std::move(a)));
    }
    return children;
}

// Separates the awaitables from the tag that may follow.
template <bool Exceptions, class Children, std::size_t... I>
auto gather_first(const Children& children, std::index_sequence<I...>)
{
    return gather_each<Exceptions>(std::get<I>(children)...);
}

template <class A>
auto as_child(A&& argument)
{
    if constexpr (std::is_same_v<std::remove_cvref_t<A>, return_exceptions_t>) {
        return argument;
    } else {
        return ensure_future(std::forward<A>(argument));
    }
}

}  // namespace detail

/// Makes a task of each argument that isn't a future, in order, and returns a future of all results: a tuple
/// in the order of the arguments. Doesn't suspend itself. If one of them fails or is cancelled, the task that
/// awaits the returned future gets the first exception without waiting for the others, which keep running.
/// With `aio::return_exceptions` as the last argument, the tuple holds an outcome<T> for each, and is ready
/// when all are done. The awaiting task is resumed by a callback: gather's own callback queues it when the
/// last one is done or the first one fails. Cancelling the returned future cancels everything that isn't
/// done; the future itself ends once those have ended. Throws runtime_error if no loop is running, and
/// value_error if the arguments belong to different loops. CPython: asyncio.gather(*aws, return_exceptions=…).
template <class... A>
auto gather(A&&... awaitables)
{
    constexpr bool tagged = (std::is_same_v<std::remove_cvref_t<A>, return_exceptions_t> || ...);
    const std::tuple<decltype(detail::as_child(std::forward<A>(awaitables)))...> children{
        detail::as_child(std::forward<A>(awaitables))...};
    return detail::gather_first<tagged>(children,
                                        std::make_index_sequence<sizeof...(A) - (tagged ? 1 : 0)>());
}

/// The same for a vector of awaitables of one type; awaits to a vector of results.
template <class A>
auto gather(std::vector<A> awaitables)
{
    return detail::gather_all<false>(detail::ensure_all(std::move(awaitables)));
}
template <class A>
auto gather(std::vector<A> awaitables, return_exceptions_t)
{
    return detail::gather_all<true>(detail::ensure_all(std::move(awaitables)));
}

}  // namespace aio
