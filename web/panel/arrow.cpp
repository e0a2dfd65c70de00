#include "web/panel/arrow.hpp"

#include <algorithm>
#include <cmath>

#include "web/panel/widgets.hpp"
#include "web/view/parts.hpp"

namespace web::panel {

namespace {

// The middle of a row, or the edge of the area behind which it's scrolled.
std::optional<float> middle_of(const scroll_area& a, std::size_t row)
{
    if (row >= a.count || a.place.height <= 0) {
        return {};
    }
    const float y = a.place.y - a.scroll + a.row_height * (static_cast<float>(row) + 0.5F);
    return std::clamp(y, a.place.y, a.place.y + a.place.height);
}

std::optional<float> height_of(const row_area& a, std::uint32_t task)
{
    const auto& rows = a.rows.all();
    const auto shows = [task](const row& r) {
        return r.group.empty() ? r.task == task
                               : r.folded && std::find(r.group.begin(), r.group.end(), task) != r.group.end();
    };
    const auto found = std::find_if(rows.begin(), rows.end(), shows);
    return middle_of(a, static_cast<std::size_t>(found - rows.begin()));
}

// `rect` is its name for the tests.
void draw(context& c, const shown_run& run, const axis& to, const arrow& a, ImU32 shade, const char* rect)
{
    const auto y0 = a.thread != 0 ? middle_of(run.threads, a.thread - 1) : height_of(run.area, a.task);
    const auto y1 = height_of(run.area, a.woken);
    if (!y0 || !y1 || *y0 == *y1) {
        return;
    }
    const float left = static_cast<float>(to.left());
    const float right = static_cast<float>(to.right());
    constexpr float mark = 8;  // pixels to the edge of a tick or an end mark
    const float down = *y0 < *y1 ? mark : -mark;
    const ImVec2 from{std::clamp(static_cast<float>(to.x(a.from, a.from_position)), left, right), *y0 + down};
    const ImVec2 end{std::clamp(static_cast<float>(to.x(a.to, a.to_position)), left, right), *y1};
    // Bowed, because most wake-ups take no time: the ticks and the playhead are on the straight line.
    constexpr float bow = 26;
    const float side = std::max(from.x, end.x) + bow > right ? -bow : bow;
    const ImVec2 one{from.x + side, from.y + (end.y - from.y) * 0.25F};
    const ImVec2 two{end.x + side, from.y + (end.y - from.y) * 0.75F};
    const ImVec2 back{two.x - end.x, two.y - end.y};
    const float length = std::max(1.0F, std::sqrt(back.x * back.x + back.y * back.y));
    const ImVec2 along{back.x / length, back.y / length};
    constexpr float head = 9;
    const ImVec2 neck{end.x + along.x * head, end.y + along.y * head};
    const ImVec2 across{along.y * head * 0.5F, -along.x * head * 0.5F};
    for (const auto& [line, width] :
         {std::pair{c.colours.ground, 5.0F}, std::pair{shade, 2.0F}}) {
        c.list->AddBezierCubic(from, one, two, neck, line, width);
        c.list->AddCircleFilled(from, width + 1.5F, line, 16);
    }
    c.list->AddTriangleFilled({neck.x + across.x, neck.y + across.y}, end,
                              {neck.x - across.x, neck.y - across.y}, shade);
    c.at.rects[rect] = {std::min(from.x, end.x), std::min(*y0, *y1),
                           std::abs(end.x - from.x) + std::abs(side), std::abs(*y1 - *y0)};
}

}  // namespace

void draw_arrow(context& c, const shown_run& run, const axis& to, const arrow& a)
{
    draw(c, run, to, a, c.colours.accent, "arrow");
}

void draw_awaited(context& c, const shown_run& run, const axis& to, const trace::lane& l, const trace::segment& s)
{
    constexpr std::size_t most = 12;
    if (l.parts.empty() || s.state != trace::task_state::waiting || run.position <= s.begin || run.position > s.end) {
        return;
    }
    const double now = std::min(c.run.time(), s.to);
    std::vector<std::uint32_t> tasks = pending_tasks(run.history, l.task, run.position);
    tasks.resize(std::min(tasks.size(), most));
    for (const std::uint32_t task : tasks) {
        draw(c, run, to, {l.task, 0, now, run.position, task, now, run.position}, c.colours.muted, "awaited");
    }
}

void draw_arrow(context& c, const wakeup& w)
{
    const trace::history& h = c.run.history();
    const rect& place = c.at.own.place;
    if (const auto a = arrow_of(h, w); a && place.width > 0) {
        const axis to(h, c.at.axis, c.at.view, static_cast<double>(place.x),
                      static_cast<double>(place.width));
        draw_arrow(c, {h, c.at.own, c.at.threads, c.run.position(), 0, false, "", c.run.run(), h}, to, *a);
    }
}

void draw_asked_arrow(context& c, const shown_run& run, const axis& to)
{
    if (const trace::segment* const s = asked_segment(run.history, c.at.asked)) {
        const trace::lane& l = run.history.lanes()[c.at.asked->task - 1];
        const auto woken = wakeup_of(run.history, run.of.causes(), l, *s);
        draw_awaited(c, run, to, l, *s);
        if (const auto a = woken ? arrow_of(run.history, *woken) : std::nullopt) {
            draw_arrow(c, run, to, *a);
        }
    }
}

float draw_asked(context& c, const shown_run& run, float y)
{
    const trace::segment* const s = asked_segment(run.history, c.at.asked);
    if (!s) {
        return y;
    }
    const trace::lane& l = run.history.lanes()[c.at.asked->task - 1];
    const float size = c.type.small->FontSize * ImGui::GetIO().FontGlobalScale;
    const float width = c.width - 28;
    const std::string text =
        wrapped(c.type.small, size, task_and_why(run.history, run.of.causes(), l, *s, run.position), width);
    const float height = c.type.small->CalcTextSizeA(size, 1e6F, width, text.data(), text.data() + text.size()).y;
    c.list->AddRectFilled({c.left, y + 4}, {c.left + c.width, y + height + 20}, c.colours.raised, 6);
    c.list->AddRectFilled({c.left + 8, y + 11}, {c.left + 12, y + height + 13}, c.colours.task(l.task), 2);
    c.list->AddText(c.type.small, size, {c.left + 20, y + 12}, c.colours.text, text.data(),
                    text.data() + text.size(), width);
    c.at.rects["why"] = {c.left, y + 4, c.width, height + 16};
    return y + height + 24;
}

}  // namespace web::panel
