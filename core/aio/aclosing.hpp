#pragma once
// A context manager that closes a generator when the block ends, with or without an exception.
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

/// For `aio::with`: passes `thing` to the block and awaits `thing.aclose()` when the block ends. If aclose()
/// throws, that exception replaces the block's. Copies of `thing` must refer to the same object, as copies of
/// a generator do.
template <class T>
class aclosing {
public:
    explicit aclosing(T thing) : thing_(std::move(thing)) {}

    /// Awaits to the thing. Doesn't suspend.
    coro<T> enter() const { return open(detail::hidden{"__aenter__"}, thing_); }
    /// Awaits `aclose()`, and suspends if that does.
    coro<void> exit(std::exception_ptr) const { return close(detail::hidden{"__aexit__"}, thing_); }

private:
    static coro<T> open(detail::hidden, T thing) { co_return thing; }
    static coro<void> close(detail::hidden, T thing) { co_await thing.aclose(); }

    T thing_;
};

}  // namespace aio
