#include "web/view/describe_thread.hpp"

#include <algorithm>
#include <cmath>

#include "web/view/describe.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

std::string span(double from, double to)
{
    if (!std::isfinite(to)) {
        return "from " + seconds(from) + " on";
    }
    if (from == to) {
        return "at " + seconds(from);
    }
    return "from " + seconds(from) + " to " + seconds(to) + " (" + seconds(to - from) + ")";
}

// 'read() for Task-2'.
std::string call(const trace::history& h, std::uint32_t function, std::uint32_t task)
{
    const std::string& name = h.events().text(function);
    return (name.empty() ? "a function" : name + "()") + (task == 0 ? "" : " for " + task_name(h, task));
}

}  // namespace

std::string describe(const trace::history& h, const trace::thread_view& t)
{
    if (!t.works) {
        return "idle";
    }
    const std::string what = call(h, t.job, t.task);
    return t.sleeps ? "asleep in " + what + " until " + seconds(t.until) : "runs " + what;
}

std::string describe_job(const trace::history& h, const trace::thread_lane& l, const trace::job& j, bool future)
{
    const double from = l.begin_of(j);
    const double to = l.end_of(j);
    std::string text = h.events().text(l.of.name) + (future ? " will run " : " runs ") + call(h, j.function, j.task) +
                       " " + span(from, to) + ".";
    if (j.failed && !future) {
        text += " It failed with " + h.events().text(j.error) + ".";
    }
    return text;
}

std::string describe(const trace::history& h, const trace::thread_lane& l, const trace::segment& s, bool future)
{
    const trace::job& j = l.job_of(s);
    std::string text = describe_job(h, l, j, future);
    if (s.state == trace::task_state::sleeping && s.from == l.begin_of(j) && s.to == l.end_of(j)) {
        text += future ? " It will only sleep." : " It only sleeps.";
    } else if (s.state == trace::task_state::sleeping) {
        text += (future ? " It will sleep " : " Here it sleeps ") + span(s.from, s.to) + ".";
    }
    const bool slept = l.end_of(j) > l.begin_of(j);
    if (slept && h.events().header.virtual_clock) {
        text += " The thread is simulated: the whole function runs at " + seconds(l.begin_of(j)) +
                ", so what it changes after a sleep, others see too early.";
    }
    return text;
}

std::string describe_rest(const trace::history& h, const trace::thread_lane& l)
{
    const std::string& name = h.events().text(l.of.name);
    return name + " runs nothing here. It started at " + seconds(l.started) + ".";
}

}  // namespace web
