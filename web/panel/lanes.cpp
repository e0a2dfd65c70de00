// What each task did and, dimmed, what it will do: one row per task, time to the right.
#include "web/panel/lanes.hpp"

#include <algorithm>
#include <cmath>

#include "json/filled.hpp"
#include "panel.words.hpp"
#include "web/panel/arrow.hpp"
#include "web/panel/scroll_area.hpp"
#include "web/panel/shared.hpp"
#include "web/panel/strip.hpp"
#include "web/panel/threads.hpp"
#include "web/view/describe.hpp"
#include "web/view/marks.hpp"
#include "web/view/names.hpp"
#include "web/view/variables.hpp"
#include "web/view/what_if.hpp"

namespace web::panel {

namespace {

constexpr float whole_lane = 32;   // a row with two lines of names
constexpr float hold_words = 20;   // height of the label below the rows that says which task holds the loop
constexpr float more_height = 28;  // height of the line about hidden rows
constexpr std::size_t most_whole = 16;  // rows: more than this scroll

// How many rows there are, or will be: tasks that a hidden future makes have their room already.
std::size_t rows_of(const shown_run& run)
{
    const std::size_t hidden = run.whole.lanes().size() - run.history.lanes().size();
    return run.area.rows.size() + hidden;
}

bool has_more(const shown_run& run)
{
    return rows_of(run) > most_whole || run.area.rows.left_out() > 0;
}

float rows_height(const context& c, const shown_run& run)
{
    const std::size_t rows = rows_of(run);
    const auto tall = static_cast<std::size_t>(std::max(0.0F, c.height * 0.55F / c.lane));
    return c.lane *
           static_cast<float>(rows > most_whole ? std::min(rows, std::max(most_whole, tall)) : rows);
}

std::string words_for(const shown_run& run, const trace::segment& s)
{
    return s.state == trace::task_state::waiting ? describe_wait(run.history, s) : words::bar_sleeping;
}

// 'n = 1, seen = 0', if the task has paused there at the playhead and its variables were recorded.
std::string variables_now(const shown_run& run, const trace::lane& lane, const trace::segment& s)
{
    const bool is_now = s.begin < run.position && run.position <= s.end;
    return is_now ? in_line(first_of(own_variables(run.history, variables_in(run.history, lane, s)))) : "";
}

// The state, and its variables behind that: 'sleeping · n = 1'. Empty if there are none.
std::string with(const std::string& variables, const std::string& words)
{
    return variables.empty() ? "" : words + " · " + variables;
}

void draw_mark(strip& row, const shown_run& run, const trace::lane& lane, const mark& m)
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
    const std::string variables = variables_now(run, lane, *m.of);
    switch (m.of->state) {
    case trace::task_state::running:
        row.solid(x0, x1);
        break;
    case trace::task_state::ready:
        row.outline(x0, x1);
        break;
    case trace::task_state::sleeping:
        row.waves(x0, x1);
        row.words(x0, x1, {with(variables, words_for(run, *m.of)), variables, words_for(run, *m.of)});
        break;
    default:
        row.hatch(x0, x1);
        row.words(x0, x1, {with(variables, words_for(run, *m.of)), words_for(run, *m.of), short_wait(run.history, *m.of)});
        break;
    }
}

// Whether the legend's entry names this mark.
bool named(legend_entry what, const mark& m)
{
    using trace::task_state;
    if (m.is == mark::shape::folded) {
        return false;
    }
    switch (what) {
    case legend_entry::step:
        return m.is == mark::shape::tick;
    case legend_entry::block:
        return m.is == mark::shape::bar && m.of->state == task_state::running;
    case legend_entry::ready:
        return m.of->state == task_state::ready;
    case legend_entry::sleeping:
        return m.of->state == task_state::sleeping;
    case legend_entry::waiting:
        return m.of->state == task_state::waiting;
    case legend_entry::done:
        return m.of->state == task_state::done;
    case legend_entry::cancelled:
        return m.of->state == task_state::cancelled;
    case legend_entry::failed:
        return m.of->state == task_state::failed;
    case legend_entry::destroyed:
        return m.of->state == task_state::destroyed;
    case legend_entry::held:
    case legend_entry::differs:
        break;
    }
    return false;
}

// Draws ticks and ends last, because bars would hide half of them.
void draw_marks(strip& row, const shown_run& run, const trace::lane& lane, const std::vector<mark>& marks)
{
    const std::optional<legend_entry>& lit = row.c.at.lit;
    const ImU32 colour = row.colour;
    for (const bool points : {false, true}) {
        for (const mark& m : marks) {
            if ((m.is == mark::shape::tick || m.is == mark::shape::end) == points) {
                row.colour = lit && !named(*lit, m) ? faded(colour, 0.25F) : colour;
                draw_mark(row, run, lane, m);
            }
        }
    }
    row.colour = colour;
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
            row.c.list->AddRectFilled({x, row.y + 10 - std::max(height, 1.0F)},
                                      {std::min(x + piece, end), row.y + 10},
                                      faded(row.colour, x < row.past ? 0.8F : 0.45F));
        }
    }
}

