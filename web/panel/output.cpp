// What the program printed, with virtual times, and what Python would have written to stderr.

#include <algorithm>

#include "json/filled.hpp"
#include "panel.words.hpp"
#include "web/panel/widgets.hpp"
#include "web/view/describe.hpp"
#include "web/view/output_lines.hpp"

namespace web::panel {

namespace {

constexpr float row = 24;
constexpr std::size_t most_reports = 6;

// Writes next to the heading above `y` how many earlier lines are hidden.
void write_earlier(context& c, float y, std::size_t count)
{
    write(c, c.type.small, c.left + lane_label, y - 24, c.colours.muted,
          json::filled(words::earlier, {std::to_string(count)}));
}

// Only for runs that have warnings; drawn from the start of the run, so that nothing moves.
float draw_reports(context& c, float y)
{
    const auto& all = c.run.history().reports();
    const std::size_t in_all = c.run.whole().history().reports().size();
    if (in_all == 0) {
        return y;
    }
    if (all.empty()) {  // those to come are hidden: they only have their room
        return y + 24 + row * static_cast<float>(std::min(in_all, most_reports)) + 8;
    }
    y = heading(c, y, "warnings", words::title_warnings);
    const float bottom = y + row * static_cast<float>(std::min(in_all, most_reports));
    const auto after = std::upper_bound(all.begin(), all.end(), c.run.position(),
                                        [](std::size_t p, const trace::report_line& l) { return p < l.position; });
    const auto count = static_cast<std::size_t>(after - all.begin());
    const std::size_t first = count - std::min(count, most_reports);
    if (count == 0) {
        write(c, c.type.small, c.left, y, c.colours.muted, words::no_warning);
    } else if (first > 0) {
        write_earlier(c, y, first);
    }
    for (std::size_t i = first; i != count; ++i) {
        const trace::report_line& line = all[i];
        write(c, c.type.mono, c.left, y, c.colours.muted, seconds(line.time));
        const std::string& text = c.run.history().events().text(line.text);
        write_fitted(c, c.type.mono, c.left + 100, y, c.colours.bad, text, c.width - 100);
        y += row;
    }
    return bottom + 8;
}

}  // namespace

float draw_output(context& c, float y)
{
    constexpr std::size_t fewest = 3;
    constexpr std::size_t most = 14;
    y = heading(c, y, "output", words::title_output);
    const trace::history& h = c.run.history();
    const std::size_t count = h.shown_lines_at(c.run.position());
    const trace::history& whole = c.run.whole().history();
    const std::size_t reports = std::min(whole.reports().size(), most_reports);
    const float room = c.height - (y + c.at.scroll) - 20 - (reports > 0 ? 32 + row * static_cast<float>(reports) : 0);
    const auto fit = static_cast<std::size_t>(std::max(0.0F, room / row));
    // If it scrolls, then for more of it, unless there's another column beside it.
    const std::size_t limit = fit >= fewest ? std::min(fit, most) : c.in_columns ? fewest : most;
    const std::size_t rows = std::clamp(whole.shown_lines_at(whole.size()), fewest, limit);  // so that nothing moves
    const std::size_t first = first_line(count, rows, (c.height - y) / row);
    const float bottom = y + row * static_cast<float>(rows);
    const std::size_t callback = h.callbacks_at(c.run.position());
    const std::size_t began = callback < h.begins().size() ? h.begins()[callback] : h.size();  // while it runs
    if (count == 0) {
        write(c, c.type.small, c.left, y, c.colours.muted, words::nothing_printed);
    } else if (first > 0) {
        write_earlier(c, y, first);
    }
    for (std::size_t i = first; i != count; ++i) {
        const trace::output_line& line = h.shown_line(i);
        const touched t = area(c, "output:" + std::to_string(i), {c.left - 6, y - 2, c.width + 6, row - 2});
        if (t.clicked) {
            c.wants.go = line.position;
        }
        if (t.hovered) {
            c.at.pointer = cursor::hand;
            c.list->AddRectFilled({c.left - 6, y - 2}, {c.left + c.width, y + row - 4}, c.colours.raised, 4);
        }
        if (c.run.now().callback && line.position > began) {
            c.list->AddRectFilled({c.left - 6, y - 2}, {c.left + c.width, y + row - 4}, faded(c.colours.task(line.task), 0.18F), 4);
        }
        write(c, c.type.mono, c.left, y, c.colours.muted, seconds(line.time));
        c.list->AddRectFilled({c.left + 84, y + 3}, {c.left + 88, y + 17},
                              line.task ? c.colours.task(line.task) : c.colours.line, 2);
        // The name, at the right edge: the colour alone wouldn't tell everybody who printed it.
        const std::string name = line.task ? task_name(h, line.task) : "";
        const float width = width_of(c.type.small, fitted_text(c.type.small, name, c.width / 4));
        if (line.task) {
            const rect place{c.left + c.width - width, y, width, row};
            write_fitted(c, c.type.small, place.x, y + 1, c.colours.muted, name, width);
            c.at.rects["printed:" + std::to_string(i)] = place;
        }
        write_fitted(c, c.type.mono, c.left + 100, y, c.colours.text, line.text, c.width - 112 - width);
        y += row;
    }
    return draw_reports(c, bottom + 8);
}

}  // namespace web::panel
