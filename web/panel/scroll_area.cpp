#include "web/panel/scroll_area.hpp"

#include <algorithm>
#include <cmath>

#include "json/filled.hpp"
#include "panel.words.hpp"
#include "web/panel/widgets.hpp"

namespace web::panel {

namespace {

constexpr float bar_width = 10;

}  // namespace

void scroll_area::scroll_to(float to) noexcept
{
    scroll = std::clamp(to, 0.0F, std::max(0.0F, content() - place.height));
}

void scroll_area::scroll_by_page(float pages) noexcept
{
    scroll_to(scroll + pages * std::max(row_height, place.height - row_height));
}

std::size_t scroll_area::row_at(float y) const noexcept
{
    return static_cast<std::size_t>(std::max(0.0F, (y - place.y + scroll) / row_height));
}

void draw_bar(context& c, scroll_area& a, const std::string& name)
{
    if (!a.overflows()) {
        return;
    }
    const rect& r = a.place;
    const float length = std::max(24.0F, r.height * r.height / a.content());
    const float travel = r.height - length;
    const float furthest = a.content() - r.height;
    const rect bar{r.x + r.width - bar_width, r.y, bar_width, r.height};
    const touched t = area(c, name, bar);
    if (t.held) {
        const float share = (ImGui::GetIO().MousePos.y - r.y - length / 2) / std::max(travel, 1.0F);
        a.scroll_to(share * furthest);
        c.wants.animating = true;
    }
    const float y = r.y + travel * a.scroll / std::max(furthest, 1.0F);
    c.list->AddRectFilled({bar.x, r.y}, {bar.x + bar_width, r.y + r.height}, c.colours.raised);
    c.list->AddRectFilled({bar.x + 2, y + 1}, {bar.x + bar_width - 2, y + length - 1},
                          t.held || t.hovered ? c.colours.muted : c.colours.line, 3);
}

float draw_page_buttons(context& c, scroll_area& a, const std::string& names, float x, float y)
{
    if (!a.overflows()) {
        return x;
    }
    const float size = std::min(c.target(), 26.0F);
    for (const bool down : {false, true}) {
        if (text_button(c, names + (down ? "down" : "up"), down ? "↓" : "↑", {x, y + 2, 32, size}, false,
                        down ? words::rows_down_tip : words::rows_up_tip)) {
            a.scroll_by_page(down ? 1 : -1);
            c.wants.animating = true;
        }
        x += 36;
    }
    return x + 8;
}

std::string words_for(const scroll_area& a, const char* whole, const char* part)
{
    const auto first = static_cast<std::size_t>(a.scroll / a.row_height);
    const auto shown = static_cast<std::size_t>(std::ceil(a.place.height / a.row_height));
    const std::size_t last = std::min(a.count, first + shown);
    return json::filled(last < a.count ? part : whole,
                        {std::to_string(first + 1), std::to_string(last), std::to_string(a.count),
                         std::to_string(a.count - last)});
}

}  // namespace web::panel
