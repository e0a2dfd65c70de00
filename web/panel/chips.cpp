#include "web/panel/chips.hpp"

#include <cmath>

#include "json/filled.hpp"
#include "panel.words.hpp"

namespace web::panel {

namespace {

constexpr float short_chip = 88;  // a chip that has this room is cut rather than left out

// Where to draw a chip that belongs at `goal`: on its way there from its last place.
ImVec2 place_of(context& c, std::uint64_t key, std::uint64_t came_from, ImVec2 goal)
{
    auto known = c.at.places.find(key);
    if (known == c.at.places.end()) {
        const auto before = c.at.places.find(came_from);
        known = c.at.places.emplace(key, before == c.at.places.end() ? goal : before->second).first;
    }
    ImVec2& at = known->second;
    const float distance = std::abs(goal.x - at.x) + std::abs(goal.y - at.y);
    if (c.at.reduced_motion || c.at.seeking || distance < 0.5F) {
        at = goal;
    } else {
        constexpr float pace = 14;  // per second: about 200 ms to arrive
        const float share = 1 - std::exp(-pace * std::min(ImGui::GetIO().DeltaTime, 0.05F));
        at = {at.x + (goal.x - at.x) * share, at.y + (goal.y - at.y) * share};
        c.wants.animating = true;
    }
    return at;
}

std::string words_for_more(std::size_t count)
{
    return json::filled(words::and_more, {std::to_string(count)});
}

}  // namespace

bool chip_row::put(std::uint64_t key, std::uint64_t came_from, ImU32 colour, const std::string& text,
                   chip_style style, float bottom, const std::string& tip)
{
    const float inside = style == chip_style::plain ? 16.0F : 28.0F;
    const auto is_last = [&] { return y + chip_pitch + chip_height > bottom; };
    const auto room = [&] { return (is_last() ? right - kept_ : right) - x; };
    if (x > left && (!fits(c.type.text, text, room() - inside) || room() < chip_height)) {
        if (!is_last()) {
            x = left;
            y += chip_pitch;
        } else if (room() < short_chip) {
            return false;
        }
    }
    const std::string shown = cut_inside(c.type.text, text, room() - inside);
    const float width = std::max(width_of(c.type.text, shown) + inside, chip_height);
    const ImVec2 at = place_of(c, key, came_from, {x, y});
    c.seen[key] = at;
    const ImVec2 to{at.x + width, at.y + chip_height};
    float indent = 18;
    if (style == chip_style::solid) {
        c.list->AddRectFilled(at, to, colour, 6);
        indent = 14;
    } else {
        c.list->AddRectFilled(at, to, c.colours.raised, 6);
        c.list->AddRect(at, to, colour, 6, 0, 1.5F);
        if (style == chip_style::outlined) {
            c.list->AddRectFilled({at.x + 8, at.y + 7}, {at.x + 12, at.y + chip_height - 7}, colour, 2);
        } else {
            indent = (width - width_of(c.type.text, shown)) / 2;
        }
    }
    write(c, c.type.text, at.x + indent, at.y + 4,
          style == chip_style::solid ? c.colours.ground : c.colours.text, shown);
    hovered = ImGui::IsMouseHoveringRect(at, to);
    if (shown != text) {
        is_cut(c, {at.x, at.y, width, chip_height}, tip.empty() ? text : text + "\n" + tip);
    } else if (!tip.empty() && hovered) {
        tooltip(c, tip);
    }
    x += width + 8;
    return true;
}

void chip_row::keep_room(std::size_t after)
{
    kept_ = after > 0 ? width_of(c.type.text, words_for_more(after + 1)) + 8 : 0;
}

bool chip_row::has_room(std::string_view label, float bottom) const
{
    return y + chip_pitch + chip_height <= bottom || x + width_of(c.type.text, label) + 8 + short_chip <= right - kept_;
}

void chip_row::more(std::size_t count)
{
    if (count > 0) {
        const float from = x;
        word(words_for_more(count));
        c.at.rects["more:" + std::to_string(count)] = {from, y, x - from, chip_height};
    }
}

void chip_row::word(std::string_view text)
{
    x += write(c, c.type.text, x, y + 4, c.colours.muted, text) + 8;
}

ImU32 colour_of(const context& c, std::uint32_t task)
{
    return task ? c.colours.task(task) : c.colours.line;
}

}  // namespace web::panel
