#include "trace/timeline_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace trace {

namespace {

constexpr std::size_t least_room = 20;  // columns for time

char mark(task_state s)
{
    switch (s) {
    case task_state::ready:
        return 'o';
    case task_state::running:
        return '#';
    case task_state::sleeping:
        return '~';
    case task_state::waiting:
        return '/';
    case task_state::done:
        return '*';
    case task_state::cancelled:
        return 'x';
    case task_state::failed:
        return '!';
    }
    return '?';
}

std::string shortened(const std::string& name, std::size_t most)
{
    return name.size() <= most ? name : name.substr(0, most - 1) + ".";
}

/// Where moments lie: `room` columns from the start to the end.
class ruler {
public:
    ruler(double start, double end, std::size_t room)
        : start_(start), empty_(end - start < least_time), end_(empty_ ? 1 : end - start), room_(room)
    {}

    std::size_t column(double time) const
    {
        const double share = std::clamp((time - start_) / end_, 0.0, 1.0);
        return static_cast<std::size_t>(share * static_cast<double>(room_ - 1) + 1e-9);
    }

    /// Labels at round moments since the start, as far apart as they need.
    std::string axis() const
    {
        if (empty_) {
            return "0 s";
        }
        constexpr double apart = 9;
        const double least = end_ * apart / static_cast<double>(room_);
        const double power = std::pow(10.0, std::floor(std::log10(least)));
        double step = power * 10;
        for (const double multiple : {5.0, 2.0, 1.0}) {
            step = power * multiple >= least ? power * multiple : step;
        }
        const int places = std::max(0, static_cast<int>(-std::floor(std::log10(step * 1.0001))));
        std::string line;
        for (int i = 0; step * i <= end_ * (1 + 1e-9); ++i) {
            char label[32];
            std::snprintf(label, sizeof label, "%.*f s", places, step * i);
            const std::size_t at = std::min(column(start_ + step * i), room_ + 1 - std::string_view(label).size());
            if (at >= line.size()) {
                line.resize(at, ' ');
                line += label;
            }
        }
        return line;
    }

private:
    static constexpr double least_time = 1e-9;

    double start_;
    bool empty_;  // the run takes no time
    double end_;  // since the start
    std::size_t room_;
};

std::string row_of(const lane& of, const ruler& to, std::size_t room)
{
    std::string row(room, ' ');
    for (const segment& s : of.segments) {
        const std::size_t from = to.column(s.from);
        if (s.state >= task_state::done) {
            row[std::min(from + 1, room - 1)] = mark(s.state);  // beside the last step, at the same moment
            continue;
        }
        const std::size_t end = std::isfinite(s.to) ? to.column(s.to) : room - 2;
        for (std::size_t at = from; at <= end; ++at) {
            const bool runs = s.state == task_state::running && (at < end || s.to == s.from || at == from);
            if (runs || (row[at] != '#' && (at < end || !std::isfinite(s.to) || row[at] == ' '))) {
                row[at] = mark(s.state);
            }
        }
    }
    return row.substr(0, row.find_last_not_of(' ') + 1);
}

}  // namespace

std::string timeline_text(const history& h, std::size_t columns)
{
    std::size_t longest = 0;
    for (const lane& l : h.lanes()) {
        longest = std::max(longest, h.events().text(l.name).size());
    }
    const std::size_t name_room = std::min<std::size_t>(longest, 20);
    const std::size_t room = std::max(columns - std::min(columns, name_room + 2), least_room);
    const ruler to(h.start(), h.head().time, room - 1);  // the last column is for how it ended
    std::string text(name_room + 2, ' ');
    text += to.axis() + "\n";
    for (const lane& l : h.lanes()) {
        std::string name = shortened(h.events().text(l.name), name_room);
        name.resize(name_room + 2, ' ');
        text += name + row_of(l, to, room) + "\n";
    }
    return text + "# runs  o ready  ~ sleeps  / waits  * done  x cancelled  ! failed\n";
}

}  // namespace trace
