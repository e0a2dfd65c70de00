#include "web/view/picture.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "web/view/describe.hpp"
#include "web/view/describe_thread.hpp"
#include "web/view/marks.hpp"
#include "web/view/svg_strip.hpp"

namespace web {

namespace {

// As on the canvas.
constexpr double pad = 16;
constexpr double label_width = 100;
constexpr double lane_height = 32;
constexpr double thread_height = 28;
constexpr double title_height = 30;
constexpr double axis_height = 26;
constexpr double counts_height = 16;
constexpr double holds_height = 20;
constexpr double words_height = 28;
constexpr double line_height = 22;
constexpr std::size_t most_rows = 500;

constexpr double small_type = 13;
constexpr double body_type = 15;

class painter {
public:
    painter(const picture& p, const inks& with)
        : p_(p),
          ink_(with),
          left_(pad + label_width),
          right_(std::max(left_ + 1, p.width - pad)),
          past_(std::clamp(axis_of(*p.own.history).x(playhead()), -1e5, 1e5))
    {}

    std::string draw();

private:
    const trace::history& own() const { return *p_.own.history; }
    axis axis_of(const trace::history& h) const { return {h, p_.kind, p_.view, left_, right_ - left_}; }
    double playhead() const;
    static std::size_t rows_of(const pictured_run& run) { return std::min(run.rows->size(), most_rows); }
    static bool has_more(const pictured_run& run)
    {
        return run.rows->size() > most_rows || run.rows->left_out() > 0;
    }
    static double height_of(const pictured_run& run);
    double bottom_of_rows() const;
    double height() const;
    double lines_height() const
    {
        return p_.lines == 0 ? 0 : 34 + line_height * static_cast<double>(p_.lines);
    }

    void describe();
    void text(double x, double y, double size, const std::string& colour, const std::string& words,
              const char* anchor = nullptr);
    void draw_axis(double y, double bottom);
    void draw_mark(double x, double y, double bottom, bool major, const std::string& label);
    void draw_counts(double y);
    void draw_holds(const pictured_run& run, double top, double bottom);
    double draw_run(const pictured_run& run, double top);
    void draw_row(const pictured_run& run, const row& r, double edge);
    void draw_name(const pictured_run& run, const row& r);
    void draw_population(const pictured_run& run, const population& all, const std::string& colour);
    void draw_thread(const pictured_run& run, const trace::thread_lane& l, double edge);
    void draw_playhead(double y, double bottom);
    void draw_lines(double y);
    void open_row(double y, const std::string& label);

