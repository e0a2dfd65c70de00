#include "web/view/lens.hpp"

#include <algorithm>

#include "json/filled.hpp"
#include "tasks.words.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

bool of_task(const trace::event& began)
{
    const auto kind = static_cast<aio::callback_kind>(began.detail);
    return kind == aio::callback_kind::step || kind == aio::callback_kind::wakeup;
}

// The instant of the last callback that began before `position`; the first instant if none did.
const trace::instant* instant_of(const trace::history& h, std::size_t position)
{
    const auto& all = h.instants();
    if (all.empty()) {
        return nullptr;
    }
    const auto& begins = h.begins();
    const auto begun =
        static_cast<std::size_t>(std::lower_bound(begins.begin(), begins.end(), position) - begins.begin());
    const std::size_t callback = begun == 0 ? 0 : begun - 1;
    const auto after = std::upper_bound(all.begin(), all.end(), callback,
                                        [](std::size_t c, const trace::instant& i) { return c < i.first; });
    return &*(after - 1);
}

// The first segment of `l` that ends after `position`.
std::size_t segment_after(const trace::lane& l, std::size_t position)
{
    const auto place = std::lower_bound(l.segments.begin(), l.segments.end(), position,
                                        [](const trace::segment& s, std::size_t p) { return s.end <= p; });
    return static_cast<std::size_t>(place - l.segments.begin());
}

lens::row row_of(const trace::history& h, const lens& l, std::size_t offset, std::uint32_t task)
{
    lens::row row{task, std::vector<lens::cell>(l.columns)};
    const auto& begins = h.begins();
    const auto& lane = h.lanes()[task - 1];
    for (std::size_t c = 0; c != l.columns; ++c) {
        const std::size_t callback = offset + c;
        const std::size_t begin = begins[callback];
        const std::size_t end = callback + 1 < h.boundaries().size() ? h.boundaries()[callback + 1] : h.size();
        lens::cell& cell = row.cells[c];
        const trace::event& began = h.events()[begin];
        if (began.task == task) {
            cell.is = of_task(began) ? lens::cell::kind::running : lens::cell::kind::timer;
        }
        for (std::size_t s = segment_after(lane, begin); s < lane.segments.size(); ++s) {
            const trace::segment& segment = lane.segments[s];
            if (segment.begin >= end) {
                break;
            }
            const bool entered = segment.begin > begin;
            if (segment.state == trace::task_state::ready) {
                cell.woken = cell.woken || entered;
                if (!entered && cell.is == lens::cell::kind::none) {
                    cell.is = lens::cell::kind::ready;
                }
            } else if (segment.state == trace::task_state::running && entered) {
                cell.is = lens::cell::kind::running;
            }
            cell.ended = cell.ended || (entered && segment.state >= trace::task_state::done);
        }
    }
    return row;
}

// Numbers the places in the ready queue. It's FIFO, so the task that runs two callbacks later is second.
void number(lens::row& row, const trace::history& h, std::size_t offset)
{
    const auto& begins = h.begins();
    for (std::size_t c = row.cells.size(); c-- != 0;) {
        lens::cell& cell = row.cells[c];
        if (cell.is != lens::cell::kind::ready) {
            continue;
        }
        if (c + 1 < row.cells.size() && row.cells[c + 1].is == lens::cell::kind::ready) {
            cell.place = row.cells[c + 1].place == 0 ? 0 : row.cells[c + 1].place + 1;
        } else if (c + 1 < row.cells.size()) {
            cell.place = 1;
        } else {
            for (std::size_t callback = offset + c + 1; callback < begins.size() && callback < offset + c + 1000;
                 ++callback) {
                const trace::event& began = h.events()[begins[callback]];
                if (began.task == row.task && of_task(began)) {
                    cell.place = callback - offset - c;
                    break;
                }
            }
        }
    }
}

}  // namespace

std::size_t lens::current() const noexcept
{
    const std::size_t callback = inside ? done : done == 0 ? columns + first : done - 1;
    return callback >= first && callback - first < columns ? callback - first : columns;
}

lens lens_at(const trace::history& h, std::size_t position, std::size_t most_columns, std::size_t most_rows)
{
    lens l;
    const trace::instant* const instant = instant_of(h, position);
    if (!instant) {
        return l;
    }
    l.time = instant->time;
    l.before = instant->first;
    l.count = instant->count;
    const std::size_t ended = h.callbacks_at(position);
    l.done = std::min(ended - std::min(ended, instant->first), l.count);
    l.inside = h.within_callback(position);
    l.columns = std::min(l.count, most_columns);
    const std::size_t middle = l.done > l.columns / 2 ? l.done - l.columns / 2 : 0;
    l.first = std::min(middle, l.count - l.columns);
    const std::size_t offset = instant->first + l.first;

    // The tasks whose callbacks are in the columns, in that order.
    std::vector<std::uint32_t> tasks;
    for (std::size_t c = 0; c != l.columns; ++c) {
        const std::uint32_t task = h.events()[h.begins()[offset + c]].task;
        if (task != 0 && std::find(tasks.begin(), tasks.end(), task) == tasks.end()) {
            tasks.push_back(task);
        }
    }
    const std::size_t count = std::min(tasks.size(), most_rows);
    l.left_out = tasks.size() - count;
    const std::size_t current = l.current();
    const std::uint32_t shown = current < l.columns ? h.events()[h.begins()[offset + current]].task : 0;
    const auto place = static_cast<std::size_t>(std::find(tasks.begin(), tasks.end(), shown) - tasks.begin());
    const std::size_t first = place == tasks.size() || place < count ? 0 : place + 1 - count;
    for (std::size_t i = first; i != first + count; ++i) {
        l.rows.push_back(row_of(h, l, offset, tasks[i]));
        number(l.rows.back(), h, offset);
    }
    return l;
}

std::size_t position_after(const trace::history& h, const lens& l, std::size_t column)
{
    const std::size_t callback = l.before + l.first + column + 1;
    return callback < h.boundaries().size() ? h.boundaries()[callback] : h.size();
}

std::string describe(const lens& l)
{
    if (l.count == 0) {
        return words::nothing_has_run;
    }
    const char* const pattern = l.inside      ? words::step_runs
                                : l.done == 0 ? words::steps_to_come(l.count)
                                              : words::step_of;
    const std::size_t step = l.inside ? l.done + 1 : l.done == 0 ? l.count : l.done;
    const std::string steps = json::filled(pattern, {std::to_string(step), std::to_string(l.count)});
    return json::filled(words::at_instant, {seconds(l.time), steps}) +
           (l.count > 1 ? words::no_time_passes : "");
}

}  // namespace web
