#include "web/view/address.hpp"

#include <algorithm>
#include <utility>

#include "address.words.hpp"
#include "json/filled.hpp"
#include "lessons/values.hpp"
#include "web/view/address_parts.hpp"

namespace web {

namespace {

using json::filled;

// Reads a change such as '7:make_max=1.5'.
std::string read_change(const session& s, std::string_view text, lessons::change& change)
{
    const std::string wrong = filled(words::wrong_live, {quoted(text)});
    std::string_view rest = text;
    const std::string_view count = take(rest, ':');
    const auto after = lessons::read_number("live", count, 1, 1e9);
    if (!after.value || !after.complaint.empty()) {
        return wrong;
    }
    const std::string_view name = take(rest, '=');
    const auto all = s.what().parameters();
    const auto index = lessons::find_parameter(all, name);
    if (!index || all[*index].effect != lessons::effect::live) {
        return filled(words::not_live, {quoted(name)});
    }
    const auto value = lessons::read(all[*index], rest);
    if (!value.value) {
        return value.complaint;
    }
    change = {static_cast<std::size_t>(*after.value), *index, *value.value};
    return value.complaint;
}

std::string read_live(const session& s, std::string_view text, std::vector<lessons::change>& changes)
{
    while (!text.empty() && changes.size() < most_changes) {
        lessons::change& change = changes.emplace_back();
        if (std::string complaint = read_change(s, take(text, ','), change); !complaint.empty()) {
            changes.pop_back();
            return complaint;
        }
        // Sort by number of callbacks. The text is usually sorted already.
        for (std::size_t i = changes.size() - 1;
             i > 0 && changes[i].after_callbacks < changes[i - 1].after_callbacks; --i) {
            std::swap(changes[i], changes[i - 1]);
        }
    }
    return "";
}

std::string set_live(session& s, std::string_view text)
{
    std::vector<lessons::change> changes;
    std::string complaint = read_live(s, text, changes);
    if (complaint.empty()) {
        s.set_changes(std::move(changes));
    }
    return complaint;
}

}  // namespace

std::string read_interventions(std::string_view text, std::vector<lessons::intervention>& all)
{
    while (!text.empty() && all.size() < most_changes) {
        const std::string_view part = take(text, '_');
        const auto read = lessons::read_intervention(part);
        if (!read) {
            return filled(words::wrong_what_if, {quoted(part)});
        }
        all.push_back(*read);
    }
    return text.empty() ? ""
                        : filled(words::too_many_deeds,
                                 {std::to_string(most_changes),
                                  std::to_string(std::count(text.begin(), text.end(), '_') + 1)});
}

namespace {

std::string set_interventions(session& s, std::string_view text)
{
    std::vector<lessons::intervention> all;
    std::string complaint = read_interventions(text, all);
    const bool fits = complaint.empty() || all.size() == most_changes;
    if (fits && !all.empty() && !s.what().takes_interventions()) {
        return words::recording_takes_none;
    }
    if (fits) {
        s.set_interventions(std::move(all));
    }
    return complaint;
}

// Does something to a task here. The text has the moment 'here' in place of a moment.
std::string intervene(session& s, std::string_view text)
{
    const std::size_t place = text.find("-here");
    const bool has_moment = place != std::string_view::npos;
    const auto read = lessons::read_intervention(
        has_moment ? std::string(text.substr(0, place)) + "-after-0" + std::string(text.substr(place + 5))
                   : "");
    if (!read) {
        return filled(words::no_such_deed, {quoted(text)});
    }
    if (s.laying_out() || !s.what().takes_interventions()) {
        return s.laying_out() ? words::not_ready_yet : words::recording_takes_none;
    }
    s.pause();
    s.intervene(*read);
    return "";
}

// Only a choice of a learner's own program can contain a semicolon.
void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

std::string read_setting(const session& s, std::string_view name, std::string_view text,
                         lessons::settings& into)
{
    lessons::reading reading;
    if (name == "live") {
        return read_live(s, text, into.changes);
    }
    if (name == "what-if") {
        return read_interventions(text, into.interventions);
    }
    if (name == "seed") {
        reading = lessons::read_seed(text);
        into.seed = static_cast<std::uint32_t>(reading.value.value_or(1));
    } else if (const auto index = lessons::find_parameter(s.what().parameters(), name)) {
        reading = lessons::read(s.what().parameters()[*index], text);
        into.values[*index] = reading.value.value_or(into.values[*index]);
    } else {
        reading.complaint = filled(words::no_parameter, {quoted(name)});
    }
    return reading.complaint;
}

// Pins the run with these settings, as `pinned_text` writes them.
std::string pin(session& s, std::string_view text)
{
    if (!s.what().takes_interventions()) {
        return words::recording_has_one_run;
    }
    lessons::settings with;
    with.values = lessons::defaults(s.what().parameters());
    std::string complaint;
    while (!text.empty()) {
        std::string_view part = take(text, ';');
        const std::string_view name = take(part, '=');
        std::string value(part);
        replace_all(value, "%3B", ";");
        const std::string said = read_setting(s, name, value, with);
        complaint += complaint.empty() && !said.empty() ? filled(words::in_pinned_run, {said}) : "";
    }
    s.pin(std::move(with));
    return complaint;
}

std::string take_back(session& s, std::string_view text)
{
    const auto place = lessons::read_number("what-if.back", text, 0, 1e9);
    if (place.value) {
        s.take_back(static_cast<std::size_t>(*place.value));
    }
    return place.complaint;
}

std::string set_step(session& s, std::string_view text)
{
    const auto reading = lessons::read_number("step", text, 0, 1e9);
    if (reading.value) {
        s.seek_step(static_cast<std::size_t>(*reading.value));
    }
    return reading.complaint;
}

}  // namespace

std::string set(session& s, std::string_view name, std::string_view text)
{
    lessons::reading reading;
    if (name == "seed") {
        reading = lessons::read_seed(text);
        if (reading.value) {
            s.set_seed(static_cast<std::uint32_t>(*reading.value));
        }
    } else if (name == "live") {
        reading.complaint = set_live(s, text);
    } else if (name == "what-if") {
        reading.complaint = set_interventions(s, text);
    } else if (name == "what-if.here") {
        reading.complaint = intervene(s, text);
    } else if (name == "what-if.back") {
        reading.complaint = take_back(s, text);
    } else if (name == "pin") {
        if (text == "true") {
            s.pin(s.settings());
        } else if (text == "false") {
            s.unpin();
        } else {
            reading.complaint = pin(s, text);
        }
    } else if (name == "t") {
        reading = lessons::read_seconds("t", text);
        if (reading.value) {
            s.pause();
            s.seek(*reading.value);
        }
    } else if (name == "step") {
        reading.complaint = set_step(s, text);
    } else if (name == "callbacks") {
        const auto count = lessons::read_number("callbacks", text, 0, 1e9);
        if (count.value) {
            s.go_after(static_cast<std::size_t>(*count.value));
        }
        reading.complaint = count.complaint;
    } else if (name == "speed") {
        reading = lessons::read_number("speed", text, session::slowest, session::fastest);
        if (reading.value) {
            s.set_speed(*reading.value);
        }
    } else if (const auto index = lessons::find_parameter(s.what().parameters(), name)) {
        reading = lessons::read(s.what().parameters()[*index], text);
        if (reading.value) {
            s.set(*index, *reading.value);
        }
    } else {
        reading.complaint = filled(words::no_parameter, {quoted(name)});
    }
    return reading.complaint;
}

std::string pinned_text(const session& s)
{
    const lessons::settings& with = *s.pinned();
    std::string text;
    const auto add = [&text](std::string_view name, std::string value) {
        replace_all(value, ";", "%3B");
        text += (text.empty() ? "" : ";") + std::string(name) + "=" + value;
    };
    const auto all = s.what().parameters();
    for (std::size_t i = 0; i != all.size(); ++i) {
        if (with.values[i] != all[i].fallback) {
            std::string value = lessons::write(all[i], with.values[i]);
            if (all[i].type == lessons::parameter_type::number && value.size() > 2 &&
                value.substr(value.size() - 2) == ".0") {
                value.resize(value.size() - 2);
            }
            add(all[i].name, std::move(value));
        }
    }
    if (with.seed != 1) {
        add("seed", std::to_string(with.seed));
    }
    if (!with.changes.empty()) {
        add("live", live_text(s, with));
    }
    if (!with.interventions.empty()) {
        add("what-if", lessons::write(with.interventions));
    }
    return text;
}

std::string live_text(const session& s, const lessons::settings& with)
{
    std::string text;
    for (const lessons::change& c : with.changes) {
        const lessons::parameter_info& p = s.what().parameters()[c.parameter];
        text += (text.empty() ? "" : ",") + std::to_string(c.after_callbacks) + ":" + std::string(p.name) +
                "=" + lessons::write(p, c.value);
    }
    return text;
}

}  // namespace web
