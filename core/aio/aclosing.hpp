#pragma once
// A context manager that closes a generator at the end of the block, however that ends.
//
//     co_await aio::with(aio::aclosing(lines()), [&](auto& generator) -> aio::coro<> {
//         while (auto line = co_await generator.next()) { … }
//     });
//
// CPython: contextlib.aclosing.

#include <exception>
#include <utility>

#include "aio/coro.hpp"

namespace aio {

/// For `aio::with`: enters `thing`, which the block gets, and awaits `thing.aclose()` at its end. What that throws
/// takes the place of the block's exception. Copies of `thing` have to be the same thing, as a generator's are.
template <class T>
class aclosing {
public:
    explicit aclosing(T thing) : thing_(std::move(thing)) {}

    /// Gives the thing. Does not suspend.
    coro<T> enter() const { return open(detail::hidden{"__aenter__"}, thing_); }
    /// Suspends as `aclose()` does.
    coro<void> exit(std::exception_ptr) const { return close(detail::hidden{"__aexit__"}, thing_); }

private:
    static coro<T> open(detail::hidden, T thing) { co_return thing; }
    static coro<void> close(detail::hidden, T thing) { co_await thing.aclose(); }

    T thing_;
};

}  // namespace aio
