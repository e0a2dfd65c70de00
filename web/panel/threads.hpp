#pragma once
// The rows of a run's threads, below those of its tasks: a frame for each job, in the colour of the task that it's
// for, with what the function does in it.

#include "web/panel/lanes.hpp"

namespace web::panel {

/// How high they are, with the words above and below them; 0 if the run has none.
float threads_height(const context& c, const shown_run& run);
/// Draws them from `top` on; what is right of `playhead` is dimmed.
void draw_threads(context& c, const shown_run& run, const axis& to, float top, float playhead);
/// A tooltip for what is under the pointer.
void explain_thread(context& c, const shown_run& run, const axis& to);

}  // namespace web::panel
