#pragma once
// The rows of the timeline, for one run: what web/view/marks.hpp says is to be drawn, drawn.

#include "web/panel/panel.hpp"
#include "web/view/axis.hpp"

namespace web::panel {

inline constexpr float lane_height = 32;

/// The run whose rows are drawn: the session's own, or the one beside it.
struct shown_run {
    const trace::history& history;
    row_area& area;
    scroll_area& threads;
    std::size_t position;  ///< what comes after it is still to come
    double horizon;        ///< up to which it is laid out
    bool hangs;            ///< it has ended with tasks that will never wake
    const char* rects;     ///< what the names of its rows begin with
};

/// Where a state ends that isn't over: where the run is known to, or, if nothing will ever end it, off the picture.
double edge_of(const shown_run& run, const axis& to);
/// How high the area of a run's rows is, with the words about rows that don't show, and with its threads.
float lanes_height(const context& c, const shown_run& run);
/// Draws them from `top` on, and the bands in which the loop is held; what is right of `playhead` is dimmed.
void draw_lanes(context& c, const shown_run& run, const axis& to, float top, float playhead);
/// A tooltip for what is under the pointer.
void explain_lane(context& c, const shown_run& run, const axis& to);

}  // namespace web::panel
