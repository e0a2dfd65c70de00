#include "trace/causes.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "trace/meanings.hpp"

namespace trace {

namespace {

using what = cause::what;

constexpr int longest_chain = 8;  // callbacks that queue each other, from what happened to the task

// The positions of the events that a position shares its callback with, or, between callbacks, its iteration.
struct stretch {
    std::size_t from = 0;
    bool is_callback = false;
};

stretch around(const history& h, std::size_t position)
{
    const std::size_t ended = h.callbacks_at(position);
    if (ended < h.begins().size() && h.begins()[ended] < position) {
        return {h.begins()[ended], true};
    }
    const auto& boundaries = h.boundaries();
    const auto after = std::upper_bound(boundaries.begin(), boundaries.end(), position);
    return {after == boundaries.begin() ? 0 : *(after - 1), false};
}

// What a task waited for until `position`; null if it has just been made, or runs.
const segment* wait_before(const history& h, std::uint32_t task, std::size_t position)
{
    const auto& segments = h.lanes()[task - 1].segments;
    const auto after = std::lower_bound(segments.begin(), segments.end(), position,
                                        [](const segment& s, std::size_t p) { return s.begin < p; });
    if (after == segments.begin()) {
        return nullptr;
    }
    const segment& before = *(after - 1);
    return before.state == task_state::waiting || before.state == task_state::sleeping ? &before : nullptr;
}

}  // namespace

const char* name(what it) noexcept
{
    constexpr std::array names{"unknown",  "created",  "turn",   "already", "sleep",  "timeout",  "cancelled",
                               "task",     "job",      "put",    "got",     "joined", "released", "set",
                               "notified", "all_came", "closed", "passed",  "data",   "room",     "connected",
                               "call",     "later",    "thread", "network"};
    return names[static_cast<std::size_t>(it)];
}

class causes::search {
public:
    search(const causes& all, std::uint32_t task, const segment* wait)
        : all_(all), h_(*all.of_), task_(task), wait_(wait)
    {}

    cause at(std::size_t position) const
    {
        const stretch in = around(h_, position);
        if (const auto said = said_before(position, in)) {
            return *said;
        }
        const cause led = leads_to(position, in);
        if (!wait_) {
            return as(what::call, led, 0, position);
        }
        if (wait_->state == task_state::sleeping) {
            return {what::sleep, 0, wait_->subject, 0, what::unknown, led.position};
        }
        if (wait_->waits == aio::wait_kind::connection) {
            return {what::connected, 0, 0, 0, what::unknown, position};
        }
        if (wait_->waits == aio::wait_kind::resource && wait_->subject != 0) {
            const what it = unsaid(h_.resources()[wait_->subject - 1].kind, wait_->role);
            return as(it, led, wait_->subject, position);
        }
        return led.is == what::unknown ? cause{what::call, led.by, 0, 0, what::unknown, position} : led;
    }

    cause created(std::size_t position) const
    {
        return as(what::created, leads_to(position, around(h_, position)), 0, position);
    }

    // A task that was cancelled before it waited.
    cause without_wait(std::size_t position) const
    {
        const stretch in = around(h_, position);
        for (std::size_t p = position; p-- > in.from;) {
            if (events(p).kind == kind::task_cancel && events(p).task == task_) {
                return cancelled(p, in);
            }
        }
        return {what::already, task_, 0, 0, what::unknown, position};
    }

private:
    event events(std::size_t position) const { return h_.events()[position]; }

    // What the code that ran at `from` did, with what had led to that.
    static cause as(what is, const cause& led, std::uint32_t subject, std::size_t position)
    {
        return {is, led.by, subject, 0, led.is, position};
    }

    cause cancelled(std::size_t position, const stretch& in) const
    {
        const cause led = leads_to(position, in);
        return led.is == what::timeout ? cause{what::timeout, 0, led.subject, 0, what::unknown, position}
                                       : as(what::cancelled, led, 0, position);
    }

    // The cause, if an event right before a wake-up says it.
    std::optional<cause> said_before(std::size_t position, const stretch& in) const
    {
        std::optional<cause> found;
        for (std::size_t p = position; p-- > in.from;) {
            const event e = events(p);
            if (e.kind == kind::task_ended && waits_for(aio::wait_kind::task, e.task)) {
                return cause{what::task, e.task, e.task, 0, what::unknown, p};
            }
            if (!goes_with_wakeups(e.kind)) {
                break;
            }
            if (e.kind == kind::task_cancel && e.task == task_) {
                return cancelled(p, in);
            }
            if (!waits_for(aio::wait_kind::resource, e.subject) &&
                !waits_for(aio::wait_kind::future, e.subject)) {
                continue;
            }
            const what it = meaning_of(h_, e);
            if (wakes(it, wait_->role) && (!found || it == what::closed)) {
                found = as(it, leads_to(p, in), e.subject, p);
                found->item = it == what::put ? e.text : 0;
            }
        }
        return found;
    }

    bool waits_for(aio::wait_kind kind, std::uint32_t subject) const
    {
        return wait_ && wait_->waits == kind && wait_->subject == subject && subject != 0;
    }

    // What the code at `position` belongs to: a task's own, which is `by` alone, or a callback, and then what
    // had led to that.
    cause leads_to(std::size_t position, const stretch& in, int chain = 0) const
    {
        const event e = events(position);
        if (e.by != 0) {
            return {what::unknown, e.by, 0, 0, what::unknown, position};
        }
        if (!in.is_callback) {
            return {};
        }
        return behind(in, chain);
    }

