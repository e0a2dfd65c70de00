// Play, step, restart, speed, and the virtual time.

#include <algorithm>
#include <array>
#include <cmath>

#include "web/describe.hpp"
#include "web/panel/widgets.hpp"

namespace web::panel {

namespace {

// 0 to 1 along the speed slider, which is logarithmic.
double place_of(double speed)
{
    return std::log(speed / session::slowest) / std::log(session::fastest / session::slowest);
}

double speed_at(double place)
{
    const double speed =
        session::slowest * std::pow(session::fastest / session::slowest, std::clamp(place, 0.0, 1.0));
    if (std::abs(place - place_of(1)) < 0.03) {
        return 1;
    }
    return speed < 1 ? std::round(speed * 20) / 20 : std::round(speed * 2) / 2;
}

std::string speed_text(double speed)
{
    char text[16];
    std::snprintf(text, sizeof text, speed < 1 ? "%.2f×" : speed < 10 ? "%.1f×" : "%.0f×", speed);
    return text;
}

}  // namespace

float draw_transport(context& c, float y)
{
    const float size = std::max(c.target(), 36.0F);
    struct button {
        const char* name;
        icon shape;
        const char* tip;
        bool intents::*wish;
    };
    const bool playing = c.run.playing();
    const std::array<button, 5> buttons{{
        {"play", playing ? icon::pause : icon::play, playing ? "Pause (Space)" : "Play (Space)",
         &intents::toggle},
        {"restart", icon::restart, "Back to the start (Home or R)", &intents::restart},
        {"step_back", icon::back, "Back by one callback (left arrow)", &intents::step_back},
        {"step", icon::step, "On by one callback (right arrow)", &intents::step},
        {"to_end", icon::end, "To the end of the run (End)", &intents::to_end},
    }};
    float x = c.left;
    for (const button& b : buttons) {
        const bool primary = b.wish == &intents::toggle;
        const float width = primary ? size + 12 : size;
        if (icon_button(c, b.name, b.shape, {x, y, width, size}, primary, b.tip)) {
            c.wants.*b.wish = true;
        }
        x += width + 4;
    }
    // The time stands at the right end; the speed takes what is left, or a row of its own.
    const std::string time = "t = " + seconds(c.run.time());
    const float time_width = width_of(c.type.clock, "t = 00.000 s");
    write(c, c.type.clock, c.left + c.width - width_of(c.type.clock, time), y + size / 2 - 11,
          c.colours.text, time);
    const float needed = 44 + 96 + 44;
    float free = c.left + c.width - time_width - 16 - (x + 12);
    float row = y;
    if (free < needed) {
        row = y + size + 4;
        x = c.left - 12;
        free = c.width;
    }
    const float track = std::min(160.0F, free - 96);
    write(c, c.type.small, x + 12, row + size / 2 - 8, c.colours.muted, "speed");
    if (const auto place = slider(c, "speed", place_of(c.run.speed()), {x + 54, row, track, size},
                                  "How many virtual seconds pass in one real second.")) {
        c.wants.speed = speed_at(*place);
    }
    write(c, c.type.small, x + 58 + track, row + size / 2 - 8, c.colours.text,
          speed_text(c.run.speed()));
    y = row + size + 8;

    const std::string text = message(c.run);
    if (!text.empty()) {
        const bool bad = c.run.now().deadlocked || c.run.now().error != 0;
        write(c, c.type.small, c.left, y, bad ? c.colours.bad : c.colours.muted,
              fitted_text(c.type.small, text, c.width));
    }
    return y + 24;
}

}  // namespace web::panel
