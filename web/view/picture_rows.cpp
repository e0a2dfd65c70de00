#include "web/view/picture_rows.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "json/filled.hpp"
#include "picture.words.hpp"
#include "tasks.words.hpp"
#include "web/view/describe.hpp"
#include "web/view/describe_thread.hpp"
#include "web/view/marks.hpp"

namespace web {

namespace {

// As on the canvas.
constexpr double lane_height = 32;
constexpr double thread_height = 28;
constexpr double holds_height = 20;
constexpr std::size_t most_rows = 500;

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
           (threads == 0 ? 0 : frame::words_height + thread_height * static_cast<double>(threads));
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
    return bottom;
}

}  // namespace web
