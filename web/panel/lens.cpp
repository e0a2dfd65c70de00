// The lens: what happens within the playhead's instant, with a column per callback and a row per task.
#include "web/view/lens.hpp"

#include <algorithm>

#include "json/filled.hpp"
#include "panel.words.hpp"
#include "web/panel/arrow.hpp"
#include "web/panel/chips.hpp"
#include "web/view/describe.hpp"

namespace web::panel {

namespace {

constexpr float row_height = 18;
constexpr float column = 26;
constexpr std::size_t most_rows = 8;

void draw_cell(context& c, const lens::cell& cell, ImU32 colour, const rect& r)
{
    const float y = r.y + r.height / 2;
    switch (cell.is) {
    case lens::cell::kind::running:
        c.list->AddRectFilled({r.x + 3, r.y + 2}, {r.x + r.width - 3, r.y + r.height - 2}, colour, 2);
        break;
    case lens::cell::kind::timer:
        c.list->AddNgonFilled({r.x + r.width / 2, y}, 5.5F, colour, 4);
        break;
    case lens::cell::kind::ready: {
        c.list->AddRect({r.x + 3, r.y + 2}, {r.x + r.width - 3, r.y + r.height - 2}, colour, 2, 0, 1.25F);
        const std::string place = cell.place == 0 ? "" : std::to_string(cell.place);
        const float width = width_of(c.type.small, place);
        if (width < r.width - 8) {
            write(c, c.type.small, r.x + (r.width - width) / 2, r.y + 1, c.colours.text, place);
        }
        break;
    }
    case lens::cell::kind::none:
        break;
    }
    if (cell.woken) {
        c.list->AddCircleFilled({r.x + r.width, y}, 3, colour, 12);
    }
    if (cell.ended) {
        c.list->AddCircleFilled({r.x + r.width / 2, y}, 3.5F, c.colours.ground, 12);
    }
}

std::string explain(const context& c, const lens& l, const lens::row& row, std::size_t column_index)
{
    const lens::cell& cell = row.cells[column_index];
    const std::string name = task_name(c.run.history(), row.task);
    const char* pattern = "";
    switch (cell.is) {
    case lens::cell::kind::running:
        pattern = cell.ended ? words::step_ends_task : words::step_runs_task;
        break;
    case lens::cell::kind::timer:
        pattern = words::step_timer;
        break;
    case lens::cell::kind::ready:
        pattern = cell.place == 1  ? words::step_ready_next
                  : cell.place > 1 ? words::step_ready_later
                                   : words::step_ready;
        break;
    case lens::cell::kind::none:
        pattern = cell.woken ? words::step_becomes_ready : words::step_nothing;
        break;
    }
    const std::string before = cell.place > 1 ? std::to_string(cell.place - 1) : "";
    return json::filled(words::step_tip_of,
                        {std::to_string(l.first + column_index + 1), json::filled(pattern, {name, before})});
}

// Says what didn't fit, or ''.
std::string left_out(const lens& l)
{
    std::string text;
    if (l.left_out > 0) {
        text = json::filled(words::more_tasks(l.left_out), {std::to_string(l.left_out)});
    }
    if (l.columns < l.count) {
        text += text.empty() ? "" : "; ";
        text +=
            json::filled(words::steps_shown, {std::to_string(l.first + 1),
                                              std::to_string(l.first + l.columns), std::to_string(l.count)});
    }
    return text;
}

// Why the task of a row is ready or runs in a column, with the arrow from what woke it.
std::string why(context& c, const lens& l, const lens::row& row, std::size_t column_index)
{
    const lens::cell& cell = row.cells[column_index];
    const trace::history& h = c.run.history();
    if (row.task == 0 || (cell.is != lens::cell::kind::ready && cell.is != lens::cell::kind::running)) {
        return "";
    }
    const trace::lane& lane = h.lanes()[row.task - 1];
    const std::size_t begin = h.begins()[l.before + l.first + column_index];
    const auto after = std::lower_bound(lane.segments.begin(), lane.segments.end(), begin,
                                        [](const trace::segment& s, std::size_t p) { return s.end <= p; });
    const trace::causes& all = c.run.run().causes();
    const auto woken = after == lane.segments.end() || after->state != trace::task_state::ready
                           ? std::nullopt
                           : wakeup_of(h, all, lane, *after);
    if (!woken) {
        return "";
    }
    draw_arrow(c, *woken);
    return " " + sentence(h, all, *woken, c.run.position());
}

void handle(context& c, const lens& l, const rect& r)
{
    const touched t = area(c, "lens", r);
    const ImVec2 at = ImGui::GetIO().MousePos;
    const auto index = static_cast<std::size_t>(std::max(0.0F, (at.x - r.x) / column));
    if (t.clicked && l.columns > 0) {
        c.wants.go = position_after(c.run.history(), l, std::min(index, l.columns - 1));
    } else if (t.hovered && index < l.columns) {
        const auto row = static_cast<std::size_t>(std::max(0.0F, (at.y - r.y) / row_height));
        if (row < l.rows.size()) {
            tooltip(c, explain(c, l, l.rows[row], index) + why(c, l, l.rows[row], index));
        }
    }
}

}  // namespace

// Draws the lens. Its height depends on the whole run, so that nothing below moves while the program runs.
float draw_lens(context& c, float y)
{
    const trace::history& h = c.run.history();
    const float left = c.left + lane_label;
    const float width = c.left + c.width - left;
    const auto columns = static_cast<std::size_t>(std::max(1.0F, width / column));
    const lens l = lens_at(h, c.run.position(), columns, most_rows);
    const std::size_t rows = std::min(c.run.whole().history().lanes().size(), most_rows);
    const float height = row_height * static_cast<float>(rows);
    heading(c, y, "instant", words::title_instant);
    write_fitted(c, c.type.small, left, y + 2, c.colours.muted, describe(l), width);
    y += 22;
    const std::size_t current = l.current();
    if (current < l.columns) {
        const float x = left + column * static_cast<float>(current);
        c.list->AddRectFilled({x, y - 2}, {x + column, y + row_height * static_cast<float>(l.rows.size()) + 2}, faded(c.colours.accent, 0.14F), 3);
    }
    for (std::size_t i = 0; i != l.rows.size(); ++i) {
        const lens::row& row = l.rows[i];
        const float top = y + row_height * static_cast<float>(i);
        const ImU32 colour = colour_of(c, row.task);
        c.list->AddRectFilled({c.left, top + 3}, {c.left + 4, top + row_height - 3}, colour, 2);
        write_fitted(c, c.type.small, c.left + 12, top + 1, c.colours.text, task_name(h, row.task), lane_label - 20);
        c.list->AddRectFilled({left, top + row_height - 1},
                              {left + column * static_cast<float>(l.columns), top + row_height}, c.colours.faint);
        for (std::size_t k = 0; k != l.columns; ++k) {
            const bool to_come = l.first + k >= l.done + (l.inside ? 1 : 0);
            draw_cell(c, row.cells[k], to_come ? faded(colour, 0.6F) : colour,
                      {left + column * static_cast<float>(k), top, column, row_height});
        }
    }
    handle(c, l, {left, y, column * static_cast<float>(std::max<std::size_t>(l.columns, 1)), std::max(height, 1.0F)});
    write_fitted(c, c.type.small, c.left, y + height + 2, c.colours.muted, left_out(l), c.width);
    return y + height + 24;
}

}  // namespace web::panel
