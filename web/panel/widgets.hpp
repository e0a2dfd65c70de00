#pragma once
// The few controls that the panel is made of. Each draws itself, notes its rectangle under its name, and says
// what the learner did to it.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "web/panel/panel.hpp"

namespace web::panel {

enum class icon { play, pause, restart, back, step, end };

struct touched {
    bool hovered = false;
    bool held = false;
    bool clicked = false;
};

/// A place that takes the pointer, and is known by `name`.
touched area(context& c, const std::string& name, const rect& r);

bool icon_button(context& c, const std::string& name, icon shape, const rect& r, bool primary,
                 const char* tip);
bool text_button(context& c, const std::string& name, const std::string& label, const rect& r, bool on,
                 const char* tip);
/// A slider over `r`, from 0 to 1; the new place while it is dragged.
std::optional<double> slider(context& c, const std::string& name, double place, const rect& r,
                             const std::string& tip);
bool toggle(context& c, const std::string& name, bool on, const rect& r, const std::string& tip);

/// One line of type with its upper left corner at (x, y). Returns its width.
float write(context& c, ImFont* font, float x, float y, ImU32 colour, std::string_view text);
float width_of(ImFont* font, std::string_view text);
/// Whether `text` is one line of at most this width.
bool fits(ImFont* font, std::string_view text, float width);
/// The first line of `text`, cut with an ellipsis so that it is at most `width` wide.
std::string fitted_text(ImFont* font, std::string_view text, float width);
/// A quiet heading; returns the height below it.
float heading(context& c, float y, std::string_view text);
/// A tooltip beside the pointer.
void tooltip(context& c, const std::string& text);

}  // namespace web::panel