// Whether the loop has taken a callback of this row's task, at the playhead.
bool runs(const context& c, const shown_run& run, const row& r)
{
    const auto& callback = c.run.now().callback;
    const bool held = c.run.time() > c.run.now().callback_since;  // the band says so
    return callback && !held && callback->task != 0 && &run.history == &c.run.history() &&
           callback->task == r.task && !r.folded;
}

void light_up(context& c, ImU32 colour, float y, float playhead)
{
    const float half = c.lane / 2 - 1;
    c.list->AddRectFilled({c.left, y - half}, {c.left + lane_label - 8, y + half}, faded(colour, 0.22F), 4);
    c.list->AddRectFilled({playhead - 6, y - half}, {playhead + 8, y + half}, faded(colour, 0.35F), 5);
}

// A click selects the task's row, and another one takes that back.
void handle_name(context& c, const shown_run& run, const row& r, float y)
{
    const bool own = &run.history == &c.run.history();
    const touched t = area(c, std::string(run.rects) + "name:" + task_name(run.history, r.task),
                           {c.left, y - c.lane / 2 + 2, lane_label - 8, c.lane - 4});
    if (t.clicked && own) {
        c.at.selected = c.at.selected == r.task ? 0 : r.task;
        c.wants.animating = true;
    }
    if (t.hovered && !c.at.coarse) {
        tooltip(c, json::filled(!own                      ? "$1"
                                : c.at.selected == r.task ? words::leave_task_tip
                                                          : words::choose_task_tip,
                                {describe_row(run.history, r, c.run.time())}));
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
        const float top = y - c.lane / 2 + 2;
        c.list->AddRectFilled({x - 1, top}, {x + 1, y + c.lane / 2 - 2}, ink);
        if (e.other == 0) {
            c.list->AddTriangleFilled({x + 1, top}, {x + 10, top + 5}, {x + 1, top + 10}, ink);
        } else {
            c.list->AddTriangle({x + 1, top}, {x + 10, top + 5}, {x + 1, top + 10}, ink, 1);
        }
        c.at.rects[run.rects + std::string("what-if:") + std::to_string(e.subject)] = {x - 1, top, 11, c.lane - 4};
    }
}

// The event from which the row's task does something else than in the other run.
std::optional<std::size_t> parting_of(const context& c, const shown_run& run, const row& r)
{
    const parting* const p = r.group.empty() ? c.at.differing.of(r.task) : nullptr;
    return !p ? std::nullopt : &run.history == &c.run.history() ? p->here : p->beside;
}

float parting_x(const shown_run& run, const axis& to, std::size_t position)
{
    return static_cast<float>(to.x(run.history.events().events()[position].time, position));
}

// Underlines the row from there on.
void draw_parting(context& c, const shown_run& run, const axis& to, const row& r, float y)
{
    const auto position = parting_of(c, run, r);
    const auto left = static_cast<float>(to.left());
    const float from = position ? parting_x(run, to, *position) : 0;
    if (!position || from > static_cast<float>(to.right())) {
        return;
    }
    const float low = y + c.lane / 2 - 3;
    const float x = std::max(from, left);
    const auto& states = run.history.lanes()[r.task - 1].segments;
    const bool over = !states.empty() && states.back().state >= trace::task_state::done;
    const double until = over ? to.x(states.back().from, states.back().begin) : edge_of(run, to);
    const auto end = static_cast<float>(std::min(until, to.right()));
    const float dim = c.at.lit && c.at.lit != legend_entry::differs ? 0.25F : 1;
    const ImU32 ink = faded(c.colours.accent, dim);
    c.list->AddRectFilled({x, low - 0.5F}, {std::max(end, x), low + 1}, faded(ink, 0.7F));
    if (from >= left) {
        c.list->AddQuadFilled({x - 4, low}, {x, low - 4}, {x + 4, low}, {x, low + 4}, ink);
    }
    c.at.rects[run.rects + std::string("differs:") + task_name(run.history, r.task)] = {x - 4, low - 4, 8, 8};
}

