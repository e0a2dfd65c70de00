#include "web/view/describe.hpp"

#include "lessons/values.hpp"

#include <cmath>

#include "json/filled.hpp"
#include "parts.words.hpp"
#include "tasks.words.hpp"
#include "trace/names.hpp"
#include "web/view/parts.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

using json::filled;

std::string waits_for(const trace::history& h, aio::wait_kind kind, std::uint32_t subject,
                      aio::wait_role role)
{
    switch (kind) {
    case aio::wait_kind::turn:
        return words::waiting_turn;
    case aio::wait_kind::sleep:
        return words::sleeping;
    case aio::wait_kind::task:
        return filled(words::waiting_task, {task_name(h, subject)});
    case aio::wait_kind::gather:
        return words::waiting_gather;
    case aio::wait_kind::several:
        return words::waiting_several;
    case aio::wait_kind::group:
        return words::waiting_group;
    case aio::wait_kind::future:
        return subject == 0 ? words::waiting_future : describe_wait(h, subject, aio::wait_role::waiter);
    case aio::wait_kind::resource:
        return describe_wait(h, subject, role);
    case aio::wait_kind::data:
        return words::waiting_data;
    case aio::wait_kind::room:
        return words::waiting_room;
    case aio::wait_kind::connection:
        return words::connecting;
    case aio::wait_kind::answer:
        return words::waiting_answer;
    case aio::wait_kind::other:
        break;
    }
    return words::waiting;
}

std::string range(double from, double to)
{
    if (!std::isfinite(to)) {
        return filled(words::since, {seconds(from)});
    }
    return filled(from == to ? words::at : words::from_to, {seconds(from), seconds(to), seconds(to - from)});
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
        return t.started ? words::ready_to_resume : words::ready_to_start;
    case trace::task_state::running:
        return s.held_until ? filled(words::blocking_until, {seconds(*s.held_until)}) : words::running;
    case trace::task_state::sleeping:
        if (const trace::timer_view* const timer = s.timer(t.subject)) {
            return filled(words::sleeping_until, {seconds(timer->when)});
        }
        return words::sleep_is_due;
    case trace::task_state::waiting: {
        const std::string names = pending_names(h, t.id, s.position);
        return names.empty() ? waits_for(h, t.waits, t.subject, t.role)
                             : filled(t.waits == aio::wait_kind::gather    ? words::waiting_in_gather
                                      : t.waits == aio::wait_kind::several ? words::waiting_in_wait
                                                                           : words::waiting_in_group,
                                      {names});
    }
    case trace::task_state::done:
        return filled(words::done_at, {seconds(t.since)});
    case trace::task_state::cancelled:
        return filled(words::cancelled_at, {seconds(t.since)});
    case trace::task_state::destroyed:
        return filled(words::destroyed_at, {seconds(t.since)});
    case trace::task_state::failed:
        return filled(words::failed_at, {h.events().text(t.error), seconds(t.since)});
    }
    return "";
}

std::string describe(const trace::history& h, const trace::queued_callback& c)
{
    const std::string name = task_name(h, c.task);
    switch (c.kind) {
    case aio::callback_kind::step:
        return filled(c.first ? words::starts : words::resumes, {name});
    case aio::callback_kind::wakeup:
        return filled(words::wakes, {name});
    case aio::callback_kind::timer:
        return filled(c.task ? words::timer_of : words::a_timer, {name});
    case aio::callback_kind::done_callback:
        return words::done_callback;
    case aio::callback_kind::callback:
        return words::callback;
    case aio::callback_kind::internal:
        return words::internal;
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
        return filled(name.empty() ? words::a_sleep : words::sleep_of, {name});
    case aio::timer_kind::timeout:
        return filled(name.empty() ? words::a_timeout : words::timeout_of, {name});
    case aio::timer_kind::call:
        break;
    }
    return filled(name.empty() ? words::callback : words::call_of, {name});
}

std::string short_timer(const trace::history& h, const trace::timer_view& t)
{
    return t.task == 0                             ? describe(h, t)
           : t.purpose == aio::timer_kind::sleep   ? task_name(h, t.task)
           : t.purpose == aio::timer_kind::timeout ? filled(words::short_timeout, {task_name(h, t.task)})
                                                   : filled(words::short_call, {task_name(h, t.task)});
}

