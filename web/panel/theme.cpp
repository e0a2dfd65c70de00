#include "web/panel/theme.hpp"

#include <cstdio>

namespace web::panel {

namespace {

constexpr ImU32 rgb(std::uint32_t hex)
{
    return IM_COL32((hex >> 16) & 0xff, (hex >> 8) & 0xff, hex & 0xff, 0xff);
}

// People with any of the common kinds of colour blindness can tell the task colours apart, and their contrast
// with the scheme's ground is at least 3:1.
constexpr theme light{rgb(0xfbfaf7),
                      rgb(0xf0eee8),
                      rgb(0xe6e3da),
                      rgb(0x1f2328),
                      rgb(0x5c6168),
                      rgb(0x878c93),
                      rgb(0xe2dfd7),
                      rgb(0x0b5fa5),
                      rgb(0xffffff),
                      rgb(0x2b2b33),
                      rgb(0xb3261e),
                      rgb(0x8a5a00),
                      {rgb(0x0072b2), rgb(0xc2500a), rgb(0x00795b), rgb(0xa63d7c), rgb(0x856100),
                       rgb(0x5a4fcf), rgb(0x5d6670), rgb(0xa8323e)},
                      rgb(0x000000)};

constexpr theme dark{rgb(0x16181c),
                     rgb(0x23262c),
                     rgb(0x2e323a),
                     rgb(0xe8e6e1),
                     rgb(0xa2a7af),
                     rgb(0x737983),
                     rgb(0x2b2f36),
                     rgb(0x6cb6ff),
                     rgb(0x0d1117),
                     rgb(0x8d8d99),
                     rgb(0xff8a80),
                     rgb(0xdfb160),
                     {rgb(0x56b4e9), rgb(0xf0954f), rgb(0x3ccb9c), rgb(0xe59ac6), rgb(0xe2b93b),
                      rgb(0xaaa4ff), rgb(0xb4bcc6), rgb(0xff8b8b)},
                     rgb(0xffffff)};

// Nearly what forced colours make of a page: text and lines at full contrast, and an accent that isn't a task's colour.
constexpr theme contrasting(theme t, bool is_dark)
{
    t.ground = is_dark ? rgb(0x000000) : rgb(0xffffff);
    t.text = t.muted = t.line = t.held = is_dark ? rgb(0xffffff) : rgb(0x000000);
    t.raised = is_dark ? rgb(0x2e2e2e) : rgb(0xe0e0e0);
    t.raised_over = is_dark ? rgb(0x4a4a4a) : rgb(0xc4c4c4);
    t.faint = rgb(0x808080);
    t.accent = is_dark ? rgb(0xffe14d) : rgb(0x0000b4);
    t.on_accent = t.ground;
    return t;
}

constexpr theme light_contrasting = contrasting(light, false);
constexpr theme dark_contrasting = contrasting(dark, true);

}  // namespace

const theme& theme_of(bool is_dark, bool contrast) noexcept
{
    if (contrast) {
        return is_dark ? dark_contrasting : light_contrasting;
    }
    return is_dark ? dark : light;
}

ImU32 theme::task(std::uint32_t id) const noexcept
{
    constexpr std::uint32_t rings = 3;
    const std::uint32_t place = id == 0 ? 0 : id - 1;
    const ImU32 colour = tasks[place % tasks.size()];
    const std::uint32_t ring = place / static_cast<std::uint32_t>(tasks.size()) % rings;
    ImU32 mixed = IM_COL32_A_MASK;
    for (const int shift : {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT}) {
        const std::uint32_t own = (colour >> shift) & 0xff;
        const std::uint32_t other = (farther >> shift) & 0xff;
        mixed |= (own * (5 - 2 * ring) + other * 2 * ring) / 5 << shift;
    }
    return mixed;
}

void set_up_imgui()
{
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendPlatformName = "interleave";
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    io.MouseDragThreshold = 4;
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.WindowMinSize = {1, 1};
    style.AntiAliasedLinesUseTex = false;
}

ImU32 faded(ImU32 color, float opacity) noexcept
{
    const auto alpha = static_cast<float>((color >> IM_COL32_A_SHIFT) & 0xff) * opacity;
    return (color & ~IM_COL32_A_MASK) | (static_cast<ImU32>(alpha) << IM_COL32_A_SHIFT);
}

void write_hex(ImU32 color, char (&text)[8]) noexcept
{
    std::snprintf(text, sizeof text, "#%02x%02x%02x", (color >> IM_COL32_R_SHIFT) & 0xffu,
                  (color >> IM_COL32_G_SHIFT) & 0xffu, (color >> IM_COL32_B_SHIFT) & 0xffu);
}

}  // namespace web::panel