    const picture& p_;
    const inks& ink_;
    double left_;
    double right_;
    double past_;
    svg_writer out_;
    svg_strip strip_{out_, {left_, right_, past_}, ink_.ground, ink_.muted};
};

// On the axis by steps, in the column of the running callback, or after the last one's column.
double painter::playhead() const
{
    if (p_.kind == axis_kind::time) {
        return p_.time;
    }
    const std::size_t position = p_.own.position;
    return static_cast<double>(own().callbacks_at(position)) + (own().within_callback(position) ? 0.5 : 0);
}

double painter::height_of(const pictured_run& run)
{
    const std::size_t threads = run.history->threads().size();
    return lane_height * static_cast<double>(rows_of(run)) +
           (run.history->holds().empty() ? 0 : holds_height) + (has_more(run) ? words_height : 0) +
           (threads == 0 ? 0 : words_height + thread_height * static_cast<double>(threads));
}

double painter::bottom_of_rows() const
{
    const double own = title_height + axis_height + counts_height + height_of(p_.own);
    return p_.beside.history ? own + words_height + height_of(p_.beside) : own;
}

double painter::height() const
{
    return bottom_of_rows() + lines_height() + 12;
}

void painter::text(double x, double y, double size, const std::string& colour, const std::string& words,
                   const char* anchor)
{
    out_.open("text").with("x", x).with("y", y).with("font-size", size).with("fill", colour);
    if (anchor) {
        out_.with("text-anchor", anchor);
    }
    out_.end(words);
}

// For those who don't see the picture: each task with its state at the playhead.
void painter::describe()
{
    const trace::snapshot now = own().at(p_.own.position);
    std::string words = "Timeline from " + seconds(own().start()) + " to " + seconds(p_.own.horizon) + ". ";
    for (std::size_t i = 0; i != rows_of(p_.own); ++i) {
        const row& r = p_.own.rows->all()[i];
        const trace::task_view* const t = now.task(r.task);
        if (r.group.empty()) {
            words +=
                label_of(own(), r) + ": " + (t ? web::describe(own(), now, *t) : "not created yet") + ". ";
        }
    }
    words.pop_back();
    out_.open("title").with("id", "picture-title").end(p_.title + ", at " + seconds(p_.time));
    out_.open("desc").with("id", "picture-description").end(words);
}

void painter::draw_mark(double x, double y, double bottom, bool major, const std::string& label)
{
    out_.rect(x - 0.5, y + axis_height - (major ? 6 : 3), 1, major ? bottom - y - axis_height + 6 : 3);
    out_.with("fill", ink_.faint).end();
    if (!label.empty()) {
        const double half = text_width(label, small_type) / 2;
        text(std::clamp(x, left_ - 20 + half, std::max(left_, right_ - half)), y + 13, small_type, ink_.muted,
             label, "middle");
    }
}

void painter::draw_axis(double y, double bottom)
{
    const axis to = axis_of(own());
    if (p_.kind == axis_kind::time) {
        for (const axis_mark& m : axis_marks(p_.view, to.width(), 90)) {
            draw_mark(to.x(m.time), y, bottom, !m.label.empty(), m.label);
        }
        return;
    }
    double free_from = -1e6;
    for (const trace::instant& i : own().instants()) {
        const double x = to.x(static_cast<double>(i.first));
        const std::string label = seconds(i.time);
        const double half = text_width(label, small_type) / 2;
        if (x >= left_ && x <= right_ && x - half > free_from) {
            draw_mark(x, y, bottom, true, label);
            free_from = x + half + 12;
        }
    }
}

// How many callbacks run at an instant, if there are several.
void painter::draw_counts(double y)
{
    const axis to = axis_of(own());
    double free_from = -1e6;
    for (const trace::instant& i : own().instants()) {
        const double x = to.x(i.time);
        if (i.count < 2 || x < left_ || x > right_ || x < free_from) {
            continue;
        }
        const std::string words = "×" + std::to_string(i.count);
        const double width = text_width(words, small_type);
        text(std::min(x + 4, right_ - width), y + 12, small_type, ink_.muted, words);
        free_from = x + std::max(30.0, width + 10);
    }
}

// The bands in which a callback blocks the loop.
void painter::draw_holds(const pictured_run& run, double top, double bottom)
{
    const axis to = axis_of(*run.history);
    double drawn = -1e6;
    for (const trace::hold& h : run.history->holds()) {
        const double x0 = std::max(to.x(h.from), left_);
        const double x1 = std::min(std::max(to.x(h.to), x0 + 1), right_);
        if (p_.kind != axis_kind::time || x1 <= std::max(x0, drawn)) {
            continue;
        }
        drawn = x1;
        const std::string words = "held by " + task_name(*run.history, h.task);
        const double now = std::clamp(past_, x0, x1);
        for (const auto& [from, until, opacity] : {std::tuple{x0, now, 0.30}, std::tuple{now, x1, 0.14}}) {
            if (until > from) {
                out_.rect(from, top, until - from, bottom - top).with("fill", ink_.held);
                out_.with("opacity", opacity).titled("The loop is " + words + ".");
            }
        }
        if (x1 - x0 > 70 && text_width(words, small_type) < x1 - x0 - 16) {
            text(x0 + 8, bottom - 6, small_type, ink_.text, words);
        }
    }
}

void painter::open_row(double y, const std::string& label)
{
    out_.open("g").with("transform", "translate(0 " + svg_writer::number(y) + ")");
    out_.with("data-row", label).begin();
}

void painter::draw_name(const pictured_run& run, const row& r)
{
    const trace::lane& lane = run.history->lanes()[r.task - 1];
    const bool exists = !lane.segments.empty() && lane.segments.front().begin < run.position;
    const double x = pad + (r.member ? 10 : 0);
    if (r.group.empty()) {
        out_.rect(x, -7, 4, 14)
            .with("rx", 2)
            .with("fill", ink_.task(lane.task))
            .with("opacity", exists ? 1 : 0.4);
        out_.end();
    }
    const std::string name = label_of(*run.history, r);
    text(x + 12, 5, body_type, exists ? ink_.text : ink_.muted, fitted(name, body_type, left_ - 8 - x - 12));
}

// How many of a group's tasks are alive, as a shape whose height is their number.
void painter::draw_population(const pictured_run& run, const population& all, const std::string& colour)
{
    const axis to = axis_of(*run.history);
    if (p_.kind != axis_kind::time || all.most() == 0) {
        return;
    }
    constexpr double piece = 2;
    const double end = std::min(right_, to.x(run.horizon));
    for (double x = left_; x < end; x += piece) {
        const std::size_t count = all.at(to.place(x + piece / 2));
        if (count > 0) {
            const double high =
                std::max(20 * static_cast<double>(count) / static_cast<double>(all.most()), 1.0);
            out_.rect(x, 10 - high, std::min(piece, end - x), high).with("fill", colour);
            out_.with("opacity", x < past_ ? 0.8 : 0.45).end();
        }
    }
}

void painter::draw_row(const pictured_run& run, const row& r, double edge)
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
    using words = std::pair<std::string, std::string>;
    strip_.draw(
        marks_of(lane, axis_of(h), edge), colour,
        [&](const mark& m) {
            return m.is == mark::shape::folded
                       ? std::to_string(m.count) + " changes of state, too close together to draw."
                       : web::describe(h, lane, *m.of, m.of->begin >= run.position);
        },
        [&](const mark& m) {
            if (m.is == mark::shape::folded) {
                return words("×" + std::to_string(m.count), "");
            }
            const bool waits = m.of->state == trace::task_state::waiting;
            return waits ? words(describe_wait(h, *m.of), short_wait(h, *m.of))
                   : m.of->state == trace::task_state::sleeping ? words(trace::name(m.of->state), "")
                                                                : words();
        });
}

void painter::draw_thread(const pictured_run& run, const trace::thread_lane& l, double edge)
{
    const trace::history& h = *run.history;
    const axis to = axis_of(h);
    const auto colour_of = [&](const trace::job& j) { return j.task ? ink_.task(j.task) : ink_.muted; };
    text(pad, 5, small_type, l.begin < run.position ? ink_.text : ink_.muted,
         fitted(h.events().text(l.of.name), small_type, label_width - 8));
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
        const double x0 = std::max(m.x0, left_);
        const double x1 = std::min(m.x1, right_);
        place = m.is == mark::shape::bar && x1 - x0 > place.second - place.first ? std::pair{x0, x1} : place;
    }
    for (const auto& [job, place] : widest) {
        strip_.write(place.first, place.second, h.events().text(job->function), "");
    }
}

