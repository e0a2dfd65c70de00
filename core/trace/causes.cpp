#include "trace/causes.hpp"

#include <algorithm>
#include <array>
#include <optional>

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

what released_by_kind(aio::resource_kind kind)
{
    switch (kind) {
    case aio::resource_kind::lock:
    case aio::resource_kind::semaphore:
        return what::released;
    case aio::resource_kind::barrier:
        return what::all_came;
    case aio::resource_kind::queue:
    case aio::resource_kind::lifo_queue:
    case aio::resource_kind::priority_queue:
        return what::joined;
    default:
        return what::set;
    }
}

// What an event of the resource that a task waits for means to the task.
what meaning_of(const history& h, const event& e)
{
    switch (e.kind) {
    case kind::item_put:
        return what::put;
    case kind::item_got:
        return what::got;
    case kind::resource_closed:
        return what::closed;
    case kind::bytes_received:
        return what::data;
    case kind::bytes_sent:
        return what::room;
    case kind::resource_value:
    case kind::resource_held:
        return released_by_kind(h.resources()[e.subject - 1].kind);
    default:
        return what::unknown;
    }
}

// Whether a task in this wait can be woken by that.
bool wakes(what it, aio::wait_role role)
{
    switch (role) {
    case aio::wait_role::getter:
        return it == what::put || it == what::closed;
    case aio::wait_role::putter:
        return it == what::got || it == what::closed;
    case aio::wait_role::joiner:
        return it == what::joined || it == what::closed;
    case aio::wait_role::acquirer:
        return it == what::released;
    case aio::wait_role::reader:
        return it == what::data || it == what::closed;
    case aio::wait_role::writer:
        return it == what::room || it == what::closed;
    case aio::wait_role::waiter:
        return it == what::set || it == what::all_came || it == what::closed;
    }
    return false;
}

}  // namespace

const char* name(what it) noexcept
{
    constexpr std::array names{"unknown",  "created",  "turn",   "already", "sleep",  "timeout",  "cancelled",
                               "task",     "job",      "put",    "got",     "joined", "released", "set",
                               "notified", "all_came", "closed", "data",    "room",   "call"};
    return names[static_cast<std::size_t>(it)];
}

class causes::search {
public:
    search(const causes& all, std::uint32_t task, const segment* wait)
        : all_(all), h_(*all.of_), task_(task), wait_(wait)
    {}

    cause at(std::size_t position, int chain = 0) const
    {
        const event queued = events(position);
        const stretch in = around(h_, position);
        // A thread asks the loop for a call as its function ends.
        if (!in.is_callback && position + 1 < h_.size() && events(position + 1).kind == kind::job_ended) {
            return {what::job, 0, events(position + 1).subject, 0, position + 1};
        }
        for (std::size_t p = position; p-- > in.from;) {
            if (const auto found = told_by(events(p), p, in, chain)) {
                return *found;
            }
        }
        if (in.is_callback) {
            const event callback = events(in.from);
            const auto of = static_cast<aio::callback_kind>(callback.detail);
            if (of == aio::callback_kind::timer) {
                return {sleeps() ? what::sleep : what::timeout, 0, callback.subject, 0, in.from};
            }
            const bool is_librarys = wait_ && wait_->waits == aio::wait_kind::future && wait_->subject == 0;
            const bool leads_on = of == aio::callback_kind::done_callback ||
                                  of == aio::callback_kind::internal ||
                                  (of == aio::callback_kind::callback && is_librarys);
            if (queued.by == 0 && leads_on && chain < longest_chain) {
                return at(queued_by(in), chain + 1);
            }
        }
        const bool notified = wait_ && wait_->waits == aio::wait_kind::resource &&
                              h_.resources()[wait_->subject - 1].kind == aio::resource_kind::condition;
        return {notified ? what::notified : what::call, queued.by, wait_ ? wait_->subject : 0, 0, position};
    }

private:
    event events(std::size_t position) const { return h_.events()[position]; }
    // The position at which a callback was queued.
    std::size_t queued_by(const stretch& callback) const
    {
        return all_.queued_[all_.begun_[h_.callbacks_at(callback.from)] - 1];
    }
    // The timer that a callback runs for, if it's a timeout; else 0.
    std::uint32_t timer_of(const stretch& callback) const
    {
        const std::size_t queued = queued_by(callback);
        if (queued == 0 || events(queued - 1).kind != kind::timer_fired) {
            return 0;
        }
        const std::uint32_t timer = events(queued - 1).subject;
        return all_.timeouts_.contains(timer) ? timer : 0;
    }
    bool sleeps() const { return wait_ && wait_->state == task_state::sleeping; }
    bool waits_at_resource() const
    {
        return wait_ && wait_->subject != 0 &&
               (wait_->waits == aio::wait_kind::resource || wait_->waits == aio::wait_kind::future);
    }

    // The cause, if this event of the callback is it. Further up the chain any task's end may be it.
    std::optional<cause> told_by(const event& e, std::size_t position, const stretch& in, int chain) const
    {
        switch (e.kind) {
        case kind::task_cancel:
            if (e.task == task_) {
                const std::uint32_t timer = e.by == 0 && in.is_callback ? timer_of(in) : 0;
                return timer ? cause{what::timeout, 0, timer, 0, position}
                             : cause{what::cancelled, e.by, 0, 0, position};
            }
            return {};
        case kind::task_ended:
            if (chain > 0 || (wait_ && wait_->waits == aio::wait_kind::task && wait_->subject == e.task)) {
                return cause{what::task, e.task, e.task, 0, position};
            }
            return {};
        case kind::job_ended:
            return cause{what::job, 0, e.subject, 0, position};
        case kind::timer_fired:
            return in.is_callback ? std::optional<cause>()
                                  : cause{sleeps() ? what::sleep : what::timeout, 0, e.subject, 0, position};
        default:
            break;
        }
        const what it = meaning_of(h_, e);
        if (it == what::unknown) {
            return {};
        }
        if (waits_at_resource() ? e.subject == wait_->subject && wakes(it, wait_->role)
                                : chain > 0 && it == what::set) {
            return cause{it, e.by, e.subject, it == what::put ? e.text : 0, position};
        }
        return {};
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
            begun_.push_back(ready_.pop().id);
            break;
        case kind::timer_set:
            if (static_cast<aio::timer_kind>(e.detail) == aio::timer_kind::timeout) {
                timeouts_.insert(e.subject);
            }
            break;
        default:
            break;
        }
    }
}

cause causes::of(std::size_t position) const
{
    const history& h = *of_;
    const event e = h.events()[position];
    const segment& first = h.lanes()[e.task - 1].segments.front();
    if (first.state == task_state::ready && position <= first.end) {
        return {what::created, e.by, 0, 0, position};
    }
    const segment* const wait = wait_before(h, e.task, position);
    if (static_cast<aio::callback_kind>(e.detail) == aio::callback_kind::step) {
        return {what::turn, e.task, 0, 0, position};
    }
    if (!wait && e.by == e.task) {
        return {what::already, e.task, 0, 0, position};
    }
    return search(*this, e.task, wait).at(position);
}

}  // namespace trace
