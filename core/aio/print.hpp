#pragma once
// Python's print, to the loop's observer: the arguments as str() gives them, with one space between them and
// a newline at the end.

#include <concepts>
#include <string>
#include <string_view>

#include "aio/loop.hpp"

namespace aio {

inline std::string str(std::string_view text) { return std::string(text); }
inline std::string str(const char* text) { return text; }
inline std::string str(bool value) { return value ? "True" : "False"; }
template <std::integral T>
std::string str(T value)
{
    return std::to_string(value);
}
/// The shortest digits that read back as the same number, as repr() writes them.
std::string str(double value);

/// Prints to the running loop. CPython: print(*args, end=end).
template <class... T>
void print_end(std::string_view end, const T&... values)
{
    std::string text;
    bool first = true;
    ((text += first ? "" : " ", text += str(values), first = false), ...);
    text += end;
    loop::running().print(text);
}

/// CPython: print(*args).
template <class... T>
void print(const T&... values)
{
    print_end("\n", values...);
}

}  // namespace aio