double painter::draw_run(const pictured_run& run, double top)
{
    const trace::history& h = *run.history;
    const double rows_end = top + lane_height * static_cast<double>(rows_of(run));
    double bottom = rows_end + (h.holds().empty() ? 0 : holds_height);
    draw_holds(run, top, bottom);
    // A state without an end reaches as far as the run is known, or beyond the picture if nothing will end
    // it.
    const double edge = h.head().deadlocked ? right_ + 8 : axis_of(h).x(run.horizon, h.size());
    for (std::size_t i = 0; i != rows_of(run); ++i) {
        const row& r = run.rows->all()[i];
        open_row(top + lane_height * (static_cast<double>(i) + 0.5), label_of(h, r));
        draw_row(run, r, edge);
        out_.close("g");
    }
    if (has_more(run)) {
        const std::size_t more = run.rows->size() - rows_of(run);
        std::string words = more > 0 ? "and " + std::to_string(more) + " more rows" : "";
        if (const std::size_t hidden = run.rows->left_out(); hidden > 0) {
            words += (words.empty() ? "" : "; ") + std::to_string(hidden) +
                     (hidden == 1 ? " task is" : " tasks are") + " filtered out";
        }
        text(left_, bottom + 18, small_type, ink_.muted, words);
        bottom += words_height;
    }
    if (!h.threads().empty()) {
        text(pad, bottom + 18, small_type, ink_.muted, "threads");
        bottom += words_height;
        for (const trace::thread_lane& l : h.threads()) {
            open_row(bottom + thread_height / 2, h.events().text(l.of.name));
            draw_thread(run, l, edge);
            out_.close("g");
            bottom += thread_height;
        }
    }
    return bottom;
}

