#pragma once
// Draws the rows of the timeline for one run, from the marks in web/view/marks.hpp.

#include "web/panel/panel.hpp"
#include "web/view/axis.hpp"

namespace web::panel {

/// The run whose rows are drawn: the session's own or the one beside it.
struct shown_run {
    const trace::history& history;
    row_area& area;
    scroll_area& threads;
    std::size_t position;  ///< events after this are in the future
    double horizon;        ///< the run is known up to this time
    bool hangs;            ///< it ended with tasks that will never resume
    const char* rects;     ///< the prefix of its rows' names
    const lookahead& of;
    const trace::history& whole;  ///< with its future, hidden or not: rows keep the room that they'll need
};

/// The height of a task's row: lower where many rows would push the rest out of sight.
float lane_height(const context& c);
/// The x at which to end an unfinished state: how far the run is known, or off screen if nothing will ever
/// end it.
double edge_of(const shown_run& run, const axis& to);
/// The height of a run's rows, including the line about hidden rows, the threads and the values that tasks
/// share.
float lanes_height(const context& c, const shown_run& run);
/// Draws them from `top` down, with the bands in which the loop is held. Everything right of `playhead` is
/// dimmed.
void draw_lanes(context& c, const shown_run& run, const axis& to, float top, float playhead);
/// Shows a tooltip for the mark under the pointer, and an arrow from what woke its task.
void explain_lane(context& c, const shown_run& run, const axis& to);
/// The segment under the pointer, if its mark is of one alone.
std::optional<question> segment_at_pointer(const shown_run& run, const axis& to);

}  // namespace web::panel
