// Play, step, restart, speed and the virtual time.

#include <algorithm>
#include <array>
#include <cmath>

#include "json/filled.hpp"
#include "panel.words.hpp"
#include "web/panel/widgets.hpp"
#include "web/view/describe.hpp"

namespace web::panel {

namespace {

// The position on the speed slider, 0 to 1; the slider is logarithmic.
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

constexpr float speed_width = 200;  // the minimum
constexpr float slow_width = 172;

}  // namespace

void draw_speed(context& c, const rect& r)
{
    constexpr float label = 54;
    constexpr float value = 52;
    const float middle = r.y + r.height / 2 - 9;
    write(c, c.type.text, r.x, middle, c.colours.muted, words::speed);
    if (const auto place = slider(c, "speed", place_of(c.run.speed()),
                                  {r.x + label, r.y, r.width - label - value, r.height}, words::speed_tip)) {
        c.wants.speed = speed_at(*place);
    }
    write(c, c.type.text, r.x + r.width - value + 8, middle, c.colours.text, speed_text(c.run.speed()));
}

void draw_slow(context& c, const rect& r)
{
    constexpr float button = 40;
    if (toggle(c, "slow", c.at.slow, {r.x, r.y, button, r.height}, words::slow_tip)) {
        c.at.slow = !c.at.slow;
        c.wants.animating = true;
    }
    write_fitted(c, c.type.text, r.x + button + 8, r.y + r.height / 2 - 9, c.colours.muted, words::slow,
                 r.width - button - 8);
}

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
        {"play", playing ? icon::pause : icon::play, playing ? words::pause_tip : words::play_tip,
         &intents::toggle},
        {"restart", icon::restart, words::restart_tip, &intents::restart},
        {"step_back", icon::back, words::step_back_tip, &intents::step_back},
        {"step", icon::step, words::step_tip, &intents::step},
        {"to_end", icon::end, words::to_end_tip, &intents::to_end},
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
    // The time is at the right end. The speed slider takes the space between, or is drawn with the
    // parameters.
    const std::string time = json::filled(words::time_now, {seconds(c.run.time())});
    write(c, c.type.clock, c.left + c.width - width_of(c.type.clock, time), y + size / 2 - 11, c.colours.text,
          time);
    const float free = c.left + c.width - width_of(c.type.clock, words::widest_time) - 16 - (x + 12);
    c.speed_drawn = free >= speed_width;
    if (c.speed_drawn) {
        const float speed = std::min(free >= speed_width + slow_width ? free - slow_width : free, 260.0F);
        draw_speed(c, {x + 12, y, speed, size});
        c.slow_drawn = free >= speed + slow_width;
        if (c.slow_drawn) {
            draw_slow(c, {x + 12 + speed + 12, y, slow_width - 12, size});
        }
    }
    return y + size + 12;
}

}  // namespace web::panel
