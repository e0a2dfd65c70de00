#include "web/view/outcome_json.hpp"

#include <algorithm>
#include <memory>

#include "tasks.words.hpp"
#include "trace/summary.hpp"
#include "web/view/describe.hpp"
#include "web/view/output_json.hpp"

namespace web {

namespace {

constexpr std::size_t most_listed = 200;       // callbacks
constexpr std::size_t most_events = 300'000;  // in a run made for this

// The first callbacks of a run in order: each one's task, or null if it has none.
void write_callbacks(json::writer& out, const trace::history& h)
{
    out.key("callbacks").begin_array();
    for (std::size_t i = 0; i != std::min(h.begins().size(), most_listed); ++i) {
        const trace::event& e = h.events()[h.begins()[i]];
        const auto kind = static_cast<aio::callback_kind>(e.detail);
        const bool of_task = kind == aio::callback_kind::step || kind == aio::callback_kind::wakeup;
        out.begin_object().field("t", e.time).key("task");
        of_task ? out.value(task_name(h, e.task)) : out.null();
        out.field("label", describe_callback(h, i)).end_object();
    }
    out.end_array();
}

// For each line that write_output lists, how many callbacks run before it is printed.
void write_printed_after(json::writer& out, const trace::history& h)
{
    const std::size_t count = h.output().size();
    out.key("printed_after").begin_array();
    for (std::size_t i = count > most_listed ? count - most_listed : 0; i != count; ++i) {
        out.value(h.callbacks_at(h.output()[i].position) + 1);
    }
    out.end_array();
}

void write_outcome(json::writer& out, const lookahead& run)
{
    const trace::history& h = run.history();
    out.begin_object().field("end", h.head().time).field("ended", run.complete());
    out.field("why", !run.complete()       ? words::keeps_running
                     : h.head().deadlocked ? "deadlock"
                     : h.head().error != 0 ? "error"
                                           : "finished");
    write_output(out, h, h.output().size());
    write_printed_after(out, h);
    write_callbacks(out, h);
    out.key("tasks").begin_array();
    for (const trace::lane& lane : h.lanes()) {
        out.value(task_name(h, lane.task));
    }
    out.end_array().end_object();
}

}  // namespace

namespace {

/// Calls `look` with the whole run at the session's settings.
template <class Look>
void with_outcome(const session& s, double most, Look look)
{
    lessons::settings settings{s.values(), s.seed(), {}};
    if (s.settings() == settings && s.whole().complete() && !s.laying_out()) {
        look(s.whole());  // it's the very same run
        return;
    }
    if (!s.what().errand(settings).empty()) {
        look(s.whole());  // it's made elsewhere: what there is of it now
        return;
    }
    lookahead run(s.what().open(settings));
    while (!run.advance(most, most_events) && run.history().size() < most_events) {
    }
    look(run);
}

}  // namespace

std::string outcome_json(const session& s, double most)
{
    json::writer out;
    with_outcome(s, most, [&](const lookahead& run) { write_outcome(out, run); });
    return out.take();
}

std::string outcome_summary(const session& s, double most)
{
    std::string text;
    with_outcome(s, most,
                 [&](const lookahead& run) { text = trace::summary_json(run.history(), run.complete()); });
    return text;
}

}  // namespace web
