// The time axis, the rows of the run, and below them, where the lesson compares two, those of the other run.
// The pointer moves the playhead, the view, and asks what lies under it.

#include <algorithm>
#include <cmath>

#include "web/view/describe.hpp"
#include "web/panel/lanes.hpp"
#include "web/panel/widgets.hpp"

namespace web::panel {

namespace {

constexpr float axis_height = 26;
constexpr float group_height = 28;  // of the words above the rows of the run beside

void draw_axis(context& c, const scale& to, float y, float bottom)
{
    c.list->PushClipRect({to.left() - 30, y}, {to.right() + 1, bottom}, true);
    for (const axis_mark& mark : axis_marks(c.at.view, static_cast<double>(to.right() - to.left()), 90)) {
        const float x = std::round(to.x(mark.time));
        const bool major = !mark.label.empty();
        c.list->AddLine({x, y + axis_height - (major ? 6 : 3)}, {x, major ? bottom : y + axis_height},
                        c.colours.faint, 1);
        if (major) {
            const float width = width_of(c.type.small, mark.label);
            const float at = std::clamp(x - width / 2, to.left() - 20, to.right() - width);
            write(c, c.type.small, at, y, c.colours.muted, mark.label);
        }
    }
    c.list->PopClipRect();
}

void draw_playhead(context& c, float x, const scale& to, float y, float bottom)
{
    if (x < to.left() - 1 || x > to.right() + 1) {
        return;
    }
    c.list->AddLine({x, y + axis_height - 8}, {x, bottom}, c.colours.accent, 2);
    c.list->AddTriangleFilled({x - 6, y + axis_height - 12}, {x + 6, y + axis_height - 12},
                              {x, y + axis_height - 3}, c.colours.accent);
}

// Returns where they begin. A narrow screen has fingers to pinch with, and no room.
float zoom_buttons(context& c, float y)
{
    constexpr float size = 28;
    const auto choose = [&c](const time_view& v) {
        c.at.view = v;
        c.at.view_chosen = true;
        c.wants.animating = true;
    };
    const float middle = std::clamp(c.run.time(), c.at.view.from, c.at.view.to) > c.at.view.from
                             ? static_cast<float>(std::min(c.run.time(), c.at.view.to))
                             : static_cast<float>(c.at.view.from);
    const float x = c.left + c.width - (c.narrow() ? 44 : 2 * size + 52);
    if (text_button(c, "fit", "fit", {c.left + c.width - 44, y, 44, 24}, false, "Show the whole run")) {
        c.at.view_chosen = false;
        c.wants.animating = true;
    }
    if (c.narrow()) {
        return x;
    }
    if (text_button(c, "zoom_out", "−", {x, y, size, 24}, false, "Show more time (wheel)")) {
        choose(zoomed(c.at.view, 1 / 1.6, static_cast<double>(middle)));
    }
    if (text_button(c, "zoom_in", "+", {x + size + 4, y, size, 24}, false, "Show less time (wheel)")) {
        choose(zoomed(c.at.view, 1.6, static_cast<double>(middle)));
    }
    return x;
}

void handle_axis(context& c, const scale& to, const rect& r)
{
    const touched t = area(c, "axis", r);
    c.at.seeking = t.held;
    if (t.held) {
        c.wants.seek = to.time(std::clamp(ImGui::GetIO().MousePos.x, to.left(), to.right()));
    }
    if (t.hovered || t.held) {
        c.at.cursor = 2;
    }
}

void handle_rows(context& c, const shown_run& run, const char* name, const scale& to, const rect& r)
{
    const touched t = area(c, name, r);
    c.at.cursor = t.held ? 4 : t.hovered ? 3 : c.at.cursor;
    const ImGuiIO& io = ImGui::GetIO();
    if (t.held && io.MouseDelta.x != 0 && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 3)) {
        const double moved = static_cast<double>(io.MouseDelta.x) / static_cast<double>(r.width);
        c.at.view = panned(c.at.view, -moved * c.at.view.span());
        c.at.view_chosen = true;
        return;
    }
    if (t.hovered) {
        explain_lane(c, run, to, r.y);
    }
}

// 'beside it: how = sync'.
std::string words_beside(const session& s)
{
    const std::size_t compared = *s.what().compare();
    const lessons::parameter_info& p = s.what().parameters()[compared];
    return "the same with " + std::string(p.label) + ": " +
           value_in_words(p, s.value_beside());
}

}  // namespace

float draw_timeline(context& c, float y)
{
    const trace::history& h = c.run.history();
    const float title = y;
    y = heading(c, y, "tasks") + 4;
    const float buttons = zoom_buttons(c, title - 4);
    if (const std::string text = message(c.run); !text.empty()) {
        const bool bad = c.run.now().deadlocked || c.run.now().error != 0;
        write(c, c.type.small, c.left + 52, title, bad ? c.colours.bad : c.colours.muted,
              fitted_text(c.type.small, text, buttons - c.left - 60));
    }
    const shown_run own{h, c.run.position(), c.run.horizon(), "task:"};
    const scale to(h, c.at.view, c.left + lane_label, c.width - lane_label);
    const float top = y + axis_height;
    const float middle = top + lanes_height(h);
    const lookahead* const beside = c.run.beside();
    const float other_top = middle + group_height;
    const float bottom = beside ? other_top + lanes_height(beside->history()) : middle;
    draw_axis(c, to, y, bottom);

    const double last_event = c.run.now().time;
    const float playhead = c.run.time() > last_event && c.run.position() > 0
                               ? std::max(to.x(c.run.time()), to.x(last_event, c.run.position()))
                               : to.x(c.run.time(), c.run.position());
    draw_lanes(c, own, to, top, playhead);
    const float width = to.right() - to.left();
    if (beside) {
        // Time is all that the two have in common: of the other, what is past is what lies before this
        // moment.
        const bool begun = c.run.history().callbacks_at(c.run.position()) > 0;
        const shown_run other{beside->history(), begun ? beside->history().position_at(c.run.time()) : 0,
                              beside->horizon(), "beside:"};
        const scale to_other(beside->history(), c.at.view, to.left(), width);
        write(c, c.type.small, c.left, middle + 8, c.colours.muted,
              fitted_text(c.type.small, words_beside(c.run), c.width));
        draw_lanes(c, other, to_other, other_top,
                   begun ? to_other.x(c.run.time(), other.position) : playhead);
        handle_rows(c, other, "beside", to_other, {to.left(), other_top, width, bottom - other_top});
    }
    draw_playhead(c, playhead, to, y, bottom);
    handle_axis(c, to, {to.left(), y, width, axis_height});
    handle_rows(c, own, "timeline", to, {to.left(), top, width, middle - top});
    c.at.timeline = {to.left(), top, width, bottom - top};
    return bottom + 16;
}

}  // namespace web::panel
