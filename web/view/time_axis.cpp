#include "web/view/time_axis.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace web {

namespace {

// The shortest view at `time`: in a shorter one, a double couldn't tell the pixels apart.
double least_span(double time)
{
    return std::abs(time) * 2e-12;
}

time_view view_from(double from, double span)
{
    return {from, from + std::max(span, least_span(std::abs(from) + span))};
}

// The latest start of a view, which still shows the run's end and a little room after it.
double latest_start(double span, const view_limits& limits)
{
    constexpr double shown = 0.8;  // share of the view that the run fills, if it's long enough
    return std::max(limits.earliest, limits.latest - shown * span);
}

}  // namespace

double x_of(const time_view& v, double time, double left, double width)
{
    return left + (time - v.from) / v.span() * width;
}

double time_at(const time_view& v, double x, double left, double width)
{
    return v.from + (x - left) / width * v.span();
}

time_view zoomed(const time_view& v, double factor, double around, const view_limits& limits)
{
    const double span = std::clamp(v.span() / factor, limits.shortest, limits.longest);
    const double share = (around - v.from) / v.span();
    return view_from(std::clamp(around - share * span, limits.earliest, latest_start(span, limits)), span);
}

time_view panned(const time_view& v, double seconds, const view_limits& limits)
{
    return view_from(std::clamp(v.from + seconds, limits.earliest, latest_start(v.span(), limits)), v.span());
}

time_view fitted(double start, double end, double width)
{
    constexpr double room = 28;  // pixels
    constexpr double shortest = 1e-4;
    const double share = std::max(0.5, 1 - room / std::max(width, 1.0));
    const double length = end - start;
    return view_from(start, length > 0 ? std::max(length, shortest) / share : 1);
}

time_view following(const time_view& v, double time, const view_limits& limits)
{
    if (time < v.from) {
        return panned(v, time - v.from, limits);
    }
    const double ahead = 0.15 * v.span();
    return time + ahead > v.to ? panned(v, time + ahead - v.to, limits) : v;
}

std::vector<axis_mark> axis_marks(const time_view& v, double width, double room)
{
    if (!(v.span() > least_span(v.to) / 2)) {
        return {};
    }
    const double least = v.span() * room / std::max(width, 1.0);
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    double step = power;
    for (const double multiple : {1.0, 2.0, 5.0, 10.0}) {
        step = power * multiple;
        if (step >= least) {
            break;
        }
    }
    const int places = std::max(0, static_cast<int>(-std::floor(std::log10(step * 1.0001))));
    constexpr int minors = 5;
    std::vector<axis_mark> marks;
    const auto first = static_cast<long long>(std::ceil(v.from / step * minors - 1e-9));
    for (long long i = first; static_cast<double>(i) * step / minors <= v.to; ++i) {
        const double time = static_cast<double>(i) * step / minors;
        marks.push_back({time, i % minors == 0 ? seconds(time, places) : std::string()});
    }
    return marks;
}

std::string seconds(double time, int places)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f s", places, time);
    return text;
}

}  // namespace web
