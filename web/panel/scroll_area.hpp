#pragma once
// Controls for scrolling through rows: a bar to the right of them, buttons and a text below.

#include <string>

#include "web/panel/panel.hpp"

namespace web::panel {

/// Draws the bar under this name, unless all rows are visible.
void draw_bar(context& c, scroll_area& a, const std::string& name);
/// Draws buttons for a page up and down, unless all rows are visible. Returns the x to the right of them.
float draw_page_buttons(context& c, scroll_area& a, const std::string& names, float x, float y);
/// 'rows 1 to 16 of 10000, and 9984 more'.
std::string words_for(const scroll_area& a, const char* whole, const char* part);

}  // namespace web::panel
