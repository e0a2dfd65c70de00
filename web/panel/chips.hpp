#pragma once
// Chips: small boxes with a word, in rows that wrap. A chip that changes its place is animated.

#include <cstdint>
#include <string>

#include "web/panel/widgets.hpp"

namespace web::panel {

inline constexpr float chip_height = 26;
inline constexpr float chip_pitch = 32;  // from row to row, in pixels

/// How a chip is drawn: filled with its colour; outlined, with a bar in its colour; or a box without a
/// colour.
enum class chip_style { solid, outlined, plain };

struct chip_row {
    context& c;
    float left;   ///< where a row begins
    float right;  ///< where it wraps
    float x;
    float y;
    bool hovered = false;  ///< the pointer is over the chip that was put last

    chip_row(context& of, float from, float to, float top) : c(of), left(from), right(to), x(from), y(top) {}

    /// Draws a chip and moves on; in the last row above `bottom` it's cut if it's too wide, and false is returned if
    /// there's hardly any room. `key` identifies the chip;
    /// a new chip starts from the place of the chip `came_from`.
    bool put(std::uint64_t key, std::uint64_t came_from, ImU32 colour, const std::string& text,
             chip_style style, float bottom, const std::string& tip = {});
    /// `after` more chips follow the next one: if they don't fit, this leaves room for `more`.
    void keep_room(std::size_t after);
    /// Whether there's room for a word and a short chip behind it, and for what's kept.
    bool has_room(std::string_view label, float bottom) const;
    /// Writes 'and 3 more'.
    void more(std::size_t count);
    /// Writes a word between chips.
    void word(std::string_view text);

private:
    float kept_ = 0;  // space to leave at the end of the last row
};

/// The colour for a task's things; task 0 gets a neutral one.
ImU32 colour_of(const context& c, std::uint32_t task);

}  // namespace web::panel
