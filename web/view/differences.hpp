#pragma once
// How a run differs from the one that is pinned beside it: in words how it ends and where the two part, and for each
// task the first event of its own that the other run doesn't have.

#include <optional>
#include <string>
#include <vector>

#include "web/view/session.hpp"

namespace web {

/// The position of the first event of a task with which two runs part, in each of them; none in a run in
/// which the task does nothing more.
struct parting {
    std::optional<std::size_t> here;
    std::optional<std::size_t> beside;
};

/// For each task, by its number, where it parts, if it does. `complete`: both runs are laid out to their ends.
std::vector<std::optional<parting>> partings(const trace::history& here, const trace::history& beside, bool complete);

class differences {
public:
    /// Compares the runs again if more of them is laid out, or other ones are shown. Compares nothing if none
    /// is pinned.
    void update(const session& s);

    /// Where a task parts, if it does.
    const parting* of(std::uint32_t task) const noexcept;
    bool any() const noexcept { return any_; }
    /// How the run ends differently, and the first difference; empty if not enough of the runs is laid out to know.
    const std::string& words() const noexcept { return words_; }

private:
    std::vector<std::optional<parting>> all_;  // by task, from 1
    bool any_ = false;
    std::string words_;
    // What they were made from.
    std::size_t generation_ = 0;
    std::size_t here_ = 0;
    std::size_t beside_ = 0;
    bool complete_ = false;
};

/// 'Task-2 does something else in the pinned run: here, at 4.000 s it resumes; there, at 2.000 s it is cancelled.'
std::string parting_in_words(const session& s, std::uint32_t task, const parting& p);

/// The task's name, or what to call it if it isn't there.
std::string task_or_number(const trace::history& h, std::uint32_t task);

}  // namespace web
