#include "web/panel/scale.hpp"

#include <algorithm>
#include <cmath>

namespace web::panel {

float scale::x(double time) const
{
    if (!std::isfinite(time)) {
        return right() + 4;
    }
    // Kept near the edges, where a float still tells neighbouring pixels apart.
    const double x = x_of(view_, time, static_cast<double>(left_), static_cast<double>(width_));
    return static_cast<float>(std::clamp(x, -1e5, 1e5));
}

float scale::x(double time, std::size_t position) const
{
    const trace::instant* i = find(time);
    if (!i) {
        return x(time);
    }
    const std::size_t before = history_.callbacks_at(position);
    const std::size_t index = std::min(before - std::min(before, i->first), i->count);
    return x(time) + fan(*i) * static_cast<float>(index);
}

float scale::step_width(double time) const
{
    const trace::instant* i = find(time);
    return i ? std::max(2.0F, fan(*i)) : 2.0F;
}

double scale::time(float x) const
{
    return std::max(0.0, time_at(view_, static_cast<double>(x), static_cast<double>(left_),
                                 static_cast<double>(width_)));
}

const trace::instant* scale::find(double time) const
{
    const auto& all = history_.instants();
    const auto place = std::lower_bound(all.begin(), all.end(), time,
                                        [](const trace::instant& i, double t) { return i.time < t; });
    return place != all.end() && place->time == time ? &*place : nullptr;
}

float scale::fan(const trace::instant& i) const
{
    const auto& all = history_.instants();
    const trace::instant* next = &i + 1;
    const bool last = next == all.data() + all.size();
    const float room = last ? 400.0F : (x(next->time) - x(i.time)) * 0.5F;
    return static_cast<float>(fan_out(i.count, static_cast<double>(std::max(room, 0.0F))));
}

}  // namespace web::panel
