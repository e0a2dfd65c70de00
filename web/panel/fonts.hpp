#pragma once
// The panel's fonts in Dear ImGui's atlas.

#include <array>
#include <cstddef>

#include "web/panel/theme.hpp"

namespace web::panel {

enum class face { text, strong, mono };

/// A font's file in memory; without bytes, ImGui's own font is used.
struct font_file {
    void* bytes = nullptr;
    std::size_t size = 0;
};

using font_files = std::array<font_file, 3>;  // by face

/// Adds a font of `size` CSS pixels to the atlas, to be rasterised for a screen of this ratio.
ImFont* add_font(const font_file& file, float size, float ratio);

/// Empties the atlas and adds the panel's fonts. The caller builds it.
fonts add_fonts(const font_files& files, float ratio);

}  // namespace web::panel
