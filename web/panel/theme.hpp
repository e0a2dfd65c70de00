#pragma once
// Colours, sizes and fonts of the panel, for both schemes. web/page/theme.css has the same values for the
// page. All lengths are in CSS pixels, and spacing is a multiple of 4.

#include <array>
#include <cstdint>

#include "imgui.h"

namespace web::panel {

struct theme {
    ImU32 ground;       // the background
    ImU32 raised;       // controls and chips
    ImU32 raised_over;  // the same under the pointer
    ImU32 text;
    ImU32 muted;   // labels, units: 4.5:1 on the ground
    ImU32 line;    // the outline of a control: 3:1
    ImU32 faint;   // rows, ticks: decoration only
    ImU32 accent;  // playhead, filled part of a slider
    ImU32 on_accent;
    ImU32 held;  // the band across all rows while the loop is blocked
    ImU32 bad;   // failed, deadlock
    ImU32 warn;  // the mark of a warning: 3:1
    std::array<ImU32, 8> tasks;

    ImU32 farther;  // later tasks' colours are mixed with this

    /// A task's colour. The ninth and later tasks have the first eight colours with more contrast; from the
    /// 25th on, the colours repeat.
    ImU32 task(std::uint32_t id) const noexcept;
};

/// The theme of the light or the dark scheme; for readers who want more contrast, black and white with few greys.
const theme& theme_of(bool dark, bool contrast = false) noexcept;

/// Configures the current ImGui context for the panel.
void set_up_imgui();

/// Font sizes.
inline constexpr float small_type = 13;
inline constexpr float body_type = 15;
inline constexpr float large_type = 17;

/// The fonts in the atlas; all exist from the first frame on.
struct fonts {
    ImFont* text = nullptr;
    ImFont* small = nullptr;
    ImFont* heading = nullptr;
    ImFont* mono = nullptr;
    ImFont* clock = nullptr;
};

inline constexpr float pad = 16;

/// `color` with its opacity multiplied by `opacity`.
ImU32 faded(ImU32 color, float opacity) noexcept;

/// Writes '#rrggbb', for the page.
void write_hex(ImU32 color, char (&text)[8]) noexcept;

}  // namespace web::panel
