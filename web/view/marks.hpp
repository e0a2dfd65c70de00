#pragma once
// What is to be drawn in a row of the timeline: ticks for steps, bars for states, marks for ends. What is too
// dense to be told apart becomes one folded bar that says how many changes of state it covers.

#include <cstdint>
#include <vector>

#include "web/view/axis.hpp"

namespace web {

/// The width of a step that takes no time, in pixels, and of the mark of an end.
inline constexpr double tick_width = 2;

struct mark {
    enum class shape {
        tick,    ///< a step, at x0: its middle
        bar,     ///< a state, from x0 to x1
        folded,  ///< several states, from x0 to x1
        end,     ///< the task has ended, at x0: its middle
    };
    shape is = shape::bar;
    double x0 = 0;
    double x1 = 0;
    const trace::segment* of = nullptr;  ///< of folded ones, the first
    std::size_t count = 1;               ///< how many segments it covers
};

/// The marks of one task's row between the axis's ends. What isn't over yet reaches to `edge`. A mark may reach
/// beyond the axis, as far as it is.
std::vector<mark> marks_of(const trace::lane& l, const axis& to, double edge);

/// What is at `x`, or null: a step or an end near to it first, then the state that reaches over it.
const mark* mark_at(const std::vector<mark>& marks, double x);

}  // namespace web
