#pragma once
// The whole run in one narrow strip: where callbacks run, and which part is in view.

#include "web/panel/panel.hpp"

namespace web::panel {

inline constexpr float minimap_height = 14;

/// Draws it into `r`. Dragging it moves the view.
void draw_minimap(context& c, const rect& r);

}  // namespace web::panel
