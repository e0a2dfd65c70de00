#include "web/view/variables.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "json/filled.hpp"
#include "shared.words.hpp"
#include "web/view/describe.hpp"

namespace web {

namespace {

constexpr std::string_view left_out = "… ";  // starts the last line, '… 5 more', if some weren't recorded

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// How many variables the line '… 5 more' counts.
std::size_t count_in(std::string_view line)
{
    std::size_t count = 0;
    line.remove_prefix(left_out.size());
    std::from_chars(line.data(), line.data() + line.size(), count);
    return count;
}

// Whether `line` has a value that `v` has had: then it's most likely that value, as it was when the task paused.
bool is_of(const trace::history& h, const trace::shared_value& v, std::string_view line)
{
    const std::string& name = h.events().text(v.name);
    constexpr std::string_view equals = " = ";
    if (!line.starts_with(name) || line.substr(name.size(), equals.size()) != equals) {
        return false;
    }
    line.remove_prefix(name.size() + equals.size());
    return std::any_of(v.changes.rbegin(), v.changes.rend(),
                       [&](const trace::shared_change& c) { return h.events().text(c.value) == line; });
}

void write_tasks(json::writer& out, const session& s, const colour_of& colour, std::size_t most, bool all)
{
    const trace::history& h = s.history();
    out.key("variables").begin_array();
    for (const trace::task_view& t : s.now().tasks) {
        if (t.variables == 0 || t.ended() || most == 0) {
            continue;
        }
        const std::string& told = h.events().text(t.variables);
        const std::string shown = all ? told : own_variables(h, told);
        if (shown.empty()) {
            continue;
        }
        --most;
        out.begin_object().field("task", task_name(h, t.id)).field("color", colour(t.id));
        out.field("state", trace::name(t.state)).field("coroutine", await_chain(h, t));
        out.field("line", t.line).field("file", h.events().text(t.file)).key("values").begin_array();
        for (const std::string_view line : lines_of(shown)) {
            out.value(line);
        }
        out.end_array().end_object();
    }
    out.end_array();
}

}  // namespace

std::string own_variables(const trace::history& h, std::string_view variables)
{
    std::string own;
    for (const std::string_view line : lines_of(variables)) {
        const bool is_shared = std::any_of(h.shared().begin(), h.shared().end(),
                                           [&](const trace::shared_value& v) { return is_of(h, v, line); });
        if (!is_shared) {
            own.append(own.empty() ? "" : "\n").append(line);
        }
    }
    return own;
}

std::string_view variables_in(const trace::history& h, const trace::lane& l, const trace::segment& s)
{
    const bool paused = s.state == trace::task_state::ready || s.state == trace::task_state::waiting ||
                        s.state == trace::task_state::sleeping;
    auto at = std::lower_bound(l.segments.begin(), l.segments.end(), s.begin,
                               [](const trace::segment& of, std::size_t begin) { return of.begin < begin; });
    const trace::log& events = h.events();
    // Go back to where it was suspended: a waiting task becomes ready without a step.
    while (paused && at != l.segments.end()) {
        if (events[at->begin].kind == trace::kind::task_suspended) {
            const std::size_t next = at->begin + 1;
            const bool told = next < h.size() && events[next].kind == trace::kind::task_variables;
            return told ? std::string_view(events.text(events[next].text)) : std::string_view();
        }
        if (at == l.segments.begin() || (at - 1)->state == trace::task_state::running) {
            break;
        }
        --at;
    }
    return {};
}

std::string first_of(std::string_view variables, std::size_t most)
{
    std::vector<std::string_view> lines = lines_of(variables);
    std::size_t more = 0;
    if (!lines.empty() && lines.back().starts_with(left_out)) {
        more = count_in(lines.back());
        lines.pop_back();
    }
    if (lines.size() > most) {
        more += lines.size() - most;
        lines.resize(most);
    }
    std::string text;
    for (const std::string_view line : lines) {
        text.append(text.empty() ? "" : "\n").append(line);
    }
    return more == 0 ? text : json::filled(words::and_more_lines, {text, std::to_string(more)});
}

std::string in_line(std::string_view variables)
{
    std::string text(variables);
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) {
        text.replace(at, 1, ", ");
    }
    return text;
}

void write_variables(json::writer& out, const session& s, const colour_of& colour, std::size_t most)
{
    write_tasks(out, s, colour, most, false);
}

std::string variables_json(const session& s, const colour_of& colour)
{
    json::writer out;
    out.begin_object();
    write_tasks(out, s, colour, s.now().tasks.size(), true);
    return out.end_object().take();
}

}  // namespace web
