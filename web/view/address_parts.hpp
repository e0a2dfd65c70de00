#pragma once
// What reading settings as text needs everywhere.

#include <string>
#include <string_view>

namespace web {

inline constexpr std::size_t most_changes = 1000;  // in one text

inline std::string quoted(std::string_view text)
{
    constexpr std::size_t most = 40;
    return "'" + std::string(text.substr(0, most)) + (text.size() > most ? "…'" : "'");
}

// Removes the part before the first `separator` from `text`, with the separator, and returns that part.
inline std::string_view take(std::string_view& text, char separator)
{
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return part;
}

}  // namespace web
