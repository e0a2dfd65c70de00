#include "web/panel/panel.hpp"

#include <algorithm>

#include "web/view/describe.hpp"

namespace web::panel {

namespace {

// How many callbacks run at the last moment of the run, or of the one beside it.
std::size_t last_steps(const session& run)
{
    const auto count = [](const trace::history& h) {
        return h.instants().empty() ? 0 : h.instants().back().count;
    };
    return std::max(count(run.history()), run.beside() ? count(run.beside()->history()) : 0);
}

// Until the learner takes hold of it, the view shows the whole run where that is laid out and short enough to
// be read, and follows the playhead where it is not.
void choose_view(state& s, const session& run, double width)
{
    constexpr double longest_whole = 20;
    constexpr double stretch = 10;
    const lookahead* const beside = run.beside();
    const double end = std::max(run.horizon(), beside ? beside->horizon() : 0);
    const bool whole = run.complete() && (!beside || beside->complete()) && end <= longest_whole;
    if (!s.view_chosen) {
        s.view = whole ? fitted(end, width, last_steps(run)) : time_view{0, stretch};
    }
    if (run.playing() || !s.view_chosen) {
        s.view = following(s.view, whole && !s.view_chosen ? s.view.from : run.time());
    }
}

}  // namespace

intents draw(state& s, const session& run, const theme& colours, const fonts& type, ImVec2 size)
{
    intents wants;
    s.rects.clear();
    s.cursor = 0;
    choose_view(s, run, static_cast<double>(size.x - 2 * pad - lane_label));
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("panel", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoScrollWithMouse);
    context c{s, run, colours, type, wants, ImGui::GetWindowDrawList(), pad, size.x - 2 * pad};
    c.list->AddRectFilled({0, 0}, size, colours.ground);
    float y = 12;
    // On a narrow screen the figure comes before the knobs, so that both ends of a run are in sight.
    y = draw_transport(c, y);
    if (!c.narrow()) {
        y = draw_parameters(c, y);
    }
    y = draw_timeline(c, y);
    y = draw_event_loop(c, y);
    y = draw_resources(c, y);
    y = draw_output(c, y);
    y = draw_chains(c, y);
    if (c.narrow()) {
        y = draw_parameters(c, y);
    }
    s.content_height = y + 12;
    s.places = std::move(c.seen);
    ImGui::End();
    return wants;
}

}  // namespace web::panel
