// What each task did, and, dimmed, what it will do: one row a task, time to the right.
#include "web/panel/lanes.hpp"

#include <algorithm>
#include <cmath>

#include "web/view/describe.hpp"
#include "web/panel/widgets.hpp"

namespace web::panel {

namespace {

constexpr float bar_height = 16;
constexpr float hold_words = 20;  // below the rows of a run in which the loop is held: by whom
constexpr float dimmed = 0.42F;   // the opacity of what is still to come

struct strip {
    context& c;
    const shown_run& run;
    const scale& to;
    float y;  // of the row's middle
    ImU32 colour;
    float past;  // x of the playhead: what lies to its right is dimmed

    // Draws the part of [x0, x1] on either side of the playhead with its own strength.
    template <class Draw>
    void split(float x0, float x1, Draw draw)
    {
        x0 = std::max(x0, to.left());
        x1 = std::min(x1, to.right());
        if (x1 <= x0) {
            return;
        }
        const float top = y - lane_height / 2;
        const float bottom = y + lane_height / 2;
        if (x0 < past) {
            c.list->PushClipRect({x0, top}, {std::min(x1, past), bottom}, true);
            draw(x0, x1, colour);
            c.list->PopClipRect();
        }
        if (x1 > past) {
            c.list->PushClipRect({std::max(x0, past), top}, {x1, bottom}, true);
            draw(x0, x1, faded(colour, dimmed));
            c.list->PopClipRect();
        }
    }

    // A gentle wave: asleep.
    void waves(float x0, float x1)
    {
        split(x0, x1, [this](float a, float b, ImU32 ink) {
            constexpr float length = 14;
            constexpr float height = 3.5F;
            c.list->PathClear();
            for (float x = std::floor(a / length) * length; x <= b + 2; x += 2) {
                c.list->PathLineTo({x, y + height * std::sin(x / length * 6.2831853F)});
            }
            c.list->PathStroke(ink, 0, 1.75F);
        });
    }

    // Slanting strokes: waits for something.
    void hatch(float x0, float x1)
    {
        split(x0, x1, [this](float a, float b, ImU32 ink) {
            constexpr float apart = 8;
            const float half = bar_height / 2 - 2;
            for (float x = std::floor(a / apart) * apart - bar_height; x <= b; x += apart) {
                c.list->AddLine({x, y + half}, {x + 2 * half, y - half}, ink, 1.25F);
            }
            c.list->AddLine({a, y - half}, {b, y - half}, ink, 1);
            c.list->AddLine({a, y + half}, {b, y + half}, ink, 1);
        });
    }

    // A hollow bar: ready, but others run.
    void outline(float x0, float x1)
    {
        split(x0, x1, [this](float a, float b, ImU32 ink) {
            c.list->AddRect({a, y - bar_height / 2 + 2}, {b, y + bar_height / 2 - 2}, ink, 2, 0, 1.5F);
        });
    }

    void solid(float x0, float x1)
    {
        split(x0, x1, [this](float a, float b, ImU32 ink) {
            c.list->AddRectFilled({a, y - bar_height / 2 - 2}, {b, y + bar_height / 2 + 2}, ink, 1);
        });
    }

    // How it ended, each with a shape of its own. It stands beside the last step, at the same moment.
    void end_mark(float x, trace::task_state how, bool has_been)
    {
        constexpr float r = 5;
        x += r + 3;
        const ImU32 ink = has_been ? colour : faded(colour, dimmed);
        c.list->PushClipRect({to.left(), y - lane_height / 2}, {to.right(), y + lane_height / 2}, true);
        if (how == trace::task_state::done) {
            c.list->AddCircleFilled({x, y}, r, ink, 20);
        } else if (how == trace::task_state::cancelled) {
            c.list->AddLine({x - r, y - r}, {x + r, y + r}, ink, 2.5F);
            c.list->AddLine({x - r, y + r}, {x + r, y - r}, ink, 2.5F);
        } else {
            c.list->AddTriangleFilled({x - r - 1, y + r}, {x + r + 1, y + r}, {x, y - r - 1}, ink);
        }
        c.list->PopClipRect();
    }

