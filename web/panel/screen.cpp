#include "web/panel/screen.hpp"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <cmath>

#include "backends/imgui_impl_opengl3.h"

namespace web::panel {

namespace {
constexpr const char* glsl = "#version 300 es";

float channel(ImU32 colour, int shift)
{
    return static_cast<float>((colour >> shift) & 0xff) / 255.0F;
}
}  // namespace

screen::screen()
{
    ImGui::CreateContext();
    set_up_imgui();
}

void screen::set_font(face f, void* bytes, std::size_t size)
{
    files_[static_cast<std::size_t>(f)] = {bytes, size};
}

bool screen::start(const std::string& canvas)
{
    canvas_ = canvas;
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.majorVersion = 2;
    attributes.alpha = false;
    attributes.depth = false;
    attributes.stencil = false;
    attributes.antialias = false;
    attributes.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
    const auto context = emscripten_webgl_create_context(canvas_.c_str(), &attributes);
    context_ = context > 0 ? static_cast<long>(context) : 0;
    if (context_ == 0) {
        return false;
    }
    restore();
    return true;
}

void screen::lose()
{
    if (backend_) {
        ImGui_ImplOpenGL3_Shutdown();
        backend_ = false;
    }
}

void screen::restore()
{
    emscripten_webgl_make_context_current(static_cast<EMSCRIPTEN_WEBGL_CONTEXT_HANDLE>(context_));
    ImGui_ImplOpenGL3_Init(glsl);
    backend_ = true;
    build_fonts();
}

void screen::resize(float width, float height, float ratio)
{
    size_ = {std::max(width, 1.0F), std::max(height, 1.0F)};
    const float changed = ratio_;
    ratio_ = std::clamp(ratio, 0.5F, 4.0F);
    if (std::abs(changed - ratio_) > 0.001F && backend_) {
        build_fonts();
    }
}

// Rasterise fonts at the screen's own pixels, so that they're sharp at every ratio.
void screen::build_fonts()
{
    fonts_ = add_fonts(files_, ratio_);
    ImGui::GetIO().Fonts->Build();
    if (backend_) {
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
    }
}

void screen::begin_frame(float seconds)
{
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = size_;
    io.DisplayFramebufferScale = {ratio_, ratio_};
    io.DeltaTime = std::max(seconds, 1e-4F);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
}

void screen::end_frame(ImU32 ground)
{
    ImGui::Render();
    glViewport(0, 0, static_cast<int>(std::round(size_.x * ratio_)),
               static_cast<int>(std::round(size_.y * ratio_)));
    glClearColor(channel(ground, IM_COL32_R_SHIFT), channel(ground, IM_COL32_G_SHIFT),
                 channel(ground, IM_COL32_B_SHIFT), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

}  // namespace web::panel
