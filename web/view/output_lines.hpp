#pragma once
// Which lines of the output the panel shows. The newest one is always among them.

#include <algorithm>
#include <cstddef>

namespace web {

/// The first of `count` lines to show in `rows` rows, so that the newest line is visible if only `room` of
/// the rows fit on the screen. If not even one row is visible, all rows are filled for readers who scroll
/// there.
inline std::size_t first_line(std::size_t count, std::size_t rows, float room) noexcept
{
    const std::size_t seen = room >= 1 ? std::min(rows, static_cast<std::size_t>(room)) : rows;
    return count - std::min(count, seen);
}

}  // namespace web
