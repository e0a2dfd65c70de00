#pragma once
// Which rows the timeline has, and in which order: one for each task that passes the learner's filter, or one
// for each function whose tasks are folded together. The canvas and the text view both show these rows.

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "trace/history.hpp"

namespace web {

enum class row_order {
    made,      ///< in the order the tasks were created
    end,       ///< the first to end comes first; tasks that don't end come last
    activity,  ///< the task with the most steps comes first
};

/// What the learner wants to see. `made` is also the order by start, because a task starts when it's created.
struct row_choice {
    std::string filter = {};     ///< part of the name, in upper or lower case; empty for all
    std::uint32_t states = ~0U;  ///< a bit for each trace::task_state to show at the playhead
    row_order order = row_order::made;
    std::uint32_t only = 0;                        ///< shows this task alone; 0 for all
    bool fold = false;                             ///< tasks of one function share a row
    std::set<std::string, std::less<>> open = {};  ///< functions whose tasks still have their own rows

    bool operator==(const row_choice&) const = default;
};

/// How many tasks of a group are alive (created and not ended), over time.
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
    std::uint32_t task = 0;            ///< the task, or the first of several
    std::vector<std::uint32_t> group;  ///< the tasks that share a function; empty if the row has one task
    std::shared_ptr<const population> alive = {};  ///< of the group
    bool folded = false;  ///< the row shows its group; if not, the rows after it show its tasks
    bool member = false;  ///< it belongs to the open group above
};

/// The task's name, or the function's name and how many tasks there are.
std::string label_of(const trace::history& h, const row& r);

/// The rows of one run.
class rows {
public:
    /// Rebuilds the rows if the run (identified by its generation), the choice, or something the choice
    /// depends on changed.
    void update(const trace::history& h, const trace::snapshot& now, const row_choice& choice,
                std::size_t generation = 0);

    const std::vector<row>& all() const noexcept { return all_; }
    std::size_t size() const noexcept { return all_.size(); }
    /// How many tasks the filter hides.
    std::size_t left_out() const noexcept { return left_out_; }
    /// The rows to list if only `most` fit, in order. Tasks that haven't ended win over others.
    std::vector<std::size_t> listed(const trace::snapshot& now, std::size_t most) const;

private:
    void fold(const trace::history& h, const row_choice& choice, const std::vector<std::uint32_t>& tasks);

    std::vector<row> all_;
    std::size_t left_out_ = 0;
    // What the rows were built from.
    const trace::history* of_ = nullptr;
    std::size_t generation_ = 0;
    std::size_t lanes_ = 0;
    std::size_t size_ = 0;
    std::size_t position_ = 0;
    row_choice choice_;
};

}  // namespace web
