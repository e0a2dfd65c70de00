#include "web/view/state_json.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "json/writer.hpp"
#include "lessons/values.hpp"
#include "web/view/describe.hpp"
#include "web/view/output_json.hpp"

namespace web {

namespace {

using json::writer;
using lessons::parameter_type;

constexpr std::size_t most_listed = 200;  // rows of each table: a text view is for reading

void write_parameters(writer& out, const session& s)
{
    const std::vector<double> values = s.values();
    out.key("parameters").begin_array();
    for (std::size_t i = 0; i != values.size(); ++i) {
        const auto& p = s.what().parameters()[i];
        out.begin_object().field("name", p.name).field("label", p.label);
        out.field("type", lessons::type_name(p.type)).key("value");
        lessons::write(out, p, values[i]);
        out.key("default");
        lessons::write(out, p, p.fallback);
        out.field("text", lessons::write(p, values[i])).field("min", p.min).field("max", p.max);
        out.field("step", p.step).field("unit", p.unit).key("choices");
        if (p.type == parameter_type::choice) {
            out.begin_array();
            for (const std::string_view choice : p.choices) {
                out.value(choice);
            }
            out.end_array();
        } else {
            out.null();
        }
        out.field("effect", p.effect == lessons::effect::live ? "live" : "restart");
        out.field("help", p.help).end_object();
    }
    out.end_array();
}

void write_tasks(writer& out, const session& s, const colour_of& colour)
{
    const trace::snapshot& now = s.now();
    out.key("tasks").begin_array();
    for (std::size_t i = 0; i != std::min(now.tasks.size(), most_listed); ++i) {
        const trace::task_view& t = now.tasks[i];
        out.begin_object().field("id", t.id);
        out.field("name", task_name(s.history(), t.id)).field("state", trace::name(t.state));
        out.field("detail", describe(s.history(), now, t)).field("color", colour(t.id));
        out.field("line", t.ended() ? 0 : t.line);
        out.field("coroutine", await_chain(s.history(), t)).end_object();
    }
    out.end_array();
}

void write_queues(writer& out, const session& s)
{
    const trace::snapshot& now = s.now();
    const trace::history& h = s.history();
    out.key("ready").begin_array();
    std::size_t left = most_listed;
    for (const trace::queued_callback& c : now.ready) {
        if (left-- == 0) {
            break;
        }
        out.begin_object().field("label", describe(h, c));
        out.field("task", task_name(h, c.task)).end_object();
    }
    out.end_array().key("timers").begin_array();
    for (const trace::timer_view& t : now.earliest(most_listed)) {
        out.begin_object().field("label", t.task ? task_name(h, t.task) : "callback");
        out.field("task", task_name(h, t.task)).field("when", t.when);
        out.field("left", std::max(0.0, t.when - s.time())).end_object();
    }
    out.end_array();
}

const char* role_name(aio::wait_role role)
{
    switch (role) {
    case aio::wait_role::getter:
        return "getter";
    case aio::wait_role::putter:
        return "putter";
    case aio::wait_role::joiner:
        return "joiner";
    case aio::wait_role::acquirer:
        return "acquirer";
    case aio::wait_role::waiter:
        return "waiter";
    }
    return "";
}

void write_resource(writer& out, const trace::history& h, const trace::resource_view& r)
{
    out.begin_object().field("name", resource_name(h, r.id)).field("detail", describe(h, r));
    out.field("waiting", describe_waiters(h, r)).key("limit");
    const bool limited = r.limit > 0 && r.kind != aio::resource_kind::condition;
    limited ? out.value(r.limit) : out.null();
    out.field("value", r.value).field("closed", r.closed).key("items").begin_array();
    for (std::size_t i = 0; i != std::min(r.items.size(), most_listed); ++i) {
        out.value(h.events().text(r.items[i].text));
    }
    out.end_array().key("waiters").begin_array();
    std::size_t left = most_listed;
    for (const trace::waiter_view& w : r.waiters) {
        if (left-- == 0) {
            break;
        }
        out.begin_object().field("task", task_name(h, w.task));
        out.field("role", role_name(w.role)).end_object();
    }
    out.end_array().key("holders").begin_array();
    for (std::size_t i = 0; i != std::min(r.holders.size(), most_listed); ++i) {
        out.value(task_name(h, r.holders[i]));
    }
    out.end_array().end_object();
}

void write_resources(writer& out, const session& s)
{
    const trace::snapshot& now = s.now();
    out.key("resources").begin_array();
    std::size_t left = most_listed;
    for (const trace::resource_view& r : now.resources) {
        if (left-- == 0) {
            break;
        }
        write_resource(out, s.history(), r);
    }
    out.end_array();
}

void write_reports(writer& out, const session& s)
{
    out.key("reports").begin_array();
    for (const trace::report_line& line : s.history().reports()) {
        if (line.position <= s.position()) {
            out.begin_object()
                .field("t", line.time)
                .field("text", s.history().events().text(line.text))
                .end_object();
        }
    }
    out.end_array();
}

void write_segments(writer& out, const session& s)
{
    out.key("segments").begin_array();
    std::size_t left = most_listed;
    for (const trace::lane& lane : s.history().lanes()) {
        for (const trace::segment& segment : lane.segments) {
            if (segment.begin >= s.position() || left == 0) {
                break;
            }
            --left;
            const bool over = segment.end < s.position();
            trace::segment shown = segment;
            if (!over) {
                shown.to = std::numeric_limits<double>::infinity();
            }
            out.begin_object().field("task", task_name(s.history(), lane.task));
            out.field("state", trace::name(segment.state)).field("from", segment.from);
            out.field("to", shown.to).field("detail", describe(s.history(), lane, shown)).end_object();
        }
    }
    out.end_array();
}

// The run with the other value of what the lesson compares: how it was changed, how it ends, and what it
// prints.
void write_beside(writer& out, const session& s)
{
    out.key("beside");
    const lookahead* const other = s.beside();
    if (!other) {
        out.null();
        return;
    }
    const lessons::parameter_info& p = s.what().parameters()[*s.what().compare()];
    out.begin_object().field("parameter", p.name).field("label", p.label);
    out.field("text", value_in_words(p, s.value_beside())).key("end");
    other->complete() ? out.value(other->horizon()) : out.null();
    write_output(out, other->history(), other->history().output().size());
    out.end_object();
}

}  // namespace

std::string state_json(const session& s, const colour_of& colour)
{
    const trace::snapshot& now = s.now();
    writer out;
    out.begin_object().field("lesson", s.what().slug()).field("title", s.what().title());
    out.field("t", s.time()).key("end");
    s.complete() ? out.value(s.horizon()) : out.null();
    out.field("ended", s.at_end()).field("playing", s.playing()).field("speed", s.speed());
    out.field("seed", s.seed()).field("seeded", s.what().seeded());
    out.field("position", s.position()).field("message", message(s));
    out.field("iteration", now.iteration).key("held_until");
    now.held_until ? out.value(*now.held_until) : out.null();
    out.key("running");
    now.running ? out.value(task_name(s.history(), now.running)) : out.null();
    write_tasks(out, s, colour);
    write_queues(out, s);
    write_resources(out, s);
    write_output(out, s.history(), s.history().lines_at(s.position()));
    write_reports(out, s);
    write_segments(out, s);
    write_beside(out, s);
    write_parameters(out, s);
    return out.end_object().text();
}

}  // namespace web
