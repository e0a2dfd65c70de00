#pragma once
// Values as Python writes them: str() for people, repr() for what is inside of a list. A type of a
// program's own has them too when there are functions of these names beside it.

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
/// The result of a coroutine that has none.
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

/// In quotes, with what cannot be printed as an escape.
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
/// `ValueError('no')`; a group with all that is in it.
std::string repr(const std::exception_ptr& error);

namespace detail {

/// Whether repr(T) is there: for those above, for what a program has of its own, and for what is made of
/// them.
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

// Declared before they are defined, so that each can be part of another.
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

/// A tuple: `(1, 'a')`, and of one part `(1,)`.
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
