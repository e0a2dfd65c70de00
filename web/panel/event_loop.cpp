// The loop's own state: the callback that runs, the ready queue in order, the timers with the time left.

#include <algorithm>
#include <cmath>

#include "web/describe.hpp"
#include "web/panel/widgets.hpp"

namespace web::panel {

namespace {

constexpr float label_width = 72;
constexpr float chip_height = 26;
constexpr float row_height = 32;
constexpr std::uint64_t timer_key = std::uint64_t{1} << 32;  // timers and callbacks number apart

// Where something that belongs at `goal` is drawn now: on its way there from where it was last.
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
        constexpr float pace = 14;  // per second: some 200 ms to arrive
        const float share = 1 - std::exp(-pace * std::min(ImGui::GetIO().DeltaTime, 0.05F));
        at = {at.x + (goal.x - at.x) * share, at.y + (goal.y - at.y) * share};
        c.wants.animating = true;
    }
    return at;
}

struct chip_row {
    context& c;
    float x;
    float y;
    std::map<std::uint64_t, ImVec2>& seen;

    // Draws one chip and moves on; false where it does not fit into the rows there are.
    bool put(std::uint64_t key, std::uint64_t came_from, ImU32 colour, const std::string& text,
             bool solid, float bottom, const std::string& tip)
    {
        const float left = c.left + label_width;
        const float widest = c.width - label_width;
        const std::string shown = fitted_text(c.type.text, text, widest - 28);
        const float width = width_of(c.type.text, shown) + 28;
        if (x > left && x + width > left + widest) {
            x = left;
            y += row_height;
        }
        if (y + chip_height > bottom) {
            return false;
        }
        const ImVec2 at = place_of(c, key, came_from, {x, y});
        seen[key] = at;
        const ImVec2 to{at.x + width, at.y + chip_height};
        if (solid) {
            c.list->AddRectFilled(at, to, colour, 6);
        } else {
            c.list->AddRectFilled(at, to, c.colours.raised, 6);
            c.list->AddRect(at, to, colour, 6, 0, 1.5F);
            c.list->AddRectFilled({at.x + 8, at.y + 7}, {at.x + 12, at.y + chip_height - 7}, colour, 2);
        }
        write(c, c.type.text, at.x + (solid ? 14 : 18), at.y + 4,
              solid ? c.colours.ground : c.colours.text, shown);
        if (!tip.empty() && ImGui::IsMouseHoveringRect(at, to)) {
            tooltip(c, tip);
        }
        x += width + 8;
        return true;
    }
};

void label(context& c, float y, const char* text)
{
    write(c, c.type.text, c.left, y + 4, c.colours.muted, text);
}

void nothing(context& c, float y, std::string_view text)
{
    write(c, c.type.text, c.left + label_width, y + 4, c.colours.muted, text);
}

ImU32 colour_of(const context& c, std::uint32_t task)
{
    return task ? c.colours.task(task) : c.colours.line;
}

void more(chip_row& row, std::size_t left)
{
    if (left > 0) {
        write(row.c, row.c.type.text, row.x, row.y + 4, row.c.colours.muted,
              "and " + std::to_string(left) + " more");
    }
}

}  // namespace

float draw_event_loop(context& c, float y)
{
    const trace::snapshot& now = c.run.now();
    const trace::history& h = c.run.history();
    y = heading(c, y, "event loop");
    std::map<std::uint64_t, ImVec2> seen;
    const float left = c.left + label_width;

    label(c, y, "running");
    if (now.callback) {
        chip_row row{c, left, y, seen};
        row.put(now.callback->id, now.callback->id, colour_of(c, now.callback->task),
                describe(h, *now.callback), true, y + row_height, "");
    } else {
        std::string text = now.over() ? "the loop has ended" : "nothing";
        if (now.last && !now.over()) {
            text += "; before: " + describe(h, *now.last);
        }
        nothing(c, y, text);
    }
    y += row_height;

    // Two rows for what may be many, so that the sections below stay where they are.
    const float ready_bottom = y + 2 * row_height;
    label(c, y, "ready");
    if (now.ready.empty()) {
        nothing(c, y, "(empty)");
    }
    chip_row ready{c, left, y, seen};
    for (std::size_t i = 0; i != now.ready.size(); ++i) {
        const trace::chip& chip = now.ready[i];
        const std::uint64_t from = chip.timer ? timer_key | chip.timer : chip.id;
        if (!ready.put(chip.id, from, colour_of(c, chip.task), describe(h, chip), false,
                       ready_bottom, i == 0 ? "Runs next." : "Runs after those before it.")) {
            more(ready, now.ready.size() - i);
            break;
        }
    }
    y = ready_bottom;

    const float timers_bottom = y + 2 * row_height;
    label(c, y, "timers");
    if (now.timers.empty()) {
        nothing(c, y, "none set");
    }
    chip_row timers{c, left, y, seen};
    for (std::size_t i = 0; i != now.timers.size(); ++i) {
        const trace::timer_view& t = now.timers[i];
        const std::string remaining = seconds(std::max(0.0, t.when - c.run.time()), 2);
        if (!timers.put(timer_key | t.id, timer_key | t.id, colour_of(c, t.task),
                        (t.task ? task_name(h, t.task) : "callback") + " in " + remaining, false,
                        timers_bottom, "Comes due at " + seconds(t.when) + ".")) {
            more(timers, now.timers.size() - i);
            break;
        }
    }
    c.at.places = std::move(seen);
    return timers_bottom + 8;
}

}  // namespace web::panel
