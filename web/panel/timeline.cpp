// The time axis, the rows of the run and, if two runs are compared, the other run's rows below. The pointer
// moves the playhead and the view, and shows tooltips.

#include <algorithm>
#include <cmath>

#include "future.words.hpp"
#include "panel.words.hpp"
#include "trace/warning_text.hpp"
#include "web/panel/arrow.hpp"
#include "web/panel/lanes.hpp"
#include "web/panel/minimap.hpp"
#include "web/panel/shared.hpp"
#include "web/panel/threads.hpp"
#include "web/panel/widgets.hpp"
#include "web/view/describe.hpp"
#include "web/view/what_if.hpp"

namespace web::panel {

namespace {

constexpr float axis_height = 26;
constexpr float group_height = 28;  // height of the text above the rows of the run beside

void draw_label(context& c, const axis& to, float x, float y, const std::string& label)
{
    const float width = width_of(c.type.small, label);
    const float left = static_cast<float>(to.left());
    const float at =
        std::clamp(x - width / 2, left - 20, std::max(left - 20, static_cast<float>(to.right()) - width));
    write(c, c.type.small, at, y, c.colours.muted, label);
}

void draw_mark(context& c, const axis& to, double place, bool major, float y, float bottom)
{
    const auto x = static_cast<float>(std::round(to.x(place)));
    c.list->AddLine({x, y + axis_height - (major ? 6 : 3)}, {x, major ? bottom : y + axis_height},
                    c.colours.faint, 1);
}

void draw_times(context& c, const axis& to, float y, float bottom)
{
    for (const axis_mark& mark : axis_marks(to.view(), to.width(), 90)) {
        draw_mark(c, to, mark.time, !mark.label.empty(), y, bottom);
        if (!mark.label.empty()) {
            draw_label(c, to, static_cast<float>(to.x(mark.time)), y, mark.label);
        }
    }
}

// On the axis by steps, writes each instant's time below its first column if there's room.
void draw_steps(context& c, const axis& to, float y, float bottom)
{
    const auto& all = c.run.history().instants();
    const double first = std::max(0.0, to.place(to.left()));
    auto i = std::upper_bound(all.begin(), all.end(), first, [](double step, const trace::instant& at) {
        return step < static_cast<double>(at.first);
    });
    i = i == all.begin() ? i : i - 1;
    float free_from = -1e6F;
    for (; i != all.end(); ++i) {
        const auto x = static_cast<float>(to.x(static_cast<double>(i->first)));
        if (x > static_cast<float>(to.right())) {
            break;
        }
        if (x < free_from) {
            // The next instant that may have room.
            const double next = to.place(static_cast<double>(free_from));
            i = std::lower_bound(i + 1, all.end(), next, [](const trace::instant& at, double step) {
                return static_cast<double>(at.first) < step;
            });
            if (i == all.end()) {
                break;
            }
            --i;
            free_from = -1e6F;
            continue;
        }
        const std::string label = seconds(i->time);
        draw_mark(c, to, static_cast<double>(i->first), true, y, bottom);
        write(c, c.type.small, x, y, c.colours.muted, label);
        free_from = x + width_of(c.type.small, label) + 12;
    }
}

// Writes how many callbacks run at an instant, if there are several.
void draw_counts(context& c, const axis& to, float y)
{
    const auto& all = c.run.history().instants();
    const auto before = [](const trace::instant& i, double t) { return i.time < t; };
    constexpr float room = 30;
    auto i = std::lower_bound(all.begin(), all.end(), to.place(to.left()), before);
    while (i != all.end() && to.x(i->time) <= to.right()) {
        const auto x = static_cast<float>(to.x(i->time));
        if (i->count > 1) {
            const std::string text = "×" + std::to_string(i->count);
            const float width = width_of(c.type.small, text);
            const float at = std::min(x + 4, static_cast<float>(to.right()) - width);
            write(c, c.type.small, at, y, c.colours.muted, text);
            c.at.rects["count:" + seconds(i->time)] = {at, y, width, 16};
            i = std::lower_bound(i + 1, all.end(),
                                 to.place(static_cast<double>(x + std::max(room, width + 10))), before);
        } else {
            ++i;
            if (i != all.end() && to.x(i->time) - static_cast<double>(x) < 1) {
                i = std::lower_bound(i, all.end(), to.place(static_cast<double>(x + 1)), before);
            }
        }
    }
}

// A triangle at each warning up to the playhead. A press on it goes to its moment.
void draw_warnings(context& c, const axis& to, float y)
{
    std::size_t number = 0;
    for (const trace::warning& w : c.at.warned.of(c.run).all()) {
        const auto x = static_cast<float>(to.x(w.time));
        if (w.position > c.run.position() || x < static_cast<float>(to.left()) - 1 ||
            x > static_cast<float>(to.right()) + 1) {
            continue;
        }
        const rect place{x - 14, y, 14, 16};  // to the left of the moment: the count is to its right
        c.list->AddTriangleFilled({x - 7, y + 2}, {x - 13, y + 13}, {x - 1, y + 13}, c.colours.warn);
        const touched t = area(c, "warning:" + std::to_string(number++), place);
        if (t.hovered) {
            c.at.pointer = cursor::hand;
            tooltip(c, trace::sentence(c.run.history(), w));
        }
        if (t.clicked) {
            c.wants.go = w.position;
        }
    }
}

void draw_axis(context& c, const axis& to, float y, float bottom)
{
    const auto left = static_cast<float>(to.left());
    const auto right = static_cast<float>(to.right());
    c.list->PushClipRect({left - 30, y}, {right + 1, bottom}, true);
    if (to.kind() == axis_kind::time) {
        draw_times(c, to, y, bottom);
    } else {
        draw_steps(c, to, y, bottom);
    }
    c.list->PopClipRect();
}

// Draws the playhead down through the rows, except between `gap_from` and `gap_to`, where there's text.
void draw_playhead(context& c, float x, const axis& to, float y, float bottom, float gap_from, float gap_to)
{
    if (x < static_cast<float>(to.left()) - 1 || x > static_cast<float>(to.right()) + 1) {
        return;
    }
    const float scale = ImGui::GetIO().FontGlobalScale;
    const float at = std::round((x - 1) / scale) * scale;
    c.list->AddRectFilled({at, y + axis_height - 8}, {at + 2, std::min(gap_from, bottom)}, c.colours.accent);
    if (gap_to < bottom) {
        c.list->AddRectFilled({at, gap_to}, {at + 2, bottom}, c.colours.accent);
    }
    c.list->AddTriangleFilled({at - 5, y + axis_height - 12}, {at + 7, y + axis_height - 12},
                              {at + 1, y + axis_height - 3}, c.colours.accent);
    c.at.rects["playhead"] = {at, y, 2, bottom - y};
}

// Returns the x where the buttons begin. A narrow screen has no room for the zoom buttons: you pinch instead.
float view_buttons(context& c, float y)
{
    constexpr float size = 28;
    const float height = 24;
    const double middle = std::clamp(c.at.playhead, c.at.view.from, c.at.view.to);
    float x = c.left + c.width - 44;
    if (text_button(c, "fit", words::fit, {x, y, 44, height}, false, words::fit_tip)) {
        fit(c.at);
        c.wants.animating = true;
    }
    const bool steps = c.at.axis == axis_kind::steps;
    x -= 56;
    if (text_button(c, "axis_kind", words::by_steps, {x, y, 52, height}, steps,
                    steps ? words::by_time_tip : words::by_steps_tip)) {
        set_axis(c.at, steps ? axis_kind::time : axis_kind::steps);
        c.wants.animating = true;
    }
    if (c.narrow()) {
        return x;
    }
    x -= 2 * size + 12;
    for (const bool closer : {false, true}) {
        if (text_button(c, closer ? "zoom_in" : "zoom_out", closer ? "+" : "−",
                        {x + (closer ? size + 4 : 0), y, size, height}, false,
                        closer ? words::zoom_in_tip : words::zoom_out_tip)) {
            c.at.view = zoomed(c.at.view, closer ? 1.6 : 1 / 1.6, middle, c.at.limits);
            c.at.view_chosen = true;
            c.wants.animating = true;
        }
    }
    return x;
}

// Covers what comes after the playhead while that's hidden. It says so, and has a button that shows it.
void draw_veil(context& c, const axis& to, float playhead, float top, float bottom)
{
    if (!c.run.hides_future()) {
        return;
    }
    const auto right = static_cast<float>(to.right());
    const float from = std::clamp(playhead + 1, static_cast<float>(to.left()), right);
    c.list->AddRectFilled({from, top}, {right, bottom}, faded(c.colours.raised, 0.7F));
    constexpr float gap = 12;
    const std::string label = words::show_future;
    const float button = width_of(c.type.text, label) + 24;
    // Beside the playhead if there's room for the button, and else over what has happened too.
    const float room = right - from - 3 * gap;
    const float most = room >= button ? room : static_cast<float>(to.width()) - 2 * gap;
    float said = std::ceil(width_of(c.type.small, c.run.hidden()));
    const bool one_line = said + gap + button <= most;
    const std::string text = one_line ? c.run.hidden() : wrapped(c.type.small, small_type, c.run.hidden(), most);
    const ImVec2 size = c.type.small->CalcTextSizeA(small_type, 1e6F, 0, text.c_str());
    said = std::ceil(size.x);
    const float target = std::max(28.0F, c.target() - 4);
    const float width = one_line ? said + gap + button : std::max(said, button);
    const float height = one_line ? target : target + size.y + 4;
    // In the middle of what's hidden if it has room there, and else at its right end.
    const float x = right - from >= width + 3 * gap ? (from + right - width) / 2 : right - width - gap;
    const float y = std::max((top + bottom - height) / 2, top - 24);
    c.list->AddRectFilled({x - gap, y - 4}, {x + width + gap, y + height + 4}, c.colours.ground, 6);
    c.list->AddText(c.type.small, small_type, {x, one_line ? y + target / 2 - 8 : y}, c.colours.muted, text.c_str());
    const rect place{one_line ? x + said + gap : x + (width - button) / 2, y + height - target, button, target};
    if (text_button(c, "show_future", label, place, false, words::show_future_tip)) {
        c.wants.show_future = true;
    }
}

void handle_axis(context& c, const axis& to, const rect& r)
{
    const touched t = area(c, "axis", r);
    c.at.seeking = t.held;
    // Don't seek again while the pointer is held still.
    const bool moved = ImGui::IsItemActivated() || ImGui::GetIO().MouseDelta.x != 0;
    const auto x = static_cast<double>(ImGui::GetIO().MousePos.x);
    constexpr double grip = 12;  // pixels: the playhead can be dragged on into what's hidden
    if (ImGui::IsItemActivated()) {
        c.at.barred = c.run.hides_future() && x > to.x(c.at.playhead) + grip;
    }
    if (t.held && moved && !c.at.barred) {
        const double place = to.place(std::clamp(x, to.left(), to.right()));
        if (to.kind() == axis_kind::time) {
            c.wants.seek = place;
        } else {
            const auto& all = c.run.whole().history().boundaries();
            const auto step = static_cast<std::size_t>(std::max(0.0, std::round(place)));
            c.wants.go = all.empty() ? 0 : all[std::min(step, all.size() - 1)];
        }
    }
    if (t.hovered || t.held) {
        c.at.pointer = cursor::sideways;
    }
}

using explanation = void (*)(context&, const shown_run&, const axis&);

void handle_rows(context& c, const shown_run& run, const scroll_area& rows, const std::string& name,
                 const axis& to, explanation explain)
{
    rect r = rows.place;
    r.width -= rows.overflows() ? 10 : 0;  // the scroll bar's width
    const touched t = area(c, name, r);
    c.at.pointer = t.held ? cursor::grabbing : t.hovered ? cursor::grab : c.at.pointer;
    const ImGuiIO& io = ImGui::GetIO();
    if (t.held && io.MouseDelta.x != 0 && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 3)) {
        const double moved = static_cast<double>(io.MouseDelta.x) / to.width();
        c.at.view = panned(c.at.view, -moved * c.at.view.span(), c.at.limits);
        c.at.view_chosen = true;
        c.wants.animating = true;
        return;
    }
    if (t.hovered) {
        explain(c, run, to);
    }
    if (t.clicked && &rows == &c.at.own.shared) {
        c.wants.go = change_at_pointer(run, to);
    }
    if (t.clicked && &rows == &c.at.own) {
        const auto before = std::exchange(c.at.asked, segment_at_pointer(run, to));
        if (c.at.asked == before) {
            c.at.asked.reset();  // a second click
        }
        c.wants.animating = true;
        c.wants.asked = true;
    }
}

void handle_lanes(context& c, const shown_run& run, const std::string& name, const axis& to)
{
    handle_rows(c, run, run.area, name, to, explain_lane);
    if (!run.history.threads().empty()) {
        handle_rows(c, run, run.threads, name + " threads", to, explain_thread);
    }
    if (!run.history.shared().empty()) {
        handle_rows(c, run, run.area.shared, name + " shared", to, explain_shared);
    }
}

// On the axis by steps, the playhead is in the column of the running callback, or after the last one's
// column.
double playhead_of(const session& s, axis_kind kind)
{
    if (kind == axis_kind::time) {
        return s.time();
    }
    const trace::history& h = s.history();
    return static_cast<double>(h.callbacks_at(s.position())) + (h.within_callback(s.position()) ? 0.5 : 0);
}

bool hangs(const trace::history& h)
{
    return h.head().deadlocked;
}

// The time up to which we know what the tasks do: until the run has ended, this may be later than its last
// event.
double known_to(const lookahead& run)
{
    return run.complete() || run.overflowed() ? run.horizon() : run.laid_out_to();
}

// The run beside. The two runs share only the time, so its past is everything that happened up to this
// moment.
shown_run run_beside(context& c)
{
    const lookahead& beside = *c.run.beside();
    const trace::history& h = beside.history();
    const bool begun =
        c.run.position() > (c.run.history().stops().empty() ? 0 : c.run.history().stops().front());
    c.at.other.rows.update(h, h.head(), {}, c.run.generation());
    return {h,
            c.at.other,
            c.at.other_threads,
            begun ? h.position_at(c.run.time()) : 0,
            c.run.hides_future() ? c.run.time() : known_to(beside),
            hangs(h),
            "beside:",
            beside,
            c.run.whole_beside()->history()};
}

// Draws the run beside on the same time axis.
float draw_beside(context& c, const axis& to, float y, float playhead)
{
    write_fitted(c, c.type.small, c.left, y + 8, c.colours.muted, words_beside(c.run), c.width);
    if (to.kind() == axis_kind::steps) {
        write(c, c.type.small, c.left + lane_label, y + group_height + 4, c.colours.muted,
              words::beside_needs_time);
        c.at.other.place = c.at.other_threads.place = {};
        return y + group_height + 24;
    }
    const shown_run other = run_beside(c);
    const axis to_other(other.history, axis_kind::time, to.view(), to.left(), to.width());
    draw_lanes(c, other, to_other, y + group_height, playhead);
    handle_lanes(c, other, "beside", to_other);
    return y + group_height + lanes_height(c, other);
}

}  // namespace

