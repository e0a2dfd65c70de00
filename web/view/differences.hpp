#pragma once
// How a run differs from the one that is pinned beside it: the first difference, in words, and for each task
// the first event of its own that the other run doesn't have.

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

class differences {
public:
    /// Compares the runs anew if more of them is laid out, or other ones are shown. Compares nothing if none
    /// is pinned.
    void update(const session& s);

    /// Where a task parts, if it does.
    const parting* of(std::uint32_t task) const noexcept;
    bool any() const noexcept { return any_; }

private:
    std::vector<std::optional<parting>> all_;  // by task, from 1
    bool any_ = false;
    // What they were made from.
    std::size_t generation_ = 0;
    std::size_t here_ = 0;
    std::size_t beside_ = 0;
    bool complete_ = false;
};

/// 'Task-2 does something else in the pinned run: here, at 4.000 s it resumes; there, at 2.000 s it is cancelled.'
std::string in_words(const session& s, std::uint32_t task, const parting& p);

/// How the run differs from the one beside it, in one sentence; empty if not enough of them is laid out to
/// know.
std::string first_difference(const session& s);

/// The task's name, or its number if it isn't there.
std::string name_of_task(const trace::history& h, std::uint32_t task);

}  // namespace web
