#pragma once
// A learner's own program, as a subject. It doesn't run here: this class asks for a run, something else runs
// the program, and the events arrive in pieces whenever they're ready. A run covers only the time that was
// asked for. To get more, the program runs again from its start, for longer.

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/parameters.hpp"
#include "web/view/subject.hpp"

namespace web {

/// A module-level constant of the program that the learner can set.
struct constant {
    std::string name;
    lessons::parameter_type type = lessons::parameter_type::number;
    double min = 0;
    double max = 0;
    double step = 0;
    double fallback = 0;  ///< an index for a choice, 0 or 1 for a switch
    std::string unit = {};
    std::vector<std::string> choices = {};
    std::string help = {};  ///< its purpose, in a few words
};

/// The open programs' runs, and what is still needed of them.
class errands {
public:
    class run;

    errands();
    ~errands();

    /// What is needed and hasn't been returned before, as a JSON list: for each run its number `run`, the
    /// time `until` which it's needed, its `seed`, the constants to `set`, and the `changes` while it runs.
    std::string take();
    /// Adds more packed events to a run. Returns a sentence that says what is wrong with them, or an empty
    /// one. Ignores a run that is no longer open.
    std::string give(std::uint32_t run, std::string_view texts, std::string_view events);
    /// All events of a run up to `time` have been added. If it has `ended`, nothing more will come, and this
    /// is its exit code.
    void reached(std::uint32_t run, double time, bool ended, int exit_code = 0);
    /// The run waits at `time` for the reader to answer input(). More of it will come by itself, or another
    /// run instead.
    void waits(std::uint32_t run, double time);

    std::unique_ptr<trace::source> open(std::span<const lessons::parameter_info> parameters,
                                        const lessons::settings& settings, std::string title);
    /// The exit code of the open run that has this log.
    int exit_code(const trace::log& of) const;

private:
    struct desk;
    std::shared_ptr<desk> desk_;
};

/// The program with these constants. It asks `at` for its runs, and `at` must outlive it. If it `compares`,
/// there are two programs: the first constant chooses one, and the other's run is shown beside it. Changing a
/// constant makes both runs again, because moments of the two runs don't correspond.
std::unique_ptr<subject> subject_of(std::string title, std::vector<constant> constants, errands& at,
                                    bool compares = false);

}  // namespace web
