// The pictures for previews of links: what the panel lists, drawn into an image.

#include <doctest/doctest.h>

#include <array>

#include "stage.hpp"
#include "web/preview/raster.hpp"

namespace {

using web::preview::image;

std::array<int, 3> at(const image& i, int x, int y)
{
    const std::size_t p =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(i.width) + static_cast<std::size_t>(x)) * 4;
    return {i.pixels[p], i.pixels[p + 1], i.pixels[p + 2]};
}

// What `list` adds, at twice the size, on white.
template <class Work>
image drawn(Work work)
{
    tests::stage s;
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {20, 10};
    io.DisplayFramebufferScale = {2, 2};
    io.DeltaTime = 0.02F;
    ImGui::NewFrame();
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.Flags = ImDrawListFlags_None;  // sharp edges
    work(list);
    ImGui::Render();
    image made(40, 20, IM_COL32_WHITE);
    web::preview::draw(made, *ImGui::GetDrawData());
    return made;
}

}  // namespace

TEST_CASE("a translucent rectangle of two triangles covers each of its pixels once, and no other")
{
    const image made = drawn([](ImDrawList& list) {
        list.AddRectFilled({2, 1}, {12, 8}, IM_COL32(0, 0, 0, 128));
    });
    for (int y = 0; y != 20; ++y) {
        for (int x = 0; x != 40; ++x) {
            CAPTURE(x);
            CAPTURE(y);
            const bool inside = x >= 4 && x < 24 && y >= 2 && y < 16;
            const int grey = inside ? 127 : 255;
            CHECK(at(made, x, y) == std::array{grey, grey, grey});
        }
    }
}

TEST_CASE("what is outside a clip rectangle isn't drawn, and colours go over from corner to corner")
{
    const image made = drawn([](ImDrawList& list) {
        list.PushClipRect({0, 0}, {5, 10});
        list.AddRectFilled({0, 0}, {20, 5}, IM_COL32(255, 0, 0, 255));
        list.PopClipRect();
        list.AddRectFilledMultiColor({0, 5}, {20, 10}, IM_COL32_BLACK, IM_COL32_WHITE, IM_COL32_WHITE,
                                     IM_COL32_BLACK);
    });
    CHECK(at(made, 9, 4) == std::array{255, 0, 0});
    CHECK(at(made, 10, 4) == std::array{255, 255, 255});
    CHECK(at(made, 0, 15)[0] < 10);
    CHECK(at(made, 20, 15)[1] == doctest::Approx(131).epsilon(0.03));
    CHECK(at(made, 39, 15)[2] > 245);
}
