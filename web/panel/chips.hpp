#pragma once
// Chips: small boxes with a word, in rows that wrap. One that moves from place to place is seen to move.

#include <cstdint>
#include <string>

#include "web/panel/widgets.hpp"

namespace web::panel {

inline constexpr float chip_height = 26;
inline constexpr float chip_pitch = 32;  // from row to row

/// How a chip is drawn: filled with its colour; outlined, with a bar of it; a box without a colour of its
/// own.
enum class chip_style { solid, outlined, plain };

struct chip_row {
    context& c;
    float left;   ///< where a row begins
    float right;  ///< where it wraps
    float x;
    float y;

    chip_row(context& of, float from, float to, float top) : c(of), left(from), right(to), x(from), y(top) {}

    /// Draws one chip and moves on; false where it does not fit above `bottom`. `key` tells it from all
    /// others; one that was not there before comes from where `came_from` was.
    bool put(std::uint64_t key, std::uint64_t came_from, ImU32 colour, const std::string& text,
             chip_style style, float bottom, const std::string& tip = {});
    /// `after` chips come after the next one: if that doesn't fit, there's room left for `more`.
    void keep_room(std::size_t after);
    /// 'and 3 more'.
    void more(std::size_t count);
    /// A word between chips.
    void word(std::string_view text);

private:
    float kept_ = 0;  // at the end of the last row
};

/// The colour of a task's things; that of what belongs to none.
ImU32 colour_of(const context& c, std::uint32_t task);

}  // namespace web::panel
