#include "web/view/names.hpp"

#include <algorithm>
#include <string_view>

#include "json/filled.hpp"
#include "tasks.words.hpp"
#include "web/view/describe.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

// Whether asyncio has made the name up: 'Task-12'.
bool made_up(std::string_view name)
{
    constexpr std::string_view start = "Task-";
    return name.starts_with(start) && name.size() > start.size() &&
           std::all_of(name.begin() + start.size(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

row_name name_of(const trace::history& h, const row& r)
{
    if (!r.group.empty()) {
        return {label_of(h, r), ""};
    }
    const trace::lane& l = h.lanes()[r.task - 1];
    const std::string name = task_name(h, r.task);
    const std::string& function = h.events().text(l.function);
    if (function.empty() || function == name) {
        return {name, ""};
    }
    return made_up(name) ? row_name{function, name} : row_name{name, function};
}

std::string describe_row(const trace::history& h, const row& r, double time)
{
    const trace::lane& l = h.lanes()[r.task - 1];
    const std::string& function = h.events().text(l.function);
    const std::string name = task_name(h, r.task);
    const words::tense& sentence = function.empty() ? words::created : words::runs_and_created;
    return json::filled(sentence.in(l.created > time), {name, seconds(l.created), function});
}

}  // namespace web
