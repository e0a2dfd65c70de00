#pragma once
// How a row's marks look in an SVG: what web/panel/strip draws on the canvas, with the same measures.

#include <set>
#include <string>
#include <string_view>

#include "web/view/marks.hpp"
#include "web/view/svg_writer.hpp"

namespace web {

/// How wide a text is, roughly and rather too wide than too narrow: the reader's fonts aren't known.
double text_width(std::string_view text, double size);
/// The text, cut with an ellipsis to be at most `width` wide.
std::string fitted(std::string_view text, double size, double width);

/// A row, whose middle has y 0. What is right of `past` is dimmed.
class svg_strip {
public:
    struct place {
        double left;  ///< of the timeline
        double right;
        double past;  ///< the playhead's x
    };

    svg_strip(svg_writer& out, const place& in, std::string ground, std::string muted)
        : out_(out), in_(in), ground_(std::move(ground)), muted_(std::move(muted))
    {}

    /// Draws the marks in this colour. `title` has a mark's sentence, `words` the longer and the shorter text
    /// to write on a bar.
    template <class Title, class Words>
    void draw(const std::vector<mark>& marks, const std::string& colour, Title title, Words words);

    /// A frame around a job, from a beginning to an end. If the end isn't known, it's open on the right.
    void frame(double x0, double x1, bool ended, const std::string& colour);
    /// Writes the longer text if it fits between x0 and x1, else the shorter one, else nothing.
    void write(double x0, double x1, const std::string& text, const std::string& shorter);
    /// The patterns that were used, at the document's end.
    void write_patterns();

private:
    void bar(const mark& m, const std::string& colour, const std::string& title);
    void part(const mark& m, double x0, double x1, const std::string& colour, double opacity,
              const std::string& title);
    void end_mark(double x, trace::task_state how, const std::string& colour, const std::string& title);
    svg_writer& filled(const std::string& colour, double opacity);
    double opacity_at(double x) const { return x <= in_.past ? 1 : dimmed; }
    std::string pattern(const char* what, const std::string& colour);

    static constexpr double dimmed = 0.6;  // the opacity of the future

    svg_writer& out_;
    place in_;
    std::string ground_;
    std::string muted_;
    std::set<std::string> waves_;
    std::set<std::string> hatched_;
};

// Ticks and ends come last, because bars would hide half of them.
template <class Title, class Words>
void svg_strip::draw(const std::vector<mark>& marks, const std::string& colour, Title title, Words words)
{
    for (const mark& m : marks) {
        if (m.is == mark::shape::bar || m.is == mark::shape::folded) {
            bar(m, colour, title(m));
            const auto [text, shorter] = words(m);
            write(m.x0, m.x1, text, shorter);
        }
    }
    for (const mark& m : marks) {
        if (m.is == mark::shape::end) {
            end_mark(m.x0, m.of->state, colour, title(m));
        } else if (m.is == mark::shape::tick && m.x0 >= in_.left - 2 && m.x0 <= in_.right + 2) {
            out_.rect(m.x0 - tick_width / 2, -10, tick_width, 20);
            filled(colour, opacity_at(m.x0)).with("shape-rendering", "crispEdges").titled(title(m));
        }
    }
}

}  // namespace web
