#pragma once
// Which rows the timeline has, and in which order: one for each task that the learner's filter lets pass, or one
// for each function whose tasks are folded together. The canvas and the text view both show these.

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "trace/history.hpp"

namespace web {

enum class row_order {
    made,      ///< as the tasks were created
    end,       ///< the first to end is first; those that don't end come last
    activity,  ///< the one with the most steps is first
};

/// What the learner wants to see. The order by start is that of `made`, since a task starts when it is created.
struct row_choice {
    std::string filter = {};  ///< a part of the name, in any case; empty for all
    std::uint32_t states = ~0U;  ///< a bit for each trace::task_state that a task may be in at the playhead
    row_order order = row_order::made;
    bool fold = false;                        ///< tasks of one function share a row
    std::set<std::string, std::less<>> open = {};  ///< the functions whose tasks have rows of their own all the same

    bool operator==(const row_choice&) const = default;
};

/// How many of a group's tasks are there (created and not ended), over time.
class population {
public:
    population(const trace::history& h, const std::vector<std::uint32_t>& tasks);
    std::size_t at(double time) const;
    std::size_t most() const noexcept { return most_; }

private:
    std::vector<double> created_;
    std::vector<double> ended_;
    std::size_t most_ = 0;
};

struct row {
    std::uint32_t task = 0;            ///< the task, or of several the first
    std::vector<std::uint32_t> group;  ///< the tasks that share a function; empty for a row of one task
    std::shared_ptr<const population> alive = {};  ///< of a group
    bool folded = false;               ///< the row shows its group; else the rows that follow show its tasks
    bool member = false;               ///< it belongs to the group above, which is open
};

/// The task's name, or the function's with how many tasks there are.
std::string label_of(const trace::history& h, const row& r);

/// The rows of one run.
class rows {
public:
    /// Makes them again if the run (told by its generation), the choice, or what the choice depends on has changed.
    void update(const trace::history& h, const trace::snapshot& now, const row_choice& choice,
                std::size_t generation = 0);

    const std::vector<row>& all() const noexcept { return all_; }
    std::size_t size() const noexcept { return all_.size(); }
    /// How many tasks the filter leaves out.
    std::size_t left_out() const noexcept { return left_out_; }
    /// Rows to list where `most` are too few for all: tasks that haven't ended come before others; in order.
    std::vector<std::size_t> listed(const trace::snapshot& now, std::size_t most) const;

private:
    void fold(const trace::history& h, const row_choice& choice, const std::vector<std::uint32_t>& tasks);

    std::vector<row> all_;
    std::size_t left_out_ = 0;
    // What they were made of.
    const trace::history* of_ = nullptr;
    std::size_t generation_ = 0;
    std::size_t lanes_ = 0;
    std::size_t size_ = 0;
    std::size_t position_ = 0;
    row_choice choice_;
};

}  // namespace web
