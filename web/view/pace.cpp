#include "web/view/pace.hpp"

#include <algorithm>

namespace web {

namespace {

constexpr double when_next = 0.2;  // the callback is next in the ready queue
constexpr double when_taken = 0.45;
constexpr double when_done = 0.35;  // it has printed, put and so on, and hasn't returned

// The position after what a callback does, before its task is suspended: `taken` if it does nothing before.
std::size_t done_in(const trace::history& h, std::size_t taken, std::size_t end)
{
    const trace::log& events = h.events();
    std::size_t at = end - 1;  // before it returns
    while (at > taken && events[at - 1].kind == trace::kind::shared_value) {
        --at;
    }
    if (at > taken && events[at - 1].kind == trace::kind::task_variables) {
        --at;
    }
    if (at > taken && events[at - 1].kind == trace::kind::task_suspended) {
        --at;
    }
    return std::max(at, taken);
}

beat to(const trace::history& h, std::size_t next, double share)
{
    return {next, h.events()[next - 1].time, share};
}

beat before_callback(const trace::history& h, std::size_t position, std::size_t callback)
{
    if (callback == h.begins().size()) {
        return {};
    }
    const std::size_t begin = h.begins()[callback];
    const double time = h.events()[begin].time;
    if (position < begin) {
        return {begin, time, 0};
    }
    const bool steps = begin + 1 < h.size() && h.events()[begin + 1].kind == trace::kind::task_stepped;
    return {begin + (steps ? 2 : 1), time, when_next};
}

beat within(const trace::history& h, std::size_t position, std::size_t callback)
{
    const std::size_t begin = h.begins()[callback];
    const std::size_t taken = before_callback(h, begin, callback).next;
    if (position < taken) {
        return to(h, taken, 0);
    }
    if (callback + 1 >= h.boundaries().size()) {
        return {};  // its end isn't known yet
    }
    const std::size_t end = h.boundaries()[callback + 1];
    const std::size_t done = done_in(h, taken, end);
    const double left =
        (position == taken ? when_taken : 0) + (done == taken || position == done ? when_done : 0);
    if (position < done) {
        return to(h, done, position == taken ? when_taken : 0);
    }
    // At the same instant, go on to where the next callback is about to begin.
    const beat after = before_callback(h, end, callback + 1);
    const double time = h.events()[end - 1].time;
    return after.next != beat::none && after.next > end && after.share == 0 && after.time <= time
               ? beat{after.next, time, left}
               : beat{end, time, left};
}

}  // namespace

beat beat_at(const trace::history& h, std::size_t position)
{
    const std::size_t ended = h.callbacks_at(position);
    return h.within_callback(position) ? within(h, position, ended) : before_callback(h, position, ended);
}

double display_time(const trace::history& h, double time, double speed)
{
    const auto& all = h.instants();
    const auto first = std::lower_bound(all.begin(), all.end(), time,
                                        [](const trace::instant& i, double t) { return i.time < t; });
    const auto last = std::upper_bound(first, all.end(), time + speed,
                                       [](double t, const trace::instant& i) { return t < i.time; });
    const std::size_t before = first == all.end() ? h.begins().size() : first->first;
    const std::size_t after = last == all.end() ? h.begins().size() : last->first;
    const auto count = static_cast<double>(std::max<std::size_t>(after - before, 1));
    const double each = std::min(longest_display, extra / count) / std::max(1.0, speed);
    return each < shortest_display ? 0 : each;
}

}  // namespace web
