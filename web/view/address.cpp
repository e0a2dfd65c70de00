#include "web/view/address.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "lessons/values.hpp"

namespace web {

namespace {

constexpr std::size_t most_changes = 1000;
constexpr std::array<std::string_view, 3> order_names{"made", "end", "activity"};  // in the order of row_order

std::string quoted(std::string_view text)
{
    constexpr std::size_t most = 40;
    return "'" + std::string(text.substr(0, most)) + (text.size() > most ? "…'" : "'");
}

// Removes the part before the first `separator` from `text`, with the separator, and returns that part.
std::string_view take(std::string_view& text, char separator)
{
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return part;
}

// Reads a change such as '7:make_max=1.5'.
std::string read_change(const session& s, std::string_view text, lessons::change& change)
{
    const std::string wrong = "live must be changes like '7:name=value', not " + quoted(text) + ".";
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
        return "This program has no parameter " + quoted(name) + " that can change while it runs.";
    }
    const auto value = lessons::read(all[*index], rest);
    if (!value.value) {
        return value.complaint;
    }
    change = {static_cast<std::size_t>(*after.value), *index, *value.value};
    return value.complaint;
}

std::string set_live(session& s, std::string_view text)
{
    std::vector<lessons::change> changes;
    while (!text.empty() && changes.size() < most_changes) {
        lessons::change& change = changes.emplace_back();
        if (std::string complaint = read_change(s, take(text, ','), change); !complaint.empty()) {
            return complaint;
        }
        // Sort by number of callbacks. The text is usually sorted already.
        for (std::size_t i = changes.size() - 1;
             i > 0 && changes[i].after_callbacks < changes[i - 1].after_callbacks; --i) {
            std::swap(changes[i], changes[i - 1]);
        }
    }
    s.set_changes(std::move(changes));
    return "";
}

}  // namespace

std::string read_interventions(std::string_view text, std::vector<lessons::intervention>& all)
{
    while (!text.empty() && all.size() < most_changes) {
        const std::string_view part = take(text, '_');
        const auto read = lessons::read_intervention(part);
        if (!read) {
            return "what-if must be like 'cancel-3-at-1.5' or 'delay-2-after-57-by-1', not " + quoted(part) +
                   ".";
        }
        all.push_back(*read);
    }
    return "";
}

namespace {

std::string set_interventions(session& s, std::string_view text)
{
    std::vector<lessons::intervention> all;
    std::string complaint = read_interventions(text, all);
    if (complaint.empty() && !all.empty() && !s.what().takes_interventions()) {
        complaint = "Nothing can be done to the tasks of a recording.";
    }
    if (complaint.empty()) {
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
        return "There's nothing like " + quoted(text) + " that could be done to a task.";
    }
    if (s.laying_out() || !s.what().takes_interventions()) {
        return s.laying_out() ? "The run is just being laid out: try again."
                              : "Nothing can be done to the tasks of a recording.";
    }
    s.pause();
    s.intervene(*read);
    return "";
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
        text == "true" ? s.pin() : s.unpin();
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
        reading.complaint = "This lesson has no parameter " + quoted(name) + ".";
    }
    return reading.complaint;
}

std::string set(row_choice& choice, std::string_view name, std::string_view text)
{
    if (name == "rows.filter") {
        choice.filter = std::string(text.substr(0, 200));
        return "";
    }
    if (name == "rows.only" && text.empty()) {
        choice.only = 0;
        return "";
    }
    if (name == "rows.fold") {
        if (text != "true" && text != "false") {
            return "rows.fold must be true or false, not " + quoted(text) + ".";
        }
        choice.fold = text == "true";
        choice.open.clear();
        return "";
    }
    if (name == "rows.open") {
        choice.open.clear();
        while (!text.empty() && choice.open.size() < most_changes) {
            choice.open.emplace(take(text, ','));
        }
        return "";
    }
    if (name == "rows.order") {
        const auto place = std::find(order_names.begin(), order_names.end(), text);
        if (place == order_names.end()) {
            return "rows.order must be made, end or activity, not " + quoted(text) + ".";
        }
        choice.order = static_cast<row_order>(place - order_names.begin());
        return "";
    }
    if (name == "rows.states") {
        std::uint32_t states = text.empty() ? ~0U : 0;
        while (!text.empty()) {
            const std::string_view state = take(text, ',');
            unsigned place = 0;
            while (trace::name(static_cast<trace::task_state>(place)) != state) {
                if (++place > static_cast<unsigned>(trace::task_state::destroyed)) {
                    return "There is no state " + quoted(state) + ".";
                }
            }
            states |= 1U << place;
        }
        choice.states = states;
        return "";
    }
    return "There is no choice of rows called " + quoted(name) + ".";
}

std::vector<std::pair<std::string, std::string>> settings_of(const row_choice& choice)
{
    std::vector<std::pair<std::string, std::string>> all;
    const auto add = [](std::string& list, std::string_view item) {
        list += list.empty() ? "" : ",";
        list += item;
    };
    if (!choice.filter.empty()) {
        all.emplace_back("rows.filter", choice.filter);
    }
    if (choice.order != row_order::made) {
        all.emplace_back("rows.order", order_names[static_cast<std::size_t>(choice.order)]);
    }
    std::string shown;
    bool every = true;
    for (unsigned place = 0; place <= static_cast<unsigned>(trace::task_state::destroyed); ++place) {
        if ((choice.states & (1U << place)) != 0) {
            add(shown, trace::name(static_cast<trace::task_state>(place)));
        } else {
            every = false;
        }
    }
    if (!every) {
        all.emplace_back("rows.states", shown);
    }
    if (choice.fold) {
        all.emplace_back("rows.fold", "true");
        std::string open;
        for (const std::string& function : choice.open) {
            add(open, function);
        }
        if (!open.empty()) {
            all.emplace_back("rows.open", open);
        }
    }
    return all;
}

std::string live_text(const session& s)
{
    std::string text;
    for (const lessons::change& c : s.settings().changes) {
        const lessons::parameter_info& p = s.what().parameters()[c.parameter];
        text += (text.empty() ? "" : ",") + std::to_string(c.after_callbacks) + ":" + std::string(p.name) +
                "=" + lessons::write(p, c.value);
    }
    return text;
}

}  // namespace web
