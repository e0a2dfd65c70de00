#pragma once
// The timeline's arithmetic: which stretch of time is in view, where a moment lies on the screen, and which
// marks the axis bears. Pure functions; nothing here draws.

#include <string>
#include <vector>

namespace web {

/// The stretch of virtual time in view, in seconds.
struct time_view {
    double from = 0;
    double to = 4;

    double span() const noexcept { return to - from; }
    bool operator==(const time_view&) const = default;
};

inline constexpr double shortest_span = 1e-3;
inline constexpr double longest_span = 3600;

/// Where `time` lies between `left` and `left + width` pixels.
double x_of(const time_view& v, double time, double left, double width);
/// The moment at `x`.
double time_at(const time_view& v, double x, double left, double width);

/// `v` zoomed by `factor` (above 1: closer) with the moment `around` kept in place; starts at 0 at the
/// earliest.
time_view zoomed(const time_view& v, double factor, double around);
/// `v` moved by `seconds`; starts at 0 at the earliest.
time_view panned(const time_view& v, double seconds);
/// The view that shows a run of `end` seconds wholly in `width` pixels, with room for how it ends: for
/// `steps` at its last moment, side by side.
time_view fitted(double end, double width, std::size_t steps = 4);
/// `v` moved so that `time` is inside it, as little as possible, with some room ahead of it.
time_view following(const time_view& v, double time);

struct axis_mark {
    double time;
    std::string label;  ///< with its unit; empty for a minor mark
};

/// Marks at round moments, so that labels are at least `room` pixels apart.
std::vector<axis_mark> axis_marks(const time_view& v, double width, double room);

/// How far apart, in pixels, the steps of one instant are drawn so that `count` of them fit into `room`.
double fan_out(std::size_t count, double room);

/// '1.840 s', or '1.84 s' with fewer places.
std::string seconds(double time, int places = 3);

}  // namespace web
