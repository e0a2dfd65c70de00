#include "web/view/svg_strip.hpp"

#include <algorithm>
#include <cmath>

namespace web {

namespace {

constexpr double small_type = 13;

// The advance of a character, as a share of the font's size.
double advance(char c)
{
    constexpr std::string_view narrow = " !'(),./:;I[]fijlrt|";
    constexpr std::string_view wide = "%@GMOQWmw";
    if ((static_cast<unsigned char>(c) & 0xc0) == 0x80) {
        return 0;  // it continues a character
    }
    if (narrow.find(c) != std::string_view::npos) {
        return 0.36;
    }
    return wide.find(c) != std::string_view::npos ? 0.9 : c >= 'A' && c <= 'Z' ? 0.68 : 0.58;
}

}  // namespace

double text_width(std::string_view text, double size)
{
    double width = 0;
    for (const char c : text) {
        width += advance(c) * size;
    }
    return width;
}

std::string fitted(std::string_view text, double size, double width)
{
    if (text_width(text, size) <= width) {
        return std::string(text);
    }
    const std::string_view ellipsis = "…";
    double left = width - text_width(ellipsis, size);
    std::size_t end = 0;
    while (end < text.size() && left >= advance(text[end]) * size) {
        left -= advance(text[end++]) * size;
    }
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
        --end;  // don't cut inside a character
    }
    return std::string(text.substr(0, end)) + std::string(ellipsis);
}

svg_writer& svg_strip::filled(const std::string& colour, double opacity)
{
    out_.with("fill", colour);
    return opacity < 1 ? out_.with("opacity", opacity) : out_;
}

std::string svg_strip::pattern(const char* what, const std::string& colour)
{
    return "url(#" + std::string(what) + "-" + colour.substr(1) + ")";
}

// The parts before and after the playhead, each with its own opacity.
void svg_strip::bar(const mark& m, const std::string& colour, const std::string& title)
{
    if (m.is == mark::shape::folded && m.x1 - m.x0 < 3) {
        // A bar would be hidden under the mark of an end.
        if (m.x0 >= in_.left - 2 && m.x0 <= in_.right + 2) {
            out_.rect(m.x0 - tick_width / 2, -10, m.x1 - m.x0 + tick_width, 20);
            filled(colour, opacity_at(m.x0)).with("shape-rendering", "crispEdges").titled(title);
        }
        return;
    }
    const bool step = m.is == mark::shape::bar && m.of->state == trace::task_state::running;
    const double x0 = std::max(m.x0, in_.left);
    const double x1 = std::min(step ? std::max(m.x1, m.x0 + tick_width) : m.x1, in_.right);
    const double cut = std::clamp(in_.past, x0, std::max(x0, x1));
    part(m, x0, cut, colour, 1, title);
    part(m, cut, x1, colour, dimmed, title);
}

void svg_strip::part(const mark& m, double x0, double x1, const std::string& colour, double opacity,
                     const std::string& title)
{
    if (!(x1 > x0)) {
        return;
    }
    if (m.is == mark::shape::folded) {
        out_.rect(x0, -7, x1 - x0, 14);
        filled(colour, 0.55 * opacity).titled(title);
        for (const double y : {-7.0, 5.0}) {
            out_.rect(x0, y, x1 - x0, 2);
            filled(colour, opacity).end();
        }
        return;
    }
    switch (m.of->state) {
    case trace::task_state::running:
        out_.rect(x0, -10, x1 - x0, 20);
        filled(colour, opacity).titled(title);
        return;
    case trace::task_state::ready: {
        // Its outline is inside, and is open at what is cut off.
        const double a = m.x0 < x0 - 0.01 ? x0 : x0 + 0.75;
        const double b = m.x1 > x1 + 0.01 ? x1 : std::max(a, x1 - 0.75);
        const std::string from = svg_writer::number(a);
        const std::string to = svg_writer::number(b);
        out_.open("path").with("d", "M" + from + " -5.25H" + to +
                                        (m.x1 > x1 + 0.01 ? "M" + to + " 5.25" : "V5.25") + "H" + from +
                                        (m.x0 < x0 - 0.01 ? "" : "V-5.25"));
        out_.with("fill", "none")
            .with("stroke", colour)
            .with("stroke-width", 1.5)
            .with("pointer-events", "all");
        (opacity < 1 ? out_.with("opacity", opacity) : out_).titled(title);
        return;
    }
    case trace::task_state::sleeping:
        waves_.insert(colour);
        out_.rect(x0, -8, x1 - x0, 16);
        filled(pattern("sleeping", colour), opacity).titled(title);
        return;
    default:
        hatched_.insert(colour);
        out_.rect(x0, -8, x1 - x0, 16);
        filled(pattern("waiting", colour), opacity).titled(title);
        return;
    }
}

