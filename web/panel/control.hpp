#pragma once
// Carries out what the learner asks for: intents from the panel, commands from keys and plain controls.

#include <string>
#include <string_view>

#include "web/panel/panel.hpp"
#include "web/view/session.hpp"

namespace web::panel {

/// Applies the intents to the session. Returns whether there were any.
bool carry_out(session& run, const intents& wants);

/// Runs a command: toggle, play, pause, step, step_back, restart, end, speed_up, speed_down, zoom_in,
/// zoom_out, pan_left, pan_right, fit, axis, slow, undo, solo, rows_up or rows_down. Ignores other names.
/// Returns whether the session was asked for anything.
bool command(session& run, state& panel, std::string_view name);

/// Does something to a task at the playhead, such as `cancel-3-here`. Its row comes into sight, and what it waited for
/// there is asked about. Returns a sentence that says why not, or an empty one.
std::string intervene(session& run, state& panel, std::string_view what);

/// Forgets everything about the shown run, because another one comes.
void start_over(state& panel);

/// The time up to which the view shows the run; the playhead's time if the axis counts steps.
double seen_to(const state& panel, const session& run);

/// Zooms the view by `scale` around the moment at `x` on the canvas.
void pinch(state& panel, const session& run, double scale, double x);

/// Handles a turn of the wheel at a point of the canvas: over the names it scrolls the rows, over the
/// timeline it zooms or pans. Returns false if the panel has no use for it there.
bool wheel(state& panel, const session& run, ImVec2 at, double dx, double dy);

}  // namespace web::panel
