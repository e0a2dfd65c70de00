#include "trace/timeline_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace trace {

namespace {

constexpr std::size_t least_room = 20;  // columns for the time axis

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
    case task_state::destroyed:
        return '?';
    }
    return ' ';
}

bool begins_character(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

std::size_t characters(const std::string& text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

/// `name` in `room` columns: cut off or padded with spaces, and with control characters replaced by spaces.
std::string in_columns(std::string name, std::size_t room)
{
    std::replace_if(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; }, ' ');
    if (characters(name) > room) {
        std::size_t end = 0;
        for (std::size_t begun = 0; begun != room; ++end) {  // after the second to last column
            begun += begins_character(name[end]) ? 1 : 0;
        }
        name.resize(end - 1);
        name += ".";
    }
    name.append(room - characters(name), ' ');
    return name;
}

/// Maps moments to columns: `room` of them from the beginning to the end.
class ruler {
public:
    ruler(double start, double end, std::size_t room)
        : start_(start), span_(end - start < shortest ? 1 : end - start), empty_(end - start < shortest), room_(room)
    {}

    std::size_t column(double time) const
    {
        const double share = std::clamp((time - start_) / span_, 0.0, 1.0);
        return static_cast<std::size_t>(share * static_cast<double>(room_ - 1) + 1e-9);
    }

    /// Labels at round moments, spaced so that they fit.
    std::string axis() const
    {
        if (empty_) {
            return label(start_, start_ == std::floor(start_) ? 0 : 3);
        }
        const double end = start_ + span_;
        const std::size_t longest = std::max(label(start_, 0).size(), label(end, 0).size());
        const double apart = static_cast<double>(longest) + 3;
        const double least = span_ * std::max(apart, 9.0) / static_cast<double>(room_);
        const double power = std::pow(10.0, std::floor(std::log10(least)));
        double step = power * 10;
        for (const double multiple : {5.0, 2.0, 1.0}) {
            step = power * multiple >= least ? power * multiple : step;
        }
        const int places = std::max(0, static_cast<int>(-std::floor(std::log10(step * 1.0001))));
        std::string line;
        for (double i = std::ceil(start_ / step - 1e-9); step * i <= end + span_ * 1e-9; ++i) {
            const std::string text = label(step * i, places);
            const std::size_t at = std::min(column(step * i), room_ + 1 - std::min(text.size(), room_ + 1));
            if (at >= line.size()) {
                line.resize(at, ' ');
                line += text;
            }
        }
        return line;
    }

private:
    static std::string label(double time, int places)
    {
        char text[64];
        std::snprintf(text, sizeof text, "%.*f s", places, time == 0 ? 0.0 : time);
        return text;
    }

    static constexpr double shortest = 1e-9;  // seconds: a shorter run has no columns

    double start_;
    double span_;
    bool empty_;  // the run takes no time
    std::size_t room_;
};

std::string row_of(const lane& of, const ruler& to, std::size_t room)
{
    std::string row(room, ' ');
    for (const segment& s : of.segments) {
        const std::size_t from = to.column(s.from);
        if (s.state >= task_state::done) {
            row[std::min(from + 1, room - 1)] = mark(s.state);  // next to the last step, at the same moment
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
        longest = std::max(longest, characters(h.events().text(l.name)));
    }
    for (const thread_lane& l : h.threads()) {
        longest = std::max(longest, characters(h.events().text(l.of.name)));
    }
    const std::size_t name_room = std::min<std::size_t>(longest, 20);
    const std::size_t room = std::max(columns - std::min(columns, name_room + 2), least_room);
    const ruler to(h.start(), h.head().time, room - 1);  // the last column shows how the task ended
    std::string text(name_room + 2, ' ');
    text += to.axis() + "\n";
    for (const lane& l : h.lanes()) {
        text += in_columns(h.events().text(l.name), name_room) + "  " + row_of(l, to, room) + "\n";
    }
    for (const thread_lane& l : h.threads()) {
        text += in_columns(h.events().text(l.of.name), name_room) + "  " + row_of(l.of, to, room) + "\n";
    }
    return text + "# runs  o ready  ~ sleeps  / waits  * done  x cancelled  ! failed  ? destroyed\n";
}

}  // namespace trace
