// The loop's own state: the running callback, the ready queue in order, the timers and how long until they
// fire.

#include <algorithm>
#include <cmath>

#include "future.words.hpp"
#include "json/filled.hpp"
#include "outside.words.hpp"
#include "panel.words.hpp"
#include "web/panel/arrow.hpp"
#include "web/panel/chips.hpp"
#include "web/view/describe.hpp"
#include "web/view/halves.hpp"
#include "web/view/outside.hpp"
#include "web/view/time_axis.hpp"

namespace web::panel {

namespace {

// Says under the pointer why a task's callback is here, with the arrow from what woke the task.
void explain(context& c, const trace::queued_callback& callback, std::string text)
{
    const trace::history& h = c.run.history();
    const trace::causes& all = c.run.run().causes();
    if (const auto w = wakeup_of(h, all, callback)) {
        draw_arrow(c, *w);
        text += (text.empty() ? "" : " ") + sentence(h, all, *w, c.run.position());
    }
    if (!text.empty()) {
        tooltip(c, text);
    }
}

constexpr float label_width = 72;
constexpr std::uint64_t outside_key = std::uint64_t{1} << 33;
constexpr std::uint64_t timer_key = std::uint64_t{1} << 32;  // timers and callbacks have separate numbers

void label(context& c, float y, const char* text)
{
    write(c, c.type.text, c.left, y + 4, c.colours.muted, text);
}

void nothing(context& c, float y, std::string_view text)
{
    write(c, c.type.text, c.left + label_width, y + 4, c.colours.muted, text);
}

// What the loop waits for from outside, and for how long already.
float draw_outside(context& c, float y)
{
    label(c, y, words::title_outside);
    const std::vector<outside_wait> all = outside_waits(c.run);
    const float bottom = y + chip_pitch;
    c.at.rects["I/O"] = {c.left + label_width, y, c.width - label_width, chip_pitch};
    if (all.empty()) {
        nothing(c, y, no_outside_waits(c.run));
    }
    chip_row row(c, c.left + label_width, c.left + c.width, y);
    for (std::size_t i = 0; i != all.size(); ++i) {
        const outside_wait& w = all[i];
        const std::string who = w.task == 0 ? "" : task_name(c.run.history(), w.task);
        const std::string since = seconds(c.run.time() - w.since, 1);
        const std::string tip = who.empty() ? json::filled(words::works_tip, {w.what, since})
                                            : json::filled(words::waits_for_tip, {who, w.what, since});
        row.keep_room(all.size() - i - 1);
        // A task may have several: each is known by its task and by how many of that task come before it.
        const auto nth = static_cast<std::uint64_t>(
            std::count_if(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i),
                          [&](const outside_wait& other) { return other.task == w.task; }));
        const std::uint64_t key = outside_key | nth << 34 | w.task;
        if (!row.put(key, key, colour_of(c, w.task), (who.empty() ? "" : who + ": ") + w.what + " · " + since,
                     chip_style::outlined, bottom, tip)) {
            row.more(all.size() - i);
            break;
        }
    }
    return bottom;
}

}  // namespace

