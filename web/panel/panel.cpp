#include "web/panel/panel.hpp"

#include <algorithm>
#include <limits>

#include "web/panel/widgets.hpp"
#include "web/view/describe.hpp"

namespace web::panel {

namespace {

double last_of(const lookahead& run, axis_kind kind)
{
    return kind == axis_kind::time ? run.horizon() : static_cast<double>(run.history().begins().size());
}

// Until the learner zooms or pans, the view shows the whole run if that's complete and short enough to read,
// and else follows the playhead. A recording is shown whole, however long, and so is a run after 'fit'. A
// view that the learner chose follows the playhead when it moves out of view.
void choose_view(state& s, const session& run, double width)
{
    const bool steps = s.axis == axis_kind::steps;
    const double longest_whole = steps ? 60 : 20;
    const double stretch = steps ? 40 : 10;
    const lookahead* const beside = steps ? nullptr : run.beside();
    const double start = steps ? 0 : run.history().start();
    const double known = std::max(last_of(run.run(), s.axis), beside ? last_of(*beside, s.axis) : start);
    const double end = run.hides_future() ? std::max(known, start + stretch) : known;
    const bool recorded = run.what().slug().empty();
    const bool complete = run.complete() && (!beside || beside->complete());
    const bool whole = s.fit || (complete && (recorded || end - start <= longest_whole));
    const time_view all = fitted(start, end, width);
    s.whole = complete ? all : time_view{start, std::max(all.to, start + stretch)};
    s.limits.earliest = start;
    s.limits.latest = complete ? end : std::numeric_limits<double>::infinity();
    s.limits.shortest = steps ? 4 : 1e-6;
    s.limits.longest = complete ? std::max(all.span(), s.limits.shortest)
                                : std::max(steps ? 1000.0 : 3600.0, 4 * all.span());
    if (!s.view_chosen) {
        s.view = whole ? all : time_view{start, start + stretch};
    }
    const double now = steps ? static_cast<double>(run.history().callbacks_at(run.position())) : run.time();
    if (s.view_given) {
        s.followed = now;
        s.view_given = run.laying_out();
    }
    const bool left = now != s.followed && (now < s.view.from || now > s.view.to);
    if (run.playing() || !s.view_chosen || left) {
        s.view = following(s.view, whole && !s.view_chosen ? s.view.from : now, s.limits);
    }
    s.followed = now;
}

}  // namespace

// What there is at the playhead. If there's room, the loop in all the width, so that its chips fit; below it in two
// columns what happens at the instant and what was printed on the left, what tasks share and where they are on the
// right.
float draw_moment(context& c, float y)
{
    constexpr float gap = 24;
    if (c.width < two_columns) {
        y = draw_event_loop(c, draw_lens(c, y));
        y = draw_resources(c, y);
        y = draw_output(c, y);
        return draw_chains(c, y);
    }
    y = draw_event_loop(c, y);
    const float left = c.left;
    const float width = c.width;
    c.in_columns = true;
    c.width = (width - gap) / 2;
    c.left = left + c.width + gap;
    const float on_the_right = draw_chains(c, draw_resources(c, y));
    c.left = left;
    const float on_the_left = draw_output(c, draw_lens(c, y));
    c.width = width;
    return std::max(on_the_left, on_the_right);
}

intents draw(state& s, const session& run, const theme& colours, const fonts& type, ImVec2 size)
{
    // On a narrower canvas, the panel's right edge is cut off.
    constexpr float narrowest = 240;
    const float width = std::max(size.x - 2 * pad, narrowest);
    intents wants;
    s.rects.clear();
    s.buttons.clear();
    s.cut.clear();
    s.tip.clear();
    s.layout = 2166136261U;
    s.pointer = cursor::arrow;
    choose_view(s, run, static_cast<double>(width - lane_label));
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("panel", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoScrollWithMouse);
    context c{s, run, colours, type, wants, ImGui::GetWindowDrawList(), pad, width, size.y};
    c.list->AddRectFilled({0, 0}, size, colours.ground);
    float y = 12 - s.scroll;
    // On a narrow screen the timeline comes before the parameters, so that both ends of a run are visible,
    // and the parameters come right below it.
    y = draw_transport(c, y);
    if (c.narrow()) {
        y = draw_parameters(c, draw_legend(c, draw_timeline(c, y)));
    } else {
        y = draw_legend(c, draw_timeline(c, draw_parameters(c, y)));
    }
    y = draw_moment(c, y);
    draw_travels(c);
    explain_cut(c);
    s.content_height = y + s.scroll + 12;
    s.places = std::move(c.seen);
    s.pressed.clear();  // it's no longer there
    ImGui::End();
    return wants;
}

}  // namespace web::panel
