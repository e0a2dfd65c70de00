// What the values were that tasks share: from each change to the next, with a tick in the colour of the task
// that changed it.
#include "web/panel/shared.hpp"

#include <algorithm>
#include <string_view>

#include "json/filled.hpp"
#include "panel.words.hpp"
#include "shared.words.hpp"
#include "web/panel/strip.hpp"
#include "web/view/shared.hpp"

namespace web::panel {

namespace {

constexpr float row_height = 32;
constexpr float title_height = 22;
constexpr float more_height = 22;
constexpr std::size_t most_rows = 12;  // the text view has all

std::size_t rows_of(const shown_run& run)
{
    return std::min(run.whole.shared().size(), most_rows);
}

// The rectangle's name.
std::string name_of(const shown_run& run, const std::string& value)
{
    return (run.rects == std::string_view("task:") ? "" : std::string(run.rects)) + "shared:" + value;
}

void draw_name(context& c, const shown_run& run, const trace::shared_value& v, float y)
{
    const std::string& name = run.history.events().text(v.name);
    const std::string value = value_at(run.history, v, run.position);
    const float width = lane_label - 8;
    write_fitted(c, c.type.text, c.left, y - 17, value.empty() ? c.colours.muted : c.colours.text, name, width);
    write_fitted(c, c.type.small, c.left, y, c.colours.muted, value.empty() ? words::not_set_yet : "= " + value, width);
    c.at.rects[name_of(run, name)] = {c.left, y - row_height / 2, c.width, row_height};
    const rect r{c.left, y - row_height / 2, width, row_height};
    if (area(c, name_of(run, name) + " name", r).hovered) {
        tooltip(c, value.empty() ? name : name + " = " + value);
    }
}

void draw_mark(strip& row, const shown_run& run, const trace::shared_value& v, const shared_mark& m)
{
    context& c = row.c;
    const auto x0 = static_cast<float>(m.x0);
    const float from = std::max(x0, row.left);
    const float to = std::min(static_cast<float>(m.x1), row.right);
    const bool future = v.changes[m.first].position >= run.position;  // not set yet, though it may be at this moment
    c.list->AddRectFilled({from, row.y - 10}, {std::max(from, to - 1), row.y + 10},
                          faded(c.colours.text, future ? 0.05F : 0.09F), 2);
    // There's room behind the run's end.
    const float room = (m.last + 1 == v.changes.size() ? row.right : to) - from - 9;
    const std::string label = fitted_text(c.type.small, label_of(run.history, v, m), room);
    if (label != "…") {
        write(row.c, c.type.small, from + 6, row.y - 8, future ? c.colours.muted : c.colours.text, label);
    }
    // Several tasks' changes have no one's colour.
    const std::uint32_t task = v.changes[m.last].task;
    const bool alone =
        std::all_of(v.changes.begin() + static_cast<std::ptrdiff_t>(m.first),
                    v.changes.begin() + static_cast<std::ptrdiff_t>(m.last),
                    [task](const trace::shared_change& change) { return change.task == task; });
    row.colour = alone && task != 0 ? c.colours.task(task) : c.colours.muted;
    row.tick(x0);
}

const trace::shared_value* value_at_pointer(const shown_run& run)
{
    const std::size_t index = run.area.shared.row_at(ImGui::GetIO().MousePos.y);
    return index < run.area.shared.count ? &run.history.shared()[index] : nullptr;
}

std::optional<shared_mark> mark_at_pointer(const shown_run& run, const trace::shared_value& v, const axis& to)
{
    constexpr double near = 3;
    const auto x = static_cast<double>(ImGui::GetIO().MousePos.x);
    std::optional<shared_mark> found;
    for (const shared_mark& m : shared_marks(run.history, v, to, edge_of(run, to))) {
        if (m.x0 - near <= x && x <= m.x1 + near) {
            found = m;  // a later one wins near its beginning
        }
    }
    return found;
}

}  // namespace

float shared_height(const shown_run& run)
{
    const std::size_t all = run.whole.shared().size();
    return all == 0 ? 0
                    : title_height + row_height * static_cast<float>(rows_of(run)) +
                          (all > most_rows ? more_height : 4);
}

void draw_shared(context& c, const shown_run& run, const axis& to, float top, float playhead)
{
    const auto& all = run.history.shared();
    scroll_area& a = run.area.shared;
    a = {};
    if (all.empty()) {
        return;
    }
    write(c, c.type.small, c.left, top + 3, c.colours.muted, words::title_shared);
    top += title_height;
    a.row_height = row_height;
    a.count = std::min(all.size(), most_rows);
    a.place = {static_cast<float>(to.left()), top, static_cast<float>(to.width()), a.content()};
    const double edge = edge_of(run, to);
    for (std::size_t i = 0; i != a.count; ++i) {
        const float y = top + row_height * (static_cast<float>(i) + 0.5F);
        draw_name(c, run, all[i], y);
        strip row{c,
                  static_cast<float>(to.left()),
                  static_cast<float>(to.right()),
                  y,
                  row_height,
                  c.colours.muted,
                  playhead};
        for (const shared_mark& m : shared_marks(run.history, all[i], to, edge)) {
            draw_mark(row, run, all[i], m);
        }
    }
    if (all.size() > most_rows) {
        write(c, c.type.small, c.left, top + a.content() + 3, c.colours.muted,
              json::filled(words::and_more, {std::to_string(all.size() - most_rows)}));
    }
}

void explain_shared(context& c, const shown_run& run, const axis& to)
{
    const trace::shared_value* const v = value_at_pointer(run);
    if (const auto m = v ? mark_at_pointer(run, *v, to) : std::nullopt) {
        tooltip(c, run.history.events().text(v->name) + "\n" + describe(run.history, *v, *m, run.position));
    }
}

std::optional<std::size_t> change_at_pointer(const shown_run& run, const axis& to)
{
    const trace::shared_value* const v = value_at_pointer(run);
    const auto m = v ? mark_at_pointer(run, *v, to) : std::nullopt;
    return m ? std::optional(run.history.boundary_after(v->changes[m->last].position)) : std::nullopt;
}

}  // namespace web::panel
