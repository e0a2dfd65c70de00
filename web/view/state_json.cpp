#include "web/view/state_json.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "future.words.hpp"
#include "json/filled.hpp"
#include "json/writer.hpp"
#include "lessons/values.hpp"
#include "tasks.words.hpp"
#include "trace/schema.hpp"
#include "web/view/address.hpp"
#include "web/view/describe.hpp"
#include "web/view/halves.hpp"
#include "web/view/lens.hpp"
#include "web/view/output_json.hpp"
#include "web/view/outside.hpp"
#include "web/view/shared.hpp"
#include "web/view/threads_json.hpp"
#include "web/view/variables.hpp"
#include "web/view/what_if.hpp"

namespace web {

namespace {

using json::writer;

constexpr std::size_t most_listed = 200;  // rows of each table: a text view has to stay readable

void write_parameters(writer& out, const session& s)
{
    const std::vector<double> values = s.values();
    out.key("parameters").begin_array();
    for (std::size_t i = 0; i != values.size(); ++i) {
        const auto& p = s.what().parameters()[i];
        out.begin_object().field("name", p.name).field("label", p.label);
        out.field("type", lessons::type_name(p.type)).key("value");
        lessons::write(out, p, values[i]);
        out.key("start");
        lessons::write(out, p, s.settings().values[i]);
        out.key("default");
        lessons::write(out, p, p.fallback);
        out.field("text", lessons::write(p, values[i])).field("min", p.min).field("max", p.max);
        out.field("step", p.step).field("unit", p.unit).key("choices");
        lessons::write_choices(out, p);
        out.field("effect", p.effect == lessons::effect::live ? "live" : "restart");
        out.field("more", p.more).field("help", p.help).end_object();
    }
    out.end_array();
}

void write_task(writer& out, const session& s, const trace::task_view& t, const colour_of& colour)
{
    out.begin_object().field("id", t.id);
    out.field("name", task_name(s.history(), t.id)).field("state", trace::name(t.state));
    out.field("detail", describe(s.history(), s.now(), t)).field("color", colour(t.id));
    out.field("line", t.ended() ? 0 : t.line);
    out.field("coroutine", who_is_awaited(s.history(), s.now(), t)).end_object();
}

// Tasks that haven't ended, for the marks in the listing.
void write_marks(writer& out, const session& s, const colour_of& colour)
{
    out.key("tasks").begin_array();
    std::size_t left = most_listed;
    for (const trace::task_view& t : s.now().tasks) {
        if (!t.ended() && t.line != 0 && left != 0) {
            --left;
            write_task(out, s, t, colour);
        }
    }
    out.end_array();
}

// The timeline's rows: one task each, or several that share one.
void write_tasks(writer& out, const session& s, const rows& shown, const colour_of& colour)
{
    const trace::snapshot& now = s.now();
    out.key("tasks").begin_array();
    for (const std::size_t i : shown.listed(now, most_listed)) {
        const row& r = shown.all()[i];
        const trace::task_view* t = now.task(r.task);
        if (!r.group.empty()) {
            const std::size_t alive = r.alive->at(s.time());
            out.begin_object()
                .field("id", 0)
                .field("name", label_of(s.history(), r))
                .field("state", "several");
            out.field("detail", json::filled(words::alive(alive), {std::to_string(alive)}));
            out.field("color", colour(r.task)).field("line", 0).field("coroutine", "").end_object();
        } else if (t) {
            write_task(out, s, *t, colour);
        }
    }
    out.end_array();
}

template <class Container>
std::size_t beyond(const Container& all)
{
    return all.size() - std::min(all.size(), most_listed);
}

void write_queues(writer& out, const session& s)
{
    const trace::snapshot& now = s.now();
    const trace::history& h = s.history();
    out.key("ready").begin_array();
    std::size_t left = s.hides_next() ? 0 : most_listed;
    if (s.hides_next()) {
        out.begin_object().field("label", words::queue_is_hidden).field("task", "").end_object();
    }
    for (const auto& callback : now.ready) {
        if (left-- == 0) {
            break;
        }
        out.begin_object().field("label", describe(h, callback));
        out.field("task", task_name(h, callback.task)).end_object();
    }
    out.end_array().key("timers").begin_array();
    for (const trace::timer_view& t : now.earliest(most_listed)) {
        out.begin_object().field("label", describe(h, t));
        out.field("task", task_name(h, t.task)).field("when", t.when);
        out.field("left", std::max(0.0, t.when - s.time())).end_object();
    }
    out.end_array();
}

void write_outside(writer& out, const session& s)
{
    out.key("outside").begin_array();
    std::size_t left = most_listed;
    for (const outside_wait& w : outside_waits(s)) {
        if (left-- == 0) {
            break;
        }
        out.begin_object()
            .field("task", w.task == 0 ? "" : task_name(s.history(), w.task))
            .field("what", w.what);
        out.field("since", w.since).field("for", s.time() - w.since).end_object();
    }
    out.end_array().field("no_outside", no_outside_waits(s));
}

// The callbacks of the instant in the lens.
void write_steps(writer& out, const session& s)
{
    const trace::history& h = s.history();
    const lens l = lens_at(h, s.position(), most_listed, 0);
    out.key("steps").begin_array();
    for (std::size_t i = 0; i != l.columns; ++i) {
        const std::size_t step = l.first + i;
        out.begin_object().field("step", step + 1).field("label", describe_callback(h, l.before + step));
        out.field("when", step < l.done                ? words::past
                          : l.inside && step == l.done ? words::now
                                                       : words::to_come)
            .end_object();
    }
    out.end_array();
}

void write_resource(writer& out, const trace::history& h, const trace::resource_view& r, double time)
{
    out.begin_object().field("name", resource_name(h, r.id)).field("detail", describe(h, r, time));
    out.field("waiting", describe_waiters(h, r)).key("limit");
    const bool limited = r.limit > 0 && r.kind != aio::resource_kind::condition;
    limited ? out.value(r.limit) : out.null();
    out.field("value", r.value).field("closed", r.closed).key("items").begin_array();
    for (std::size_t i = 0; i != std::min(r.items.size(), most_listed); ++i) {
        out.value(h.events().text(r.items[i].text));
    }
    out.end_array().key("waiters").begin_array();
    const auto& roles = trace::shape_of(trace::kind::wait_began).detail.names;
    std::size_t left = most_listed;
    for (const trace::waiter_view& w : r.waiters) {
        if (left-- == 0) {
            break;
        }
        out.begin_object().field("task", task_name(h, w.task));
        out.field("role", roles[static_cast<std::size_t>(w.role)]).end_object();
    }
    out.end_array().key("holders").begin_array();
    for (std::size_t i = 0; i != std::min(r.holders.size(), most_listed); ++i) {
        out.value(task_name(h, r.holders[i]));
    }
    out.end_array().end_object();
}

void write_resources(writer& out, const session& s)
{
    out.key("resources").begin_array();
    std::size_t left = most_listed;
    for (const trace::resource_view& r : s.now().resources) {
        if (left-- == 0) {
            break;
        }
        write_resource(out, s.history(), r, s.time());
    }
    out.end_array();
}

// Writes the last reports up to the playhead. Returns how many are left out.
std::size_t write_reports(writer& out, const session& s)
{
    const auto& all = s.history().reports();
    const auto after =
        std::upper_bound(all.begin(), all.end(), s.position(),
                         [](std::size_t p, const trace::report_line& l) { return p < l.position; });
    const auto count = static_cast<std::size_t>(after - all.begin());
    const std::size_t first = count - std::min(count, most_listed);
    out.key("reports").begin_array();
    for (std::size_t i = first; i != count; ++i) {
        out.begin_object().field("t", all[i].time);
        out.field("text", s.history().events().text(all[i].text)).end_object();
    }
    out.end_array();
    return first;
}

std::size_t segments_before(const trace::lane& lane, std::size_t position)
{
    const auto after = std::lower_bound(lane.segments.begin(), lane.segments.end(), position,
                                        [](const trace::segment& s, std::size_t p) { return s.begin < p; });
    return static_cast<std::size_t>(after - lane.segments.begin());
}

// Writes the rows' segments up to the playhead; if there are too many, each row's last ones. Returns how many
// are left out.
std::size_t write_segments(writer& out, const session& s, const rows& shown)
{
    std::vector<std::size_t> listed = shown.listed(s.now(), most_listed);
    std::erase_if(listed, [&](std::size_t i) { return !shown.all()[i].group.empty(); });  // its tasks differ
    const std::size_t each = most_listed / std::max<std::size_t>(1, listed.size());
    std::size_t all = 0;
    for (const std::size_t i : listed) {
        all += segments_before(s.history().lanes()[shown.all()[i].task - 1], s.position());
    }
    std::size_t left_out = 0;
    out.key("segments").begin_array();
    for (const std::size_t i : listed) {
        const trace::lane& lane = s.history().lanes()[shown.all()[i].task - 1];
        const std::size_t end = segments_before(lane, s.position());
        const std::size_t first =
            all <= most_listed ? 0 : end - std::min(end, std::max<std::size_t>(each, 1));
        left_out += first;
        for (std::size_t k = first; k != end; ++k) {
            trace::segment segment = lane.segments[k];
            if (segment.end >= s.position()) {
                segment.to = std::numeric_limits<double>::infinity();
            }
            out.begin_object().field("task", task_name(s.history(), lane.task));
            out.field("state", trace::name(segment.state)).field("from", segment.from);
            const bool is_over = segment.end < s.position();
            out.field("to", segment.to).key("detail");
            out.value(is_over ? explain(s.history(), s.run().causes(), lane, segment, s.position())
                              : describe(s.history(), lane, segment));
            out.end_object();
        }
    }
    out.end_array();
    return left_out;
}

// Writes the run beside: how it differs, how it ends, and what it
// prints. Returns how many lines are left out.
std::size_t write_beside(writer& out, const session& s)
{
    out.key("beside");
    const lookahead* const other = s.beside();
    if (!other) {
        out.null();
        return 0;
    }
    out.begin_object();
    if (s.pinned()) {
        out.field("parameter", "").field("label", "").field("text", words_beside(s));
    } else {
        const lessons::parameter_info& p = s.what().parameters()[*s.what().compare()];
        out.field("parameter", p.name)
            .field("label", p.label)
            .field("text", value_in_words(p, s.value_beside()));
    }
    out.key("end");
    other->complete() ? out.value(other->horizon()) : out.null();
    const std::size_t printed = other->history().output().size();
    write_output(out, other->history(), printed);
    out.end_object();
    return printed - std::min(printed, most_lines);
}

// Writes which tasks do something else than in the pinned run. Returns how many are left out.
std::size_t write_differences(writer& out, const session& s, const differences& all)
{
    out.key("differences").begin_array();
    std::size_t left = most_listed;
    std::size_t left_out = 0;
    const std::size_t tasks =
        s.beside() ? std::max(s.history().lanes().size(), s.beside()->history().lanes().size()) : 0;
    for (std::uint32_t task = 1; task <= tasks; ++task) {
        const parting* const p = all.of(task);
        if (p && left == 0) {
            ++left_out;
        } else if (p) {
            --left;
            out.begin_object().field("task", task_or_number(task <= s.history().lanes().size()
                                                                ? s.history()
                                                                : s.beside()->history(),
                                                            task));
            out.field("text", parting_in_words(s, task, *p)).end_object();
        }
    }
    out.end_array();
    return left_out;
}

}  // namespace

std::string state_json(const session& s, const rows& shown, const colour_of& colour, bool tables,
                       const differences& from_pinned, const std::optional<question>& asked)
{
    const trace::snapshot& now = s.now();
    writer out;
    out.begin_object().field("lesson", s.what().slug()).field("title", s.what().title());
    out.field("t", s.time()).key("end");
    s.complete() ? out.value(s.horizon()) : out.null();
    out.field("ended", s.at_end()).field("playing", s.playing()).field("speed", s.speed());
    out.field("slow", s.slow()).field("undo", s.can_undo());
    out.field("hidden", s.hidden()).field("shown_anyway", s.shown_anyway());
    out.field("seed", s.seed()).field("seeded", s.what().seeded()).field("live", live_text(s));
    write_what_if(out, s, from_pinned);
    out.key("step");
    const std::optional<std::size_t> step = s.step_within();
    step ? out.value(*step) : out.null();
    out.field("at_start", s.at_start());
    const lens at = lens_at(s.history(), s.position(), 1, 1);
    out.field("position", s.position())
        .field("message", message(s))
        .field("half", describe_half(s))
        .field("instant", describe(at));
    out.field("iteration", now.iteration).field("laying_out", s.laying_out()).key("held_until");
    now.held_until ? out.value(*now.held_until) : out.null();
    out.key("running");
    now.running ? out.value(task_name(s.history(), now.running)) : out.null();
    out.key("rows")
        .begin_object()
        .field("count", shown.size())
        .field("filtered", shown.left_out())
        .end_object();
    out.field("idle", describe_idle(s));
    write_parameters(out, s);
    out.key("why");
    if (const trace::segment* const segment = asked_segment(s.history(), asked)) {
        const trace::lane& lane = s.history().lanes()[asked->task - 1];
        out.value(task_and_why(s.history(), s.run().causes(), lane, *segment, s.position()));
    } else {
        out.null();
    }
    if (!tables) {
        write_marks(out, s, colour);
        return out.end_object().take();
    }
    write_tasks(out, s, shown, colour);
    write_variables(out, s, colour, most_listed);
    const std::size_t unsaid = write_shared(out, s, most_listed);
    write_queues(out, s);
    write_outside(out, s);
    write_steps(out, s);
    const std::size_t unlisted = write_jobs(out, s, most_listed);
    write_threads(out, s, most_listed);
    write_resources(out, s);
    const std::size_t printed = s.history().shown_lines_at(s.position());
    write_output(out, s.history(), printed);
    const std::size_t unreported = write_reports(out, s);
    const std::size_t unshown = write_segments(out, s, shown);
    const std::size_t unseen = write_beside(out, s);
    const std::size_t uncompared = write_differences(out, s, from_pinned);
    out.key("more").begin_object().field("tasks", beyond(shown.all())).field("filtered", shown.left_out());
    out.field("ready", s.hides_next() ? 0 : beyond(now.ready)).field("timers", beyond(now.timers));
    out.field("resources", beyond(now.resources)).field("output", printed - std::min(printed, most_lines));
    out.field("reports", unreported).field("segments", unshown).field("beside", unseen);
    out.field("threads", beyond(now.threads))
        .field("jobs", unlisted)
        .field("shared", unsaid)
        .field("differences", uncompared);
    out.field("steps", at.count - std::min(at.count, most_listed)).end_object();
    return out.end_object().take();
}

std::string state_json(const session& s, const colour_of& colour)
{
    rows shown;
    shown.update(s.history(), s.now(), {});
    differences from_pinned;
    from_pinned.update(s);
    return state_json(s, shown, colour, true, from_pinned);
}

}  // namespace web