void svg_strip::end_mark(double x, trace::task_state how, const std::string& colour, const std::string& title)
{
    constexpr double r = 5;
    if (x < in_.left - r || x > in_.right + r) {
        return;
    }
    const auto at = [x](double dx, double y) {
        return svg_writer::number(x + dx) + " " + svg_writer::number(y);
    };
    const auto circle = [&](double radius) -> svg_writer& {
        return out_.open("circle").with("cx", x).with("cy", 0).with("r", radius);
    };
    const double opacity = opacity_at(x);
    if (how == trace::task_state::done || how == trace::task_state::destroyed) {
        circle(r + 1.5).with("fill", ground_).end();
        circle(r);
        filled(colour, opacity).titled(title);
        if (how == trace::task_state::destroyed) {  // a ring
            circle(r - 2).with("fill", ground_).end();
        }
    } else if (how == trace::task_state::cancelled) {
        const std::string cross = "M" + at(-r, -r) + "L" + at(r, r) + "M" + at(-r, r) + "L" + at(r, -r);
        out_.open("path").with("d", cross).with("stroke", ground_).with("stroke-width", 5.5).end();
        out_.open("path").with("d", cross).with("stroke", colour).with("stroke-width", 2.5);
        (opacity < 1 ? out_.with("opacity", opacity) : out_).titled(title);
    } else {
        out_.open("path").with("d", "M" + at(0, -r - 3) + "L" + at(r + 3, r + 1.5) + "L" +
                                        at(-r - 3, r + 1.5) + "Z");
        out_.with("fill", ground_).end();
        out_.open("path").with("d", "M" + at(0, -r - 1) + "L" + at(r + 1, r) + "L" + at(-r - 1, r) + "Z");
        filled(colour, opacity).titled(title);
    }
}

void svg_strip::frame(double x0, double x1, bool ended, const std::string& colour)
{
    const double cut = std::clamp(in_.past, x0, std::max(x0, x1));
    const auto part = [&](double from, double to, double opacity) {
        from = std::max(from, in_.left);
        to = std::min(to, in_.right);
        if (!(to > from)) {
            return;
        }
        for (const double y : {-11.0, 10.0}) {
            out_.rect(from, y, to - from, 1);
            filled(colour, opacity).end();
        }
        if (from == x0) {
            out_.rect(from, -11, 1, 22);
            filled(colour, opacity).end();
        }
        if (ended && to == x1) {
            out_.rect(to - 1, -11, 1, 22);
            filled(colour, opacity).end();
        }
    };
    part(x0, cut, 1);
    part(cut, x1, dimmed);
}

void svg_strip::write(double x0, double x1, const std::string& text, const std::string& shorter)
{
    x0 = std::max(x0, in_.left);
    x1 = std::min(x1, in_.right);
    for (const std::string* fitting : {&text, &shorter}) {
        const double width = text_width(*fitting, small_type);
        if (fitting->empty() || width > x1 - x0 - 20) {
            continue;
        }
        const double middle = (x0 + x1) / 2;
        out_.rect(middle - width / 2 - 2, -8, width + 4, 16).with("rx", 4).with("fill", ground_).end();
        out_.open("text").with("x", middle).with("y", 4.5).with("text-anchor", "middle").with("fill", muted_);
        out_.end(*fitting);
        return;
    }
}

// Their phase depends on x alone, so that the parts of a bar fit together.
void svg_strip::write_patterns()
{
    const auto open = [this](const char* what, const std::string& colour, double width) {
        out_.open("pattern").with("id", std::string(what) + "-" + colour.substr(1));
        out_.with("patternUnits", "userSpaceOnUse")
            .with("x", 0)
            .with("y", -8)
            .with("width", width)
            .with("height", 16);
        out_.begin();
    };
    out_.open("defs").begin();
    for (const std::string& colour : waves_) {
        constexpr double length = 14;
        constexpr double amplitude = 3.5;
        constexpr double middle = 8;
        std::string wave;
        for (double x = -2; x <= length + 2; x += 1) {
            wave += (wave.empty() ? "M" : "L") + svg_writer::number(x) + " " +
                    svg_writer::number(middle + amplitude * std::sin(x / length * 6.2831853));
        }
        open("sleeping", colour, length);
        out_.open("path")
            .with("d", wave)
            .with("fill", "none")
            .with("stroke", colour)
            .with("stroke-width", 1.75)
            .end();
        out_.close("pattern");
    }
    for (const std::string& colour : hatched_) {
        open("waiting", colour, 8);
        // Strokes from the lower left, 8 apart and 12 wide: each tile has parts of three.
        out_.open("path").with("d", "M-8 14L4 2M0 14L12 2M8 14L20 2M-16 14L-4 2").with("stroke", colour);
        out_.with("stroke-width", 1.25).end();
        out_.open("path").with("d", "M0 2H8M0 14H8").with("stroke", colour).with("stroke-width", 1).end();
        out_.close("pattern");
    }
    out_.close("defs");
}

}  // namespace web
