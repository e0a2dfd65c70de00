#include "web/view/why.hpp"

#include <algorithm>
#include <cmath>

#include "json/filled.hpp"
#include "web/view/describe.hpp"
#include "web/view/parts.hpp"
#include "web/view/time_axis.hpp"
#include "web/view/why_words.hpp"
#include "why.words.hpp"

namespace web {

namespace {

// The position at which a ready segment's callback joined the ready queue: with the segment; or, if the task
// only gave up its turn, in the step before.
std::optional<std::size_t> queued_in(const trace::history& h, const trace::segment& ready, std::uint32_t task)
{
    const auto joins = [&](std::size_t p) {
        const trace::event e = h.events()[p];
        const auto kind = static_cast<aio::callback_kind>(e.detail);
        return e.kind == trace::kind::queued && e.task == task &&
               (kind == aio::callback_kind::step || kind == aio::callback_kind::wakeup);
    };
    constexpr std::size_t after = 8;    // events between a task's making and its joining
    constexpr std::size_t before = 64;  // and between its joining and its pause
    for (std::size_t p = ready.begin; p < std::min({ready.end, h.size(), ready.begin + after}); ++p) {
        if (joins(p)) {
            return p;
        }
    }
    for (std::size_t p = ready.begin; p-- > 0 && ready.begin - p < before;) {
        if (joins(p)) {
            return p;
        }
        if (h.events()[p].kind == trace::kind::callback_began) {
            break;
        }
    }
    return {};
}

bool waits(const trace::segment& s)
{
    return s.state == trace::task_state::waiting || s.state == trace::task_state::sleeping;
}

// How many callbacks had begun before `position`.
std::size_t begun(const trace::history& h, std::size_t position)
{
    return h.callbacks_at(position) + (h.within_callback(position) ? 1 : 0);
}

// '; it was 2nd in the ready queue', with how long if time passed. Empty for the first, which runs at
// once.
std::string in_the_queue(const trace::history& h, const wakeup& w, std::size_t now)
{
    if (w.began == SIZE_MAX) {
        return "";
    }
    const bool begins_later = w.began >= now;
    const bool is_in_it = w.queued < now && begins_later;
    const std::size_t since = is_in_it ? now : w.queued;
    const std::size_t before = h.callbacks_at(w.began) - std::min(begun(h, since), h.callbacks_at(w.began));
    const double in_queue = h.events()[w.began].time - h.events()[w.queued].time;
    if (!is_in_it && before == 0 && in_queue <= 0) {
        return "";
    }
    const std::string place = json::filled(words::ordinal(before + 1), {std::to_string(before + 1)});
    if (is_in_it) {
        return json::filled(before > 0 ? words::queue_is : words::queue_is_next, {place});
    }
    const words::tense& sentence = before == 0    ? words::queue_first_for
                                   : in_queue > 0 ? words::queue_was_for
                                                  : words::queue_was;
    return json::filled(sentence.in(begins_later), {place, seconds(in_queue)});
}

// 'Task-2 has held it since 1.500 s.' if the log says so soon before.
std::string holder_of(const trace::history& h, const trace::segment& s)
{
    constexpr std::size_t most = 4096;  // events to look at
    const bool at_lock = s.waits == aio::wait_kind::resource && s.role == aio::wait_role::acquirer &&
                         s.subject != 0 && h.resources()[s.subject - 1].kind == aio::resource_kind::lock;
    for (std::size_t p = s.begin; at_lock && p-- > 0 && s.begin - p < most;) {
        const trace::event e = h.events()[p];
        if (e.kind == trace::kind::resource_held && e.subject == s.subject) {
            return e.detail == 0 || e.task == 0
                       ? ""
                       : json::filled(words::held_it, {task_name(h, e.task), seconds(e.time)});
        }
    }
    return "";
}

}  // namespace

std::optional<wakeup> wakeup_of(const trace::history& h, const trace::causes& all, const trace::lane& l,
                                const trace::segment& s)
{
    auto at =
        std::lower_bound(l.segments.begin(), l.segments.end(), s.begin,
                         [](const trace::segment& one, std::size_t begin) { return one.begin < begin; });
    if (waits(s) && at != l.segments.end()) {
        ++at;
    } else {
        // From an end to the last step, and from a step to what led to it.
        for (const auto after : {trace::task_state::done, trace::task_state::running}) {
            if (at != l.segments.begin() && at != l.segments.end() &&
                (at->state == after || (after == trace::task_state::done && at->state > after))) {
                --at;
            }
        }
    }
    if (at == l.segments.end() || at->state != trace::task_state::ready) {
        return {};
    }
    const auto queued = queued_in(h, *at, l.task);
    if (!queued) {
        return {};
    }
    const auto next = at + 1;
    const bool goes_on = next != l.segments.end() && next->state == trace::task_state::running;
    return wakeup{l.task, *queued, goes_on ? next->begin : SIZE_MAX, all.of(*queued)};
}

std::optional<wakeup> wakeup_of(const trace::history& h, const trace::causes& all,
                                const trace::queued_callback& c)
{
    if (!c.of_task() || c.task == 0) {
        return {};
    }
    const std::size_t queued = all.queued_at(c.id);
    const trace::lane& l = h.lanes()[c.task - 1];
    const auto after = std::upper_bound(l.segments.begin(), l.segments.end(), queued,
                                        [](std::size_t p, const trace::segment& s) { return p < s.begin; });
    return after == l.segments.begin() ? std::nullopt : wakeup_of(h, all, l, *(after - 1));
}

std::string sentence(const trace::history& h, const trace::causes& all, const wakeup& w, std::size_t now)
{
    const bool to_come = w.queued >= now;
    const bool is_ready = !to_come && w.began >= now;
    const bool is_created = w.why.is == trace::cause::what::created;
    const std::size_t moment = is_ready || is_created || w.began == SIZE_MAX ? w.queued : w.began;
    std::string text = json::filled(is_created ? words::created_at.in(to_come)
                                    : to_come  ? words::will_resume_at
                                    : is_ready ? words::ready_since
                                               : words::resumed_at,
                                    {seconds(h.events()[moment].time)});
    text += cause_in_words(h, all, w, to_come);
    text += in_the_queue(h, w, now);
    text += '.';
    return text;
}

std::string explain(const trace::history& h, const trace::causes& all, const trace::lane& l,
                    const trace::segment& s, std::size_t now)
{
    const auto woken = wakeup_of(h, all, l, s);
    const std::string why = woken ? sentence(h, all, *woken, now) : "";
    const bool is_tick = s.state == trace::task_state::running && s.from == s.to;
    if (is_tick && woken) {
        return why;
    }
    std::string text = describe(h, l, s, s.begin >= now);
    text += parts_in_words(h, l, s, now);
    for (const std::string& more : {waits(s) ? holder_of(h, s) : std::string(), why}) {
        text += (more.empty() ? "" : " ") + more;
    }
    return text;
}

std::string task_and_why(const trace::history& h, const trace::causes& all, const trace::lane& l,
                         const trace::segment& s, std::size_t now)
{
    const std::string text = explain(h, all, l, s, now);
    const std::string& name = h.events().text(l.name);
    return text.starts_with(name) ? text : json::filled(words::of_task, {name, text});
}

const trace::segment* asked_segment(const trace::history& h, const std::optional<question>& q)
{
    if (!q || q->task == 0 || q->task > h.lanes().size()) {
        return nullptr;
    }
    const auto& all = h.lanes()[q->task - 1].segments;
    const auto at =
        std::lower_bound(all.begin(), all.end(), q->begin,
                         [](const trace::segment& s, std::size_t begin) { return s.begin < begin; });
    return at == all.end() || at->begin != q->begin ? nullptr : &*at;
}

std::optional<arrow> arrow_of(const trace::history& h, const wakeup& w)
{
    const trace::cause& c = w.why;
    arrow a{c.by, 0, 0, c.position, w.task, h.events()[w.queued].time, w.queued};
    if (c.is == trace::cause::what::job) {
        a.thread = c.subject;
    }
    if ((a.task == 0 && a.thread == 0) || a.task == w.task) {
        return {};
    }
    a.from = h.events()[c.position].time;
    return a;
}

std::string who_is_awaited(const trace::history& h, const trace::snapshot& s, const trace::task_view& t)
{
    constexpr int most = 8;  // tasks that await each other
    std::string text = await_chain(h, t);
    const trace::task_view* at = &t;
    for (int i = 0; i != most && at && at->state == trace::task_state::waiting; ++i) {
        std::uint32_t next = at->subject;
        if (at->waits != aio::wait_kind::task) {
            const std::string awaited = awaited_in_words(h, s, *at);
            text += awaited.empty() ? "" : " → " + awaited;
            next = last_pending(h, at->id, s.position);
            if (next == 0) {
                break;
            }
        }
        text += " → " + task_name(h, next);
        at = s.task(next);
        if (at && !at->ended() && at->started) {
            text += ": " + await_chain(h, *at);
        }
    }
    return text;
}

}  // namespace web
