#pragma once
// The seam to the browser: a WebGL 2 context on the canvas, Dear ImGui's fonts and input. Besides it only
// gl_queries.cpp knows OpenGL, and nothing in the panel knows Emscripten.

#include <cstddef>
#include <string>

#include "web/panel/theme.hpp"

namespace web::panel {

enum class face { text, strong, mono };

class screen {
public:
    screen();
    screen(const screen&) = delete;
    screen& operator=(const screen&) = delete;

    /// Takes over `bytes`, which malloc gave, as the font file for `f`.
    void set_font(face f, void* bytes, std::size_t size);
    /// Makes the context; false where there is no WebGL 2.
    bool start(const std::string& canvas);
    void lose();
    void restore();
    /// A new size in CSS pixels; the fonts are drawn anew where `ratio` has changed.
    void resize(float width, float height, float ratio);

    bool usable() const noexcept { return context_ != 0 && backend_; }
    ImVec2 size() const noexcept { return size_; }
    const fonts& type() const noexcept { return fonts_; }

    void begin_frame(float seconds);
    /// Draws what was listed since begin_frame, over `ground`.
    void end_frame(ImU32 ground);

private:
    void build_fonts();

    struct font_file {
        void* bytes = nullptr;
        std::size_t size = 0;
    };

    std::string canvas_;
    long context_ = 0;
    bool backend_ = false;
    ImVec2 size_{1, 1};
    float ratio_ = 1;
    font_file files_[3];
    fonts fonts_;
};

}  // namespace web::panel
