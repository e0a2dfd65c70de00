#pragma once
// What happens within one instant, in which no time passes: a column for each callback, a row for each task that
// has to do with it. It shows the task that runs, those that wait in the ready queue, at which place, and where
// they were woken.

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
            timer,    ///< this callback is the task's timer, or another call of its own
        };
        kind is = kind::none;
        std::size_t place = 0;  ///< in the ready queue, from 1 for the one that runs next
        bool woken = false;     ///< this callback made it ready, or created it
        bool ended = false;     ///< it ended in this callback
    };
    struct row {
        std::uint32_t task = 0;  ///< 0 for callbacks that are no task's
        std::vector<cell> cells;  ///< one for each column
    };

    double time = 0;
    std::size_t before = 0;   ///< callbacks of earlier instants
    std::size_t count = 0;    ///< callbacks of the instant
    std::size_t done = 0;     ///< how many of them have ended at the playhead
    bool inside = false;      ///< the one after those is running
    std::size_t first = 0;    ///< the callback of the first column, from 0
    std::size_t columns = 0;  ///< how many columns there are
    std::vector<row> rows;    ///< in the order in which the tasks run; that of the current callback among them
    std::size_t left_out = 0;  ///< rows that there was no room for

    /// The callback that runs at the playhead, or that ran last, from 0 among the columns; `columns` for none.
    std::size_t current() const noexcept;
};

/// The instant of the playhead: that of the last callback that has begun, or else the first of all. At most so
/// many columns and rows.
lens lens_at(const trace::history& h, std::size_t position, std::size_t most_columns, std::size_t most_rows);

/// The position at which `column` of `l` has ended.
std::size_t position_after(const trace::history& h, const lens& l, std::size_t column);

/// 'at 2.000 s: step 4 of 9, no time passes'.
std::string describe(const lens& l);

}  // namespace web
