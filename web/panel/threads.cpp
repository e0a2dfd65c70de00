// What ran in threads: one row per thread, with a frame from the beginning to the end of each job.
#include "web/panel/threads.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

#include "json/filled.hpp"
#include "panel.words.hpp"
#include "web/panel/scroll_area.hpp"
#include "web/panel/strip.hpp"
#include "web/view/describe_thread.hpp"
#include "web/view/marks.hpp"

namespace web::panel {

namespace {

constexpr float row_height = 28;
constexpr float title_height = 22;
constexpr float more_height = 28;
constexpr std::size_t most_rows = 12;  // more than this scroll

// The prefix of the rows' names.
std::string names(const shown_run& run)
{
    return (run.rects == std::string_view("task:") ? "" : std::string(run.rects)) + "thread:";
}

float rows_height(const shown_run& run)
{
    return row_height * static_cast<float>(std::min(run.whole.threads().size(), most_rows));
}

ImU32 colour_of(const context& c, const trace::job& j)
{
    return j.task == 0 ? c.colours.muted : c.colours.task(j.task);
}

// Shortens the name to its end, which is what differs between threads of one executor.
std::string end_of(const context& c, const std::string& name, float width)
{
    if (fits(c.type.small, name, width)) {
        return name;
    }
    std::string text = "…";
    for (std::size_t from = name.size(); from != 0;) {
        do {
            --from;
        } while (from != 0 && (static_cast<unsigned char>(name[from]) & 0xc0) == 0x80);
        const std::string longer = "…" + name.substr(from);
        if (!fits(c.type.small, longer, width)) {
            break;
        }
        text = longer;
    }
    return text;
}

void draw_name(context& c, const shown_run& run, const trace::thread_lane& l, float y)
{
    const bool exists = l.begin < run.position;
    const std::string& name = run.history.events().text(l.of.name);
    const std::string text = end_of(c, name, lane_label - 8);
    write(c, c.type.small, c.left, y - 8, exists ? c.colours.text : c.colours.muted, text);
    c.at.rects[names(run) + name] = {c.left, y - row_height / 2, c.width, row_height};
    if (text != name) {
        const rect r{c.left, y - row_height / 2, lane_label - 8, row_height};
        if (area(c, names(run) + "name:" + name, r).hovered) {
            tooltip(c, name);
        }
    }
}

void draw_mark(strip& row, const mark& m)
{
    const auto x0 = static_cast<float>(m.x0);
    const auto x1 = static_cast<float>(std::min(m.x1, 1e5));
    if (m.is == mark::shape::tick) {
        row.tick(x0);
    } else if (m.is == mark::shape::end) {
        row.end_mark(x0, m.of->state);
    } else if (m.is == mark::shape::folded) {
        row.folded(x0, x1, m.count);
    } else if (m.of->state == trace::task_state::running) {
        row.solid(x0, x1);
    } else {
        row.waves(x0, x1);
    }
}

// Draws the frames of visible jobs, if they're wide enough.
void draw_frames(strip& row, const context& c, const trace::thread_lane& l, const axis& to, double edge)
{
    constexpr double least = 6;
    const auto ends = [&](const trace::job& j) { return std::min(to.end_of(l.last_of(j)), std::max(edge, to.left())); };
    auto j = std::lower_bound(l.jobs.begin(), l.jobs.end(), to.left(),
                              [&](const trace::job& each, double x) { return to.end_of(l.last_of(each)) < x; });
    while (j != l.jobs.end()) {
        const double x0 = to.begin_of(l.of.segments[j->first]);
        if (x0 > to.right()) {
            return;
        }
        if (ends(*j) - x0 >= least) {
            row.colour = colour_of(c, *j);
            row.frame(static_cast<float>(x0), static_cast<float>(std::min(to.end_of(l.last_of(*j)), edge)), j->last != SIZE_MAX);
            ++j;
            continue;
        }
        // Skip to the next job that may be visible: there can be as many as callbacks.
        j = std::lower_bound(j + 1, l.jobs.end(), x0 + 1, [&](const trace::job& each, double x) {
            return to.end_of(l.last_of(each)) < x;
        });
    }
}

// Writes each job's name into its widest bar.
void draw_words(strip& row, const shown_run& run, const trace::thread_lane& l, const std::vector<mark>& marks)
{
    std::map<const trace::job*, std::pair<float, float>> widest;
    for (const mark& m : marks) {
        if (m.is != mark::shape::bar) {
            continue;
        }
        const float x0 = std::max(static_cast<float>(m.x0), row.left);
        const float x1 = std::min(static_cast<float>(std::min(m.x1, 1e5)), row.right);
        auto& place = widest.try_emplace(&l.job_of(*m.of), 0.0F, 0.0F).first->second;
        if (x1 - x0 > place.second - place.first) {
            place = {x0, x1};
        }
    }
    for (const auto& [job, place] : widest) {
        row.words(place.first, place.second, {run.history.events().text(job->function)});
    }
}

void draw_row(context& c, const shown_run& run, const trace::thread_lane& l, const axis& to, float y, float playhead)
{
    strip row{c, static_cast<float>(to.left()), static_cast<float>(to.right()), y, row_height, 0, playhead};
    const double edge = edge_of(run, to);
    draw_frames(row, c, l, to, edge);
    const std::vector<mark> marks = marks_of(l.of, to, edge);
    // Draw ticks and ends last, because bars would hide half of them.
    for (const bool points : {false, true}) {
        for (const mark& m : marks) {
            if ((m.is == mark::shape::tick || m.is == mark::shape::end) == points) {
                row.colour = colour_of(c, l.job_of(*m.of));
                draw_mark(row, m);
            }
        }
    }
    draw_words(row, run, l, marks);
}

}  // namespace

float threads_height(const context& /*c*/, const shown_run& run)
{
    const std::size_t all = run.whole.threads().size();
    return all == 0 ? 0 : title_height + rows_height(run) + (all > most_rows ? more_height : 4);
}

void draw_threads(context& c, const shown_run& run, const axis& to, float top, float playhead)
{
    const auto& all = run.history.threads();
    scroll_area& a = run.threads;
    a.count = all.size();
    a.row_height = row_height;
    a.place = {};
    if (all.empty()) {
        return;
    }
    write(c, c.type.small, c.left, top + 3, c.colours.muted, words::title_threads);
    top += title_height;
    const float height = rows_height(run);
    a.place = {static_cast<float>(to.left()), top, static_cast<float>(to.width()), height};
    a.scroll_to(a.scroll);
    c.list->PushClipRect({c.left, top}, {c.left + c.width + pad, top + height}, true);
    for (std::size_t i = a.row_at(std::max(top, 0.0F)); i < all.size(); ++i) {
        const float y = top - a.scroll + row_height * (static_cast<float>(i) + 0.5F);
        if (y - row_height / 2 >= std::min(top + height, c.height)) {
            break;
        }
        draw_name(c, run, all[i], y);
        draw_row(c, run, all[i], to, y, playhead);
    }
    c.list->PopClipRect();
    draw_bar(c, a, names(run) + "scroll");
    if (a.overflows()) {
        const float x = draw_page_buttons(c, a, names(run), c.left + lane_label, top + height);
        write_fitted(c, c.type.small, x, top + height + 7, c.colours.muted,
                     words_for(a, words::threads_shown, words::threads_shown_of_more), c.left + c.width - x);
    }
}

void explain_thread(context& c, const shown_run& run, const axis& to)
{
    const ImVec2 at = ImGui::GetIO().MousePos;
    const std::size_t index = run.threads.row_at(at.y);
    if (index >= run.history.threads().size()) {
        return;
    }
    const trace::thread_lane& l = run.history.threads()[index];
    const std::vector<mark> marks = marks_of(l.of, to, edge_of(run, to));
    const mark* const m = mark_at(marks, static_cast<double>(at.x));
    if (!m) {
        tooltip(c, describe_rest(run.history, l));
    } else if (m->is == mark::shape::folded) {
        tooltip(c, json::filled(words::folded_jobs, {std::to_string(m->count)}));
    } else {
        tooltip(c, describe(run.history, l, *m->of, m->of->begin >= run.position));
    }
}

}  // namespace web::panel
