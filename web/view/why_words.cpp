#include "web/view/why_words.hpp"

#include <algorithm>

#include "web/view/describe.hpp"
#include "web/view/time_axis.hpp"

namespace web {

namespace {

using what = trace::cause::what;

// Words for one wake-up. `will` is for what hasn't happened yet.
class words {
public:
    words(const trace::history& h, const trace::causes& all, const wakeup& w, bool will)
        : h_(h), all_(all), woken_(w.task), queued_(w.queued), c_(w.why), will_(will)
    {}

    std::string all() const
    {
        if (c_.is == what::created) {
            return created();
        }
        const bool cancelled = h_.events()[c_.position].kind == trace::kind::task_cancel;
        const std::size_t request = cancelled ? queued_ : all_.cancelled(woken_, waits_since(), queued_);
        std::string text = cancelled || awaits_cancelled() ? " with CancelledError: " : ": ";
        if (request != queued_) {
            const trace::event e = h_.events()[request];
            text += (e.by == 0 ? std::string("it was cancelled")
                               : task_name(h_, e.by) + (will_ ? " cancels it" : " cancelled it")) +
                    " at " + seconds(e.time) + ", and then ";
        }
        return text + clause();
    }

private:
    // 'put', or 'will put'.
    std::string did(const char* past, const char* base) const
    {
        return will_ ? std::string("will ") + base : past;
    }
    std::string did(const char* same) const { return did(same, same); }
    std::string was() const { return will_ ? "will be" : "was"; }
    std::string the() const { return the_resource(h_, c_.subject); }

    // Who did it: a task, or a callback and where that came from.
    std::string who() const
    {
        switch (c_.through) {
        case what::unknown:
            return c_.by == woken_ ? "it"
                   : c_.by != 0    ? task_name(h_, c_.by)
                                   : "something outside of the tasks";
        case what::call:
            return "a callback that " + (c_.by == woken_ ? "it" : task_name(h_, c_.by)) + " had asked for";
        case what::later:
            return "a callback of call_later()";
        case what::task:
            return "a callback at the end of " + task_name(h_, c_.by);
        case what::thread:
        case what::job:
            return "a callback from a thread";
        case what::network:
            return "a callback of the network";
        default:
            return "a callback";
        }
    }

    std::string created() const
    {
        if (c_.by != 0 && c_.through == what::unknown) {
            return " by " + task_name(h_, c_.by);
        }
        return c_.through == what::unknown ? (woken_ == 1 ? " by asyncio.run()" : "") : " by " + who();
    }

    // Whether it awaited the task that was cancelled: the await raises that.
    bool awaits_cancelled() const
    {
        return c_.is == what::task && waited_for() == aio::wait_kind::task &&
               static_cast<aio::ending>(h_.events()[c_.position].detail) == aio::ending::cancelled;
    }

    // How a task ended.
    std::string ended() const
    {
        const trace::event e = h_.events()[c_.position];
        const std::string name = task_name(h_, c_.subject);
        switch (static_cast<aio::ending>(e.detail)) {
        case aio::ending::failed:
            return name + " " + did("failed", "fail") + " with " + h_.events().text(e.text);
        case aio::ending::cancelled:
            return name + " " + was() + " cancelled";
        case aio::ending::done:
            break;
        }
        const auto waited = waited_for();
        const bool last = waited == aio::wait_kind::gather || waited == aio::wait_kind::group;
        return name + (last ? ", the last of them, " : " ") + did("ended", "end");
    }

    std::string clause() const
    {
        switch (c_.is) {
        case what::turn:
            return will_ ? "it only lets the others run first" : "it had only let the others run first";
        case what::already:
            return "what it awaited was done by then";
        case what::sleep:
            return "its sleep " + was() + " over";
        case what::timeout:
            return "its time limit " + was() + " over";
        case what::cancelled:
            return cancelled();
        case what::task:
            return ended();
        case what::job: {
            const trace::event e = h_.events()[c_.position];
            const std::string& thread = h_.events().text(h_.threads()[c_.subject - 1].of.name);
            return "the function in thread " + thread + " " +
                   (e.kind == trace::kind::job_ended && e.detail != 0
                        ? did("failed", "fail") + " with " + h_.events().text(e.text)
                        : did("returned", "return"));
        }
        case what::put: {
            const std::string& item = h_.events().text(c_.item);
            return who() + " " + did("put") + " " + (item.empty() ? "an item" : item) + " into " + the();
        }
        case what::got:
            return who() + " " + did("took", "take") + " an item out of " + the();
        case what::joined:
            return who() + " " + did("marked", "mark") + " the last item of " + the() + " as done";
        case what::released:
            return who() + " " + did("released", "release") + " " + the();
        case what::set:
            return set();
        case what::notified:
            return who() + " " + did("notified", "notify") + " " + the();
        case what::all_came:
            return h_.events()[c_.position].value == 0
                       ? who() + " " + did("left", "leave") + " " + the() + " as the last one"
                       : who() + " " + did("came", "come") + " to " + the() + " as the last one";
        case what::closed:
            return closed();
        case what::passed:
            return who() + ", which had been woken for it, " + did("passed", "pass") + " it on";
        case what::data:
            return "bytes " + did("arrived", "arrive");
        case what::room:
            return "there " + was() + " room to send again";
        case what::connected:
            return "the attempt to connect " + was() + " over";
        case what::call:
            return who_called() + " " + did("ended", "end") + " its wait";
        case what::later:
            return "a callback of call_later() " + did("ended", "end") + " its wait";
        case what::thread:
            return "a callback from a thread " + did("ended", "end") + " its wait";
        case what::network:
            return "a callback of the network " + did("ended", "end") + " its wait";
        case what::created:
        case what::unknown:
            break;
        }
        return "the trace doesn't say why";
    }

