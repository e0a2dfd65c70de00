// What the marks of the timeline mean: those that the run has, in a line below the rows. The pointer on one
// of them dims all the others in the picture.

#include <algorithm>
#include <array>

#include "panel.words.hpp"
#include "web/panel/lanes.hpp"
#include "web/panel/strip.hpp"

namespace web::panel {

namespace {

constexpr float row = 24;
constexpr float sample = 22;  // the width of a mark

struct entry {
    legend_entry is;
    const char* word;
    const char* tip;
};

constexpr std::array<entry, 11> entries{{
    {legend_entry::step, words::legend_runs, words::legend_runs_tip},
    {legend_entry::block, words::legend_blocks, words::legend_blocks_tip},
    {legend_entry::ready, words::legend_ready, words::legend_ready_tip},
    {legend_entry::sleeping, words::legend_sleeps, words::legend_sleeps_tip},
    {legend_entry::waiting, words::legend_waits, words::legend_waits_tip},
    {legend_entry::held, words::legend_loop_held, words::legend_loop_held_tip},
    {legend_entry::done, words::legend_done, words::legend_done_tip},
    {legend_entry::cancelled, words::legend_cancelled, words::legend_cancelled_tip},
    {legend_entry::failed, words::legend_failed, words::legend_failed_tip},
    {legend_entry::destroyed, words::legend_destroyed, words::legend_destroyed_tip},
    {legend_entry::differs, words::legend_differs, words::legend_differs_tip},
}};

// Whether the run has such a mark.
// While the future is hidden, the states in which tasks are now count too: nobody knows yet that they end.
bool has(const trace::history& h, legend_entry what, bool hidden = false)
{
    using trace::task_state;
    const auto goes_on = [&](task_state s) {  // in the last stretch of a row, which nothing ends if the run hangs
        return std::any_of(h.lanes().begin(), h.lanes().end(), [&](const trace::lane& l) {
            return !l.segments.empty() && l.segments.back().state == s;
        });
    };
    const auto in = [&](task_state s) {
        const auto& now = h.head().tasks;
        return ((h.states() >> static_cast<unsigned>(s)) & 1U) != 0 || (h.head().deadlocked && goes_on(s)) ||
               (hidden && std::any_of(now.begin(), now.end(), [s](const trace::task_view& t) { return t.state == s; }));
    };
    switch (what) {
    case legend_entry::step:
        return in(task_state::running);
    case legend_entry::block:
    case legend_entry::held:
        return !h.holds().empty();
    case legend_entry::ready:
        return in(task_state::ready);
    case legend_entry::sleeping:
        return in(task_state::sleeping);
    case legend_entry::waiting:
        return in(task_state::waiting);
    case legend_entry::done:
        return in(task_state::done);
    case legend_entry::cancelled:
        return in(task_state::cancelled);
    case legend_entry::failed:
        return in(task_state::failed);
    case legend_entry::destroyed:
        return in(task_state::destroyed);
    case legend_entry::differs:
        break;  // it's of two runs
    }
    return false;
}

void draw_sample(context& c, legend_entry what, float x, float y)
{
    strip s{c, x, x + sample, y, 20, c.colours.text, x + sample};
    switch (what) {
    case legend_entry::step:
        s.tick(x + sample / 2);
        break;
    case legend_entry::block:
        s.solid(x, x + sample);
        break;
    case legend_entry::ready:
        s.outline(x, x + sample);
        break;
    case legend_entry::sleeping:
        s.waves(x, x + sample);
        break;
    case legend_entry::waiting:
        s.hatch(x, x + sample);
        break;
    case legend_entry::held:
        c.list->AddRectFilled({x, y - 9}, {x + sample, y + 9}, faded(c.colours.held, 0.30F));
        break;
    case legend_entry::done:
        s.end_mark(x + sample / 2, trace::task_state::done);
        break;
    case legend_entry::cancelled:
        s.end_mark(x + sample / 2, trace::task_state::cancelled);
        break;
    case legend_entry::failed:
        s.end_mark(x + sample / 2, trace::task_state::failed);
        break;
    case legend_entry::destroyed:
        s.end_mark(x + sample / 2, trace::task_state::destroyed);
        break;
    case legend_entry::differs:
        c.list->AddRectFilled({x + 4, y - 0.5F}, {x + sample, y + 1}, faded(c.colours.accent, 0.7F));
        c.list->AddQuadFilled({x, y}, {x + 4, y - 4}, {x + 8, y}, {x + 4, y + 4}, c.colours.accent);
        break;
    }
}

void draw_handle(context& c, float y)
{
    const float middle = y + row / 2;
    const float x = c.left;
    if (area(c, "legend", {x, y, lane_label - 8, row}).clicked) {
        c.at.legend = !c.at.legend;
        c.wants.animating = true;
    }
    if (c.at.legend) {
        c.list->AddTriangleFilled({x - 1, middle - 3}, {x + 8, middle - 3}, {x + 3.5F, middle + 4},
                                  c.colours.muted);
    } else {
        c.list->AddTriangleFilled({x, middle - 5}, {x + 7, middle}, {x, middle + 5}, c.colours.muted);
    }
    write(c, c.type.small, x + 14, middle - 8, c.colours.muted, words::legend);
}

}  // namespace

float draw_legend(context& c, float y)
{
    const auto among = [&](legend_entry what, const lookahead& run, const lookahead* beside) {
        return what == legend_entry::differs
                   ? c.at.differing.any()
                   : has(run.history(), what, c.run.hides_future()) ||
                         (beside && has(beside->history(), what, c.run.hides_future()));
    };
    std::optional<legend_entry> lit;
    draw_handle(c, y);
    const float left = c.left + (c.narrow() ? 72 : lane_label);
    float x = left;
    for (const entry& e : entries) {
        if (!c.at.legend || !among(e.is, c.run.whole(), c.run.whole_beside())) {
            continue;
        }
        const float width = sample + 6 + width_of(c.type.small, e.word);
        if (x > left && x + width > c.left + c.width) {
            x = left;
            y += row;
        }
        if (!among(e.is, c.run.run(), c.run.beside())) {  // what's hidden keeps its room
            x += width + 14;
            continue;
        }
        const rect place{x, y, width, row};
        if (area(c, std::string("legend:") + e.word, place).hovered) {
            lit = e.is;
            tooltip(c, e.tip);
        }
        draw_sample(c, e.is, x, y + row / 2);
        write(c, c.type.small, x + sample + 6, y + row / 2 - 8,
              c.at.lit == e.is ? c.colours.text : c.colours.muted, e.word);
        x += width + 14;
    }
    if (c.at.lit != lit) {
        c.wants.animating = true;  // the picture follows in the next frame
    }
    c.at.lit = lit;
    return y + row + 6;
}

}  // namespace web::panel
