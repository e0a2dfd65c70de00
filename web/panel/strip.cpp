#include "web/panel/strip.hpp"

#include <algorithm>
#include <cmath>

namespace web::panel {

namespace {

constexpr float dimmed = 0.6F;  // the opacity of the future

float on_pixel(float x)
{
    const float scale = ImGui::GetIO().FontGlobalScale;
    return std::round(x / scale) * scale;
}

}  // namespace

ImU32 strip::ink(float x) const
{
    return x <= past ? colour : faded(colour, dimmed);
}

// Draws the parts of [x0, x1] before and after the playhead with their own opacity, each clipped to its
// width.
template <class Draw>
void strip::split(float x0, float x1, Draw draw)
{
    x0 = std::max(x0, left);
    x1 = std::min(x1, right);
    const auto part = [&](float from, float to, ImU32 with) {
        // Use whole pixels: a clip rectangle counts by corner and width, so fractions would cut off the last
        // one.
        from = on_pixel(from);
        to = on_pixel(to);
        if (to > from) {
            c.list->PushClipRect({from, y - height / 2}, {to, y + height / 2}, true);
            draw(from, to, with);
            c.list->PopClipRect();
        }
    };
    part(x0, std::min(x1, past), colour);
    part(std::max(x0, past), x1, faded(colour, dimmed));
}

void strip::tick(float x)
{
    tick(x, x);
}

// Draws a tick from the first to the last of several steps, which are nearly at the same x.
void strip::tick(float first, float last)
{
    if (first < left - 2 || first > right + 2) {
        return;
    }
    c.list->AddRectFilled({on_pixel(first - 1), y - 10}, {on_pixel(last - 1) + 2, y + 10}, ink(first));
}

void strip::solid(float x0, float x1)
{
    split(on_pixel(x0), std::max(on_pixel(x1), on_pixel(x0) + 2), [this](float a, float b, ImU32 with) {
        c.list->AddRectFilled({a, y - 10}, {b, y + 10}, with);
    });
}

void strip::outline(float x0, float x1)
{
    const float a = on_pixel(x0);
    const float b = std::max(on_pixel(x1), a + 1);
    split(a, b, [this, a, b](float, float, ImU32 with) {
        c.list->AddRect({std::max(a, left - 4), y - 6}, {std::min(b, right + 4), y + 6}, with, 2, 0, 1.5F);
    });
}

void strip::waves(float x0, float x1)
{
    split(x0, x1, [this](float a, float b, ImU32 with) {
        constexpr float length = 14;
        constexpr float amplitude = 3.5F;
        c.list->PathClear();
        for (float x = std::floor(a / 2) * 2 - 2; x <= b + 2; x += 2) {
            c.list->PathLineTo({x, y + amplitude * std::sin(x / length * 6.2831853F)});
        }
        c.list->PathStroke(with, 0, 1.75F);
    });
}

void strip::hatch(float x0, float x1)
{
    split(x0, x1, [this](float a, float b, ImU32 with) {
        constexpr float apart = 8;
        constexpr float half = 6;
        for (float x = std::floor((a - 2 * half) / apart) * apart; x <= b; x += apart) {
            c.list->AddLine({x, y + half}, {x + 2 * half, y - half}, with, 1.25F);
        }
        c.list->AddRectFilled({a, y - half - 0.5F}, {b, y - half + 0.5F}, with);
        c.list->AddRectFilled({a, y + half - 0.5F}, {b, y + half + 0.5F}, with);
    });
}

void strip::frame(float x0, float x1, bool ended)
{
    const float a = on_pixel(x0);
    const float b = std::max(on_pixel(x1), a + 1);
    split(a, b, [this, a, b, ended](float from, float to, ImU32 with) {
        for (const float at : {y - 11, y + 10}) {
            c.list->AddRectFilled({from, at}, {to, at + 1}, with);
        }
        if (a >= left) {
            c.list->AddRectFilled({a, y - 11}, {a + 1, y + 11}, with);
        }
        if (ended && b <= right) {
            c.list->AddRectFilled({b - 1, y - 11}, {b, y + 11}, with);
        }
    });
}

void strip::folded(float x0, float x1, std::size_t count)
{
    if (x1 - x0 < 3) {
        // A bar would be hidden under the mark of an end.
        tick(x0, x1);
        return;
    }
    const float a = on_pixel(x0);
    const float b = on_pixel(x1);
    split(a, b, [this](float from, float to, ImU32 with) {
        c.list->AddRectFilled({from, y - 7}, {to, y + 7}, faded(with, 0.55F));
        c.list->AddRectFilled({from, y - 7}, {to, y - 5}, with);
        c.list->AddRectFilled({from, y + 5}, {to, y + 7}, with);
    });
    words(x0, x1, {"×" + std::to_string(count)});
}

void strip::end_mark(float x, trace::task_state how)
{
    constexpr float r = 5;
    if (x < left - r || x > right + r) {
        return;
    }
    const ImU32 with = ink(x);
    const ImU32 ground = c.colours.ground;
    if (how == trace::task_state::done || how == trace::task_state::destroyed) {
        c.list->AddCircleFilled({x, y}, r + 1.5F, ground, 20);
        c.list->AddCircleFilled({x, y}, r, with, 20);
        if (how == trace::task_state::destroyed) {  // a ring
            c.list->AddCircleFilled({x, y}, r - 2, ground, 20);
        }
    } else if (how == trace::task_state::cancelled) {
        const ImVec2 at{x - 0.5F, y - 0.5F};  // AddLine draws through the centres of pixels
        for (const auto& [width, shade] : {std::pair{5.5F, ground}, std::pair{2.5F, with}}) {
            c.list->AddLine({at.x - r, at.y - r}, {at.x + r, at.y + r}, shade, width);
            c.list->AddLine({at.x - r, at.y + r}, {at.x + r, at.y - r}, shade, width);
        }
    } else {
        c.list->AddTriangleFilled({x, y - r - 3}, {x + r + 3, y + r + 1.5F}, {x - r - 3, y + r + 1.5F}, ground);
        c.list->AddTriangleFilled({x, y - r - 1}, {x + r + 1, y + r}, {x - r - 1, y + r}, with);
    }
}

void strip::words(float x0, float x1, std::initializer_list<std::string> texts)
{
    x0 = std::max(x0, left);
    x1 = std::min(x1, right);
    // Enough of the texture has to remain at both sides: it says which state this is.
    const float room = std::min(x1 - x0 - 20, (x1 - x0) * 0.7F);
    for (const std::string& text : texts) {
        if (text.empty() || !fits(c.type.small, text, room)) {
            continue;
        }
        const float width = width_of(c.type.small, text);
        const float x = (x0 + x1 - width) / 2;
        c.list->AddRectFilled({x - 4, y - 8}, {x + width + 4, y + 8}, c.colours.ground, 4);
        write(c, c.type.small, x, y - 8, c.colours.muted, text);
        return;
    }
}

}  // namespace web::panel
