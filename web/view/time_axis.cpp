#include "web/view/time_axis.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace web {

double x_of(const time_view& v, double time, double left, double width)
{
    return left + (time - v.from) / v.span() * width;
}

double time_at(const time_view& v, double x, double left, double width)
{
    return v.from + (x - left) / width * v.span();
}

time_view zoomed(const time_view& v, double factor, double around)
{
    const double span = std::clamp(v.span() / factor, shortest_span, longest_span);
    const double share = (around - v.from) / v.span();
    const double from = std::max(0.0, around - share * span);
    return {from, from + span};
}

time_view panned(const time_view& v, double seconds)
{
    const double from = std::max(0.0, v.from + seconds);
    return {from, from + v.span()};
}

time_view fitted(double end, double width, std::size_t steps)
{
    constexpr double most = 200;
    const double room =
        28 + std::min(most, 5 * static_cast<double>(steps));  // pixels: the steps, and the end marks
    const double share = std::max(0.5, 1 - room / std::max(width, 1.0));
    return {0, std::clamp(end / share, 1.0, longest_span)};
}

time_view following(const time_view& v, double time)
{
    if (time < v.from) {
        return panned(v, time - v.from);
    }
    const double ahead = 0.15 * v.span();
    return time + ahead > v.to ? panned(v, time + ahead - v.to) : v;
}

std::vector<axis_mark> axis_marks(const time_view& v, double width, double room)
{
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

double fan_out(std::size_t count, double room)
{
    constexpr double widest = 5;
    return count < 2 ? widest : std::clamp(room / static_cast<double>(count), 0.0, widest);
}

std::string seconds(double time, int places)
{
    char text[48];
    std::snprintf(text, sizeof text, "%.*f s", places, time);
    return text;
}

}  // namespace web
