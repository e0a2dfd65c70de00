#include "web/panel/widgets.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace web::panel {

namespace {

ImVec2 top_left(const rect& r)
{
    return {r.x, r.y};
}

ImVec2 bottom_right(const rect& r)
{
    return {r.x + r.width, r.y + r.height};
}

void triangle(ImDrawList& list, float x, float y, float size, ImU32 colour)
{
    list.AddTriangleFilled({x - size * 0.45F, y - size * 0.55F}, {x + size * 0.55F, y},
                           {x - size * 0.45F, y + size * 0.55F}, colour);
}

void triangle_left(ImDrawList& list, float x, float y, float size, ImU32 colour)
{
    // Clockwise, because ImGui's anti-aliasing needs that.
    list.AddTriangleFilled({x + size * 0.45F, y - size * 0.55F}, {x + size * 0.45F, y + size * 0.55F},
                           {x - size * 0.55F, y}, colour);
}

void bar(ImDrawList& list, float x, float y, float size, ImU32 colour)
{
    list.AddRectFilled({x - 1.25F, y - size * 0.55F}, {x + 1.25F, y + size * 0.55F}, colour);
}

void draw_icon(ImDrawList& list, icon shape, float x, float y, ImU32 colour)
{
    constexpr float s = 12;
    switch (shape) {
    case icon::play:
        triangle(list, x, y, s + 2, colour);
        break;
    case icon::pause:
        list.AddRectFilled({x - 5.5F, y - 7}, {x - 1.5F, y + 7}, colour, 1);
        list.AddRectFilled({x + 1.5F, y - 7}, {x + 5.5F, y + 7}, colour, 1);
        break;
    case icon::restart:
        bar(list, x - 6, y, s, colour);
        triangle_left(list, x + 2, y, s, colour);
        break;
    case icon::back:
        triangle_left(list, x, y, s, colour);
        break;
    case icon::step:
        triangle(list, x - 2, y, s, colour);
        bar(list, x + 6, y, s, colour);
        break;
    case icon::end:
        triangle(list, x - 6, y, s, colour);
        triangle(list, x + 2, y, s, colour);
        bar(list, x + 8.5F, y, s, colour);
        break;
    }
}

// The length in bytes of the start of `text`'s first line that is at most `width` wide, in whole characters.
// The time it takes depends only on that length.
std::size_t end_within(ImFont* font, std::string_view text, float width)
{
    const std::size_t line = std::min(text.find('\n'), text.size());
    const float size = font->FontSize * ImGui::GetIO().FontGlobalScale;
    const char* rest = text.data();
    constexpr float equal = 0.01F;  // exactly as wide still fits
    font->CalcTextSizeA(size, width + equal, 0, text.data(), text.data() + line, &rest);
    return static_cast<std::size_t>(rest - text.data());
}

void mix(std::uint32_t& hash, std::string_view bytes)
{
    for (const char byte : bytes) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
    }
}

constexpr std::string_view ellipsis = "…";
constexpr std::size_t longest_tip = 1000;  // bytes: names may have any length

// The words of a tip without the key at its end: 'Play (Space)'.
std::string_view without_key(std::string_view tip)
{
    return tip.substr(0, tip.find(" ("));
}

}  // namespace

void is_button(context& c, const std::string& name, std::string_view label, bool on)
{
    c.at.buttons.push_back({name, std::string(label)});
    mix(c.at.layout, label);
    mix(c.at.layout, on ? "1" : "0");
}

touched area(context& c, const std::string& name, const rect& r)
{
    c.at.rects[name] = r;
    mix(c.at.layout, name);
    for (const float length : {r.x, r.y + c.at.scroll, r.width, r.height}) {
        const std::int32_t pixels = std::abs(length) < 1e6F ? static_cast<std::int32_t>(length) : 0;
        mix(c.at.layout, {reinterpret_cast<const char*>(&pixels), sizeof pixels});
    }
    ImGui::SetCursorScreenPos(top_left(r));
    touched t;
    t.clicked = ImGui::InvisibleButton(name.c_str(), {std::max(r.width, 1.0F), std::max(r.height, 1.0F)});
    if (c.at.pressed == name) {
        c.at.pressed.clear();
        t.clicked = true;
    }
    t.hovered = ImGui::IsItemHovered();
    t.held = ImGui::IsItemActive();
    if (t.hovered || t.held) {
        c.at.pointer = cursor::hand;
    }
    return t;
}

