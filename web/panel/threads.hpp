#pragma once
// The rows of a run's threads, below the tasks' rows: a frame for each job, in the colour of the task that
// submitted it, containing what the function does.

#include "web/panel/lanes.hpp"

namespace web::panel {

/// The height of the rows with the text above and below them; 0 if the run has no threads.
float threads_height(const context& c, const shown_run& run);
/// Draws them from `top` down. Everything right of `playhead` is dimmed.
void draw_threads(context& c, const shown_run& run, const axis& to, float top, float playhead);
/// Shows a tooltip for the mark under the pointer.
void explain_thread(context& c, const shown_run& run, const axis& to);

}  // namespace web::panel
