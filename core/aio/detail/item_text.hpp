#pragma once
// The text of a queue's item for the observer: its str(), or, for a tuple or pair, the str() of each part. A
// program's own type is shown if its namespace has a str() for it.

#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "aio/print.hpp"

namespace aio::detail {

template <class T>
concept has_str = (!std::is_pointer_v<T> || std::is_same_v<T, const char*>)&&requires(const T& item)
{
    {
        str(item)
        } -> std::convertible_to<std::string>;
};

template <class T>
concept has_parts = requires
{
    std::tuple_size<T>::value;
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
std::string item_text(const T& item);

template <class T, std::size_t... I>
std::string parts_text(const T& item, std::index_sequence<I...>)
{
    std::string text;
    ((text += (I == 0 ? "" : ", ") + item_text(std::get<I>(item))), ...);
    return "(" + text + ")";
}

template <class T>
std::string item_text(const T& item)
{
    if constexpr (is_optional<T>) {
        return item ? item_text(*item) : "None";
    } else if constexpr (has_parts<T>) {
        return parts_text(item, std::make_index_sequence<std::tuple_size_v<T>>());
    } else if constexpr (has_str<T>) {
        return str(item);
    } else {
        return {};
    }
}

}  // namespace aio::detail
