#include "web/panel/panel.hpp"

#include "web/describe.hpp"

namespace web::panel {

namespace {

// Until the learner takes hold of it, the view shows the whole run where that is laid out and short enough to
// be read, and follows the playhead where it is not.
void choose_view(state& s, const session& run, double width)
{
    constexpr double longest_whole = 20;
    constexpr double stretch = 10;
    if (!s.view_chosen) {
        s.view = run.complete() && run.horizon() <= longest_whole ? fitted(run.horizon(), width)
                                                                  : time_view{0, stretch};
    }
    if (run.playing() || !s.view_chosen) {
        s.view = following(s.view, run.complete() && !s.view_chosen && run.horizon() <= longest_whole
                                       ? s.view.from
                                       : run.time());
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
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
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
    y = draw_output(c, y);
    if (c.narrow()) {
        y = draw_parameters(c, y);
    }
    s.content_height = y + 12;
    ImGui::End();
    return wants;
}

}  // namespace web::panel
