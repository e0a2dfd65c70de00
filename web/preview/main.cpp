// Draws a picture of each lesson's run: the lesson's number and title, and below them the panel's rows of
// tasks.
//   preview WIDTH HEIGHT FONTS OUTDIR
// OUTDIR/<slug>.rgba has the pixels, four bytes each. web/site/pictures.mjs makes PNG files of them.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lessons/catalogue.hpp"
#include "web/panel/control.hpp"
#include "web/panel/fonts.hpp"
#include "web/panel/panel.hpp"
#include "web/preview/raster.hpp"
#include "web/view/session.hpp"

namespace {

constexpr float ratio = 1.5F;  // pixels of the picture for one of the panel: previews are shown small
constexpr float band = 92;     // the height of the title above the panel
constexpr float title_type = 28;
constexpr float above_rows = 52;  // of the timeline's heading and its map

struct typefaces {
    web::panel::fonts panel;
    ImFont* title;
};

std::vector<char> bytes_of(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_title(const lessons::lesson& lesson, const web::panel::theme& colours, const typefaces& type,
                 float width)
{
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled({0, 0}, {width, band}, colours.ground);
    // The mark, as in shell.html.
    constexpr float bars[][3]{{0, 2, 11}, {15, 2, 20}, {0, 10, 4}, {8, 10, 20}};
    for (const auto& [from, y, to] : bars) {
        list.AddRectFilled({web::panel::pad + from, 20 + y}, {web::panel::pad + to, 20 + y + 3.2F},
                           colours.accent);
    }
    const auto text = [&](ImFont* font, float x, float y, ImU32 colour, const std::string& words) {
        list.AddText(font, font->FontSize / ratio, {x, y}, colour, words.c_str());
    };
    text(type.panel.clock, web::panel::pad + 28, 18, colours.accent, "Interleave");
    text(type.title, web::panel::pad, 46, colours.text,
         std::to_string(lesson.number) + "  " + std::string(lesson.title));
}

// The state a little after the middle of the run: what has happened beside what's to come.
void settle(web::session& run)
{
    run.to_end();
    for (int i = 0; i != 10'000 && (run.laying_out() || run.has_more(0)); ++i) {
        run.tick(0);
    }
    run.pause();
    run.seek(run.time() * 0.6);
    for (int i = 0; i != 10'000 && run.laying_out(); ++i) {
        run.tick(0);
    }
}

web::preview::image picture_of(const lessons::lesson& lesson, const typefaces& type, int width, int height)
{
    web::session run(lesson);
    settle(run);
    web::panel::state panel;
    panel.reduced_motion = true;
    const web::panel::theme& colours = web::panel::theme_of(false);
    const ImVec2 size{static_cast<float>(width) / ratio, static_cast<float>(height) / ratio};
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = size;
    io.DisplayFramebufferScale = {ratio, ratio};
    io.DeltaTime = 1.0F / 60;
    io.AddMousePosEvent(-1e6F, -1e6F);
    for (int frame = 0; frame != 4; ++frame) {  // the first ones find out where everything is
        ImGui::NewFrame();
        web::panel::draw(panel, run, colours, type.panel, size);
        write_title(lesson, colours, type, size.x);
        ImGui::Render();
        panel.scroll += panel.timeline.y - band - above_rows;
    }
    web::preview::image made(width, height, colours.ground);
    web::preview::draw(made, *ImGui::GetDrawData());
    return made;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 5) {
        std::fputs("usage: preview WIDTH HEIGHT FONTS OUTDIR\n", stderr);
        return 2;
    }
    const int width = std::atoi(argv[1]);
    const int height = std::atoi(argv[2]);
    ImGui::CreateContext();
    web::panel::set_up_imgui();
    std::vector<char> files[3];
    web::panel::font_files fonts;
    const char* const names[]{"text.otf", "text-semibold.otf", "mono.ttf"};
    for (std::size_t i = 0; i != fonts.size(); ++i) {
        files[i] = bytes_of(std::string(argv[3]) + "/" + names[i]);
        if (files[i].empty()) {
            std::fprintf(stderr, "preview: there is no font %s in %s.\n", names[i], argv[3]);
            return 1;
        }
        fonts[i] = {files[i].data(), files[i].size()};
    }
    typefaces type{};
    type.panel = web::panel::add_fonts(fonts, ratio);
    type.title =
        web::panel::add_font(fonts[static_cast<std::size_t>(web::panel::face::strong)], title_type, ratio);
    ImGui::GetIO().Fonts->Build();
    for (const lessons::lesson& lesson : lessons::catalogue()) {
        const web::preview::image made = picture_of(lesson, type, width, height);
        std::ofstream file(std::string(argv[4]) + "/" + std::string(lesson.slug) + ".rgba", std::ios::binary);
        file.write(reinterpret_cast<const char*>(made.pixels.data()),
                   static_cast<std::streamsize>(made.pixels.size()));
    }
    ImGui::DestroyContext();
    return 0;
}
