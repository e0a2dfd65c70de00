#include "web/view/why_words.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "lessons/intervention.hpp"
#include "web/view/describe.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

using what = trace::cause::what;

// Words for one wake-up, from patterns: `[put|will put]` is for what has happened and for what hasn't, and
// `$w` is one of the parts of `part`.
class words {
public:
    words(const trace::history& h, const trace::causes& all, const wakeup& w, bool will)
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
            say(c_.by != 0 || c_.through != what::unknown ? " by $w" : task_ == 1 ? " by asyncio.run()" : "");
            return std::move(text_);
        }
        const bool cancelled = told_.kind == trace::kind::task_cancel;
        if (const auto raised = deed(lessons::deed::raise)) {
            text_ += " with " + h_.events().text(raised->text);
            say(": a what-if [raised|will raise] it there");
            return std::move(text_);
        }
        say(cancelled || awaits_cancelled() ? " with CancelledError: " : ": ");
        const std::size_t request =
            cancelled || !wait_ ? queued_ : all_.cancelled(task_, wait_->begin, queued_);
        if (request != queued_) {
            const trace::event e = h_.events()[request];
            text_ += e.by == 0 ? std::string("it was cancelled") : task_name(h_, e.by);
            say(e.by == 0 ? "" : will_ ? " cancels it" : " cancelled it");
            say(" at ");
            text_ += seconds(e.time);
            say(", and then ");
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
                    say("; it [was|will be] due at ");
                    text_ += seconds(e.value) + ", and " + task_name(h_, held.task);
                    say(" [held|will hold] the loop until then");
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

    void say(const char* pattern)
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
                part(*++at);
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
            text_ += c_.by == task_ ? std::string("it") : task_name(h_, c_.by);
            return;
        case 't':
            text_ += the_resource(h_, c_.subject);
            return;
        case 'i':
            text_ += c_.item == 0 ? std::string("an item") : h_.events().text(c_.item);
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
            return c_.by == 0 ? "something outside of the tasks" : "$b";
        case what::call:
            return "a callback that $b had asked for";
        case what::later:
            return "a callback of call_later()";
        case what::task:
            return "a callback at the end of $b";
        case what::thread:
        case what::job:
            return "a callback from a thread";
        case what::network:
            return "a callback of the network";
        default:
            return "a callback";
        }
    }

    const char* clause() const
    {
        switch (c_.is) {
        case what::turn:
            return "it [had only let|will only have let] the others run first";
        case what::already:
            return "what it awaited was done by then";
        case what::sleep:
            return "its sleep [was|will be] over";
        case what::timeout:
            return "its time limit [was|will be] over";
        case what::cancelled:
            return cancelled();
        case what::task:
            return ended();
        case what::job:
            return told_.kind == trace::kind::job_ended && told_.detail != 0
                       ? "the function in thread $n [failed|will fail] with $x"
                       : "the function in thread $n [returned|will return]";
        case what::put:
            return "$w [put|will put] $i into $t";
        case what::got:
            return "$w [took|will take] an item out of $t";
        case what::joined:
            return "$w [marked|will mark] the last item of $t as done";
        case what::released:
            return "$w [released|will release] $t";
        case what::set:
            return set();
        case what::notified:
            return "$w [notified|will notify] $t";
        case what::all_came:
            return told_.value == 0 ? "$w [left|will leave] $t as the last one"
                                    : "$w [came|will come] to $t as the last one";
        case what::closed:
            return closed();
        case what::passed:
            return "$w, which had been woken for it, [passed|will pass] it on";
        case what::data:
            return "bytes [arrived|will arrive]";
        case what::room:
            return "there [was|will be] room to send again";
        case what::connected:
            return "the attempt to connect [was|will be] over";
        case what::call:
            return c_.by == 0               ? "a callback [ended|will end] its wait"
                   : c_.position == queued_ ? "$b [ended|will end] its wait"  // a task's own code
                                            : "a callback that $b had asked for [ended|will end] its wait";
        case what::later:
            return "a callback of call_later() [ended|will end] its wait";
        case what::thread:
            return "a callback from a thread [ended|will end] its wait";
        case what::network:
            return "a callback of the network [ended|will end] its wait";
        case what::created:
        case what::unknown:
            break;
        }
        return "the trace doesn't say why";
    }

    // How a task ended.
    const char* ended() const
    {
        switch (static_cast<aio::ending>(told_.detail)) {
        case aio::ending::failed:
            return "$s [failed|will fail] with $x";
        case aio::ending::cancelled:
            return "$s [was|will be] cancelled";
        case aio::ending::done:
            break;
        }
        return waited_for(aio::wait_kind::gather) || waited_for(aio::wait_kind::group)
                   ? "$s, the last of them, [ended|will end]"
                   : "$s [ended|will end]";
    }

    const char* set() const
    {
        if (h_.resources()[c_.subject - 1].kind != aio::resource_kind::future) {
            return "$w [set|will set] $t";
        }
        const int outcome = told_.kind == trace::kind::resource_value ? static_cast<int>(told_.value) : 1;
        return outcome == 2   ? "$w [cancelled|will cancel] $t"
               : outcome == 3 ? "$w [gave|will give] $t an exception"
                              : "$w [gave|will give] $t its result";
    }

    const char* closed() const
    {
        switch (h_.resources()[c_.subject - 1].kind) {
        case aio::resource_kind::stream:
            return "$e had ended the stream";
        case aio::resource_kind::barrier:
            return told_.kind == trace::kind::resource_closed ? "$w [broke|will break] $t"
                                                              : "$w [reset|will reset] $t";
        default:
            return "$w [shut|will shut] $t down";
        }
    }

    std::string ended_by() const
    {
        const std::size_t at = all_.ended(c_.subject, queued_);
        const std::uint32_t by = at == queued_ ? 0 : h_.events()[at].by;
        return by == 0 || by == task_ ? "the other side" : task_name(h_, by);
    }

    const char* cancelled() const
    {
        if (deed(lessons::deed::cancel)) {
            return "a what-if [cancelled|will cancel] $v";
        }
        if (c_.through == what::task) {
            const bool failed = h_.lanes()[c_.by - 1].segments.back().state == trace::task_state::failed;
            const bool by_group = waited_for(aio::wait_kind::group);
            return failed && by_group ? "$b [failed|will fail], and the group [cancelled|will cancel] $v"
                   : failed ? "$b [failed|will fail], and a callback, such as a group's, [cancelled|will "
                              "cancel] $v"
                            : "$w [cancelled|will cancel] $v";
        }
        if (c_.through != what::unknown || (c_.by != 0 && c_.by != task_)) {
            return "$w [cancelled|will cancel] $v";
        }
        return c_.by == task_ ? "it [cancelled|will cancel] itself"
               : task_ == 1   ? "$w [cancelled|will cancel] $v"
                              : "asyncio.run(), whose main had ended, [cancelled|will cancel] $v";
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
        text_ += asked.task == task_ ? std::string("it") : task_name(h_, asked.task);
        say(asked.task == task_ ? "" : ", which [awaited|awaits] it");
        if (asked.line != 0) {
            say(asked.task == task_ ? " at line " : ", at line ");
            text_ += std::to_string(asked.line);
        }
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

}  // namespace

std::string cause_in_words(const trace::history& h, const trace::causes& all, const wakeup& w, bool to_come)
{
    return words(h, all, w, to_come).all();
}

std::string awaited_in_words(const trace::history& h, const trace::snapshot& s, const trace::task_view& t)
{
    switch (t.waits) {
    case aio::wait_kind::gather:
        return "gather()";
    case aio::wait_kind::several:
        return "wait()";
    case aio::wait_kind::group:
        return "the tasks of its group";
    case aio::wait_kind::resource:
        break;
    case aio::wait_kind::future:
        return t.subject == 0 ? "a future" : resource_name(h, t.subject);
    case aio::wait_kind::connection:
        return "a connection";
    default:
        return "";
    }
    const trace::resource_view* const r = s.resource(t.subject);
    const std::string name = resource_name(h, t.subject);
    if (!r || r->kind != aio::resource_kind::lock || r->holders.empty()) {
        return t.role == aio::wait_role::getter   ? "get from " + name
               : t.role == aio::wait_role::putter ? "put into " + name
               : t.role == aio::wait_role::joiner ? "join of " + name
                                                  : name;
    }
    return name + ", held by " + task_name(h, *r->holders.begin());
}

}  // namespace web