void draw_name(context& c, const shown_run& run, const row& r, float y)
{
    const trace::lane& lane = run.history.lanes()[r.task - 1];
    const bool exists = !lane.segments.empty() && lane.segments.front().begin < run.position;
    const ImU32 colour = c.colours.task(lane.task);
    const std::string name = label_of(run.history, r);  // of its rectangle
    const float indent = r.member ? 10.0F : 0.0F;
    float x = c.left + indent;
    if (!r.group.empty()) {
        const std::string& function = run.history.events().text(lane.function);
        const std::string group = std::string(run.rects) + "group:" + function;
        is_button(c, group, json::filled(r.folded ? words::open_rows : words::fold_rows, {function}));
        if (area(c, group, {c.left, y - c.lane / 2 + 2, lane_label - 8, c.lane - 4}).clicked) {
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
    const row_name names = name_of(run.history, r);
    const float width = c.left + lane_label - 8 - x;
    const ImU32 ink = exists ? c.colours.text : c.colours.muted;
    if (names.second.empty()) {
        write_fitted(c, c.type.text, x, y - 9, ink, names.first, width);
    } else if (c.lane >= whole_lane) {
        write_fitted(c, c.type.text, x, y - 17, ink, names.first, width);
        write_fitted(c, c.type.small, x, y, c.colours.muted, names.second, width);
    } else {  // side by side: the task's own name first, as that's what tells tasks apart
        constexpr float gap = 6;
        constexpr float least = 24;
        const bool own = run.history.events().text(lane.function) != names.first;
        const float other = own ? 0 : std::min(width_of(c.type.small, names.second), width - least - gap) + gap;
        const float first = write_fitted(c, c.type.text, x, y - 9, ink, names.first, width - other) + gap;
        if (width - first >= least) {
            write_fitted(c, c.type.small, x + first, y - 7, c.colours.muted, names.second, width - first);
        }
    }
    if (r.group.empty()) {
        handle_name(c, run, r, y);
    }
    c.at.rects[run.rects + name] = {c.left, y - c.lane / 2, c.width, c.lane};
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
        const float dim = c.at.lit && c.at.lit != legend_entry::held ? 0.25F : 1;
        c.list->AddRectFilled({x0, top}, {now, bottom}, faded(c.colours.held, 0.30F * dim));
        c.list->AddRectFilled({now, top}, {x1, bottom}, faded(c.colours.held, 0.14F * dim));
        if (x1 - x0 > 70) {
            const std::string text = json::filled(words::held_by_task, {task_name(run.history, hold.task)});
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
        text = words_for(a, words::rows_shown, words::rows_shown_of_more);
    } else {
        text = json::filled(all == 0 ? words::no_row : words::rows(all), {std::to_string(all)});
    }
    if (a.rows.left_out() > 0) {
        const std::size_t hidden = a.rows.left_out();
        text += "; " + json::filled(words::filtered_out(hidden), {std::to_string(hidden)});
    }
    const float x = draw_page_buttons(c, a, run.rects, c.left + lane_label, y);
    write_fitted(c, c.type.small, x, y + 7, c.colours.muted, text, c.left + c.width - x);
}

// Scrolls to the row of the task that is to be in sight.
void show_wanted(context& c, const shown_run& run)
{
    const auto& rows = run.area.rows.all();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const web::row& r) { return r.group.empty() && r.task == c.at.wanted; });
    if (c.at.wanted == 0 || &run.area != &c.at.own || row == rows.end()) {
        return;
    }
    c.at.wanted = 0;
    const float y = c.lane * static_cast<float>(row - rows.begin());
    const float height = run.area.place.height;
    if (y < run.area.scroll || y + c.lane > run.area.scroll + height) {
        run.area.scroll_to(y - (height - c.lane) / 2);
    }
}

}  // namespace

float lane_height(const context& c)
{
    constexpr float low = 24;
    constexpr float share = 0.22F;  // of the canvas, above which rows are low
    const lookahead* const beside = c.run.whole_beside();
    const auto count = [](const trace::history& h) { return h.lanes().size() + h.threads().size() + h.shared().size(); };
    const std::size_t rows = count(c.run.whole().history()) + (beside ? count(beside->history()) : 0);
    const bool many = static_cast<float>(std::min<std::size_t>(rows, 1000)) * whole_lane > share * c.height;
    return many && !c.narrow() && !c.at.coarse ? low : whole_lane;
}

double edge_of(const shown_run& run, const axis& to)
{
    return run.hangs ? to.right() + 8 : to.x(run.horizon, run.history.size());
}

float lanes_height(const context& c, const shown_run& run)
{
    return rows_height(c, run) + (run.whole.holds().empty() ? 0 : hold_words) +
           (has_more(run) ? more_height : 0) + threads_height(c, run) + shared_height(run);
}