    cause behind(const stretch& callback, int chain) const
    {
        const auto of = static_cast<aio::callback_kind>(events(callback.from).detail);
        if (of == aio::callback_kind::step || of == aio::callback_kind::wakeup || chain == longest_chain) {
            return {};
        }
        const std::size_t position = all_.queued_before(callback.from);
        const event queued = events(position);
        if (position > 0 && events(position - 1).kind == kind::timer_fired) {
            const std::uint32_t timer = events(position - 1).subject;
            const what it = of == aio::callback_kind::timer ? what::sleep
                            : all_.is_timeout(timer)        ? what::timeout
                                                            : what::later;
            return {it, 0, timer, 0, what::unknown, position - 1};
        }
        const stretch in = around(h_, position);
        if (of == aio::callback_kind::done_callback) {
            if (const auto done = ended_before(position, in, chain)) {
                return *done;
            }
        }
        if (queued.by != 0) {
            return {what::call, queued.by, 0, 0, what::unknown, position};
        }
        if (of == aio::callback_kind::callback) {
            if (const auto thread = by_thread(position, in)) {
                return *thread;
            }
            if (!in.is_callback) {
                return {what::network, 0, 0, 0, what::unknown, position};
            }
        }
        return leads_to(position, in, chain + 1);
    }

    // The end of a task or future for which a done callback was queued, if the log has it.
    std::optional<cause> ended_before(std::size_t position, const stretch& in, int chain) const
    {
        std::size_t p = position;
        while (p-- > in.from && (events(p).kind == kind::queued || events(p).kind == kind::resource_held)) {
        }
        if (p + 1 == in.from) {
            return {};
        }
        const event e = events(p);
        if (e.kind == kind::task_ended) {
            return cause{what::task, e.task, e.task, 0, what::unknown, p};
        }
        if (e.kind == kind::resource_value &&
            h_.resources()[e.subject - 1].kind == aio::resource_kind::future) {
            return as(what::set, leads_to(p, in, chain + 1), e.subject, p);
        }
        return {};
    }

    // The thread that asked for a call, as its function ended or before. While a task blocks the loop,
    // threads go on.
    std::optional<cause> by_thread(std::size_t position, const stretch& in) const
    {
        if (position + 1 < h_.size() && events(position + 1).kind == kind::job_ended) {
            return cause{what::job, 0, events(position + 1).subject, 0, what::unknown, position + 1};
        }
        const auto of = in.is_callback ? static_cast<aio::callback_kind>(events(in.from).detail)
                                       : aio::callback_kind::internal;
        bool is_threads = of == aio::callback_kind::step || of == aio::callback_kind::wakeup;
        for (std::size_t p = position; !in.is_callback && !is_threads && p-- > in.from;) {
            const kind k = events(p).kind;
            is_threads = k == kind::job_began || k == kind::job_woke || k == kind::printed;
            if (k != kind::queued && k != kind::job_slept && k != kind::job_ended) {
                break;
            }
        }
        return is_threads ? std::optional(cause{what::thread, 0, 0, 0, what::unknown, position})
                          : std::nullopt;
    }

    const causes& all_;
    const history& h_;
    std::uint32_t task_;
    const segment* wait_;
};

void causes::follow()
{
    for (; taken_ != of_->size(); ++taken_) {
        const event e = of_->events()[taken_];
        queued_callback c;
        c.kind = static_cast<aio::callback_kind>(e.detail);
        c.task = e.task;
        c.timer = e.subject;
        switch (e.kind) {
        case kind::queued:
            queued_.push_back(taken_);
            ready_.push(c);
            break;
        case kind::unqueued:
            ready_.withdraw(c, 0);
            break;
        case kind::callback_began:
            begun_.push_back(ready_.empty() ? 0 : ready_.pop().id);
            break;
        case kind::timer_set:
            if (static_cast<aio::timer_kind>(e.detail) == aio::timer_kind::timeout) {
                timeouts_.push_back(e.subject);
            }
            break;
        case kind::task_cancel:
            cancels_.push_back(taken_);
            break;
        case kind::resource_closed:
            if (of_->resources()[e.subject - 1].kind == aio::resource_kind::stream) {
                ends_.push_back(taken_);
            }
            break;
        default:
            break;
        }
    }
}

std::size_t causes::queued_before(std::size_t begin) const
{
    const std::uint32_t id = begun_[of_->callbacks_at(begin)];
    return id == 0 ? begin : queued_[id - 1];
}

bool causes::is_timeout(std::uint32_t timer) const noexcept
{
    return std::find(timeouts_.begin(), timeouts_.end(), timer) != timeouts_.end();
}

std::size_t causes::cancelled(std::uint32_t task, std::size_t from, std::size_t to) const
{
    auto at = std::lower_bound(cancels_.begin(), cancels_.end(), to);
    while (at != cancels_.begin() && *--at >= from) {
        if (of_->events()[*at].task == task) {
            return *at;
        }
    }
    return to;
}

std::size_t causes::ended(std::uint32_t stream, std::size_t position) const
{
    for (const std::size_t at : ends_) {
        if (at < position && of_->events()[at].subject == stream) {
            return at;
        }
    }
    return position;
}

cause causes::of(std::size_t position) const
{
    const history& h = *of_;
    const event e = h.events()[position];
    const segment& first = h.lanes()[e.task - 1].segments.front();
    if (first.state == task_state::ready && position <= first.end) {
        return search(*this, e.task, nullptr).created(position);
    }
    if (static_cast<aio::callback_kind>(e.detail) == aio::callback_kind::step) {
        return {what::turn, e.task, 0, 0, what::unknown, position};
    }
    const segment* const wait = wait_before(h, e.task, position);
    const search in(*this, e.task, wait);
    return !wait && e.by == e.task ? in.without_wait(position) : in.at(position);
}

}  // namespace trace
