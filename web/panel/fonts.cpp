#include "web/panel/fonts.hpp"

#include <cmath>

namespace web::panel {

ImFont* add_font(const font_file& file, float size, float ratio)
{
    static constexpr ImWchar ranges[] = {0x20,   0x7e,   0xa0,   0xff,   0x2013, 0x2014,
                                         0x2018, 0x2019, 0x201c, 0x201d, 0x2026, 0x2026,
                                         0x2190, 0x2193, 0x2212, 0x2212, 0};
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.OversampleH = 2;
    config.PixelSnapH = true;
    return atlas.AddFontFromMemoryTTF(file.bytes, static_cast<int>(file.size), std::round(size * ratio),
                                      &config, ranges);
}

fonts add_fonts(const font_files& files, float ratio)
{
    ImGuiIO& io = ImGui::GetIO();
    io.Fonts->Clear();
    io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    io.FontGlobalScale = 1 / ratio;
    const auto add = [&](face f, float size) {
        return add_font(files[static_cast<std::size_t>(f)], size, ratio);
    };
    fonts made;
    made.text = add(face::text, body_type);
    made.small = add(face::text, small_type);
    made.heading = add(face::strong, small_type);
    made.clock = add(face::strong, large_type);
    made.mono = add(face::mono, body_type);
    return made;
}

}  // namespace web::panel
