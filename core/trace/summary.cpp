#include "trace/summary.hpp"

#include <algorithm>

#include "json/writer.hpp"
#include "trace/names.hpp"
#include "trace/warning_text.hpp"
#include "trace/warnings.hpp"

namespace trace {

namespace {

/// The segment that a task's lane ends with, if the task has ended.
const segment* end_of(const lane& of)
{
    return !of.segments.empty() && of.segments.back().state >= task_state::done ? &of.segments.back()
                                                                                : nullptr;
}

/// The first segment in which the task runs; null if it never does.
const segment* begin_of(const lane& of)
{
    const auto runs = [](const segment& s) { return s.state == task_state::running; };
    const auto found = std::find_if(of.segments.begin(), of.segments.end(), runs);
    return found == of.segments.end() ? nullptr : &*found;
}

/// Adds `NAME` and `NAME_at`, the time and the position of a moment, or null for both.
void write_moment(json::writer& out, const std::string& name, const segment* s)
{
    out.key(name);
    s ? out.value(s->from) : out.null();
    out.key(name + "_at");
    s ? out.value(s->begin) : out.null();
}

void write_tasks(json::writer& out, const history& h)
{
    const segment* main = h.lanes().empty() ? nullptr : end_of(h.lanes().front());
    out.key("tasks").begin_array();
    for (const lane& of : h.lanes()) {
        const segment* end = end_of(of);
        out.begin_object().field("name", name_of_task(h, of.task));
        out.field("of", h.events().text(of.function)).field("made", of.created);
        write_moment(out, "begun", begin_of(of));
        write_moment(out, "ended", end);
        out.field("as", end ? name(end->state) : "pending");
        out.field("left", main && (!end || end->begin > main->begin)).end_object();
    }
    out.end_array();
}

/// Gives the sentence of the run's hang or deadlock.
std::string write_warnings(json::writer& out, const history& h)
{
    std::string stuck;
    warnings found(h);
    found.follow();
    out.key("warnings").begin_array();
    for (const warning& w : found.all()) {
        const std::string says = sentence(h, w);
        if (stuck.empty() && (w.is == warning::what::hang || w.is == warning::what::deadlock)) {
            stuck = says;
        }
        out.begin_object().field("kind", name(w.is)).field("t", w.time).field("position", w.position);
        out.field("line", w.line).field("text", says).end_object();
    }
    out.end_array();
    return stuck;
}

}  // namespace

std::string summary_json(const history& h, bool complete)
{
    const snapshot& head = h.head();
    const log& texts = h.events();
    const std::string& message = texts.text(head.error_message);
    json::writer out;
    out.begin_object().field("end", head.time);
    out.field("why", head.deadlocked    ? "stuck"
                     : !complete        ? "endless"
                     : head.error != 0  ? "error"
                                        : "finished");
    out.field("error", head.error == 0 ? "" : texts.text(head.error) + (message.empty() ? "" : ": " + message));
    out.key("output").begin_array();
    for (const output_line& line : h.output()) {
        out.begin_object().field("t", line.time).field("position", line.position);
        out.field("task", name_of_task(h, line.task)).field("text", line.text).end_object();
    }
    out.end_array();
    write_tasks(out, h);
    const std::string stuck = write_warnings(out, h);
    return out.field("stuck", stuck).end_object().take();
}

}  // namespace trace
