#pragma once
// The interface to the browser: a WebGL 2 context on the canvas, Dear ImGui's fonts and input. Only this and
// gl_queries.cpp use OpenGL, and nothing in the panel uses Emscripten.

#include <cstddef>
#include <string>

#include "web/panel/fonts.hpp"

namespace web::panel {

class screen {
public:
    screen();
    screen(const screen&) = delete;
    screen& operator=(const screen&) = delete;

    /// Takes ownership of `bytes`, allocated with malloc, as the font file for `f`.
    void set_font(face f, void* bytes, std::size_t size);
    /// Makes the context. Returns false if there's no WebGL 2.
    bool start(const std::string& canvas);
    void lose();
    void restore();
    /// Sets the size in CSS pixels. Rasterises the fonts again if `ratio` has changed.
    void resize(float width, float height, float ratio);

    bool usable() const noexcept { return context_ != 0 && backend_; }
    ImVec2 size() const noexcept { return size_; }
    const fonts& type() const noexcept { return fonts_; }

    void begin_frame(float seconds);
    /// Draws everything listed since begin_frame, over `ground`.
    void end_frame(ImU32 ground);

private:
    void build_fonts();

    std::string canvas_;
    long context_ = 0;
    bool backend_ = false;
    ImVec2 size_{1, 1};
    float ratio_ = 1;
    font_files files_;
    fonts fonts_;
};

}  // namespace web::panel
