#include "web/view/picture_rows.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "json/filled.hpp"
#include "picture.words.hpp"
#include "shared.words.hpp"
#include "tasks.words.hpp"
#include "web/view/describe.hpp"
#include "web/view/describe_thread.hpp"
#include "web/view/marks.hpp"
#include "web/view/shared.hpp"
#include "web/view/what_if.hpp"

namespace web {

namespace {

// As on the canvas.
constexpr double lane_height = 32;
constexpr double thread_height = 28;
constexpr double holds_height = 20;
constexpr std::size_t most_rows = 500;
constexpr double shared_height = 32;
constexpr std::size_t most_shared = 12;

std::size_t shared_of(const pictured_run& run)
{
    return std::min(run.history->shared().size(), most_shared);
}

bool has_more(const pictured_run& run)
{
    return run.rows->size() > most_rows || run.rows->left_out() > 0;
}

}  // namespace

void picture_rows::write(svg_writer& out, double x, double y, double size, const std::string& colour,
                         const std::string& words, const char* anchor)
{
    out.open("text").with("x", x).with("y", y).with("font-size", size).with("fill", colour);
    if (anchor) {
        out.with("text-anchor", anchor);
    }
    out.end(words);
}

std::size_t picture_rows::shown(const pictured_run& run)
{
    return std::min(run.rows->size(), most_rows);
}

double picture_rows::height_of(const pictured_run& run)
{
    const std::size_t threads = run.history->threads().size();
    return lane_height * static_cast<double>(shown(run)) + (run.history->holds().empty() ? 0 : holds_height) +
           (has_more(run) ? frame::words_height : 0) +
           (threads == 0 ? 0 : frame::words_height + thread_height * static_cast<double>(threads)) +
           (shared_of(run) == 0 ? 0
                                : frame::words_height + shared_height * static_cast<double>(shared_of(run))) +
           (run.history->shared().size() > most_shared ? frame::words_height : 0);
}

// The bands in which a callback blocks the loop.
void picture_rows::draw_holds(const pictured_run& run, double top, double bottom)
{
    const axis to = axis_of(run);
    double drawn = -1e6;
    for (const trace::hold& h : run.history->holds()) {
        const double x0 = std::max(to.x(h.from), in_.left);
        const double x1 = std::min(std::max(to.x(h.to), x0 + 1), in_.right);
        if (p_.kind != axis_kind::time || x1 <= std::max(x0, drawn)) {
            continue;
        }
        drawn = x1;
        const std::string by = json::filled(words::picture_held_by, {task_name(*run.history, h.task)});
        const double now = std::clamp(in_.past, x0, x1);
        for (const auto& [from, until, opacity] : {std::tuple{x0, now, 0.30}, std::tuple{now, x1, 0.14}}) {
            if (until > from) {
                out_.rect(from, top, until - from, bottom - top).with("fill", ink_.held);
                out_.with("opacity", opacity)
                    .titled(json::filled(words::picture_hold, {task_name(*run.history, h.task)}));
            }
        }
        if (x1 - x0 > 70 && text_width(by, frame::small_type) < x1 - x0 - 16) {
            write(out_, x0 + 8, bottom - 6, frame::small_type, ink_.text, by);
        }
    }
}

void picture_rows::open_row(double y, const std::string& label)
{
    out_.open("g").with("transform", "translate(0 " + svg_writer::number(y) + ")");
    out_.with("data-row", label).begin();
}

void picture_rows::draw_name(const pictured_run& run, const row& r)
{
    const trace::lane& lane = run.history->lanes()[r.task - 1];
    const bool exists = !lane.segments.empty() && lane.segments.front().begin < run.position;
    const double x = frame::pad + (r.member ? 10 : 0);
    if (r.group.empty()) {
        out_.rect(x, -7, 4, 14)
            .with("rx", 2)
            .with("fill", ink_.task(lane.task))
            .with("opacity", exists ? 1 : 0.4);
        out_.end();
    }
    const std::string name = label_of(*run.history, r);
    write(out_, x + 12, 5, frame::body_type, exists ? ink_.text : ink_.muted,
          fitted(name, frame::body_type, in_.left - 8 - x - 12));
}

// How many of a group's tasks are alive, as a shape whose height is their number.
void picture_rows::draw_population(const pictured_run& run, const population& all, const std::string& colour)
{
    const axis to = axis_of(run);
    if (p_.kind != axis_kind::time || all.most() == 0) {
        return;
    }
    constexpr double piece = 2;
    const double end = std::min(in_.right, to.x(run.horizon));
    for (double x = in_.left; x < end; x += piece) {
        const std::size_t count = all.at(to.place(x + piece / 2));
        if (count > 0) {
            const double high =
                std::max(20 * static_cast<double>(count) / static_cast<double>(all.most()), 1.0);
            out_.rect(x, 10 - high, std::min(piece, end - x), high).with("fill", colour);
            out_.with("opacity", x < in_.past ? 0.8 : 0.45).end();
        }
    }
}

void picture_rows::draw_row(const pictured_run& run, const row& r, double edge)
{
    const trace::history& h = *run.history;
    const trace::lane& lane = h.lanes()[r.task - 1];
    const std::string colour = ink_.task(r.task);
    draw_name(run, r);
    if (r.folded) {
        draw_population(run, *r.alive, colour);
        return;
    }
    if (!r.group.empty()) {
        return;  // the rows below have its tasks
    }
    using written = std::pair<std::string, std::string>;
    strip_.draw(
        marks_of(lane, axis_of(run), edge), colour,
        [&](const mark& m) {
            return m.is == mark::shape::folded
                       ? json::filled(words::picture_folded, {std::to_string(m.count)})
                       : web::describe(h, lane, *m.of, m.of->begin >= run.position);
        },
        [&](const mark& m) {
            if (m.is == mark::shape::folded) {
                return written("×" + std::to_string(m.count), "");
            }
            const bool waits = m.of->state == trace::task_state::waiting;
            return waits ? written(describe_wait(h, *m.of), short_wait(h, *m.of))
                   : m.of->state == trace::task_state::sleeping ? written(words::sleeping, "")
                                                                : written();
        });
    draw_parting(run, r);
    draw_interventions(run, r);
}

// Underlines the row from where the task does something else than in the other run.
void picture_rows::draw_parting(const pictured_run& run, const row& r)
{
    const auto* const parts = run.parts && r.task < run.parts->size() ? &(*run.parts)[r.task] : nullptr;
    if (!parts || !*parts) {
        return;
    }
    const trace::history& h = *run.history;
    const axis to = axis_of(run);
    const double from = to.x(h.events().events()[**parts].time, **parts);
    if (from > in_.right) {
        return;
    }
    constexpr double low = lane_height / 2 - 3;
    const double x = std::max(from, in_.left);
    const auto& states = h.lanes()[r.task - 1].segments;
    const bool over = !states.empty() && states.back().state >= trace::task_state::done;
    const double until = over ? to.x(states.back().from, states.back().begin) : to.x(run.horizon, h.size());
    out_.rect(x, low - 0.5, std::max(0.0, std::min(until, in_.right) - x), 1.5).with("fill", ink_.accent);
    out_.with("opacity", 0.7).titled(words::picture_differs);
    if (from >= in_.left) {
        const auto at = [](double v) { return svg_writer::number(v); };
        out_.open("path").with("d", "M" + at(from - 4) + " " + at(low) + "L" + at(from) + " " + at(low - 4) +
                                        "L" + at(from + 4) + " " + at(low) + "L" + at(from) + " " +
                                        at(low + 4) + "Z");
        out_.with("fill", ink_.accent).end();
    }
}

// A flag where something was done to the task; it's hollow if that couldn't be done.
void picture_rows::draw_interventions(const pictured_run& run, const row& r)
{
    const trace::history& h = *run.history;
    const axis to = axis_of(run);
    for (const std::size_t position : h.interventions()) {
        const trace::event e = h.events().events()[position];
        const double x = to.x(e.time, position);
        if (e.task != r.task || x < in_.left || x > in_.right) {
            continue;
        }
        const double opacity = position < run.position ? 1 : 0.6;
        out_.rect(x - 1, -14, 2, 28).with("fill", ink_.bad).with("opacity", opacity);
        out_.titled(describe_intervention(h, position));
        const std::string right = svg_writer::number(x + 1);
        out_.open("path").with("d",
                               "M" + right + " -14L" + svg_writer::number(x + 10) + " -9L" + right + " -4Z");
        out_.with("fill", e.other == 0 ? ink_.bad : "none")
            .with("stroke", ink_.bad)
            .with("opacity", opacity)
            .end();
    }
}

// What the values were that the tasks share, from each change to the next.
double picture_rows::draw_shared(const pictured_run& run, double top, double edge)
{
    const trace::history& h = *run.history;
    const axis to = axis_of(run);
    write(out_, frame::pad, top + 18, frame::small_type, ink_.muted, words::title_shared);
    top += frame::words_height;
    for (std::size_t i = 0; i != shared_of(run); ++i) {
        const trace::shared_value& v = h.shared()[i];
        const std::string& name = h.events().text(v.name);
        const std::string value = value_at(h, v, run.position);
        open_row(top + shared_height / 2, name);
        write(out_, frame::pad, -3, frame::body_type, value.empty() ? ink_.muted : ink_.text,
              fitted(name, frame::body_type, frame::label_width - 8));
        write(out_, frame::pad, 12, frame::small_type, ink_.muted,
              value.empty() ? words::not_set_yet
                            : fitted("= " + value, frame::small_type, frame::label_width - 8));
        for (const shared_mark& m : shared_marks(h, v, to, edge)) {
            const double from = std::max(m.x0, in_.left);
            const double until = std::min(m.x1, in_.right);
            const bool future = m.x0 > in_.past;
            out_.rect(from, -10, std::max(0.0, until - from - 1), 20).with("rx", 2).with("fill", ink_.text);
            out_.with("opacity", future ? 0.05 : 0.09).titled(web::describe(h, v, m, run.position));
            const double room = (m.last + 1 == v.changes.size() ? in_.right : until) - from - 9;
            const std::string label = fitted(label_of(h, v, m), frame::small_type, room);
            if (label != "…") {
                write(out_, from + 6, 5, frame::small_type, future ? ink_.muted : ink_.text, label);
            }
            const std::uint32_t task = v.changes[m.last].task;
            if (m.x0 >= in_.left - 2 && m.x0 <= in_.right + 2) {
                out_.rect(m.x0 - 1, -10, 2, 20)
                    .with("fill", task && m.first == m.last ? ink_.task(task) : ink_.muted)
                    .end();
            }
        }
        out_.close("g");
        top += shared_height;
    }
    if (h.shared().size() > most_shared) {
        write(out_, in_.left, top + 18, frame::small_type, ink_.muted,
              json::filled(words::picture_more, {std::to_string(h.shared().size() - most_shared)}));
        top += frame::words_height;
    }
    return top;
}

void picture_rows::draw_thread(const pictured_run& run, const trace::thread_lane& l, double edge)
{
    const trace::history& h = *run.history;
    const axis to = axis_of(run);
    const auto colour_of = [&](const trace::job& j) { return j.task ? ink_.task(j.task) : ink_.muted; };
    write(out_, frame::pad, 5, frame::small_type, l.begin < run.position ? ink_.text : ink_.muted,
          fitted(h.events().text(l.of.name), frame::small_type, frame::label_width - 8));
    for (const trace::job& j : l.jobs) {
        const double x0 = to.begin_of(l.of.segments[j.first]);
        const double x1 = std::min(to.end_of(l.last_of(j)), std::max(edge, x0));
        if (x1 - x0 >= 6) {
            strip_.frame(x0, x1, j.last != SIZE_MAX, colour_of(j));
        }
    }
    std::map<const trace::job*, std::pair<double, double>> widest;
    for (const mark& m : marks_of(l.of, to, edge)) {
        const trace::job& j = l.job_of(*m.of);
        const auto none = [](const mark&) { return std::pair<std::string, std::string>(); };
        strip_.draw(
            {m}, colour_of(j),
            [&](const mark& each) { return web::describe(h, l, *each.of, each.of->begin >= run.position); },
            none);
        auto& place = widest[&j];
        const double x0 = std::max(m.x0, in_.left);
        const double x1 = std::min(m.x1, in_.right);
        place = m.is == mark::shape::bar && x1 - x0 > place.second - place.first ? std::pair{x0, x1} : place;
    }
    for (const auto& [job, place] : widest) {
        strip_.write(place.first, place.second, h.events().text(job->function), "");
    }
}

double picture_rows::draw(const pictured_run& run, double top)
{
    const trace::history& h = *run.history;
    const double rows_end = top + lane_height * static_cast<double>(shown(run));
    double bottom = rows_end + (h.holds().empty() ? 0 : holds_height);
    draw_holds(run, top, bottom);
    // A state without an end reaches as far as the run is known, or beyond the picture if nothing will end
    // it.
    const double edge = h.head().deadlocked ? in_.right + 8 : axis_of(run).x(run.horizon, h.size());
    for (std::size_t i = 0; i != shown(run); ++i) {
        const row& r = run.rows->all()[i];
        open_row(top + lane_height * (static_cast<double>(i) + 0.5), label_of(h, r));
        draw_row(run, r, edge);
        out_.close("g");
    }
    if (has_more(run)) {
        const std::size_t more = run.rows->size() - shown(run);
        std::string left_out =
            more > 0 ? json::filled(words::picture_rows(more), {std::to_string(more)}) : "";
        if (const std::size_t hidden = run.rows->left_out(); hidden > 0) {
            left_out += left_out.empty() ? "" : "; ";
            left_out += json::filled(words::picture_filtered(hidden), {std::to_string(hidden)});
        }
        write(out_, in_.left, bottom + 18, frame::small_type, ink_.muted, left_out);
        bottom += frame::words_height;
    }
    if (!h.threads().empty()) {
        write(out_, frame::pad, bottom + 18, frame::small_type, ink_.muted, words::picture_threads);
        bottom += frame::words_height;
        for (const trace::thread_lane& l : h.threads()) {
            open_row(bottom + thread_height / 2, h.events().text(l.of.name));
            draw_thread(run, l, edge);
            out_.close("g");
            bottom += thread_height;
        }
    }
    if (!h.shared().empty()) {
        bottom = draw_shared(run, bottom, edge);
    }
    return bottom;
}

}  // namespace web
