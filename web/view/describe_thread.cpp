#include "web/view/describe_thread.hpp"

#include <algorithm>
#include <cmath>

#include "json/filled.hpp"
#include "threads.words.hpp"
#include "web/view/describe.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

using json::filled;

std::string span(double from, double to)
{
    if (!std::isfinite(to)) {
        return filled(words::span_open, {seconds(from)});
    }
    return filled(from == to ? words::span_at : words::span_closed,
                  {seconds(from), seconds(to), seconds(to - from)});
}

// 'read() for Task-2'.
std::string call(const trace::history& h, std::uint32_t function, std::uint32_t task)
{
    const std::string& name = h.events().text(function);
    const std::string called = name.empty() ? words::a_function : name + "()";
    return task == 0 ? called : filled(words::call_for, {called, task_name(h, task)});
}

}  // namespace

std::string describe(const trace::history& h, const trace::thread_view& t)
{
    if (!t.works) {
        return words::idle;
    }
    const std::string what = call(h, t.job, t.task);
    return filled(t.sleeps ? words::asleep_in : words::runs_call, {what, seconds(t.until)});
}

std::string describe_job(const trace::history& h, const trace::thread_lane& l, const trace::job& j, bool future)
{
    const double from = l.begin_of(j);
    const double to = l.end_of(j);
    std::string text = filled(words::job.in(future),
                              {h.events().text(l.of.name), call(h, j.function, j.task), span(from, to)});
    if (j.failed && !future) {
        text += filled(words::job_failed, {h.events().text(j.error)});
    }
    return text;
}

std::string describe(const trace::history& h, const trace::thread_lane& l, const trace::segment& s, bool future)
{
    const trace::job& j = l.job_of(s);
    std::string text = describe_job(h, l, j, future);
    if (s.state == trace::task_state::sleeping && s.from == l.begin_of(j) && s.to == l.end_of(j)) {
        text += words::only_sleeps.in(future);
    } else if (s.state == trace::task_state::sleeping) {
        text += filled(words::sleeps_here.in(future), {span(s.from, s.to)});
    }
    const bool slept = l.end_of(j) > l.begin_of(j);
    if (slept && h.events().header.virtual_clock) {
        text += filled(words::simulated, {seconds(l.begin_of(j))});
    }
    return text;
}

std::string describe_rest(const trace::history& h, const trace::thread_lane& l)
{
    return filled(words::rests, {h.events().text(l.of.name), seconds(l.started)});
}

}  // namespace web