bool icon_button(context& c, const std::string& name, icon shape, const rect& r, bool primary,
                 const char* tip)
{
    const touched t = area(c, name, r);
    is_button(c, name, without_key(tip));
    const theme& colours = c.colours;
    const ImU32 fill = primary               ? faded(colours.accent, t.held ? 0.8F : 1)
                       : t.hovered || t.held ? colours.raised_over
                                             : colours.raised;
    c.list->AddRectFilled(top_left(r), bottom_right(r), fill, 6);
    draw_icon(*c.list, shape, r.x + r.width / 2, r.y + r.height / 2,
              primary ? colours.on_accent : colours.text);
    if (t.hovered && !c.at.coarse) {
        tooltip(c, tip);
    }
    return t.clicked;
}

bool text_button(context& c, const std::string& name, const std::string& label, const rect& r, bool on,
                 const char* tip)
{
    const touched t = area(c, name, r);
    const bool is_sign = width_of(c.type.text, label) < r.height && label.size() <= 3;  // '+', '−', an arrow
    is_button(c, name, is_sign && tip ? without_key(tip) : label, on);
    const theme& colours = c.colours;
    const ImU32 fill = on ? colours.accent : t.hovered ? colours.raised_over : colours.raised;
    c.list->AddRectFilled(top_left(r), bottom_right(r), fill, 6);
    const std::string shown = fitted_text(c.type.text, label, r.width - 12);
    if (shown != label && !tip) {
        is_cut(c, r, label);
    }
    write(c, c.type.text, r.x + (r.width - width_of(c.type.text, shown)) / 2,
          r.y + (r.height - body_type) / 2 - 1, on ? colours.on_accent : colours.text, shown);
    if (tip && t.hovered && !c.at.coarse) {
        tooltip(c, shown == label ? tip : label + "\n" + tip);
    }
    return t.clicked;
}

std::optional<double> slider(context& c, const std::string& name, double place, const rect& r,
                             const std::string& tip)
{
    constexpr float knob = 8;
    const touched t = area(c, name, r);
    const float left = r.x + knob;
    const float width = r.width - 2 * knob;
    std::optional<double> moved;
    if (t.held) {
        const float x = std::clamp((ImGui::GetIO().MousePos.x - left) / width, 0.0F, 1.0F);
        moved = x;
    }
    const float y = r.y + r.height / 2;
    const float x = left + width * static_cast<float>(std::clamp(place, 0.0, 1.0));
    c.list->AddRectFilled({left, y - 2}, {left + width, y + 2}, c.colours.line, 2);
    c.list->AddRectFilled({left, y - 2}, {x, y + 2}, c.colours.accent, 2);
    c.list->AddCircleFilled({x, y}, t.held ? knob + 1 : knob, c.colours.ground, 24);
    c.list->AddCircleFilled({x, y}, t.held || t.hovered ? knob : knob - 1, c.colours.accent, 24);
    if (t.hovered && !t.held && !c.at.coarse && !tip.empty()) {
        tooltip(c, tip);
    }
    return moved;
}

bool toggle(context& c, const std::string& name, bool on, const rect& r, const std::string& tip)
{
    const touched t = area(c, name, r);
    constexpr float w = 36;
    constexpr float h = 20;
    const float y = r.y + (r.height - h) / 2;
    const ImU32 track = on ? c.colours.accent : c.colours.line;
    c.list->AddRectFilled({r.x, y}, {r.x + w, y + h}, track, h / 2);
    c.list->AddCircleFilled({on ? r.x + w - h / 2 : r.x + h / 2, y + h / 2}, h / 2 - 3,
                            on ? c.colours.on_accent : c.colours.ground, 24);
    if (t.hovered && !c.at.coarse && !tip.empty()) {
        tooltip(c, tip);
    }
    return t.clicked;
}

float write(context& c, ImFont* font, float x, float y, ImU32 colour, std::string_view text)
{
    const float scale = ImGui::GetIO().FontGlobalScale;
    const float size = font->FontSize * scale;
    // Round to whole device pixels, so that the text is sharp.
    const ImVec2 at{std::round(x / scale) * scale, std::round(y / scale) * scale};
    c.list->AddText(font, size, at, colour, text.data(), text.data() + text.size());
    return width_of(font, text);
}