void fit(state& s)
{
    s.view_chosen = false;
    s.fit = true;
}

void set_axis(state& s, axis_kind kind)
{
    s.axis = kind;
    s.view_chosen = s.view_given = false;
    s.fit = false;
    s.own.scroll = 0;
}

float draw_timeline(context& c, float y)
{
    const trace::history& h = c.run.history();
    const float title = y;
    y = heading(c, y, "tasks", words::title_tasks) + 4;
    const float buttons = view_buttons(c, title - 4);
    if (const std::string text = message(c.run); !text.empty()) {
        const bool bad = c.run.now().deadlocked || c.run.now().error != 0;
        write_fitted(c, c.type.small, c.left + 52, title, bad ? c.colours.bad : c.colours.muted, text,
                     buttons - c.left - 60);
    }
    const float left = c.left + lane_label;
    const float width = c.width - lane_label;
    const axis to(h, c.at.axis, c.at.view, static_cast<double>(left), static_cast<double>(width));
    c.at.playhead = playhead_of(c.run, c.at.axis);
    const auto playhead = static_cast<float>(std::clamp(to.x(c.at.playhead), -1e5, 1e5));

    draw_minimap(c, {left, y, width, minimap_height});
    y += minimap_height + 6;
    c.lane = lane_height(c);
    c.at.differing.update(c.run);
    c.at.own.rows.update(h, c.run.now(), c.at.choice, c.run.generation());
    const double known = c.run.hides_future() ? c.run.time() : known_to(c.run.run());
    const shown_run own{h,        c.at.own, c.at.threads, c.run.position(),       known,
                        hangs(h), "task:",  c.run.run(),  c.run.whole().history()};
    const float counts = c.at.axis == axis_kind::time ? 16.0F : 0.0F;
    const float top = y + axis_height + counts;
    const float middle = top + lanes_height(c, own);
    // The axis lines and the playhead go through all rows, so draw the rows around them.
    const float bottom = c.run.beside() && c.at.axis == axis_kind::time
                             ? middle + group_height + lanes_height(c, run_beside(c))
                             : middle;
    draw_axis(c, to, y, std::max(bottom, middle));
    if (counts > 0) {
        draw_counts(c, to, y + axis_height);
        draw_warnings(c, to, y + axis_height);
    }
    draw_lanes(c, own, to, top, playhead);
    const float end = c.run.beside() ? draw_beside(c, to, middle, playhead) : middle;
    draw_veil(c, to, playhead, y + axis_height, std::max(bottom, middle));
    draw_playhead(c, playhead, to, y, std::max(bottom, middle), middle, middle + group_height);
    handle_axis(c, to, {left, y, width, axis_height});
    handle_lanes(c, own, "timeline", to);
    c.at.timeline = {left, y, width, std::max(bottom, middle) - y};
    draw_asked_arrow(c, own, to);
    return draw_asked(c, own, end) + 16;
}

}  // namespace web::panel
