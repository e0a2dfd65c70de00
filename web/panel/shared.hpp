#pragma once
// The strip of the values that tasks share, below the rows: one row for each, with its value written at each
// change.

#include "web/panel/lanes.hpp"

namespace web::panel {

/// The height of the strip with the text above and below it; 0 if the run has no such values.
float shared_height(const shown_run& run);
/// Draws it from `top` down. Everything right of `playhead` is dimmed.
void draw_shared(context& c, const shown_run& run, const axis& to, float top, float playhead);
/// Shows a tooltip for the value under the pointer.
void explain_shared(context& c, const shown_run& run, const axis& to);

/// The position after the callback in which the value under the pointer changed.
std::optional<std::size_t> change_at_pointer(const shown_run& run, const axis& to);

}  // namespace web::panel
