#include "web/view/halves.hpp"

#include <algorithm>

#include "json/filled.hpp"
#include "tasks.words.hpp"
#include "web/view/describe.hpp"
#include "web/view/what_if.hpp"

namespace web {

namespace {

bool steps(const trace::queued_callback& c)
{
    return c.task != 0 && (c.kind == aio::callback_kind::step || c.kind == aio::callback_kind::wakeup);
}

// What the reader has done to a task, at the stop behind that; empty elsewhere.
std::string done_here(const session& s)
{
    const trace::history& h = s.history();
    const auto& all = h.interventions();
    const auto after = std::lower_bound(all.begin(), all.end(), s.position());
    if (after == all.begin() || s.time() != s.now().time || h.stop_after(*(after - 1)) != s.position()) {
        return "";
    }
    return json::filled(words::done_here, {what_was_done(h, *(after - 1))});
}

}  // namespace

std::string describe_half(const session& s)
{
    const trace::snapshot& now = s.now();
    const trace::history& h = s.history();
    if (const std::string done = done_here(s); !done.empty()) {
        return done;
    }
    if (now.callback) {
        return json::filled(words::loop_runs, {describe(h, *now.callback)});
    }
    if (!now.last) {
        return "";
    }
    const trace::task_view* const t = now.task(now.last->task);
    if (!steps(*now.last) || !t || t->state == trace::task_state::ready) {
        return json::filled(words::returned, {describe(h, *now.last)});
    }
    const char* const pattern = !t->ended()                                ? words::has_paused
                                : t->state == trace::task_state::done      ? words::is_done
                                : t->state == trace::task_state::cancelled ? words::was_cancelled
                                                                           : words::has_failed;
    return json::filled(pattern, {task_name(h, t->id), describe(h, now, *t)});
}

}  // namespace web
