#pragma once
// Colours, sizes and fonts of the panel, for both schemes. web/page/theme.css has the page's, with the same
// values. Every length is in CSS pixels, and spacing goes in steps of 4.

#include <array>
#include <cstdint>

#include "imgui.h"

namespace web::panel {

struct theme {
    ImU32 ground;       // behind everything
    ImU32 raised;       // controls, chips
    ImU32 raised_over;  // the same under the pointer
    ImU32 text;
    ImU32 muted;   // labels, units: 4.5:1 on the ground
    ImU32 line;    // the outline of a control: 3:1
    ImU32 faint;   // rows, ticks: decoration only
    ImU32 accent;  // playhead, filled part of a slider
    ImU32 on_accent;
    ImU32 held;  // the band across all rows while the loop is held
    ImU32 bad;   // failed, deadlock
    std::array<ImU32, 8> tasks;

    ImU32 farther;  // what the colours of the tasks after those are mixed with

    /// A task's colour. Those of the ninth and later are the first eight, further from the ground; from the 25th
    /// on they come again.
    ImU32 task(std::uint32_t id) const noexcept;
};

/// The theme of the light or the dark scheme.
const theme& theme_of(bool dark) noexcept;

/// Sets the present ImGui context up as the panel needs it.
void set_up_imgui();

/// Sizes of type.
inline constexpr float small_type = 13;
inline constexpr float body_type = 15;
inline constexpr float large_type = 17;

/// The fonts, as the atlas has them; all are there from the first frame on.
struct fonts {
    ImFont* text = nullptr;
    ImFont* small = nullptr;
    ImFont* heading = nullptr;
    ImFont* mono = nullptr;
    ImFont* clock = nullptr;
};

inline constexpr float pad = 16;

/// `color` with its opacity multiplied.
ImU32 faded(ImU32 color, float opacity) noexcept;

/// '#rrggbb', for the page.
void write_hex(ImU32 color, char (&text)[8]) noexcept;

}  // namespace web::panel