float draw_event_loop(context& c, float y)
{
    const trace::snapshot& now = c.run.now();
    const trace::history& h = c.run.history();
    const bool wide = c.width >= two_columns;  // then the heading is the label of the first row
    const float left = c.left + label_width;
    const float right = c.left + c.width;
    const float running = wide ? left + label_width : left;
    float end = right;  // of the first row
    // A program without sockets and threads says so beside the heading, and needs no row for it.
    const std::string none = no_outside_waits(c.run);
    const bool has_outside = none != words::no_sockets;
    if (!has_outside) {
        const std::string text = std::string(words::title_outside) + ": " + none;
        const float x = right - width_of(c.type.small, text);
        write(c, c.type.small, x, y + (wide ? 5.0F : 2.0F), c.colours.muted, text);
        end = wide ? x - 12 : end;
    }
    const float below = heading(c, y + (wide ? 5.0F : 0.0F), "loop", words::title_loop);
    y = wide ? y : below;

    write(c, c.type.text, running - label_width, y + 4, c.colours.muted, words::label_running);
    if (now.callback) {
        chip_row row(c, running, end, y);
        row.put(now.callback->id, now.callback->id, colour_of(c, now.callback->task),
                describe(h, *now.callback), chip_style::solid, y + chip_pitch);
        if (row.hovered) {
            explain(c, *now.callback, "");
        }
    } else if (const std::string idle = describe_idle(c.run); !idle.empty()) {
        const float size = small_type;
        const std::string lines = wrapped(c.type.small, size, idle, end - running);
        const bool one = lines.find('\n') == std::string::npos;
        c.list->AddText(c.type.small, size, {running, y + (one ? 5.0F : -3.0F)}, c.colours.muted, lines.c_str());
    } else {
        const std::string half = now.over() ? "" : describe_half(c.run);
        write_fitted(c, c.type.text, running, y + 4, c.colours.muted,
                     now.deadlocked ? words::loop_waits_forever
                     : now.over()   ? words::loop_has_ended
                     : half.empty() ? words::nothing_runs
                                    : half,
                     end - running);
    }
    y += chip_pitch;

    // One row or two, by the number of tasks in the run, so that the sections below don't move.
    const std::size_t tasks = c.run.whole().history().lanes().size();
    const auto fit = static_cast<std::size_t>(std::max(0.0F, (c.width - label_width) / 124));
    const bool many = tasks > (wide ? 16 : fit);
    const float room = (many ? 2.0F : 1.0F) * chip_pitch;
    const float ready_bottom = y + room;
    label(c, y, words::label_ready);
    const bool hidden = c.run.hides_next();
    if (hidden || now.ready.empty()) {
        nothing(c, y, hidden ? words::queue_is_hidden : words::queue_is_empty);
    }
    chip_row ready(c, left, right, y);
    std::size_t i = 0;
    for (const trace::queued_callback& chip : now.ready) {
        if (hidden) {
            break;
        }
        const std::uint64_t from = chip.timer ? timer_key | chip.timer : chip.id;
        ready.keep_room(now.ready.size() - i - 1);
        if (!ready.put(chip.id, from, colour_of(c, chip.task), describe(h, chip), chip_style::outlined,
                       ready_bottom)) {
            ready.more(now.ready.size() - i);
            break;
        }
        if (ready.hovered) {
            explain(c, chip, i == 0 ? words::runs_next : words::runs_later);
        }
        ++i;
    }
    y = ready_bottom;

    const float timers_bottom = y + room;
    c.at.rects["timers"] = {left, y, right - left, room};
    label(c, y, words::label_timers);
    if (now.timers.empty()) {
        nothing(c, y, words::no_timer);
    }
    chip_row timers(c, left, right, y);
    constexpr std::size_t most_timers = 64;  // more than ever fit
    const std::vector<trace::timer_view> due = now.earliest(most_timers);
    const auto words_of = [&](const trace::timer_view& t, bool whole) {
        const double left_to_go = t.when - c.run.time();
        return json::filled(left_to_go > 0 ? words::timer_in : words::timer_is_due,
                            {whole ? describe(h, t) : short_timer(h, t), seconds(left_to_go, 2)});
    };
    // In one row if their whole words fit there, or with words to spare in two.
    float free = (many ? 2 : 1) * (right - left) - (many ? 190.0F : 0.0F);
    bool all_long = due.size() == now.timers.size();
    for (std::size_t k = 0; all_long && k != due.size(); ++k) {
        const std::string whole = words_of(due[k], true);
        all_long = fits(c.type.text, whole, free);
        free -= all_long ? width_of(c.type.text, whole) + 36 : 0;
        all_long = all_long && free >= -8;
    }
    for (std::size_t k = 0; k != due.size(); ++k) {
        const trace::timer_view& t = due[k];
        timers.keep_room(now.timers.size() - k - 1);
        // A new timer comes from the chip of the task that sets it.
        const std::uint64_t from = now.callback ? now.callback->id
                                   : now.last   ? now.last->id
                                                : timer_key | t.id;
        if (!timers.put(timer_key | t.id, from, colour_of(c, t.task), words_of(t, all_long), chip_style::outlined, timers_bottom,
                        json::filled(words::timer_tip, {seconds(t.when), describe(h, t)}))) {
            timers.more(now.timers.size() - k);
            break;
        }
    }
    return (has_outside ? draw_outside(c, timers_bottom) : timers_bottom) + 8;
}

}  // namespace web::panel
