#include "stage.hpp"

#include <algorithm>
#include <cmath>

#include "imgui_internal.h"

namespace tests {

namespace {

static_assert(sizeof(ImDrawIdx) == 4, "WebGL draws from the start of its buffers alone");

bool finite(const ImVec2& v)
{
    return std::isfinite(v.x) && std::isfinite(v.y);
}

std::string place(std::size_t list, int command)
{
    return " in command " + std::to_string(command) + " of list " + std::to_string(list);
}

std::string list_fault(const ImDrawList& list, std::size_t number)
{
    for (int c = 0; c != list.CmdBuffer.Size; ++c) {
        const ImDrawCmd& command = list.CmdBuffer[c];
        const std::size_t end = std::size_t{command.IdxOffset} + command.ElemCount;
        if (command.UserCallback || command.VtxOffset != 0 || command.ElemCount % 3 != 0) {
            return "WebGL can't draw that" + place(number, c);
        }
        if (end > static_cast<std::size_t>(list.IdxBuffer.Size)) {
            return "too many indices" + place(number, c);
        }
        const ImVec4& clip = command.ClipRect;
        if (!finite({clip.x, clip.y}) || !finite({clip.z, clip.w})) {
            return "a clip rectangle without an end" + place(number, c);
        }
        for (std::size_t i = command.IdxOffset; i != end; ++i) {
            const ImDrawIdx vertex = list.IdxBuffer[static_cast<int>(i)];
            if (vertex >= static_cast<ImDrawIdx>(list.VtxBuffer.Size)) {
                return "an index beyond the vertices" + place(number, c);
            }
            const ImDrawVert& v = list.VtxBuffer[static_cast<int>(vertex)];
            if (!finite(v.pos) || !finite(v.uv)) {
                return "a vertex that is nowhere" + place(number, c);
            }
        }
    }
    return "";
}

}  // namespace

std::string draw_fault(const ImDrawData& data)
{
    if (!data.Valid || !finite(data.DisplaySize)) {
        return "nothing to be drawn";
    }
    for (int i = 0; i != data.CmdListsCount; ++i) {
        if (std::string fault = list_fault(*data.CmdLists[i], static_cast<std::size_t>(i)); !fault.empty()) {
            return fault;
        }
    }
    return "";
}

stage::stage() : context_(ImGui::CreateContext())
{
    ImGui::SetCurrentContext(context_);
    web::panel::set_up_imgui();
    build_fonts();
}

stage::~stage()
{
    ImGui::DestroyContext(context_);
}

void stage::build_fonts()
{
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    const auto add = [&](float size) {
        ImFontConfig config;
        config.SizePixels = std::round(size * ratio_);
        return atlas.AddFontDefault(&config);
    };
    using namespace web::panel;
    fonts_ = {add(body_type), add(small_type), add(small_type), add(body_type), add(large_type)};
    ImGui::GetIO().FontGlobalScale = 1 / ratio_;
    atlas.Build();
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
}

void stage::open(std::unique_ptr<web::session> run)
{
    run_ = std::move(run);
    web::panel::start_over(panel_);
}

void stage::resize(float width, float height, float ratio)
{
    size_ = {std::max(width, 1.0F), std::max(height, 1.0F)};
    ratio = std::clamp(ratio, 0.5F, 4.0F);
    if (std::abs(ratio - ratio_) > 0.001F) {
        ratio_ = ratio;
        build_fonts();
    }
    panel_.places.clear();
}

void stage::pointer(float x, float y)
{
    pointer_ = {x, y};
    ImGui::GetIO().AddMousePosEvent(x, y);
}

void stage::press(bool down)
{
    ImGui::GetIO().AddMouseButtonEvent(0, down);
}

void stage::leave()
{
    ImGui::GetIO().AddMousePosEvent(-1e6F, -1e6F);
}

void stage::cancel()
{
    ImGuiIO& io = ImGui::GetIO();
    io.ClearEventsQueue();
    ImGui::ClearActiveID();
    io.AddMouseButtonEvent(0, false);
    leave();
}

void stage::wheel(double dx, double dy)
{
    if (run_) {
        web::panel::wheel(panel_, *run_, pointer_, dx, dy);
    }
}

void stage::pinch(double scale, double x)
{
    if (run_) {
        web::panel::pinch(panel_, *run_, scale, x);
    }
}

void stage::command(const char* name)
{
    if (run_) {
        web::panel::command(*run_, panel_, name);
    }
}

void stage::scroll(float y)
{
    panel_.scroll = y;
    panel_.places.clear();
}

std::string stage::frame(double elapsed)
{
    if (!run_) {
        return "";
    }
    web::session& run = *run_;
    const double seen_to = web::panel::seen_to(panel_, run);
    run.set_slow(panel_.slow);
    run.tick(elapsed, seen_to);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = size_;
    io.DisplayFramebufferScale = {ratio_, ratio_};
    io.DeltaTime = std::max(static_cast<float>(elapsed), 1e-4F);
    ImGui::NewFrame();
    const web::panel::intents wants =
        web::panel::draw(panel_, run, web::panel::theme_of(dark), fonts_, size_);
    ImGui::Render();
    const ImDrawData& data = *ImGui::GetDrawData();
    std::string fault = draw_fault(data);
    last_ = {};
    for (int i = 0; i != data.CmdListsCount; ++i) {
        last_.vertices += static_cast<std::size_t>(data.CmdLists[i]->VtxBuffer.Size);
        last_.indices += static_cast<std::size_t>(data.CmdLists[i]->IdxBuffer.Size);
        last_.commands += static_cast<std::size_t>(data.CmdLists[i]->CmdBuffer.Size);
    }
    web::panel::carry_out(run, wants);
    more_ = run.playing() || run.has_more(seen_to) || wants.animating || io.Ctx->InputEventsQueue.Size > 0;
    return fault;
}

}  // namespace tests
