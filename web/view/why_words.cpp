#include "web/view/why_words.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

#include "json/filled.hpp"
#include "lessons/intervention.hpp"
#include "parts.words.hpp"
#include "web/view/describe.hpp"
#include "web/view/parts.hpp"
#include "web/view/time_axis.hpp"
#include "why.words.hpp"

namespace web {

namespace {

using what = trace::cause::what;

// The clause for one wake-up, from the patterns of why.words.hpp.
class telling {
public:
    telling(const trace::history& h, const trace::causes& all, const wakeup& w, bool will)
        : h_(h),
          all_(all),
          c_(w.why),
          told_(h.events()[w.why.position]),
          task_(w.task),
          queued_(w.queued),
          will_(will)
    {
        const trace::lane& l = h.lanes()[task_ - 1];
        const trace::segment* const before = queued_ == 0 ? nullptr : segment_at(l, queued_ - 1);
        if (before &&
            (before->state == trace::task_state::waiting || before->state == trace::task_state::sleeping)) {
            wait_ = before;
        }
    }

    std::string all()
    {
        if (c_.is == what::created) {
            say(c_.by != 0 || c_.through != what::unknown ? words::why_by
                : task_ == 1                              ? words::why_by_run
                                                          : "");
            return std::move(text_);
        }
        const bool cancelled = told_.kind == trace::kind::task_cancel;
        if (const auto raised = deed(lessons::deed::raise)) {
            say(words::why_with, {h_.events().text(raised->text)});
            return std::move(text_);
        }
        say(cancelled || awaits_cancelled() ? words::why_with_cancelled : ": ");
        const std::size_t request =
            cancelled || !wait_ ? queued_ : all_.cancelled(task_, wait_->begin, queued_);
        if (request != queued_) {
            const trace::event e = h_.events()[request];
            say(e.by == 0 ? words::why_was_cancelled : words::why_cancels.in(will_),
                {seconds(e.time), e.by == 0 ? std::string() : task_name(h_, e.by)});
        }
        say(clause());
        say_lateness();
        return std::move(text_);
    }

private:
    // A timer that was due while a callback held the loop fires late: until when it was held, and by which task.
    void say_lateness()
    {
        if (!wait_ || (c_.is != what::sleep && c_.is != what::timeout)) {
            return;
        }
        constexpr std::size_t most = 64;  // events between setting a timer and pausing
        const double now = h_.events()[queued_].time;
        for (std::size_t p = wait_->begin; p-- > 0 && wait_->begin - p < most;) {
            const trace::event e = h_.events()[p];
            if (e.kind != trace::kind::timer_set || e.subject != c_.subject) {
                continue;
            }
            for (const trace::hold& held : h_.holds()) {
                if (held.from < now && held.to >= now - 1e-9 && e.value < now - 1e-6 && held.to <= now + 1e-9) {
                    say(words::why_late.in(will_), {seconds(e.value), task_name(h_, held.task)});
                }
            }
            return;
        }
    }

    // What was done to tasks between the callbacks where this one joined the ready queue, if that ended its wait.
    std::optional<trace::event> deed(lessons::deed what) const
    {
        const auto& all = h_.interventions();
        const auto after = std::lower_bound(all.begin(), all.end(), queued_);
        if (!wait_ || after == all.begin()) {
            return {};
        }
        const std::size_t position = *(after - 1);
        const trace::event e = h_.events()[position];
        const bool here = position >= wait_->begin && !h_.within_callback(queued_) &&
                          h_.callbacks_at(position) == h_.callbacks_at(queued_);
        const bool done = h_.events().text(e.other).empty() && static_cast<lessons::deed>(e.detail) == what;
        const bool reaches = what == lessons::deed::cancel ? told_.kind == trace::kind::task_cancel : e.task == task_;
        return here && done && reaches ? std::optional(e) : std::nullopt;
    }

    // `values` are the parts '$1', '$2', ….
    void say(const char* pattern, std::initializer_list<std::string_view> values = {})
    {
        bool said = true;
        for (const char* at = pattern; *at; ++at) {
            if (*at == '[') {
                said = !will_;
            } else if (*at == '|') {
                said = will_;
            } else if (*at == ']') {
                said = true;
            } else if (said && *at == '$') {
                const auto place = static_cast<std::size_t>(*++at - '1');
                place < values.size() ? static_cast<void>(text_ += values.begin()[place]) : part(*at);
            } else if (said) {
                text_ += *at;
            }
        }
    }

