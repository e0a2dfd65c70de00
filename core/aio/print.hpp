#pragma once
// Python's print, to the loop's observer if a loop runs: the arguments as str() gives them, with one space between
// them and a newline at the end.

#include <string>
#include <string_view>

#include "aio/loop.hpp"
#include "aio/str.hpp"

namespace aio {

namespace detail {
/// To the running loop's observer, or to that of the job whose function runs; outside of loops to stdout.
void print_here(std::string text);
}  // namespace detail

/// Prints to the running loop's observer; in a job's function to that of the job's loop, when its clock has come so
/// far. Without an observer nothing is printed. Outside of any loop it prints to stdout.
/// CPython: print(*args, end=end).
template <class... T>
void print_end(std::string_view end, const T&... values)
{
    std::string text;
    bool first = true;
    ((text += first ? "" : " ", text += str(values), first = false), ...);
    text += end;
    detail::print_here(std::move(text));
}

/// CPython: print(*args).
template <class... T>
void print(const T&... values)
{
    print_end("\n", values...);
}

}  // namespace aio
