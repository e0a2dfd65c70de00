#pragma once
// What to draw in a row of the timeline: ticks for steps, bars for states, marks for ends. Marks too dense to
// tell apart become one folded bar that says how many changes of state it covers.

#include <cstdint>
#include <vector>

#include "web/view/axis.hpp"

namespace web {

/// The width in pixels of a step that takes no time, and of an end mark.
inline constexpr double tick_width = 2;

struct mark {
    enum class shape {
        tick,    ///< a step; x0 is its middle
        bar,     ///< a state, from x0 to x1
        folded,  ///< several states, from x0 to x1
        end,     ///< the task has ended; x0 is the mark's middle
    };
    shape is = shape::bar;
    double x0 = 0;
    double x1 = 0;
    const trace::segment* of = nullptr;  ///< for a folded bar, the first segment
    std::size_t count = 1;               ///< how many segments it covers
};

/// The marks of one task's row between the axis's ends. An unfinished state reaches to `edge`. A mark may
/// reach beyond the axis: it isn't clipped.
std::vector<mark> marks_of(const trace::lane& l, const axis& to, double edge);

/// The mark at `x`, or null. A step or an end nearby wins over the state that covers `x`.
const mark* mark_at(const std::vector<mark>& marks, double x);

}  // namespace web