    void part(char which)
    {
        switch (which) {
        case 'w':
            return say(who());
        case 'b':  // the task that did it
            text_ += c_.by == task_ ? words::why_it : task_name(h_, c_.by);
            return;
        case 't':
            text_ += the_resource(h_, c_.subject);
            return;
        case 'i':
            text_ += c_.item == 0 ? words::why_an_item : h_.events().text(c_.item);
            return;
        case 's':  // the task that ended
            text_ += task_name(h_, c_.subject);
            return;
        case 'x':
            text_ += h_.events().text(told_.text);
            return;
        case 'n':
            text_ += h_.events().text(h_.threads()[c_.subject - 1].of.name);
            return;
        case 'e':
            text_ += ended_by();
            return;
        case 'v':
            return whom();
        default:
            return;
        }
    }

    // Who did it: a task, or a callback and where that came from.
    const char* who() const
    {
        switch (c_.through) {
        case what::unknown:
            return c_.by == 0 ? words::by_outside : words::by_task;
        case what::call:
            return words::by_scheduled;
        case what::later:
            return words::by_later;
        case what::task:
            return words::by_done_callback;
        case what::thread:
        case what::job:
            return words::by_thread;
        case what::network:
            return words::by_network;
        default:
            return words::by_callback;
        }
    }

    const char* clause() const
    {
        switch (c_.is) {
        case what::turn:
            return words::why_turn;
        case what::already:
            return words::why_already;
        case what::sleep:
            return words::why_sleep;
        case what::timeout:
            return words::why_timeout;
        case what::cancelled:
            return cancelled();
        case what::task:
            return ended();
        case what::job:
            return told_.kind == trace::kind::job_ended && told_.detail != 0 ? words::why_job_failed
                                                                             : words::why_job;
        case what::put:
            return words::why_put;
        case what::got:
            return words::why_got;
        case what::joined:
            return words::why_joined;
        case what::released:
            return words::why_released;
        case what::set:
            return set();
        case what::notified:
            return words::why_notified;
        case what::all_came:
            return told_.value == 0 ? words::why_last_left : words::why_last_came;
        case what::closed:
            return closed();
        case what::passed:
            return words::why_passed;
        case what::data:
            return words::why_data;
        case what::room:
            return words::why_room;
        case what::connected:
            return words::why_connected;
        case what::call:
            return c_.by == 0               ? words::why_callback
                   : c_.position == queued_ ? words::why_task_itself  // a task's own code
                                            : words::why_scheduled;
        case what::later:
            return words::why_later;
        case what::thread:
            return words::why_thread;
        case what::network:
            return words::why_network;
        case what::created:
        case what::unknown:
            break;
        }
        return words::why_unknown;
    }

    // How a task ended.
    const char* ended() const
    {
        switch (static_cast<aio::ending>(told_.detail)) {
        case aio::ending::failed:
            return words::why_failed;
        case aio::ending::cancelled:
            return words::why_cancelled;
        case aio::ending::done:
            break;
        }
        return waited_for(aio::wait_kind::gather) || waited_for(aio::wait_kind::group) ? words::why_last_ended
                                                                                       : words::why_ended;
    }

    const char* set() const
    {
        if (h_.resources()[c_.subject - 1].kind != aio::resource_kind::future) {
            return words::why_set;
        }
        const int outcome = told_.kind == trace::kind::resource_value ? static_cast<int>(told_.value) : 1;
        return outcome == 2   ? words::why_future_cancelled
               : outcome == 3 ? words::why_exception_set
                              : words::why_result_set;
    }

    const char* closed() const
    {
        switch (h_.resources()[c_.subject - 1].kind) {
        case aio::resource_kind::stream:
            return words::why_stream_ended;
        case aio::resource_kind::barrier:
            return told_.kind == trace::kind::resource_closed ? words::why_broke : words::why_reset;
        default:
            return words::why_shut_down;
        }
    }

    std::string ended_by() const
    {
        const std::size_t at = all_.ended(c_.subject, queued_);
        const std::uint32_t by = at == queued_ ? 0 : h_.events()[at].by;
        return by == 0 || by == task_ ? words::why_other_side : task_name(h_, by);
    }

