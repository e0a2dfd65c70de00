#pragma once
// Python's print, to the loop's observer if a loop is running: writes the str() of the arguments, with a
// space between them and a newline at the end.

#include <string>
#include <string_view>

#include "aio/loop.hpp"
#include "aio/str.hpp"

namespace aio {

namespace detail {
template <class T>
concept printable = requires(const T& value)
{
    str(value);
};

/// Prints to the running loop's observer, or that of the job whose function is running; outside of loops to
/// stdout.
void print_here(std::string text);
}  // namespace detail

/// Prints to the running loop's observer. In a job's function it prints to the observer of the job's loop,
/// once the loop's clock has reached the job's. Prints nothing if there is no observer. Outside of any loop
/// it prints to stdout. Doesn't suspend. CPython: print(*args, end=end).
template <class... T>
void print_end(std::string_view end, const T&... values)
{
    static_assert((detail::printable<T> && ...), "print needs a function std::string str(const T&) in the "
                                                 "type's namespace; or is a co_await missing?");
    if constexpr ((detail::printable<T> && ...)) {
        std::string text;
        bool first = true;
        ((text += first ? "" : " ", text += str(values), first = false), ...);
        text += end;
        detail::print_here(std::move(text));
    }
}

/// CPython: print(*args).
template <class... T>
void print(const T&... values)
{
    print_end("\n", values...);
}

}  // namespace aio