void draw_lanes(context& c, const shown_run& run, const axis& to, float top, float playhead)
{
    row_area& a = run.area;
    a.count = a.rows.size();
    a.row_height = c.lane;
    const float height = rows_height(c, run);
    a.place = {static_cast<float>(to.left()), top, static_cast<float>(to.width()), height};
    show_wanted(c, run);
    a.scroll_to(a.scroll);
    const float bottom = top + height + (run.whole.holds().empty() ? 0 : hold_words);
    draw_holds(c, run, to, top, bottom, playhead);
    // Draw only rows that the area shows and the canvas has room for.
    const float above = std::max(a.scroll, a.scroll - top);
    const auto first = static_cast<std::size_t>(std::max(0.0F, above / c.lane));
    const double edge = edge_of(run, to);
    c.list->PushClipRect({c.left, top}, {c.left + c.width + pad, top + std::max(height, 1.0F)}, true);
    for (std::size_t i = first; i < a.rows.size(); ++i) {
        const float y = top - a.scroll + c.lane * (static_cast<float>(i) + 0.5F);
        if (y - c.lane / 2 > std::min(top + height, c.height)) {
            break;
        }
        const row& r = a.rows.all()[i];
        if (r.task == c.at.selected && r.group.empty() && &run.history == &c.run.history()) {
            c.list->AddRectFilled({c.left, y - c.lane / 2 + 1},
                                  {c.left + c.width, y + c.lane / 2 - 1}, faded(c.colours.accent, 0.10F),
                                  4);
            c.list->AddRect({c.left, y - c.lane / 2 + 1},
                            {c.left + lane_label - 8, y + c.lane / 2 - 1}, c.colours.accent, 4, 0, 1.5F);
        }
        if (runs(c, run, r)) {
            light_up(c, c.colours.task(r.task), y, playhead);
        }
        draw_name(c, run, r, y);
        strip drawn{c,
                    static_cast<float>(to.left()),
                    static_cast<float>(to.right()),
                    y,
                    c.lane,
                    c.colours.task(r.task),
                    playhead};
        if (r.folded) {
            draw_population(drawn, run, to, *r.alive);
        } else if (r.group.empty()) {
            const trace::lane& lane = run.history.lanes()[r.task - 1];
            draw_marks(drawn, run, lane, marks_of(lane, to, edge));
            draw_parting(c, run, to, r, y);
            draw_interventions(c, run, to, r, y);
        }
    }
    c.list->PopClipRect();
    draw_bar(c, a, std::string(run.rects) + "scroll");
    if (has_more(run)) {
        draw_more(c, run, bottom);
    }
    const float below = bottom + (has_more(run) ? more_height : 0);
    draw_threads(c, run, to, below, playhead);
    draw_shared(c, run, to, below + threads_height(c, run), playhead);
}

std::optional<question> segment_at_pointer(const shown_run& run, const axis& to)
{
    const ImVec2 at = ImGui::GetIO().MousePos;
    const std::size_t index = run.area.row_at(at.y);
    if (index >= run.area.rows.size() || !run.area.rows.all()[index].group.empty()) {
        return {};
    }
    const trace::lane& lane = run.history.lanes()[run.area.rows.all()[index].task - 1];
    const std::vector<mark> marks = marks_of(lane, to, edge_of(run, to));
    const mark* const m = mark_at(marks, static_cast<double>(at.x));
    return m && m->is != mark::shape::folded ? std::optional(question{lane.task, m->of->begin}) : std::nullopt;
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
        tooltip(c, json::filled(words::group_alive(count), {label_of(run.history, r), std::to_string(count),
                                                            std::to_string(all.most())}));
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
    const float middle = a.place.y - a.scroll + c.lane * (static_cast<float>(index) + 0.5F);
    if (const auto position = parting_of(c, run, r); position && at.y > middle + 6 && std::abs(at.x - parting_x(run, to, *position)) < 6) {
        tooltip(c, parting_in_words(c.run, r.task, *c.at.differing.of(r.task)));
        return;
    }
    const trace::lane& lane = run.history.lanes()[r.task - 1];
    const std::vector<mark> marks = marks_of(lane, to, edge_of(run, to));
    if (const mark* m = mark_at(marks, static_cast<double>(at.x))) {
        const bool is_asked = c.at.asked == question{lane.task, m->of->begin} && &run.area == &c.at.own;
        if (is_asked && m->is != mark::shape::folded) {
            return;  // its sentence is below the rows
        }
        if (m->is == mark::shape::folded) {
            tooltip(c, json::filled(words::folded_states, {std::to_string(m->count)}));
        } else {
            const std::string variables =
                first_of(own_variables(run.history, variables_in(run.history, lane, *m->of)));
            const trace::causes& all = run.of.causes();
            tooltip(c, explain(run.history, all, lane, *m->of, run.position) + (variables.empty() ? "" : "\n" + variables));
            const auto woken = wakeup_of(run.history, all, lane, *m->of);
            draw_awaited(c, run, to, lane, *m->of);
            if (const auto drawn = woken ? arrow_of(run.history, *woken) : std::nullopt) {
                draw_arrow(c, run, to, *drawn);
            }
        }
    }
}

}  // namespace web::panel