std::string short_wait(const trace::history& h, const trace::segment& s)
{
    switch (s.waits) {
    case aio::wait_kind::task:
        return task_name(h, s.subject);
    case aio::wait_kind::gather:
        return words::short_gather;
    case aio::wait_kind::several:
        return words::short_several;
    case aio::wait_kind::group:
        return words::short_group;
    case aio::wait_kind::future:
        return words::short_future;
    case aio::wait_kind::data:
        return words::short_data;
    case aio::wait_kind::room:
        return words::short_room;
    case aio::wait_kind::connection:
        return words::short_connection;
    case aio::wait_kind::answer:
        return words::short_answer;
    case aio::wait_kind::resource:
        switch (s.role) {
        case aio::wait_role::getter:
            return words::short_getter;
        case aio::wait_role::putter:
            return words::short_putter;
        case aio::wait_role::joiner:
            return words::short_joiner;
        case aio::wait_role::reader:
            return words::short_data;
        case aio::wait_role::writer:
            return words::short_room;
        default:
            return resource_name(h, s.subject);
        }
    default:
        return "";
    }
}

std::string describe(const trace::history& h, const trace::lane& l, const trace::segment& s, bool future)
{
    const std::string& name = h.events().text(l.name);
    if (s.state >= trace::task_state::done) {
        const words::tense& end = s.state == trace::task_state::cancelled   ? words::cancelled
                                  : s.state == trace::task_state::destroyed ? words::destroyed
                                  : s.state == trace::task_state::failed    ? words::failed
                                                                            : words::ended;
        return filled(end.in(future), {name, seconds(s.from)});
    }
    const std::string what = s.state == trace::task_state::waiting ? waits_for(h, s.waits, s.subject, s.role)
                             : s.state == trace::task_state::ready ? words::ready
                             : s.state == trace::task_state::sleeping ? words::sleeping
                                                                      : words::running;
    std::string text =
        filled(words::stretch.in(future), {name, future ? what : capital(what), range(s.from, s.to)});
    const trace::segment& last = l.segments.back();
    if (last.state == trace::task_state::destroyed && last.begin == s.end) {
        text += " " + describe(h, l, last, future);
    }
    if (s.state == trace::task_state::running && s.to - s.from >= h.events().header.hold_threshold &&
        std::isfinite(s.to)) {
        text += words::blocks.in(future);
    }
    return text;
}

std::string value_in_words(const lessons::parameter_info& p, double value)
{
    if (p.type == lessons::parameter_type::toggle) {
        return value != 0 ? words::on : words::off;
    }
    return lessons::write(p, value) + (p.unit.empty() ? "" : " " + std::string(p.unit));
}

std::string message(const session& s)
{
    const trace::snapshot& now = s.now();
    const trace::history& h = s.history();
    if (s.laying_out()) {
        return filled(words::computing, {seconds(s.laid_out_to(), 1)});
    }
    const bool recorded = s.what().slug().empty();
    if (recorded && !s.complete() && !s.overflowed()) {
        return filled(words::reading_recording, {seconds(s.laid_out_to(), 1)});
    }
    const std::string time = seconds(now.time);
    if (s.waits()) {
        return filled(words::needs_answer, {time});
    }
    if (now.deadlocked) {
        return filled(words::stuck, {time});
    }
    const int code = s.what().exit_code(h.events());
    const std::string exit = std::to_string(code);
    if (now.over() && now.error) {
        const std::string& message = h.events().text(now.error_message);
        const std::string error = h.events().text(now.error) + (message.empty() ? "" : ": " + message);
        return filled(code == 0 ? words::ended_with : words::ended_with_code, {time, error, exit});
    }
    if (now.finished) {
        return filled(code == 0 ? words::finished : words::finished_with_code, {time, exit});
    }
    if (s.stopped_short()) {
        return filled(words::not_over, {seconds(s.time(), 1)});
    }
    if (now.held_until) {
        return filled(words::held_until, {seconds(*now.held_until)});
    }
    if (s.overflowed() && now.position == h.size()) {
        return filled(words::too_long, {time});
    }
    return "";
}

}  // namespace web
