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
constexpr float gap = 12;  // before 'more', beside a parameter

float draw_number(context& c, std::size_t index, double value, const rect& r)
{
    const auto& p = c.run.what().parameters()[index];
    const float middle = r.y + r.height / 2 - 9;
    write_fitted(c, c.type.text, r.x, middle, c.colours.muted, p.label, label_width - 8);
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
    write_fitted(c, c.type.text, r.x, r.y + r.height / 2 - 9, c.colours.muted, p.label, label_width - 8);
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
    write_fitted(c, c.type.text, r.x, r.y + r.height / 2 - 9, c.colours.muted, p.label, label_width - 8);
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

// How wide a choice is with all its buttons side by side.
float width_of_choice(const context& c, const lessons::parameter_info& p)
{
    float width = label_width - 4;
    for (const std::string_view choice : p.choices) {
        width += width_of(c.type.text, choice) + 28;
    }
    return width;
}

// Places side by side in two columns, if there's room for two.
class cells {
public:
    cells(const context& c, float y)
        : left_(c.left), width_(c.width), height_(c.target()), wide_(c.width >= 560), x_(left_), y_(y)
    {}

    float column() const { return wide_ ? (width_ - gap) / 2 : width_; }
    /// The next place. One that's too wide for a column has a row for itself.
    rect next(float width = 0)
    {
        const bool whole = width > column();
        if (x_ > left_ && (whole || !wide_ || x_ > left_ + width_)) {
            end_row();
        }
        const bool second = x_ > left_;
        kept_ = second && width + kept_ <= column() ? kept_ : 0;
        const rect r{x_, y_, (whole ? width_ : column()) - kept_, height_};
        x_ = whole ? left_ + width_ + gap : x_ + column() + gap;
        return r;
    }
    /// The next place leaves that much room behind it, if it's the second of its row and is wide enough.
    void keep(float room) { kept_ = room; }
    /// The room that was left behind the last place; without it the next place.
    rect rest() { return kept_ > 0 ? rect{left_ + width_ - kept_, y_, kept_, height_} : next(); }
    /// The last place needs that much more height.
    void grow(float by) { y_ += by; }
    void end_row()
    {
        y_ += x_ > left_ ? height_ : 0;
        x_ = left_;
    }
    float bottom()
    {
        end_row();
        return y_;
    }

private:
    static constexpr float gap = 24;  // between the columns
    float left_, width_, height_;
    bool wide_;
    float x_, y_;
    float kept_ = 0;
};

void draw_parameter(context& c, cells& places, std::size_t i, double value)
{
    const auto& p = c.run.what().parameters()[i];
    switch (p.type) {
    case lessons::parameter_type::number:
    case lessons::parameter_type::integer:
        draw_number(c, i, value, places.next());
        break;
    case lessons::parameter_type::toggle:
        draw_switch(c, i, value, places.next());
        break;
    case lessons::parameter_type::choice: {
        const rect r = places.next(width_of_choice(c, p));
        places.grow(draw_choice(c, i, value, r) - r.height);
        break;
    }
    }
}

// Opens and closes the parameters that are folded away.
void draw_more(context& c, const rect& r, const std::string& label)
{
    const float height = std::max(28.0F, c.target() - 4);
    const float width = width_of(c.type.text, label) + 24;
    const rect place{r.width < width + gap ? r.x + r.width - width : r.x, r.y + (r.height - height) / 2, width, height};
    if (text_button(c, "more", label, place, c.at.more,
                    c.at.more ? words::fold_settings_tip : words::more_settings_tip)) {
        c.at.more = !c.at.more;
        c.wants.animating = true;
    }
}

}  // namespace

void open_more(state& s, const session& run)
{
    const auto parameters = run.what().parameters();
    const std::vector<double> values = run.values();
    bool set = false;
    for (std::size_t i = 0; i != parameters.size(); ++i) {
        set = set || (parameters[i].more && values[i] != parameters[i].fallback);
    }
    s.more = s.more || (set && !s.more_set);
    s.more_set = set;
}

float draw_parameters(context& c, float y)
{
    const auto parameters = c.run.what().parameters();
    const std::vector<double> values = c.run.values();
    const float height = c.target();
    if (!c.speed_drawn) {
        draw_speed(c, {c.left, y, c.width, height});
        y += height;
    }
    if (!c.slow_drawn) {
        draw_slow(c, {c.left, y, c.width, height});
        y += height;
    }
    const auto is_more = [](const lessons::parameter_info& p) { return p.more; };
    const auto count = static_cast<std::size_t>(std::count_if(parameters.begin(), parameters.end(), is_more));
    const std::string label = json::filled(words::more_settings, {std::to_string(count)});
    const float room = count > 0 ? width_of(c.type.text, label) + 24 + gap : 0;  // beside the last one
    std::size_t left = parameters.size() - count + (c.run.what().seeded() ? 1 : 0);
    cells places(c, y);
    const auto draw_those = [&](bool more) {
        for (std::size_t i = 0; i != parameters.size(); ++i) {
            if (parameters[i].more == more) {
                places.keep(--left == 0 ? room : 0);
                draw_parameter(c, places, i, values[i]);
            }
        }
    };
    draw_those(false);
    if (c.run.what().seeded()) {
        places.keep(room);
        draw_seed(c, places.next());
    }
    if (count > 0) {
        draw_more(c, places.rest(), label);
    }
    if (c.at.more) {
        places.end_row();
        draw_those(true);
    }
    return places.bottom() + 12;
}

}  // namespace web::panel
