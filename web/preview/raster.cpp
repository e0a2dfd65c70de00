#include "web/preview/raster.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace web::preview {

namespace {

using colour = std::array<float, 4>;  // red, green, blue, opacity: 0 to 1

colour unpacked(ImU32 c)
{
    const auto channel = [c](int shift) { return static_cast<float>((c >> shift) & 0xff) / 255; };
    return {channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT),
            channel(IM_COL32_A_SHIFT)};
}

// The atlas's opacity, between its pixels: its colour is white everywhere.
class texture {
public:
    texture() { ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels_, &width_, &height_); }

    float at(ImVec2 uv) const
    {
        const float x = uv.x * static_cast<float>(width_) - 0.5F;
        const float y = uv.y * static_cast<float>(height_) - 0.5F;
        const int left = static_cast<int>(std::floor(x));
        const int top = static_cast<int>(std::floor(y));
        const float right = x - static_cast<float>(left);
        const float below = y - static_cast<float>(top);
        const float upper = pixel(left, top) * (1 - right) + pixel(left + 1, top) * right;
        const float lower = pixel(left, top + 1) * (1 - right) + pixel(left + 1, top + 1) * right;
        return upper * (1 - below) + lower * below;
    }

private:
    float pixel(int x, int y) const
    {
        const int i = std::clamp(y, 0, height_ - 1) * width_ + std::clamp(x, 0, width_ - 1);
        return static_cast<float>(pixels_[i]) / 255;
    }

    unsigned char* pixels_ = nullptr;
    int width_ = 0;
    int height_ = 0;
};

void blend(image& to, int x, int y, const colour& c)
{
    std::uint8_t* p = &to.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(to.width) +
                                  static_cast<std::size_t>(x)) *
                                 4];
    for (std::size_t i = 0; i != 3; ++i) {
        const float mixed = c[i] * c[3] * 255 + static_cast<float>(p[i]) * (1 - c[3]);
        p[i] = static_cast<std::uint8_t>(std::lround(std::clamp(mixed, 0.0F, 255.0F)));
    }
}

struct corner {
    float x, y;
    ImVec2 uv;
    colour c;
};

float side(const corner& a, const corner& b, float x, float y)
{
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

// Two triangles with a common edge draw each of its pixels once.
bool owns_edge(const corner& a, const corner& b)
{
    return (a.y == b.y && b.x > a.x) || b.y < a.y;
}

void fill(image& to, const texture& t, std::array<corner, 3> v, const ImVec4& clip)
{
    float area = side(v[0], v[1], v[2].x, v[2].y);
    if (area == 0) {
        return;
    }
    if (area < 0) {
        std::swap(v[1], v[2]);
        area = -area;
    }
    const auto [left, right] = std::minmax({v[0].x, v[1].x, v[2].x});
    const auto [top, bottom] = std::minmax({v[0].y, v[1].y, v[2].y});
    const int x0 = static_cast<int>(std::floor(std::max({left, clip.x, 0.0F})));
    const int y0 = static_cast<int>(std::floor(std::max({top, clip.y, 0.0F})));
    const int x1 = static_cast<int>(std::ceil(std::min({right, clip.z, static_cast<float>(to.width)})));
    const int y1 = static_cast<int>(std::ceil(std::min({bottom, clip.w, static_cast<float>(to.height)})));
    for (int y = y0; y < y1; ++y) {
        for (int x = x0; x < x1; ++x) {
            const float px = static_cast<float>(x) + 0.5F;
            const float py = static_cast<float>(y) + 0.5F;
            if (px < clip.x || px > clip.z || py < clip.y || py > clip.w) {
                continue;
            }
            std::array<float, 3> share{};
            bool inside = true;
            for (std::size_t i = 0; i != 3 && inside; ++i) {
                const corner& a = v[(i + 1) % 3];
                const corner& b = v[(i + 2) % 3];
                share[i] = side(a, b, px, py) / area;
                inside = share[i] > 0 || (share[i] == 0 && owns_edge(a, b));
            }
            if (!inside) {
                continue;
            }
            colour mixed{};
            ImVec2 uv{0, 0};
            for (std::size_t i = 0; i != 3; ++i) {
                for (std::size_t k = 0; k != 4; ++k) {
                    mixed[k] += v[i].c[k] * share[i];
                }
                uv.x += v[i].uv.x * share[i];
                uv.y += v[i].uv.y * share[i];
            }
            mixed[3] *= t.at(uv);
            blend(to, x, y, mixed);
        }
    }
}

}  // namespace

image::image(int w, int h, ImU32 ground)
    : width(w), height(h), pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 4, 255)
{
    const colour c = unpacked(ground);
    for (std::size_t i = 0; i != pixels.size(); ++i) {
        pixels[i] = i % 4 == 3 ? 255 : static_cast<std::uint8_t>(std::lround(c[i % 4] * 255));
    }
}

void draw(image& to, const ImDrawData& data)
{
    const texture t;
    const ImVec2 ratio = data.FramebufferScale;
    for (int l = 0; l != data.CmdListsCount; ++l) {
        const ImDrawList& list = *data.CmdLists[l];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            const ImVec4 clip{command.ClipRect.x * ratio.x, command.ClipRect.y * ratio.y,
                              command.ClipRect.z * ratio.x, command.ClipRect.w * ratio.y};
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                std::array<corner, 3> v{};
                for (unsigned k = 0; k != 3; ++k) {
                    const ImDrawVert& from = list.VtxBuffer[static_cast<int>(
                        list.IdxBuffer[static_cast<int>(command.IdxOffset + i + k)] + command.VtxOffset)];
                    v[k] = {from.pos.x * ratio.x, from.pos.y * ratio.y, from.uv, unpacked(from.col)};
                }
                fill(to, t, v, clip);
            }
        }
    }
}

}  // namespace web::preview
