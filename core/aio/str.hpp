#pragma once
// Values as Python writes them: str() for people, repr() inside of a list. Your own types take part if their
// namespace has functions of these names.

#include <concepts>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace aio {

inline std::string str(std::string_view text)
{
    return std::string(text);
}
inline std::string str(const char* text)
{
    return text;
}
inline std::string str(bool value)
{
    return value ? "True" : "False";
}
template <std::integral T>
std::string str(T value)
{
    return std::to_string(value);
}
/// The shortest digits that read back as the same number.
std::string str(double value);
/// The result of a coroutine that returns nothing.
inline std::string str(std::monostate)
{
    return "None";
}
inline std::string str(std::nullopt_t)
{
    return "None";
}
/// The message of an exception.
std::string str(const std::exception_ptr& error);

/// The text in quotes, with escapes for characters that can't be printed.
std::string repr(std::string_view text);
inline std::string repr(const char* text)
{
    return repr(std::string_view(text));
}
inline std::string repr(bool value)
{
    return str(value);
}
template <std::integral T>
std::string repr(T value)
{
    return str(value);
}
inline std::string repr(double value)
{
    return str(value);
}
inline std::string repr(std::monostate)
{
    return "None";
}
inline std::string repr(std::nullopt_t)
{
    return "None";
}
/// For example `ValueError('no')`; a group lists all its exceptions.
std::string repr(const std::exception_ptr& error);

namespace detail {

/// True if there is a repr(T): for the types above, for a program's own types, and for containers of them.
template <class T>
inline constexpr bool has_repr = (!std::is_pointer_v<T> ||
                                  std::is_same_v<T, const char*>)&&requires(const T& value)
{
    {
        repr(value)
        } -> std::convertible_to<std::string>;
};
template <class T>
inline constexpr bool has_repr<std::optional<T>> = has_repr<T>;
template <class T>
inline constexpr bool has_repr<std::vector<T>> = has_repr<T>;
template <class... T>
inline constexpr bool has_repr<std::tuple<T...>> = (has_repr<T> && ...);
template <class A, class B>
inline constexpr bool has_repr<std::pair<A, B>> = has_repr<A>&& has_repr<B>;

}  // namespace detail

// Declared before they're defined, so that each can contain the others.
template <class T>
requires detail::has_repr<T> std::string repr(const std::optional<T>& value);
template <class T>
requires detail::has_repr<T> std::string repr(const std::vector<T>& values);
template <class... T>
requires(detail::has_repr<T>&&...) std::string repr(const std::tuple<T...>& values);
template <class A, class B>
requires(detail::has_repr<A>&& detail::has_repr<B>) std::string repr(const std::pair<A, B>& values);

template <class T>
requires detail::has_repr<T> std::string repr(const std::optional<T>& value)
{
    return value ? repr(*value) : "None";
}

/// A list: `[1, 2]`.
template <class T>
requires detail::has_repr<T> std::string repr(const std::vector<T>& values)
{
    std::string text;
    for (const auto& value : values) {
        text += (text.empty() ? "" : ", ") + repr(value);
    }
    return "[" + text + "]";
}

/// A tuple: `(1, 'a')`; with one element `(1,)`.
template <class... T>
requires(detail::has_repr<T>&&...) std::string repr(const std::tuple<T...>& values)
{
    std::string text;
    std::apply([&](const T&... value) { ((text += (text.empty() ? "" : ", ") + repr(value)), ...); }, values);
    return "(" + text + (sizeof...(T) == 1 ? ",)" : ")");
}

template <class A, class B>
requires(detail::has_repr<A>&& detail::has_repr<B>) std::string repr(const std::pair<A, B>& values)
{
    return "(" + repr(values.first) + ", " + repr(values.second) + ")";
}

template <class T>
requires detail::has_repr<T> std::string str(const std::optional<T>& value)
{
    return value ? str(*value) : "None";
}
template <class T>
requires detail::has_repr<T> std::string str(const std::vector<T>& values)
{
    return repr(values);
}
template <class... T>
requires(detail::has_repr<T>&&...) std::string str(const std::tuple<T...>& values)
{
    return repr(values);
}
template <class A, class B>
requires(detail::has_repr<A>&& detail::has_repr<B>) std::string str(const std::pair<A, B>& values)
{
    return repr(values);
}

}  // namespace aio
