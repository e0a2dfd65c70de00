#include "web/view/threads_json.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "web/view/describe.hpp"
#include "web/view/describe_thread.hpp"

namespace web {

namespace {

std::size_t jobs_before(const trace::thread_lane& l, std::size_t position)
{
    const auto after =
        std::lower_bound(l.jobs.begin(), l.jobs.end(), position, [&](const trace::job& j, std::size_t p) {
            return l.of.segments[j.first].begin < p;
        });
    return static_cast<std::size_t>(after - l.jobs.begin());
}

void write_job(json::writer& out, const session& s, const trace::thread_lane& l, const trace::job& j)
{
    const trace::history& h = s.history();
    const double end = l.last_of(j).end < s.position() ? l.end_of(j) : std::numeric_limits<double>::infinity();
    double slept = 0;
    for (std::size_t i = j.first; i != std::min(j.last, l.of.segments.size()); ++i) {
        const trace::segment& part = l.of.segments[i];
        if (part.state == trace::task_state::sleeping) {
            slept += std::max(0.0, std::min(part.to, s.time()) - part.from);
        }
    }
    const bool over = std::isfinite(end);
    out.begin_object().field("thread", h.events().text(l.of.name)).field("job", h.events().text(j.function));
    out.field("task", task_name(h, j.task)).field("from", l.begin_of(j)).field("to", end).field("slept", slept);
    out.field("error", over && j.failed ? h.events().text(j.error) : "").end_object();
}

}  // namespace

void write_threads(json::writer& out, const session& s, std::size_t most)
{
    const trace::history& h = s.history();
    out.key("threads").begin_array();
    for (const trace::thread_view& t : s.now().threads) {
        if (t.id > most) {
            break;
        }
        out.begin_object().field("name", h.events().text(t.name));
        out.field("state", !t.works ? "idle" : t.sleeps ? "sleeping" : "running");
        out.field("detail", describe(h, t)).end_object();
    }
    out.end_array();
}

std::size_t write_jobs(json::writer& out, const session& s, std::size_t most)
{
    const auto& threads = s.history().threads();
    const std::size_t listed = std::min(threads.size(), most);
    const std::size_t each = most / std::max<std::size_t>(1, listed);
    std::size_t all = 0;
    for (const trace::thread_lane& l : threads) {
        all += jobs_before(l, s.position());
    }
    std::size_t written = 0;
    out.key("jobs").begin_array();
    for (std::size_t t = 0; t != listed; ++t) {
        const std::size_t end = jobs_before(threads[t], s.position());
        for (std::size_t i = all <= most ? 0 : end - std::min(end, each); i != end; ++i) {
            write_job(out, s, threads[t], threads[t].jobs[i]);
            ++written;
        }
    }
    out.end_array();
    return all - written;
}

}  // namespace web
