// The parameters as sliders, switches and choices.

#include <algorithm>
#include <cmath>

#include "json/filled.hpp"
#include "lessons/values.hpp"
#include "panel.words.hpp"
#include "web/panel/widgets.hpp"

namespace web::panel {

namespace {

std::string tip_of(const lessons::parameter_info& p)
{
    return json::filled(p.effect == lessons::effect::restart ? words::restarts_tip : words::live_tip,
                        {p.help});
}

std::string shown(const lessons::parameter_info& p, double value)
{
    return lessons::write(p, value) + (p.unit.empty() ? "" : " " + std::string(p.unit));
}

double snapped(const lessons::parameter_info& p, double place)
{
    const double step = p.step > 0 ? p.step : 1;
    const double steps = std::round(place * (p.max - p.min) / step);
    // Round to the step's digits, so that 0.1 * 3 is written as 0.3.
    const double value = std::round((p.min + steps * step) * 1e6) / 1e6;
    return std::clamp(value, p.min, p.max);
}

constexpr float label_width = 108;

float draw_number(context& c, std::size_t index, double value, const rect& r)
{
    const auto& p = c.run.what().parameters()[index];
    const float middle = r.y + r.height / 2 - 9;
    write(c, c.type.text, r.x, middle, c.colours.muted, fitted_text(c.type.text, p.label, label_width - 8));
    constexpr float value_width = 64;
    const rect track{r.x + label_width, r.y, r.width - label_width - value_width, r.height};
    const double span = p.max - p.min;
    const auto place = slider(c, "parameter:" + std::string(p.name), span > 0 ? (value - p.min) / span : 0,
                              track, tip_of(p));
    if (place) {
        c.wants.set.emplace_back(index, snapped(p, *place));
    }
    write(c, c.type.text, track.x + track.width + 8, middle, c.colours.text, shown(p, value));
    return r.height;
}

float draw_switch(context& c, std::size_t index, double value, const rect& r)
{
    const auto& p = c.run.what().parameters()[index];
    write(c, c.type.text, r.x, r.y + r.height / 2 - 9, c.colours.muted,
          fitted_text(c.type.text, p.label, label_width - 8));
    if (toggle(c, "parameter:" + std::string(p.name), value != 0, {r.x + label_width, r.y, 80, r.height},
               tip_of(p))) {
        c.wants.set.emplace_back(index, value != 0 ? 0.0 : 1.0);
    }
    write(c, c.type.text, r.x + label_width + 44, r.y + r.height / 2 - 9, c.colours.text,
          value != 0 ? words::parameter_on : words::parameter_off);
    return r.height;
}

float draw_choice(context& c, std::size_t index, double value, const rect& r)
{
    const auto& p = c.run.what().parameters()[index];
    write(c, c.type.text, r.x, r.y + r.height / 2 - 9, c.colours.muted,
          fitted_text(c.type.text, p.label, label_width - 8));
    float x = r.x + label_width;
    float y = r.y;
    const float height = std::max(28.0F, c.target() - 4);
    for (std::size_t i = 0; i != p.choices.size(); ++i) {
        const std::string label(p.choices[i]);
        const float width = std::min(width_of(c.type.text, label) + 24, r.width - label_width);
        if (x > r.x + label_width && x + width > r.x + r.width) {
            x = r.x + label_width;
            y += height + 4;
        }
        const std::string name = "parameter:" + std::string(p.name) + ":" + label;
        const std::string tip = tip_of(p);
        if (text_button(c, name, label, {x, y + (r.height - height) / 2, width, height},
                        static_cast<std::size_t>(value) == i, tip.c_str())) {
            c.wants.set.emplace_back(index, static_cast<double>(i));
        }
        x += width + 4;
    }
    return y - r.y + r.height;
}

// Draws the seed of the random numbers. A different seed makes a different run.
void draw_seed(context& c, const rect& r)
{
    const float size = std::max(28.0F, c.target() - 4);
    const float top = r.y + (r.height - size) / 2;
    write(c, c.type.text, r.x, r.y + r.height / 2 - 9, c.colours.muted, words::seed);
    const std::uint32_t seed = c.run.seed();
    float x = r.x + label_width;
    if (text_button(c, "seed_down", "−", {x, top, size, size}, false, words::seed_tip) && seed > 0) {
        c.wants.seed = seed - 1;
    }
    x += size + 12;
    x += write(c, c.type.text, x, r.y + r.height / 2 - 9, c.colours.text, std::to_string(seed)) + 12;
    if (text_button(c, "seed_up", "+", {x, top, size, size}, false, words::seed_tip)) {
        c.wants.seed = seed + 1;
    }
}

}  // namespace

float draw_parameters(context& c, float y)
{
    const auto parameters = c.run.what().parameters();
    const std::vector<double> values = c.run.values();
    constexpr float gap = 24;
    const bool wide = c.width >= 560;
    const float column = wide ? (c.width - gap) / 2 : c.width;
    const float height = c.target();
    if (!c.speed_drawn) {
        draw_speed(c, {c.left, y, c.width, height});
        y += height;
    }
    if (!c.slow_drawn) {
        draw_slow(c, {c.left, y, c.width, height});
        y += height;
    }
    float x = c.left;
    for (std::size_t i = 0; i != parameters.size(); ++i) {
        const bool whole_row = parameters[i].type == lessons::parameter_type::choice;
        if (whole_row && x > c.left) {
            x = c.left;
            y += height;
        }
        const rect r{x, y, whole_row ? c.width : column, height};
        switch (parameters[i].type) {
        case lessons::parameter_type::number:
        case lessons::parameter_type::integer:
            draw_number(c, i, values[i], r);
            break;
        case lessons::parameter_type::toggle:
            draw_switch(c, i, values[i], r);
            break;
        case lessons::parameter_type::choice:
            y += draw_choice(c, i, values[i], r);
            continue;
        }
        x += column + gap;
        if (!wide || x > c.left + c.width) {
            x = c.left;
            y += height;
        }
    }
    // Beside a choice whose buttons leave room for it.
    const auto& last = parameters.empty() ? lessons::parameter_info{} : parameters.back();
    if (wide && c.run.what().seeded() && !parameters.empty() &&
        last.type == lessons::parameter_type::choice) {
        const rect& end =
            c.at.rects["parameter:" + std::string(last.name) + ":" + std::string(last.choices.back())];
        if (end.x + end.width <= c.left + column && end.y >= y - height) {
            draw_seed(c, {c.left + column + gap, y - height, column, height});
            return y + 12;
        }
    }
    if (c.run.what().seeded()) {
        draw_seed(c, {x, y, column, height});
        x += column + gap;
    }
    return (x > c.left ? y + height : y) + 12;
}

}  // namespace web::panel
