#pragma once
// The panel: draw(state, session, theme) -> intents. It reads the session and changes nothing in it; whoever
// called carries the intents out.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "web/view/time_axis.hpp"
#include "web/panel/theme.hpp"
#include "web/view/session.hpp"

namespace web::panel {

/// The width of the column of task names, left of the lanes.
inline constexpr float lane_label = 100;

/// What the learner wants, as read from this frame's input.
struct intents {
    bool toggle = false;
    bool step = false;
    bool step_back = false;
    bool restart = false;
    bool to_end = false;
    std::optional<double> seek;
    std::optional<double> speed;
    std::optional<std::uint32_t> seed;
    std::vector<std::pair<std::size_t, double>> set;  ///< parameter, value
    bool animating = false;                           ///< something still moves: draw another frame
};

struct rect {
    float x = 0, y = 0, width = 0, height = 0;
};

/// What the panel itself remembers between frames.
struct state {
    time_view view;
    bool view_chosen = false;  ///< the learner has zoomed or panned: leave the view alone
    bool coarse = false;       ///< touch: larger targets
    bool reduced_motion = false;
    bool seeking = false;                    ///< the playhead is being dragged
    float content_height = 0;                ///< what the last frame needed
    int cursor = 0;                          ///< as il_cursor has it
    std::map<std::string, rect> rects;       ///< named controls, as last drawn
    rect timeline;                           ///< where a wheel or a pinch zooms
    std::map<std::uint64_t, ImVec2> places;  ///< of chips on their way
};

/// Everything that drawing needs.
struct context {
    state& at;
    const session& run;
    const theme& colours;
    const fonts& type;
    intents& wants;
    ImDrawList* list;
    float left;
    float width;
    std::map<std::uint64_t, ImVec2> seen = {};  ///< where chips were drawn in this frame
    bool speed_drawn = false;                   ///< there was room for the speed beside the buttons

    bool narrow() const noexcept { return width < 480; }
    float target() const noexcept { return at.coarse ? 44.0F : 32.0F; }
};

/// Draws the whole panel into a canvas of this size.
intents draw(state& s, const session& run, const theme& colours, const fonts& type, ImVec2 size);

/// The speed slider: beside the buttons, or, where that is too narrow, above the parameters.
void draw_speed(context& c, const rect& r);

// The sections, from top to bottom. Each draws at height `y` and returns the height below it.
float draw_transport(context& c, float y);
float draw_parameters(context& c, float y);
float draw_timeline(context& c, float y);
float draw_event_loop(context& c, float y);
float draw_resources(context& c, float y);
float draw_chains(context& c, float y);
float draw_output(context& c, float y);

}  // namespace web::panel
