#include "web/view/picture.hpp"

#include <algorithm>
#include <cmath>

#include "json/filled.hpp"
#include "picture.words.hpp"
#include "web/view/describe.hpp"
#include "web/view/picture_rows.hpp"

namespace web {

namespace {

using frame = picture_frame;

constexpr double title_height = 30;
constexpr double axis_height = 26;  // as on the canvas
constexpr double line_height = 22;

class painter {
public:
    painter(const picture& p, const inks& with)
        : p_(p),
          ink_(with),
          left_(frame::pad + frame::label_width),
          right_(std::max(left_ + 1, p.width - frame::pad)),
          past_(std::clamp(axis_of(*p.own.history).x(playhead()), -1e5, 1e5))
    {}

    std::string draw();

private:
    const trace::history& own() const { return *p_.own.history; }
    axis axis_of(const trace::history& h) const { return {h, p_.kind, p_.view, left_, right_ - left_}; }
    double playhead() const;
    double counts_height() const { return p_.kind == axis_kind::time ? 16 : 0; }
    double bottom_of_rows() const;
    double height() const;
    double lines_height() const
    {
        return p_.lines == 0 ? 0 : 34 + line_height * static_cast<double>(p_.lines);
    }

    void describe();
    void text(double x, double y, double size, const std::string& colour, const std::string& words,
              const char* anchor = nullptr)
    {
        picture_rows::write(out_, x, y, size, colour, words, anchor);
    }
    void draw_axis(double y, double bottom);
    void draw_mark(double x, double y, double bottom, bool major, const std::string& label);
    void draw_counts(double y);
    void draw_playhead(double y, double gap, double bottom);
    void draw_lines(double y);

    const picture& p_;
    const inks& ink_;
    double left_;
    double right_;
    double past_;
    svg_writer out_;
    svg_strip strip_{out_, {left_, right_, past_}, ink_.ground, ink_.muted};
    picture_rows rows_{p_, ink_, {left_, right_, past_}, out_, strip_};
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

double painter::bottom_of_rows() const
{
    const double own = title_height + axis_height + counts_height() + picture_rows::height_of(p_.own);
    return p_.beside.history ? own + frame::words_height + picture_rows::height_of(p_.beside) : own;
}

double painter::height() const
{
    return bottom_of_rows() + lines_height() + 12;
}

// For those who don't see the picture: each task with its state at the playhead.
void painter::describe()
{
    const trace::snapshot now = own().at(p_.own.position);
    std::string said = json::filled(words::picture_span, {seconds(own().start()), seconds(p_.own.horizon)});
    for (std::size_t i = 0; i != picture_rows::shown(p_.own); ++i) {
        const row& r = p_.own.rows->all()[i];
        const trace::task_view* const t = now.task(r.task);
        if (r.group.empty()) {
            said += json::filled(words::picture_task, {label_of(own(), r), t ? web::describe(own(), now, *t)
                                                                             : words::not_created});
        }
    }
    said.pop_back();
    out_.open("title")
        .with("id", "picture-title")
        .end(json::filled(words::picture_title, {p_.title, seconds(p_.time)}));
    out_.open("desc").with("id", "picture-description").end(said);
}

void painter::draw_mark(double x, double y, double bottom, bool major, const std::string& label)
{
    out_.rect(x - 0.5, y + axis_height - (major ? 6 : 3), 1, major ? bottom - y - axis_height + 6 : 3);
    out_.with("fill", ink_.faint).with("shape-rendering", "crispEdges").end();
    if (p_.kind == axis_kind::steps) {
        text(x, y + 13, frame::small_type, ink_.muted, label);  // above its first column
    } else if (!label.empty()) {
        const double half = text_width(label, frame::small_type) / 2;
        text(std::clamp(x, left_ - 20 + half, std::max(left_, right_ - half)), y + 13, frame::small_type,
             ink_.muted, label, "middle");
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
        if (x >= left_ && x <= right_ && x > free_from) {
            draw_mark(x, y, bottom, true, label);
            free_from = x + text_width(label, frame::small_type) + 12;
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
        const double width = text_width(words, frame::small_type);
        text(std::min(x + 4, right_ - width), y + 12, frame::small_type, ink_.muted, words);
        free_from = x + std::max(30.0, width + 10);
    }
}

// Through all rows, but not through the text above those of the run beside, which begins at `gap`.
void painter::draw_playhead(double y, double gap, double bottom)
{
    if (past_ < left_ - 1 || past_ > right_ + 1) {
        return;
    }
    const auto at = [this](double dx) { return svg_writer::number(past_ + dx); };
    const std::string edge = svg_writer::number(y + axis_height - 12);
    const std::string tip = svg_writer::number(y + axis_height - 3);
    out_.open("g").with("data-playhead", seconds(p_.time)).with("fill", ink_.accent);
    out_.with("shape-rendering", "crispEdges").begin();
    const double top = y + axis_height - 8;
    out_.rect(past_ - 1, top, 2, std::min(gap, bottom) - top).end();
    if (gap + frame::words_height < bottom) {
        out_.rect(past_ - 1, gap + frame::words_height, 2, bottom - gap - frame::words_height).end();
    }
    out_.open("path")
        .with("d", "M" + at(-6) + " " + edge + "H" + at(6) + "L" + at(0) + " " + tip + "Z")
        .end();
    out_.close("g");
}

// The last lines of output before the playhead.
void painter::draw_lines(double y)
{
    text(frame::pad, y + 16, frame::body_type, ink_.text, words::picture_output);
    y += 28;
    const std::size_t printed = own().shown_lines_at(p_.own.position);
    const std::size_t first = printed - std::min(printed, p_.lines);
    if (first > 0) {
        text(left_, y - 12, frame::small_type, ink_.muted,
             json::filled(words::picture_earlier, {std::to_string(first)}));
    }
    out_.open("g").with("font-family",
                        "Interleave Mono, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace");
    out_.begin();
    for (std::size_t i = first; i != printed; ++i) {
        const trace::output_line& l = own().shown_line(i);
        text(frame::pad, y + 12, frame::small_type, ink_.muted, seconds(l.time));
        out_.rect(frame::pad + 84, y, 4, 14)
            .with("rx", 2)
            .with("fill", l.task ? ink_.task(l.task) : ink_.muted)
            .end();
        text(left_, y + 12, frame::small_type, ink_.text, fitted(l.text, frame::small_type, right_ - left_));
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
    out_.with("font-size", frame::small_type).begin();
    describe();
    out_.rect(0, 0, p_.width, height()).with("fill", ink_.ground).end();
    text(frame::pad, 21, frame::body_type, ink_.text,
         fitted(p_.title, frame::body_type, p_.width - 2 * frame::pad - 90));
    text(right_, 21, frame::body_type, ink_.muted, json::filled(words::picture_time, {seconds(p_.time)}),
         "end");
    draw_axis(title_height, bottom);
    const double counts = title_height + axis_height;
    if (p_.kind == axis_kind::time) {
        draw_counts(counts);
    }
    const double end = rows_.draw(p_.own, counts + counts_height());
    if (p_.beside.history) {
        text(frame::pad, end + 20, frame::small_type, ink_.muted, p_.beside_words);
        rows_.draw(p_.beside, end + frame::words_height);
    }
    draw_playhead(title_height, end, bottom);
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
                  p.width - 2 * frame::pad - frame::label_width);
}

std::string svg(const picture& p, const inks& with)
{
    return painter(p, with).draw();
}

}  // namespace web
