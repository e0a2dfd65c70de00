#pragma once
// What lets one go through rows of which not all show: a bar at their right, buttons and words below them.

#include <string>

#include "web/panel/panel.hpp"

namespace web::panel {

/// The bar; `name` is that of its place. Nothing if all rows show.
void draw_bar(context& c, scroll_area& a, const std::string& name);
/// Buttons a page up and down, if not all rows show. Returns the x behind them.
float draw_page_buttons(context& c, scroll_area& a, const std::string& names, float x, float y);
/// 'rows 1 to 16 of 10000, and 9984 more'.
std::string words_for(const scroll_area& a, const char* rows);

}  // namespace web::panel
