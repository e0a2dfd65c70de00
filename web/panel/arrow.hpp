#pragma once
// The arrow from what woke a task to the task, and the sentence of a segment that was clicked.

#include "web/panel/lanes.hpp"
#include "web/view/why.hpp"

namespace web::panel {

/// Draws it over the rows of the run, from the waker's row to the woken one's.
void draw_arrow(context& c, const shown_run& run, const axis& to, const arrow& a);
/// Draws arrows from a task that waits at the playhead for several tasks to those that aren't done.
void draw_awaited(context& c, const shown_run& run, const axis& to, const trace::lane& l, const trace::segment& s);
/// The same over the rows of the session's own run, as last drawn, for a wake-up outside of them: a chip's.
void draw_arrow(context& c, const wakeup& w);
/// The arrow of the clicked segment, if there's one.
void draw_asked_arrow(context& c, const shown_run& run, const axis& to);
/// Draws the sentence of the clicked segment, if there's one. Returns the height below it.
float draw_asked(context& c, const shown_run& run, float y);

}  // namespace web::panel