    const char* cancelled() const
    {
        if (deed(lessons::deed::cancel)) {
            return words::why_what_if;
        }
        if (c_.through == what::task) {
            const bool failed = h_.lanes()[c_.by - 1].segments.back().state == trace::task_state::failed;
            const bool by_group = waited_for(aio::wait_kind::group);
            return failed && by_group ? words::why_group : failed ? words::why_some_group : words::why_cancel;
        }
        if (c_.through != what::unknown || (c_.by != 0 && c_.by != task_)) {
            return words::why_cancel;
        }
        return c_.by == task_ ? words::why_cancel_itself
               : task_ == 1   ? words::why_cancel
                              : words::why_run_ends;
    }

    // The task on which cancel() was called, and at which line: a task passes the request on to the one it
    // awaits.
    void whom()
    {
        std::size_t position = c_.position;
        trace::event asked = h_.events()[position];
        while (position-- > 0) {
            const trace::event before = h_.events()[position];
            const trace::segment* const s = before.kind == trace::kind::task_cancel
                                                ? segment_at(h_.lanes()[before.task - 1], position)
                                                : nullptr;
            if (!s || s->waits != aio::wait_kind::task || s->subject != asked.task) {
                break;
            }
            asked = before;
        }
        const bool itself = asked.task == task_;
        const char* const pattern = asked.line == 0 ? (itself ? words::why_it : words::why_asked_of)
                                    : itself        ? words::why_it_at_line
                                                    : words::why_asked_of_at_line;
        say(pattern, {task_name(h_, asked.task), std::to_string(asked.line)});
    }

    // Whether it awaited the task that was cancelled: the await raises that.
    bool awaits_cancelled() const
    {
        return c_.is == what::task && waited_for(aio::wait_kind::task) &&
               static_cast<aio::ending>(told_.detail) == aio::ending::cancelled;
    }

    bool waited_for(aio::wait_kind kind) const { return wait_ && wait_->waits == kind; }

    static const trace::segment* segment_at(const trace::lane& l, std::size_t position)
    {
        const auto after =
            std::upper_bound(l.segments.begin(), l.segments.end(), position,
                             [](std::size_t p, const trace::segment& s) { return p < s.begin; });
        return after == l.segments.begin() ? nullptr : &*(after - 1);
    }

    const trace::history& h_;
    const trace::causes& all_;
    const trace::cause& c_;
    const trace::event told_;  // the event that tells of it
    const std::uint32_t task_;
    const std::size_t queued_;
    const bool will_;
    const trace::segment* wait_ = nullptr;  // what this wake-up ended
    std::string text_;
};

// The only one is the next in the chain.
std::string pending_in_chain(const trace::history& h, const trace::snapshot& s, const trace::task_view& t)
{
    return last_pending(h, t.id, s.position) != 0 ? "" : pending_in_call(h, t.id, s.position);
}

}  // namespace

std::string cause_in_words(const trace::history& h, const trace::causes& all, const wakeup& w, bool to_come)
{
    return telling(h, all, w, to_come).all();
}

std::string awaited_in_words(const trace::history& h, const trace::snapshot& s, const trace::task_view& t)
{
    switch (t.waits) {
    case aio::wait_kind::gather:
        return json::filled(words::chain_gather, {pending_in_chain(h, s, t)});
    case aio::wait_kind::several:
        return json::filled(words::chain_wait, {pending_in_chain(h, s, t)});
    case aio::wait_kind::group: {
        const std::string names = pending_in_chain(h, s, t);
        return names.empty() ? words::chain_group : json::filled(words::chain_group_of, {names});
    }
    case aio::wait_kind::resource:
        break;
    case aio::wait_kind::future:
        return t.subject == 0 ? words::chain_future : resource_name(h, t.subject);
    case aio::wait_kind::connection:
        return words::chain_connection;
    default:
        return "";
    }
    const trace::resource_view* const r = s.resource(t.subject);
    const std::string name = resource_name(h, t.subject);
    if (!r || r->kind != aio::resource_kind::lock || r->holders.empty()) {
        return t.role == aio::wait_role::getter   ? json::filled(words::chain_get, {name})
               : t.role == aio::wait_role::putter ? json::filled(words::chain_put, {name})
               : t.role == aio::wait_role::joiner ? json::filled(words::chain_join, {name})
                                                  : name;
    }
    return json::filled(words::chain_held, {name, task_name(h, *r->holders.begin())});
}

}  // namespace web
