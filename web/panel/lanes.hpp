#pragma once
// The rows of the timeline, for one run.

#include <string>

#include "web/panel/panel.hpp"
#include "web/panel/scale.hpp"

namespace web::panel {

inline constexpr float lane_height = 32;

/// The run whose rows are drawn: the session's own, or the one beside it.
struct shown_run {
    const trace::history& history;
    std::size_t position;  ///< what comes after it is still to come
    double horizon;        ///< up to which it is laid out
    const char* rects;     ///< what the names of its rows begin with
};

/// How high the rows of a run are, one below the other.
float lanes_height(const trace::history& h);
/// Draws them from `top` on, and the bands in which the loop is held; what lies right of x `playhead` is
/// dimmed.
void draw_lanes(context& c, const shown_run& run, const scale& to, float top, float playhead);
/// A tooltip for what lies under the pointer.
void explain_lane(context& c, const shown_run& run, const scale& to, float top);

}  // namespace web::panel