    // A call that ended the wait is itself what's told of; a task's own code is only `by`.
    std::string who_called() const
    {
        const bool by_code = c_.through == what::unknown && c_.position == queued_;
        const std::string name = c_.by == woken_ ? "it" : task_name(h_, c_.by);
        return c_.by == 0 ? "a callback" : by_code ? name : "a callback that " + name + " had asked for";
    }

    std::string set() const
    {
        const trace::event e = h_.events()[c_.position];
        if (h_.resources()[c_.subject - 1].kind != aio::resource_kind::future) {
            return who() + " " + did("set") + " " + the();
        }
        constexpr int cancelled = 2;
        constexpr int failed = 3;
        const int outcome = e.kind == trace::kind::resource_value ? static_cast<int>(e.value) : 1;
        return outcome == cancelled ? who() + " " + did("cancelled", "cancel") + " " + the()
                                    : who() + " " + did("gave", "give") + " " + the() +
                                          (outcome == failed ? " an exception" : " its result");
    }

    std::string closed() const
    {
        const trace::event e = h_.events()[c_.position];
        switch (h_.resources()[c_.subject - 1].kind) {
        case aio::resource_kind::stream: {
            const std::size_t at = all_.ended(c_.subject, queued_);
            const std::uint32_t by = at == queued_ ? 0 : h_.events()[at].by;
            return (by == 0 || by == woken_ ? "the other side" : task_name(h_, by)) + " had ended the stream";
        }
        case aio::resource_kind::barrier:
            return who() + " " +
                   (e.kind == trace::kind::resource_closed ? did("broke", "break") : did("reset")) + " " +
                   the();
        default:
            return who() + " " + did("shut", "shut") + " " + the() + " down";
        }
    }

    // Who called cancel(), on this task or on one that awaits it.
    std::string cancelled() const
    {
        const trace::event e = h_.events()[c_.position];
        std::string line = e.line == 0 ? "" : " at line " + std::to_string(e.line);
        if (c_.by == woken_ && c_.through == what::unknown) {
            return "it " + did("cancelled", "cancel") + " itself" + line;
        }
        const std::uint32_t first = asked_for(c_.position);
        const std::string whom =
            first == woken_ ? "it" : task_name(h_, first) + ", which " + (will_ ? "awaits it" : "awaited it");
        if (c_.through == what::task) {
            const trace::lane& l = h_.lanes()[c_.by - 1];
            const bool failed = l.segments.back().state == trace::task_state::failed;
            return task_name(h_, c_.by) + " " + (failed ? did("failed", "fail") : did("ended", "end")) +
                   (waited_for() == aio::wait_kind::group ? ", and the group "
                                                          : ", and a callback, such as a group's, ") +
                   did("cancelled", "cancel") + " " + whom;
        }
        if (c_.by == 0 && c_.through == what::unknown) {
            return (woken_ == 1 ? "something outside of the tasks "
                                : "asyncio.run(), whose main had ended, ") +
                   did("cancelled", "cancel") + " " + whom;
        }
        return who() + " " + did("cancelled", "cancel") + " " + whom + line;
    }

    // The task on which cancel() was called: it passes the request on to the task that it awaits.
    std::uint32_t asked_for(std::size_t position) const
    {
        std::uint32_t task = h_.events()[position].task;
        for (std::size_t p = position; p-- > 0;) {
            const trace::event e = h_.events()[p];
            const trace::segment* const s =
                e.kind == trace::kind::task_cancel ? segment_at(e.task, p) : nullptr;
            if (!s || s->waits != aio::wait_kind::task || s->subject != task) {
                break;
            }
            task = e.task;
        }
        return task;
    }

    const trace::segment* segment_at(std::uint32_t task, std::size_t position) const
    {
        const auto& all = h_.lanes()[task - 1].segments;
        const auto after =
            std::upper_bound(all.begin(), all.end(), position,
                             [](std::size_t p, const trace::segment& s) { return p < s.begin; });
        return after == all.begin() ? nullptr : &*(after - 1);
    }

    // The wait that this wake-up ended, or null.
    const trace::segment* wait() const
    {
        const trace::segment* const s = queued_ == 0 ? nullptr : segment_at(woken_, queued_ - 1);
        return s && (s->state == trace::task_state::waiting || s->state == trace::task_state::sleeping)
                   ? s
                   : nullptr;
    }
    aio::wait_kind waited_for() const { return wait() ? wait()->waits : aio::wait_kind::other; }
    std::size_t waits_since() const { return wait() ? wait()->begin : queued_; }

    const trace::history& h_;
    const trace::causes& all_;
    std::uint32_t woken_;
    std::size_t queued_;
    const trace::cause& c_;
    bool will_;
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
