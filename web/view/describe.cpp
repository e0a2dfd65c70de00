#include "web/view/describe.hpp"

#include "lessons/values.hpp"

#include <cmath>

#include "trace/names.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

std::string waits_for(const trace::history& h, aio::wait_kind kind, std::uint32_t subject,
                      aio::wait_role role)
{
    switch (kind) {
    case aio::wait_kind::turn:
        return "waiting for its turn";
    case aio::wait_kind::sleep:
        return "sleeping";
    case aio::wait_kind::task:
        return "waiting for " + task_name(h, subject);
    case aio::wait_kind::gather:
        return "waiting for gather()";
    case aio::wait_kind::several:
        return "waiting in wait()";
    case aio::wait_kind::group:
        return "waiting for the tasks of its group";
    case aio::wait_kind::future:
        return subject == 0 ? "waiting for a future" : describe_wait(h, subject, aio::wait_role::waiter);
    case aio::wait_kind::resource:
        return describe_wait(h, subject, role);
    case aio::wait_kind::data:
        return "waiting for data";
    case aio::wait_kind::room:
        return "waiting for room to send";
    case aio::wait_kind::connection:
        return "connecting";
    case aio::wait_kind::answer:
        return "waiting for an answer";
    case aio::wait_kind::other:
        break;
    }
    return "waiting";
}

std::string range(double from, double to)
{
    if (!std::isfinite(to)) {
        return "since " + seconds(from);
    }
    return from == to ? "at " + seconds(from) : "from " + seconds(from) + " to " + seconds(to);
}

std::string capital(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    }
    return text;
}

}  // namespace

std::string task_name(const trace::history& h, std::uint32_t task)
{
    return trace::name_of_task(h, task);
}

std::string describe_wait(const trace::history& h, const trace::segment& s)
{
    return waits_for(h, s.waits, s.subject, s.role);
}

std::string await_chain(const trace::history& h, const trace::task_view& t)
{
    const std::string& callers = h.events().text(t.callers);
    return callers + (callers.empty() ? "" : " → ") + h.events().text(t.function);
}

std::string describe(const trace::history& h, const trace::snapshot& s, const trace::task_view& t)
{
    switch (t.state) {
    case trace::task_state::ready:
        return t.started ? "ready to go on" : "ready to start";
    case trace::task_state::running:
        return s.held_until ? "blocking the loop until " + seconds(*s.held_until) : "running";
    case trace::task_state::sleeping:
        if (const trace::timer_view* const timer = s.timer(t.subject)) {
            return "sleeping until " + seconds(timer->when);
        }
        return "sleeping: its timer is due";
    case trace::task_state::waiting:
        return waits_for(h, t.waits, t.subject, t.role);
    case trace::task_state::done:
        return "done at " + seconds(t.since);
    case trace::task_state::cancelled:
        return "cancelled at " + seconds(t.since);
    case trace::task_state::destroyed:
        return "destroyed while pending at " + seconds(t.since);
    case trace::task_state::failed:
        return "failed with " + h.events().text(t.error) + " at " + seconds(t.since);
    }
    return "";
}

std::string describe(const trace::history& h, const trace::queued_callback& c)
{
    const std::string name = task_name(h, c.task);
    switch (c.kind) {
    case aio::callback_kind::step:
        return name + (c.first ? " starts" : " goes on");
    case aio::callback_kind::wakeup:
        return name + " wakes";
    case aio::callback_kind::timer:
        return c.task ? "timer of " + name : "a timer";
    case aio::callback_kind::done_callback:
        return "done callback";
    case aio::callback_kind::callback:
        return "callback";
    case aio::callback_kind::internal:
        return "the loop's own";
    }
    return "";
}

std::string describe_callback(const trace::history& h, std::size_t callback)
{
    const std::size_t begin = h.begins()[callback];
    const trace::event& e = h.events()[begin];
    const auto kind = static_cast<aio::callback_kind>(e.detail);
    bool first = true;  // of the task's steps
    if (e.task != 0) {
        for (const trace::segment& s : h.lanes()[e.task - 1].segments) {
            if (s.begin >= begin || !first) {
                break;
            }
            first = s.state != trace::task_state::running;
        }
    }
    return describe(h, trace::queued_callback{kind, first, e.task, e.subject, 0});
}

std::string describe(const trace::history& h, const trace::timer_view& t)
{
    const std::string name = t.task ? task_name(h, t.task) : "";
    switch (t.purpose) {
    case aio::timer_kind::sleep:
        return name.empty() ? "a sleep" : "sleep of " + name;
    case aio::timer_kind::timeout:
        return name.empty() ? "a timeout" : "timeout of " + name;
    case aio::timer_kind::call:
        break;
    }
    return name.empty() ? "callback" : "call of " + name;
}

