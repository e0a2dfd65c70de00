#pragma once
// Which lines of the output the panel shows: the newest one is always among them.

#include <algorithm>
#include <cstddef>

namespace web {

/// The first of `count` lines to be shown in `rows` rows, if the screen ends after `room` of them: so that the newest
/// line is in sight. If not even one row is in sight, the rows are filled for one who scrolls there.
inline std::size_t first_line(std::size_t count, std::size_t rows, float room) noexcept
{
    const std::size_t seen = room >= 1 ? std::min(rows, static_cast<std::size_t>(room)) : rows;
    return count - std::min(count, seen);
}

}  // namespace web
