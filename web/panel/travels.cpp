// Items on their way from a queue to the task that got them: drawn over everything else, for as long as it
// takes to follow them.

#include <algorithm>

#include "web/panel/chips.hpp"

namespace web::panel {

namespace {

constexpr float flight = 0.25F;          // seconds
constexpr std::size_t most_steps = 200;  // events between two frames: after more, the playhead has jumped

// An item that was drawn and isn't any more has been got by the task that runs.
void take_off(context& c)
{
    const auto& callback = c.run.now().callback;
    const travels& before = c.at.items;
    const bool follows = before.generation == c.run.generation() && before.position <= c.run.position() &&
                         c.run.position() - before.position < most_steps;
    const auto getter = callback ? c.seen.find(callback->id) : c.seen.end();
    if (!follows || getter == c.seen.end() || c.at.seeking || c.at.reduced_motion) {
        return;
    }
    for (const auto& [key, text] : before.shown) {
        const auto place = c.at.places.find(key);
        if (c.items.find(key) == c.items.end() && place != c.at.places.end()) {
            c.at.items.on_the_way.push_back({text, place->second, getter->second, 0});
        }
    }
}

}  // namespace

void draw_travels(context& c)
{
    take_off(c);
    travels& all = c.at.items;
    for (travels::item& item : all.on_the_way) {
        item.age += ImGui::GetIO().DeltaTime;
        const float way = std::clamp(item.age / flight, 0.0F, 1.0F);
        const float share = way * way * (3 - 2 * way);  // slow at both ends
        const ImVec2 at{item.from.x + (item.to.x - item.from.x) * share,
                        item.from.y + (item.to.y - item.from.y) * share};
        const std::string text = fitted_text(c.type.text, item.text.empty() ? "•" : item.text, 120);
        const float width = std::max(width_of(c.type.text, text) + 16, chip_height);
        c.list->AddRectFilled(at, {at.x + width, at.y + chip_height}, c.colours.raised, 6);
        c.list->AddRect(at, {at.x + width, at.y + chip_height}, c.colours.accent, 6, 0, 1.5F);
        write(c, c.type.text, at.x + (width - width_of(c.type.text, text)) / 2, at.y + 4, c.colours.text,
              text);
        c.wants.animating = true;
    }
    std::erase_if(all.on_the_way, [](const travels::item& item) { return item.age >= flight; });
    all.shown = std::move(c.items);
    all.position = c.run.position();
    all.generation = c.run.generation();
}

}  // namespace web::panel
