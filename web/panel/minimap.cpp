#include "web/panel/minimap.hpp"

#include <algorithm>
#include <cmath>

#include "panel.words.hpp"
#include "web/panel/widgets.hpp"

namespace web::panel {

namespace {

// The number of callbacks that began before `time`.
std::size_t callbacks_before(const trace::history& h, double time)
{
    const auto& all = h.instants();
    const auto place = std::lower_bound(all.begin(), all.end(), time,
                                        [](const trace::instant& i, double t) { return i.time < t; });
    return place == all.end() ? h.begins().size() : place->first;
}

}  // namespace

void draw_minimap(context& c, const rect& r)
{
    const trace::history& h = c.run.history();
    const bool by_time = c.at.axis == axis_kind::time;
    const double start = c.at.whole.from;
    const double end = c.at.whole.to;
    const auto x_of_place = [&](double place) {
        return r.x + static_cast<float>(std::clamp((place - start) / std::max(end - start, 1e-9), 0.0, 1.0)) * r.width;
    };
    const touched t = area(c, "minimap", r);
    if (t.held) {
        const double share = static_cast<double>((ImGui::GetIO().MousePos.x - r.x) / std::max(r.width, 1.0F));
        const double middle = start + std::clamp(share, 0.0, 1.0) * (end - start);
        c.at.view = panned(c.at.view, middle - (c.at.view.from + c.at.view.to) / 2, c.at.limits);
        c.at.view_chosen = true;
        c.wants.animating = true;
    }
    if (t.hovered && !t.held && !c.at.coarse) {
        tooltip(c, words::minimap_tip);
    }
    c.list->AddRectFilled({r.x, r.y}, {r.x + r.width, r.y + r.height}, c.colours.raised, 3);
    if (by_time) {
        constexpr float piece = 3;
        const double each = (end - start) / static_cast<double>(std::max(r.width, 1.0F));
        std::size_t before = callbacks_before(h, start);
        for (float x = 0; x < r.width; x += piece) {
            const std::size_t upto = x + piece < r.width
                                         ? callbacks_before(h, start + each * static_cast<double>(x + piece))
                                         : h.begins().size();
            if (upto > before) {
                const float high = 3 + 2 * std::log2(static_cast<float>(upto - before));
                c.list->AddRectFilled({r.x + x, r.y + r.height - std::min(high, r.height - 2)},
                                      {r.x + std::min(x + piece - 1, r.width), r.y + r.height}, c.colours.line);
            }
            before = upto;
        }
    }
    const float from = x_of_place(c.at.view.from);
    const float to = std::max(x_of_place(c.at.view.to), from + 4);
    c.list->AddRect({from, r.y}, {std::min(to, r.x + r.width), r.y + r.height}, c.colours.accent, 3, 0, 1.5F);
    const float now = x_of_place(c.at.playhead);
    c.list->AddRectFilled({now - 1, r.y}, {now + 1, r.y + r.height}, c.colours.accent);
}

}  // namespace web::panel
