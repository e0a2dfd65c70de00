#pragma once
// Draws what Dear ImGui lists into an image in memory, as a graphics card would: textured triangles, blended.

#include <cstdint>
#include <vector>

#include "imgui.h"

namespace web::preview {

struct image {
    int width;
    int height;
    std::vector<std::uint8_t> pixels;  ///< rows from the top; opaque

    image(int w, int h, ImU32 ground);
};

/// Draws `data` with the atlas of the current context as its only texture.
void draw(image& to, const ImDrawData& data);

}  // namespace web::preview