std::string short_timer(const trace::history& h, const trace::timer_view& t)
{
    return t.task == 0                             ? describe(h, t)
           : t.purpose == aio::timer_kind::sleep   ? task_name(h, t.task)
           : t.purpose == aio::timer_kind::timeout ? task_name(h, t.task) + ", timeout"
                                                   : task_name(h, t.task) + ", call";
}

std::string short_wait(const trace::history& h, const trace::segment& s)
{
    switch (s.waits) {
    case aio::wait_kind::task:
        return task_name(h, s.subject);
    case aio::wait_kind::gather:
        return "gather";
    case aio::wait_kind::several:
        return "wait";
    case aio::wait_kind::group:
        return "group";
    case aio::wait_kind::future:
        return "future";
    case aio::wait_kind::data:
        return "data";
    case aio::wait_kind::room:
        return "drain";
    case aio::wait_kind::connection:
        return "connect";
    case aio::wait_kind::answer:
        return "answer";
    case aio::wait_kind::resource:
        switch (s.role) {
        case aio::wait_role::getter:
            return "get";
        case aio::wait_role::putter:
            return "put";
        case aio::wait_role::joiner:
            return "join";
        case aio::wait_role::reader:
            return "data";
        case aio::wait_role::writer:
            return "drain";
        default:
            return resource_name(h, s.subject);
        }
    default:
        return "";
    }
}

std::string describe(const trace::history& h, const trace::lane& l, const trace::segment& s, bool future)
{
    const std::string name = h.events().text(l.name);
    std::string what = trace::name(s.state);
    if (s.state == trace::task_state::waiting) {
        what = waits_for(h, s.waits, s.subject, s.role);
    }
    if (s.state >= trace::task_state::done) {
        const bool cancelled = s.state == trace::task_state::cancelled;
        const bool failed = s.state == trace::task_state::failed;
        const bool destroyed = s.state == trace::task_state::destroyed;
        return name +
               (future ? (cancelled || destroyed ? " will be " : failed ? " will fail" : " will end")
                       : (cancelled || destroyed ? " was " : failed ? " failed" : " ended")) +
               (cancelled ? "cancelled" : destroyed ? "destroyed while pending" : "") +
               " at " + seconds(s.from) + ".";
    }
    std::string text = (future ? name + " will be " + what : capital(what)) + " " + range(s.from, s.to);
    if (std::isfinite(s.to) && s.from != s.to) {
        text += " (" + seconds(s.to - s.from) + ")";
    }
    text += ".";
    const trace::segment& last = l.segments.back();
    if (last.state == trace::task_state::destroyed && last.begin == s.end) {
        text += " " + describe(h, l, last, future);
    }
    if (s.state == trace::task_state::running && s.to - s.from >= h.events().header.hold_threshold &&
        std::isfinite(s.to)) {
        text += future ? " It will block: the loop will be held." : " It blocks: the loop is held.";
    }
    return text;
}

std::string value_in_words(const lessons::parameter_info& p, double value)
{
    if (p.type == lessons::parameter_type::toggle) {
        return value != 0 ? "on" : "off";
    }
    return lessons::write(p, value) + (p.unit.empty() ? "" : " " + std::string(p.unit));
}

std::string message(const session& s)
{
    const trace::snapshot& now = s.now();
    const trace::history& h = s.history();
    if (s.laying_out()) {
        return "Laying the run out: at " + seconds(s.laid_out_to(), 1) + ".";
    }
    const bool recorded = s.what().slug().empty();
    if (recorded && !s.complete() && !s.overflowed()) {
        return "The recording is laid out up to " + seconds(s.laid_out_to(), 1) + " so far.";
    }
    if (s.waits()) {
        return "At " + seconds(now.time) + " the program waits for your answer.";
    }
    if (now.deadlocked) {
        return "Deadlock at " + seconds(now.time) + ": no task can run, and no timer is set.";
    }
    const int code = s.what().exit_code(h.events());
    const std::string exit = code == 0 ? "" : "exit code " + std::to_string(code);
    if (now.over() && now.error) {
        const std::string& message = h.events().text(now.error_message);
        return "Ended at " + seconds(now.time) + " with " + h.events().text(now.error) +
               (message.empty() ? "" : ": " + message) + (code == 0 ? "" : ", " + exit) + ".";
    }
    if (now.finished) {
        return "Finished at " + seconds(now.time) + (code == 0 ? "" : " with " + exit) + ". Play again to replay.";
    }
    if (s.stopped_short()) {
        return "The run isn't over yet at " + seconds(s.time(), 1) + ": press End again to follow it further.";
    }
    if (now.held_until) {
        return "The loop is held until " + seconds(*now.held_until) + ": a task blocks.";
    }
    if (s.overflowed() && now.position == h.size()) {
        return "This run is longer than what is kept of it, and is followed no further than " + seconds(now.time) + ".";
    }
    return "";
}

}  // namespace web
