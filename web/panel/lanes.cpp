// What each task did and, dimmed, what it will do: one row per task, time to the right.
#include "web/panel/lanes.hpp"

#include <algorithm>
#include <cmath>

#include "web/panel/scroll_area.hpp"
#include "web/panel/strip.hpp"
#include "web/panel/threads.hpp"
#include "web/view/describe.hpp"
#include "web/view/marks.hpp"
#include "web/view/variables.hpp"
#include "web/view/what_if.hpp"

namespace web::panel {

namespace {

constexpr float hold_words = 20;   // height of the label below the rows that says which task holds the loop
constexpr float more_height = 28;  // height of the line about hidden rows
constexpr std::size_t most_whole = 16;  // rows: more than this scroll

std::string count_of(std::size_t n, const char* one, const char* many)
{
    return std::to_string(n) + (n == 1 ? one : many);
}

bool has_more(const shown_run& run)
{
    return run.area.rows.size() > most_whole || run.area.rows.left_out() > 0;
}

float rows_height(const context& c, const shown_run& run)
{
    const std::size_t rows = run.area.rows.size();
    const auto tall = static_cast<std::size_t>(std::max(0.0F, c.height * 0.55F / lane_height));
    return lane_height * static_cast<float>(rows > most_whole ? std::min(rows, std::max(most_whole, tall)) : rows);
}

std::string words_for(const shown_run& run, const trace::segment& s)
{
    return s.state == trace::task_state::waiting ? describe_wait(run.history, s) : trace::name(s.state);
}

void draw_mark(strip& row, const shown_run& run, const mark& m)
{
    const auto x0 = static_cast<float>(m.x0);
    const auto x1 = static_cast<float>(std::min(m.x1, 1e5));
    switch (m.is) {
    case mark::shape::tick:
        row.tick(x0);
        return;
    case mark::shape::end:
        row.end_mark(x0, m.of->state);
        return;
    case mark::shape::folded:
        row.folded(x0, x1, m.count);
        return;
    case mark::shape::bar:
        break;
    }
    switch (m.of->state) {
    case trace::task_state::running:
        row.solid(x0, x1);
        break;
    case trace::task_state::ready:
        row.outline(x0, x1);
        break;
    case trace::task_state::sleeping:
        row.waves(x0, x1);
        row.words(x0, x1, words_for(run, *m.of), "");
        break;
    default:
        row.hatch(x0, x1);
        row.words(x0, x1, words_for(run, *m.of), short_wait(run.history, *m.of));
        break;
    }
}

// Draws ticks and ends last, because bars would hide half of them.
void draw_marks(strip& row, const shown_run& run, const std::vector<mark>& marks)
{
    for (const bool points : {false, true}) {
        for (const mark& m : marks) {
            if ((m.is == mark::shape::tick || m.is == mark::shape::end) == points) {
                draw_mark(row, run, m);
            }
        }
    }
}

// Draws how many of a group's tasks are alive, as a shape whose height is their number.
void draw_population(strip& row, const shown_run& run, const axis& to, const population& all)
{
    if (to.kind() != axis_kind::time || all.most() == 0) {
        return;
    }
    const float end = std::min(row.right, static_cast<float>(to.x(run.horizon, run.history.size())));
    constexpr float piece = 2;
    for (float x = row.left; x < end; x += piece) {
        const std::size_t count = all.at(to.place(static_cast<double>(x + piece / 2)));
        const float height = 20 * static_cast<float>(count) / static_cast<float>(all.most());
        if (count > 0) {
            row.c.list->AddRectFilled({x, row.y + 10 - std::max(height, 1.0F)}, {std::min(x + piece, end), row.y + 10},
                                      faded(row.colour, x < row.past ? 0.8F : 0.45F));
        }
    }
}

// Marks where something was done to a task: a flag on its row, which is hollow if it couldn't be done.
void draw_interventions(context& c, const shown_run& run, const axis& to, const row& r, float y)
{
    const auto& events = run.history.events().events();
    for (const std::size_t position : run.history.interventions()) {
        const trace::event e = events[position];
        const auto x = static_cast<float>(to.x(e.time, position));
        if (e.task != r.task || x < static_cast<float>(to.left()) || x > static_cast<float>(to.right())) {
            continue;
        }
        const ImU32 ink = position < run.position ? c.colours.bad : faded(c.colours.bad, 0.6F);
        c.list->AddRectFilled({x - 1, y - 14}, {x + 1, y + 14}, ink);
        if (e.other == 0) {
            c.list->AddTriangleFilled({x + 1, y - 14}, {x + 10, y - 9}, {x + 1, y - 4}, ink);
        } else {
            c.list->AddTriangle({x + 1, y - 14}, {x + 10, y - 9}, {x + 1, y - 4}, ink, 1);
        }
        c.at.rects[run.rects + std::string("what-if:") + std::to_string(e.subject)] = {x - 1, y - 14, 11, 28};
    }
}

void draw_name(context& c, const shown_run& run, const row& r, float y)
{
    const trace::lane& lane = run.history.lanes()[r.task - 1];
    const bool exists = !lane.segments.empty() && lane.segments.front().begin < run.position;
    const ImU32 colour = c.colours.task(lane.task);
    const std::string name = label_of(run.history, r);
    const float indent = r.member ? 10.0F : 0.0F;
    float x = c.left + indent;
    if (!r.group.empty()) {
        const std::string& function = run.history.events().text(lane.function);
        if (area(c, std::string(run.rects) + "group:" + function, {c.left, y - 14, lane_label - 8, 28}).clicked) {
            auto& open = c.at.choice.open;
            open.find(function) == open.end() ? static_cast<void>(open.insert(function))
                                              : static_cast<void>(open.erase(function));
            c.wants.animating = true;
        }
        if (r.folded) {
            c.list->AddTriangleFilled({x, y - 5}, {x + 7, y}, {x, y + 5}, c.colours.muted);
        } else {
            c.list->AddTriangleFilled({x - 1, y - 3}, {x + 8, y - 3}, {x + 3.5F, y + 4}, c.colours.muted);
        }
    } else {
        c.list->AddRectFilled({x, y - 7}, {x + 4, y + 7}, exists ? colour : faded(colour, 0.4F), 2);
    }
    x += 12;
    write(c, c.type.text, x, y - 9, exists ? c.colours.text : c.colours.muted,
          fitted_text(c.type.text, name, c.left + lane_label - 8 - x));
    c.at.rects[run.rects + name] = {c.left, y - lane_height / 2, c.width, lane_height};
}

void draw_holds(context& c, const shown_run& run, const axis& to, float top, float bottom, float playhead)
{
    const auto& all = run.history.holds();
    const double from = to.kind() == axis_kind::time ? to.place(to.left()) : 0;
    const auto ends_before = [](const trace::hold& h, double time) { return h.to < time; };
    const bool by_time = to.kind() == axis_kind::time;
    auto h = by_time ? std::lower_bound(all.begin(), all.end(), from, ends_before) : all.end();
    while (h != all.end() && to.x(h->from) < to.right()) {
        const trace::hold& hold = *h++;
        const auto x0 = static_cast<float>(std::max(to.x(hold.from), to.left()));
        auto x1 = static_cast<float>(std::min(to.x(hold.to), to.right()));
        if (x1 - x0 < 1) {
            // One band for all holds that end within this pixel: there may be as many as callbacks.
            x1 = x0 + 1;
            h = std::lower_bound(h, all.end(), to.place(static_cast<double>(x1)), ends_before);
        }
        const float now = std::clamp(playhead, x0, x1);
        c.list->AddRectFilled({x0, top}, {now, bottom}, faded(c.colours.held, 0.30F));
        c.list->AddRectFilled({now, top}, {x1, bottom}, faded(c.colours.held, 0.14F));
        if (x1 - x0 > 70) {
            const std::string text = "held by " + task_name(run.history, hold.task);
            if (fits(c.type.small, text, x1 - x0 - 16)) {
                write(c, c.type.small, x0 + 8, bottom - 18, c.colours.text, text);
            }
        }
    }
}

// Writes 'rows 1 to 16 of 10000, 3 filtered out', with buttons to scroll through them.
void draw_more(context& c, const shown_run& run, float y)
{
    row_area& a = run.area;
    const std::size_t all = a.rows.size();
    std::string text;
    if (a.overflows()) {
        text = words_for(a, "rows");
    } else {
        text = all == 0 ? "no row matches" : count_of(all, " row", " rows");
    }
    if (a.rows.left_out() > 0) {
        text += "; " + count_of(a.rows.left_out(), " task is", " tasks are") + " filtered out";
    }
    const float x = draw_page_buttons(c, a, run.rects, c.left + lane_label, y);
    write(c, c.type.small, x, y + 7, c.colours.muted,
          fitted_text(c.type.small, text, c.left + c.width - x));
}

}  // namespace

double edge_of(const shown_run& run, const axis& to)
{
    return run.hangs ? to.right() + 8 : to.x(run.horizon, run.history.size());
}

float lanes_height(const context& c, const shown_run& run)
{
    return rows_height(c, run) + (run.history.holds().empty() ? 0 : hold_words) +
           (has_more(run) ? more_height : 0) + threads_height(c, run);
}

void draw_lanes(context& c, const shown_run& run, const axis& to, float top, float playhead)
{
    row_area& a = run.area;
    a.count = a.rows.size();
    const float height = rows_height(c, run);
    a.place = {static_cast<float>(to.left()), top, static_cast<float>(to.width()), height};
    a.scroll_to(a.scroll);
    const float bottom = top + height + (run.history.holds().empty() ? 0 : hold_words);
    draw_holds(c, run, to, top, bottom, playhead);
    // Draw only rows that the area shows and the canvas has room for.
    const float above = std::max(a.scroll, a.scroll - top);
    const auto first = static_cast<std::size_t>(std::max(0.0F, above / lane_height));
    const double edge = edge_of(run, to);
    c.list->PushClipRect({c.left, top}, {c.left + c.width + pad, top + std::max(height, 1.0F)}, true);
    for (std::size_t i = first; i < a.rows.size(); ++i) {
        const float y = top - a.scroll + lane_height * (static_cast<float>(i) + 0.5F);
        if (y - lane_height / 2 > std::min(top + height, c.height)) {
            break;
        }
        const row& r = a.rows.all()[i];
        draw_name(c, run, r, y);
        strip drawn{c,           static_cast<float>(to.left()), static_cast<float>(to.right()),
                    y,           lane_height,                   c.colours.task(r.task),
                    playhead};
        if (r.folded) {
            draw_population(drawn, run, to, *r.alive);
        } else if (r.group.empty()) {
            draw_marks(drawn, run, marks_of(run.history.lanes()[r.task - 1], to, edge));
            draw_interventions(c, run, to, r, y);
        }
    }
    c.list->PopClipRect();
    draw_bar(c, a, std::string(run.rects) + "scroll");
    if (has_more(run)) {
        draw_more(c, run, bottom);
    }
    draw_threads(c, run, to, bottom + (has_more(run) ? more_height : 0), playhead);
}

void explain_lane(context& c, const shown_run& run, const axis& to)
{
    const ImVec2 at = ImGui::GetIO().MousePos;
    const row_area& a = run.area;
    const std::size_t index = a.row_at(at.y);
    if (index >= a.rows.size()) {
        return;
    }
    const row& r = a.rows.all()[index];
    if (!r.group.empty()) {
        if (to.kind() == axis_kind::steps) {
            return;  // here the x isn't a time
        }
        const population& all = *r.alive;
        const std::size_t count = all.at(to.place(static_cast<double>(at.x)));
        tooltip(c, label_of(run.history, r) + ": " + count_of(count, " task is", " tasks are") +
                       " alive here, " + std::to_string(all.most()) + " at most. Click the name to open the row.");
        return;
    }
    for (const std::size_t position : run.history.interventions()) {
        const trace::event e = run.history.events().events()[position];
        const float from_mark = at.x - static_cast<float>(to.x(e.time, position));
        if (e.task == r.task && from_mark >= -3 && from_mark <= 10) {
            tooltip(c, describe_intervention(run.history, position));
            return;
        }
    }
    const trace::lane& lane = run.history.lanes()[r.task - 1];
    const std::vector<mark> marks = marks_of(lane, to, edge_of(run, to));
    if (const mark* m = mark_at(marks, static_cast<double>(at.x))) {
        const bool future = m->of->begin >= run.position;
        if (m->is == mark::shape::folded) {
            tooltip(c, std::to_string(m->count) + " changes of state, too close together to draw. Zoom in to see them.");
        } else {
            const std::string variables = first_of(variables_in(run.history, lane, *m->of));
            tooltip(c, describe(run.history, lane, *m->of, future) + (variables.empty() ? "" : "\n" + variables));
        }
    }
}

}  // namespace web::panel
