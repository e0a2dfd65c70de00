#pragma once
// What happens within one instant, during which no time passes: a column for each callback, a row for each
// task involved. It shows the running task, the places of ready tasks in the queue, and which callback woke
// them.

#include <cstdint>
#include <string>
#include <vector>

#include "trace/history.hpp"

namespace web {

struct lens {
    struct cell {
        enum class kind {
            none,
            ready,    ///< in the ready queue when this callback begins
            running,  ///< this callback is a step of the task
            timer,    ///< this callback is the task's timer or another call of the task
        };
        kind is = kind::none;
        std::size_t place = 0;  ///< in the ready queue; the next one to run has 1
        bool woken = false;     ///< this callback made it ready, or created it
        bool ended = false;     ///< it ended in this callback
    };
    struct row {
        std::uint32_t task = 0;  ///< 0 for callbacks that don't belong to a task
        std::vector<cell> cells;  ///< one for each column
    };

    double time = 0;
    std::size_t before = 0;   ///< callbacks of earlier instants
    std::size_t count = 0;    ///< callbacks of the instant
    std::size_t done = 0;     ///< how many of them have ended at the playhead
    bool inside = false;      ///< the next one after those is running
    std::size_t first = 0;    ///< the first column's callback, from 0
    std::size_t columns = 0;  ///< how many columns there are
    std::vector<row> rows;    ///< in the order in which the tasks run, including the current callback's
    std::size_t left_out = 0;  ///< rows that didn't fit

    /// The column of the callback that runs at the playhead or ran last; `columns` if there's none.
    std::size_t current() const noexcept;
};

/// The instant at the playhead: that of the last callback that has begun, or else the first. With at most
/// that many columns and rows.
lens lens_at(const trace::history& h, std::size_t position, std::size_t most_columns, std::size_t most_rows);

/// The position after `column` of `l` has ended.
std::size_t position_after(const trace::history& h, const lens& l, std::size_t column);

/// 'at 2.000 s: step 4 of 9, no time passes'.
std::string describe(const lens& l);

}  // namespace web