    // The state in words, where there is room for them.
    void words(float x0, float x1, const std::string& text)
    {
        x0 = std::max(x0, to.left());
        x1 = std::min(x1, to.right());
        const float width = width_of(c.type.small, text);
        if (x1 - x0 < width + 40) {
            return;
        }
        const float x = (x0 + x1 - width) / 2;
        c.list->AddRectFilled({x - 6, y - 9}, {x + width + 6, y + 9}, c.colours.ground, 4);
        write(c, c.type.small, x, y - 8, c.colours.muted, text);
    }
};

std::string words_for(const shown_run& run, const trace::segment& s)
{
    return s.state == trace::task_state::waiting ? describe_wait(run.history, s) : trace::name(s.state);
}

bool blocks(const trace::segment& s)
{
    return s.state == trace::task_state::running && s.to > s.from;
}

struct extent {
    float from;
    float to;
};

// A step has a width of its own, since it takes no time; what is not over reaches to what is laid out.
extent extent_of(const strip& row, const trace::segment& s)
{
    const float from = row.to.x(s.from, s.begin);
    const float to = std::isfinite(s.to) ? row.to.x(s.to, s.end) : row.to.x(row.run.horizon);
    const bool step = s.state == trace::task_state::running;
    return {from, step ? std::max(to, from + row.to.step_width(s.from) - 1) : to};
}

void draw_segment(strip& row, const trace::segment& s)
{
    const auto [x0, x1] = extent_of(row, s);
    switch (s.state) {
    case trace::task_state::running:
        row.solid(x0, x1);
        break;
    case trace::task_state::ready:
        row.outline(x0, x1);
        break;
    case trace::task_state::sleeping:
        row.waves(x0 + row.to.step_width(s.from), x1);
        row.words(x0, x1, words_for(row.run, s));
        break;
    case trace::task_state::waiting:
        row.hatch(x0 + row.to.step_width(s.from), x1);
        row.words(x0, x1, words_for(row.run, s));
        break;
    default:
        row.end_mark(x0 + row.to.step_width(s.from), s.state, s.begin < row.run.position);
        break;
    }
}

// Draws what can be told apart: where segments are narrower than a pixel, the next one that is not.
void draw_lane(strip& row, const trace::lane& lane)
{
    const auto& all = lane.segments;
    const auto ends_before = [](const trace::segment& a, double t) { return a.to < t; };
    auto s = std::lower_bound(all.begin(), all.end(), row.to.time(row.to.left() - 8), ends_before);
    float drawn_to = -1e6F;
    while (s != all.end() && row.to.x(s->from) < row.to.right()) {
        const bool ending = s->state >= trace::task_state::done;
        const float x1 = extent_of(row, *s).to;
        if (x1 > drawn_to + 0.75F || ending) {
            draw_segment(row, *s);
            drawn_to = x1;
            ++s;
        } else {
            const double next = row.to.time(drawn_to + 0.75F);
            s = std::max(s + 1, std::lower_bound(s, all.end(), next, ends_before));
        }
    }
}

const trace::segment* segment_under(const trace::lane& lane, const scale& to, float x)
{
    const trace::segment* best = nullptr;
    for (const trace::segment& s : lane.segments) {
        const float x0 = to.x(s.from, s.begin);
        if (x0 > x + 2) {
            break;
        }
        const bool wide = !std::isfinite(s.to) || to.x(s.to, s.end) > x - 2;
        if (wide && (s.state != trace::task_state::ready || s.to > s.from || !best)) {
            best = &s;
        }
    }
    return best;
}

void draw_holds(context& c, const shown_run& run, const scale& to, float top, float bottom, float playhead)
{
    for (const trace::hold& h : run.history.holds()) {
        const float x0 = std::max(to.x(h.from, h.begin), to.left());
        const float x1 = std::min(to.x(h.to), to.right());
        if (x1 <= x0) {
            continue;
        }
        const float now = std::clamp(playhead, x0, x1);
        c.list->AddRectFilled({x0, top}, {now, bottom}, faded(c.colours.held, 0.30F));
        c.list->AddRectFilled({now, top}, {x1, bottom}, faded(c.colours.held, 0.14F));
        const std::string text = "held by " + task_name(run.history, h.task);
        if (width_of(c.type.small, text) + 16 < x1 - x0) {
            write(c, c.type.small, x0 + 8, bottom - 18, c.colours.text, text);
        }
    }
}

std::size_t lanes_in(const trace::history& h)
{
    constexpr std::size_t most = 200;
    return std::min(h.lanes().size(), most);
}

}  // namespace

float lanes_height(const trace::history& h)
{
    return lane_height * static_cast<float>(lanes_in(h)) + (h.holds().empty() ? 0 : hold_words);
}

void draw_lanes(context& c, const shown_run& run, const scale& to, float top, float playhead)
{
    const std::size_t count = lanes_in(run.history);
    draw_holds(c, run, to, top, top + lanes_height(run.history), playhead);
    for (std::size_t i = 0; i != count; ++i) {
        const trace::lane& lane = run.history.lanes()[i];
        const float middle = top + lane_height * (static_cast<float>(i) + 0.5F);
        const bool exists = !lane.segments.empty() && lane.segments.front().begin < run.position;
        const ImU32 colour = c.colours.task(lane.task);
        const std::string& name = run.history.events().text(lane.name);
        c.list->AddRectFilled({c.left, middle - 7}, {c.left + 4, middle + 7},
                              exists ? colour : faded(colour, 0.4F), 2);
        write(c, c.type.text, c.left + 12, middle - 9, exists ? c.colours.text : c.colours.muted,
              fitted_text(c.type.text, name, lane_label - 20));
        c.at.rects[run.rects + name] = {c.left, middle - lane_height / 2, c.width, lane_height};
        strip row{c, run, to, middle, colour, playhead};
        draw_lane(row, lane);
    }
}

void explain_lane(context& c, const shown_run& run, const scale& to, float top)
{
    const ImVec2 at = ImGui::GetIO().MousePos;
    const auto row = static_cast<std::size_t>(std::max(0.0F, (at.y - top) / lane_height));
    if (row >= lanes_in(run.history)) {
        return;
    }
    const trace::lane& lane = run.history.lanes()[row];
    if (const trace::segment* s = segment_under(lane, to, at.x)) {
        std::string text = describe(run.history, lane, *s);
        if (blocks(*s)) {
            text += " It blocks: the loop is held.";
        }
        tooltip(c, s->begin >= run.position ? "To come: " + text : text);
    }
}

}  // namespace web::panel
