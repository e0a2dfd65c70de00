#pragma once
// A program of the learner's own, as a subject. It doesn't run here: what a run is wanted for is asked of whoever
// runs it, and the events arrive in pieces, however late. A run is followed as far as is asked for; asked for more,
// the same run is made again and goes on further.

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/parameters.hpp"
#include "web/view/subject.hpp"

namespace web {

/// A module-level constant of the program's that can be set.
struct constant {
    std::string name;
    lessons::parameter_type type = lessons::parameter_type::number;
    double min = 0;
    double max = 0;
    double step = 0;
    double fallback = 0;  ///< of a choice its index, of a switch 0 or 1
    std::string unit = {};
    std::vector<std::string> choices = {};
    std::string help = {};  ///< what it's for, in a few words
};

/// The runs of programs that are open, and what is wanted of them.
class errands {
public:
    class run;

    errands();
    ~errands();

    /// What is wanted and was not told before, as a JSON list: for each run its number `run`, the time `until` which
    /// it is to be followed, its `seed`, the constants `set`, and the `changes` while it runs.
    std::string take();
    /// More of a run has come, packed. The sentence that says what is wrong with it, or nothing. A run that is
    /// no longer open takes nothing.
    std::string give(std::uint32_t run, std::string_view texts, std::string_view events);
    /// All has come of a run that happens up to `time`; it has `ended` if nothing more will, with
    /// this exit code.
    void reached(std::uint32_t run, double time, bool ended, int exit_code = 0);
    /// It waits at `time` for an answer of its reader's: more of it comes by itself, or another run in its place.
    void waits(std::uint32_t run, double time);

    std::unique_ptr<trace::source> open(std::span<const lessons::parameter_info> parameters,
                                        const lessons::settings& settings, std::string title);
    /// Of the open run that has this log.
    int exit_code(const trace::log& of) const;

private:
    struct desk;
    std::shared_ptr<desk> desk_;
};

/// The program with these constants, whose runs are asked for at `at`. `at` outlives it. With `compares` there are two
/// programs: the first constant chooses which of them runs, and the other one's run is beside it. A constant that's
/// changed makes both runs again, since a moment of one run is none of the other's.
std::unique_ptr<subject> subject_of(std::string title, std::vector<constant> constants, errands& at,
                                    bool compares = false);

}  // namespace web