float width_of(ImFont* font, std::string_view text)
{
    const float size = font->FontSize * ImGui::GetIO().FontGlobalScale;
    return font->CalcTextSizeA(size, 1e6F, 0, text.data(), text.data() + text.size()).x;
}

bool fits(ImFont* font, std::string_view text, float width)
{
    return end_within(font, text, width) == text.size();
}

std::string fitted_text(ImFont* font, std::string_view text, float width)
{
    if (fits(font, text, width)) {
        return std::string(text);
    }
    const float room = width - width_of(font, ellipsis);
    return room < 0 ? "" : std::string(text.substr(0, end_within(font, text, room))) + std::string(ellipsis);
}

std::string cut_inside(ImFont* font, std::string_view text, float width)
{
    if (fits(font, text, width)) {
        return std::string(text);
    }
    constexpr float first = 0.6F;  // of the room
    const std::string_view line = text.substr(0, text.find('\n'));
    const float room = width - width_of(font, ellipsis);
    const std::size_t head = room < 0 ? 0 : end_within(font, line, room * first);
    const float left = room - width_of(font, line.substr(0, head));
    std::size_t tail = line.size();
    for (std::size_t at = tail; at > head;) {
        do {
            --at;
        } while (at > head && (static_cast<unsigned char>(line[at]) & 0xc0) == 0x80);
        if (width_of(font, line.substr(at)) > left) {
            break;
        }
        tail = at;
    }
    return room < 0 ? "" : std::string(line.substr(0, head)) + std::string(ellipsis) + std::string(line.substr(tail));
}

void is_cut(context& c, const rect& place, std::string_view whole)
{
    c.at.cut.push_back({place, std::string(whole.substr(0, longest_tip + 1))});
}

float write_fitted(context& c, ImFont* font, float x, float y, ImU32 colour, std::string_view text, float width)
{
    const std::string shown = fitted_text(font, text, width);
    const float drawn = write(c, font, x, y, colour, shown);
    if (shown != text) {
        is_cut(c, {x, y, drawn, 18}, text);
    }
    return drawn;
}

void explain_cut(context& c)
{
    for (const cut_text& each : c.at.cut) {
        if (c.at.tip.empty() && ImGui::IsMouseHoveringRect(top_left(each.place), bottom_right(each.place))) {
            tooltip(c, each.whole);
        }
    }
}

float heading(context& c, float y, const char* part, std::string_view text)
{
    write(c, c.type.heading, c.left, y, c.colours.text, text);
    c.at.rects[std::string("heading:") + part] = {c.left, y, c.width, 24};
    return y + 24;
}

// ImGui would also break within numbers, after the point.
std::string wrapped(ImFont* font, float size, std::string_view text, float width)
{
    std::string lines;
    float x = 0;
    const float space = font->CalcTextSizeA(size, 1e6F, 0, " ").x;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
        const float word = font->CalcTextSizeA(size, 1e6F, 0, text.data(), text.data() + end).x;
        if (x > 0 && x + word > width && lines.back() == ' ') {
            lines.back() = '\n';
            x = 0;
        }
        lines += text.substr(0, end + 1);  // with what ends it
        x = end < text.size() && text[end] == '\n' ? 0 : x + word + space;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

void tooltip(context& c, const std::string& words)
{
    constexpr float widest = 280;
    c.at.tip = words;
    std::size_t end = std::min(words.size(), longest_tip);
    while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xc0) == 0x80) {
        --end;  // don't cut inside a character
    }
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    ImFont* font = c.type.small;
    const float size = small_type;
    const std::string text = wrapped(font, size, words.substr(0, end) + (end < words.size() ? "…" : ""), widest);
    const ImVec2 measured = font->CalcTextSizeA(size, 1e6F, widest, text.data(), text.data() + text.size());
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const ImVec2 pointer = ImGui::GetIO().MousePos;
    const float x = std::clamp(pointer.x + 12, 4.0F, std::max(4.0F, screen.x - measured.x - 24));
    float y = pointer.y + 20;
    if (y + measured.y + 20 > screen.y) {
        y = std::max(4.0F, pointer.y - measured.y - 28);
    }
    list.AddRectFilled({x, y}, {x + measured.x + 20, y + measured.y + 14}, c.colours.text, 6);
    list.AddText(font, size, {x + 10, y + 7}, c.colours.ground, text.data(), text.data() + text.size(),
                 widest);
}

}  // namespace web::panel
