#pragma once
// The panel's few controls. Each draws itself, stores its rectangle under its name, and returns what the
// learner did to it.

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

/// A rectangle called `name` that reacts to the pointer.
touched area(context& c, const std::string& name, const rect& r);

/// Says that an area is a button, and what it's called. `on` tells one state of it from another.
void is_button(context& c, const std::string& name, std::string_view label, bool on = false);

bool icon_button(context& c, const std::string& name, icon shape, const rect& r, bool primary,
                 const char* tip);
bool text_button(context& c, const std::string& name, const std::string& label, const rect& r, bool on,
                 const char* tip);
/// A slider over `r`, from 0 to 1. Returns the new place while it's dragged.
std::optional<double> slider(context& c, const std::string& name, double place, const rect& r,
                             const std::string& tip);
bool toggle(context& c, const std::string& name, bool on, const rect& r, const std::string& tip);

/// Writes one line of text with its upper left corner at (x, y). Returns its width.
float write(context& c, ImFont* font, float x, float y, ImU32 colour, std::string_view text);
float width_of(ImFont* font, std::string_view text);
/// Whether `text` is a single line of at most this width.
bool fits(ImFont* font, std::string_view text, float width);
/// The first line of `text`, cut with an ellipsis to be at most `width` wide.
std::string fitted_text(ImFont* font, std::string_view text, float width);
/// The same, but cut in the middle: its end says something too.
std::string cut_inside(ImFont* font, std::string_view text, float width);
/// Writes one line of text of at most this width; of a longer one its start, and the pointer shows the whole. Returns the
/// width of what's written.
float write_fitted(context& c, ImFont* font, float x, float y, ImU32 colour, std::string_view text, float width);
/// Says that only a part of `whole` is written there.
void is_cut(context& c, const rect& place, std::string_view whole);
/// Shows what's cut under the pointer, if nothing else is said there.
void explain_cut(context& c);
/// `text` with line feeds between words, so that no line is wider than `width`. A word that's wider is left whole.
std::string wrapped(ImFont* font, float size, std::string_view text, float width);
/// Writes a small heading. `part` names the part of the panel in any language. Returns the height below it.
float heading(context& c, float y, const char* part, std::string_view text);
/// Shows a tooltip next to the pointer.
void tooltip(context& c, const std::string& text);

}  // namespace web::panel
