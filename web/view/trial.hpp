#pragma once
// A run that is tried and not shown: what it says to its reader, for a search of what breaks the program.

#include <memory>
#include <string>

#include "web/view/session.hpp"

namespace web {

class trial {
public:
    /// A run of the session's subject with its present settings, but for these: the parameters in `values`,
    /// by their places ('0:1.5,3:2'), the seed, and what is done to tasks ('cancel-3-at-1.5').
    trial(const session& s, std::string_view values, std::uint32_t seed, std::string_view what_if);

    /// What to ask for if it has to be made elsewhere, as a JSON object; empty if it's made here.
    const std::string& errand() const noexcept { return errand_; }
    /// Runs it up to `until` seconds of its clock, for about that many events. True when it's over.
    bool go_on(double until, std::size_t events);
    /// As a JSON object: whether it has `ended`, the `time` of its last event, the lines that it `printed`,
    /// the `error` that leaves the program, the time of a `deadlock`, how many `reports` there are and the
    /// last one; with `sleeps` also for each of them the task's number and name, its time, after how many
    /// callbacks it can be made longer, and how many of the things done to tasks come before; and `more_sleeps`, how
    /// many there are after the first 200.
    std::string told(bool sleeps) const;

private:
    std::string errand_;
    std::unique_ptr<trace::source> run_;
};

}  // namespace web
