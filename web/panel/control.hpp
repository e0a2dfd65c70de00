#pragma once
// Carries out what the learner wants: intents from the panel, commands from keys and plain controls.

#include <string_view>

#include "web/panel/panel.hpp"
#include "web/view/session.hpp"

namespace web::panel {

/// Does to the session what was asked for; whether that was anything.
bool carry_out(session& run, const intents& wants);

/// A command by its name: toggle, play, pause, step, step_back, restart, end, speed_up, speed_down, zoom_in,
/// zoom_out, pan_left, pan_right, fit, axis, rows_up, rows_down. Others do nothing. Whether the session was asked
/// for anything.
bool command(session& run, state& panel, std::string_view name);

/// Forgets what belongs to the run that was shown: another one comes.
void start_over(state& panel);

/// Up to which time the view shows the run; where it counts steps, up to the playhead.
double seen_to(const state& panel, const session& run);

/// Zooms the view by `scale` about what is at `x` on the canvas.
void pinch(state& panel, const session& run, double scale, double x);

/// A turn of the wheel at a point on the canvas: over the names it scrolls the rows, over the picture it zooms or
/// pans. False if the panel has no use for it there.
bool wheel(state& panel, const session& run, ImVec2 at, double dx, double dy);

}  // namespace web::panel
