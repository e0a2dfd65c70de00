#include "web/panel/choices.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "address.words.hpp"
#include "json/filled.hpp"
#include "json/writer.hpp"
#include "lessons/values.hpp"
#include "web/view/address.hpp"

namespace web::panel {

namespace {

// A place of the view, to a five-thousandth of what the view shows: less than a pixel.
std::string place_text(double place, double span)
{
    const int places = std::clamp(static_cast<int>(std::ceil(3.7 - std::log10(span))), 0, 12);
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", places, place);
    std::string shown = text;
    if (places > 0) {
        shown.erase(shown.find_last_not_of('0') + 1);
        if (shown.back() == '.') {
            shown.pop_back();
        }
    }
    return shown == "-0" ? "0" : shown;
}

std::string set_view(state& s, std::string_view text)
{
    if (text == "all") {
        fit(s);
        return "";
    }
    const std::string wrong = json::filled(words::wrong_view, {text.substr(0, 40)});
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) {
        return wrong;
    }
    constexpr double farthest = 1e9;
    const auto from = lessons::read_number("view.at", text.substr(0, comma), -farthest, farthest);
    const auto to = lessons::read_number("view.at", text.substr(comma + 1), -farthest, farthest);
    constexpr double shortest = 1e-6;
    if (!from.value || !to.value || !(*to.value - *from.value >= shortest)) {
        return wrong;
    }
    s.view = {*from.value, *to.value};
    s.view_chosen = true;
    s.view_given = true;
    return "";
}

}  // namespace

std::string set(state& s, std::string_view name, std::string_view text)
{
    if (name == "view.at") {
        return set_view(s, text);
    }
    if (name == "view.axis") {
        if (text != "time" && text != "steps") {
            return json::filled(words::wrong_axis, {text.substr(0, 40)});
        }
        set_axis(s, text == "steps" ? axis_kind::steps : axis_kind::time);
        return "";
    }
    if (name == "view.task") {
        const auto task = lessons::read_number("view.task", text, 1, 1e9);
        s.selected = static_cast<std::uint32_t>(task.value.value_or(0));
        return task.complaint;
    }
    if (name == "view.why") {
        const std::size_t at = std::min(text.find('@'), text.size());
        const auto task = lessons::read_number("view.why", text.substr(0, at), 1, 1e9);
        const auto begin =
            lessons::read_number("view.why", text.substr(std::min(at + 1, text.size())), 0, 1e9);
        if (!task.value || !begin.value) {
            return json::filled(words::wrong_why, {text.substr(0, 40)});
        }
        s.asked = question{static_cast<std::uint32_t>(*task.value), static_cast<std::size_t>(*begin.value)};
        return "";
    }
    return web::set(s.choice, name, text);
}

std::string choices_json(const state& s)
{
    json::writer out;
    out.begin_object();
    if (s.axis == axis_kind::steps) {
        out.field("view.axis", "steps");
    }
    if (s.view_chosen) {
        const double span = s.view.span();
        out.field("view.at", place_text(s.view.from, span) + "," + place_text(s.view.to, span));
    } else if (s.fit) {
        out.field("view.at", "all");
    }
    if (s.selected != 0) {
        out.field("view.task", std::to_string(s.selected));
    }
    if (s.asked) {
        out.field("view.why", std::to_string(s.asked->task) + "@" + std::to_string(s.asked->begin));
    }
    for (const auto& [name, text] : settings_of(s.choice)) {
        out.field(name, text);
    }
    return out.end_object().text();
}

}  // namespace web::panel