void painter::draw_playhead(double y, double bottom)
{
    if (past_ < left_ - 1 || past_ > right_ + 1) {
        return;
    }
    const auto at = [this](double dx) { return svg_writer::number(past_ + dx); };
    const std::string top = svg_writer::number(y + axis_height - 12);
    const std::string tip = svg_writer::number(y + axis_height - 3);
    out_.open("g").with("data-playhead", seconds(p_.time)).with("fill", ink_.accent).begin();
    out_.rect(past_ - 1, y + axis_height - 8, 2, bottom - y - axis_height + 8).end();
    out_.open("path").with("d", "M" + at(-6) + " " + top + "H" + at(6) + "L" + at(0) + " " + tip + "Z").end();
    out_.close("g");
}

// The last lines of output before the playhead.
void painter::draw_lines(double y)
{
    text(pad, y + 16, body_type, ink_.text, "Output");
    y += 28;
    const std::size_t printed = own().shown_lines_at(p_.own.position);
    const std::size_t first = printed - std::min(printed, p_.lines);
    if (first > 0) {
        text(left_, y - 12, small_type, ink_.muted, "and " + std::to_string(first) + " earlier");
    }
    out_.open("g").with("font-family",
                        "Interleave Mono, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace");
    out_.begin();
    for (std::size_t i = first; i != printed; ++i) {
        const trace::output_line& l = own().shown_line(i);
        text(pad, y + 12, small_type, ink_.muted, seconds(l.time));
        out_.rect(pad + 84, y, 4, 14)
            .with("rx", 2)
            .with("fill", l.task ? ink_.task(l.task) : ink_.muted)
            .end();
        text(left_, y + 12, small_type, ink_.text, fitted(l.text, small_type, right_ - left_));
        y += line_height;
    }
    out_.close("g");
}

std::string painter::draw()
{
    const double bottom = bottom_of_rows();
    out_.open("svg").with("xmlns", "http://www.w3.org/2000/svg").with("role", "img");
    out_.with("aria-labelledby", "picture-title picture-description");
    out_.with("width", p_.width).with("height", height());
    out_.with("viewBox", "0 0 " + svg_writer::number(p_.width) + " " + svg_writer::number(height()));
    out_.with("font-family", "Interleave Text, system-ui, -apple-system, Segoe UI, sans-serif");
    out_.with("font-size", small_type).begin();
    describe();
    out_.rect(0, 0, p_.width, height()).with("fill", ink_.ground).end();
    text(pad, 21, body_type, ink_.text, fitted(p_.title, body_type, p_.width - 2 * pad - 90));
    text(right_, 21, body_type, ink_.muted, "t = " + seconds(p_.time), "end");
    draw_axis(title_height, bottom);
    const double counts = title_height + axis_height;
    if (p_.kind == axis_kind::time) {
        draw_counts(counts);
    }
    const double end = draw_run(p_.own, counts + counts_height);
    if (p_.beside.history) {
        text(pad, end + 20, small_type, ink_.muted, p_.beside_words);
        draw_run(p_.beside, end + words_height);
    }
    draw_playhead(title_height, bottom);
    if (p_.lines > 0) {
        draw_lines(bottom + 8);
    }
    strip_.write_patterns();
    return out_.close("svg").take() + "\n";
}

}  // namespace

time_view whole_view(const trace::history& h, double end, const picture& p)
{
    const bool steps = p.kind == axis_kind::steps;
    return fitted(steps ? 0 : h.start(), steps ? static_cast<double>(h.begins().size()) : end,
                  p.width - 2 * pad - label_width);
}

std::string svg(const picture& p, const inks& with)
{
    return painter(p, with).draw();
}

}  // namespace web
