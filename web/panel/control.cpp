#include "web/panel/control.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "web/panel/lanes.hpp"
#include "web/view/address.hpp"
#include "web/view/moments.hpp"

namespace web::panel {

namespace {

bool contains(const rect& r, ImVec2 at)
{
    return at.x >= r.x && at.x <= r.x + r.width && at.y >= r.y && at.y <= r.y + r.height;
}

void choose(state& panel, const time_view& v)
{
    panel.view = v;
    panel.view_chosen = true;
}

std::array<scroll_area*, 4> areas_of(state& panel)
{
    return {&panel.own, &panel.other, &panel.threads, &panel.other_threads};
}

// Scrolls the first area that doesn't show all its rows. A page is one row less than the area shows.
void scroll_rows(state& panel, float pages)
{
    for (scroll_area* area : areas_of(panel)) {
        if (area->overflows()) {
            area->scroll_by_page(pages);
            return;
        }
    }
}

}  // namespace

bool carry_out(session& run, const intents& wants)
{
    if (wants.show_future) {
        run.show_future();
    }
    if (wants.toggle) {
        run.playing() ? run.pause() : run.play();
    }
    if (wants.step) {
        run.step();
    }
    if (wants.step_back) {
        run.step_back();
    }
    if (wants.restart) {
        run.pause();
        run.restart();
    }
    if (wants.to_end) {
        run.to_end();
    }
    if (wants.seek) {
        run.pause();
        run.seek(*wants.seek);
    }
    if (wants.go) {
        run.go(*wants.go);
    }
    if (wants.speed) {
        run.set_speed(*wants.speed);
    }
    if (wants.seed) {
        run.set_seed(*wants.seed);
    }
    for (const auto& [parameter, value] : wants.set) {
        run.set(parameter, value);
    }
    return wants.toggle || wants.step || wants.step_back || wants.restart || wants.to_end || wants.seek ||
           wants.go || wants.speed || wants.seed || !wants.set.empty();
}

bool command(session& run, state& panel, std::string_view name)
{
    constexpr double notch = 1.25;
    intents wants;
    wants.toggle =
        name == "toggle" || (name == "play" && !run.playing()) || (name == "pause" && run.playing());
    if (panel.selected != 0 && (name == "step" || name == "step_back")) {
        const auto moment = name == "step" ? task_moment_after : task_moment_before;
        wants.go = moment(run.whole().history(), panel.selected, run.position());
    } else {
        wants.step = name == "step";
        wants.step_back = name == "step_back";
    }
    wants.show_future = name == "show_future";
    wants.restart = name == "restart";
    wants.to_end = name == "end";
    if (name == "speed_up" || name == "speed_down") {
        wants.speed = run.speed() * (name == "speed_up" ? notch : 1 / notch);
    } else if (name == "zoom_in" || name == "zoom_out") {
        choose(panel,
               zoomed(panel.view, name == "zoom_in" ? notch : 1 / notch, panel.playhead, panel.limits));
    } else if (name == "pan_left" || name == "pan_right") {
        choose(panel,
               panned(panel.view, (name == "pan_left" ? -0.25 : 0.25) * panel.view.span(), panel.limits));
    } else if (name == "rows_up" || name == "rows_down") {
        scroll_rows(panel, name == "rows_up" ? -1.0F : 1.0F);
    } else if (name == "undo") {
        run.undo();
        return true;
    } else if (name == "solo") {
        panel.choice.only = panel.choice.only != 0 ? 0 : panel.selected;
    } else if (name == "slow") {
        panel.slow = !panel.slow;
    } else if (name == "fit") {
        fit(panel);
    } else if (name == "axis") {
        set_axis(panel, panel.axis == axis_kind::time ? axis_kind::steps : axis_kind::time);
    }
    return carry_out(run, wants);
}

std::string intervene(session& run, state& panel, std::string_view what)
{
    const std::size_t position = run.position();
    std::string complaint = web::set(run, "what-if.here", what);
    if (!complaint.empty()) {
        return complaint;
    }
    const std::uint32_t task = run.settings().interventions.back().task;
    panel.wanted = task;
    panel.asked = {};
    if (task <= run.history().lanes().size()) {
        const auto& all = run.history().lanes()[task - 1].segments;
        const auto after = std::lower_bound(all.begin(), all.end(), position,
                                            [](const trace::segment& s, std::size_t p) { return s.begin < p; });
        const auto waits = [](const trace::segment& s) {
            return s.state == trace::task_state::waiting || s.state == trace::task_state::sleeping;
        };
        if (after != all.begin() && waits(*(after - 1))) {
            panel.asked = question{task, (after - 1)->begin};
        }
    }
    return "";
}

void start_over(state& panel)
{
    set_axis(panel, axis_kind::time);
    panel.choice = {};
    panel.asked = {};
    panel.own = {};
    panel.other = {};
    panel.threads = {};
    panel.other_threads = {};
    panel.places.clear();
    panel.items = {};
    panel.warned = {};  // another run may have the place in memory that the last one had
    panel.differing = {};
    panel.selected = 0;
    panel.more = panel.more_set = false;
    panel.wanted = 0;
}

double seen_to(const state& panel, const session& run)
{
    if (panel.fit && !panel.view_chosen) {
        constexpr double most = 60;  // seconds, in a run without an end
        return run.time() + most;
    }
    return panel.axis == axis_kind::time ? panel.view.to : run.time();
}

void pinch(state& panel, const session& /*run*/, double scale, double x)
{
    const rect& r = panel.timeline;
    if (!(r.width > 0) || !std::isfinite(scale) || !(scale > 0) || scale == 1) {
        return;  // nothing drawn yet, both fingers at one point, or a move without a zoom
    }
    const double around = time_at(panel.view, x, static_cast<double>(r.x), static_cast<double>(r.width));
    choose(panel, zoomed(panel.view, scale, around, panel.limits));
}

bool wheel(state& panel, const session& run, ImVec2 at, double dx, double dy)
{
    for (scroll_area* area : areas_of(panel)) {
        const rect names{area->place.x - lane_label, area->place.y, lane_label, area->place.height};
        if (contains(names, at) && area->overflows()) {
            const float before = area->scroll;
            area->scroll_to(before + static_cast<float>(dy));
            return area->scroll != before;
        }
    }
    if (!(panel.timeline.width > 0) || !contains(panel.timeline, at)) {
        return false;
    }
    if (dx * dx > dy * dy) {
        choose(panel, panned(panel.view, dx / static_cast<double>(panel.timeline.width) * panel.view.span(),
                             panel.limits));
    } else {
        constexpr double doubling = 300;  // CSS pixels of wheel
        pinch(panel, run, std::exp2(-dy / doubling), static_cast<double>(at.x));
    }
    return true;
}

}  // namespace web::panel
