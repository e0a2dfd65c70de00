#pragma once
// The visible stretch of a run, and the labels of the axis. Pure functions; nothing here draws.

#include <limits>
#include <string>
#include <vector>

namespace web {

/// The visible stretch, in seconds, or in steps if the axis counts those.
struct time_view {
    double from = 0;
    double to = 4;

    double span() const noexcept { return to - from; }
    bool operator==(const time_view&) const = default;
};

/// How far a view may be zoomed, and where the run begins.
struct view_limits {
    double earliest = 0;
    double latest = std::numeric_limits<double>::infinity();  ///< the end; some time before it stays in view
    double shortest = 1e-6;
    double longest = 1e7;
};

/// The x of `time` if the view fills the pixels from `left` to `left + width`.
double x_of(const time_view& v, double time, double left, double width);
/// The moment at `x`.
double time_at(const time_view& v, double x, double left, double width);

/// `v` zoomed by `factor` (above 1: closer); the moment `around` keeps its place.
time_view zoomed(const time_view& v, double factor, double around, const view_limits& limits = {});
/// `v` moved by `seconds`.
time_view panned(const time_view& v, double seconds, const view_limits& limits = {});
/// The view that shows a whole run from `start` to `end` in `width` pixels, with room for the mark at its
/// end.
time_view fitted(double start, double end, double width);
/// `v` moved as little as possible so that `time` is inside it, with some room ahead of it.
time_view following(const time_view& v, double time, const view_limits& limits = {});

struct axis_mark {
    double time;
    std::string label;  ///< with its unit; empty for a minor mark
};

/// Marks at round moments, with labels at least `room` pixels apart.
std::vector<axis_mark> axis_marks(const time_view& v, double width, double room);

/// '1.840 s', or with fewer places '1.84 s'.
std::string seconds(double time, int places = 3);

}  // namespace web
