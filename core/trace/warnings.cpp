#include "trace/warnings.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "trace/circles.hpp"

namespace trace {

namespace {

using what = warning::what;

constexpr double tolerance = 1e-9;         // the clock's own resolution
constexpr std::size_t most_unasked = 100;  // failed tasks that are kept

bool same_place(const warning& a, const warning& b)
{
    const bool places = a.line != 0 || a.text != 0 ? a.line == b.line && a.file == b.file && a.text == b.text
                                                   : a.task == b.task;
    return a.is == b.is && places && a.subject == b.subject && a.waits == b.waits;
}

/// `w` about a task: where it's suspended, or was last.
warning at_task(warning w, const snapshot& s, std::uint32_t task)
{
    w.task = task;
    if (const task_view* const t = s.task(task)) {
        w.line = t->line;
        w.file = t->file;
        w.text = t->function;
    }
    return w;
}

warning about(what it, const snapshot& s)
{
    return {.is = it, .time = s.time, .position = s.position};
}

}  // namespace

const char* name(what it) noexcept
{
    constexpr std::array names{"held",         "never_awaited", "never_retrieved",
                               "destroyed",    "swallowed",     "never_joined",
                               "hang",         "deadlock",      "growing",
                               "never_yields", "long_lock"};
    return names[static_cast<std::size_t>(it)];
}

void warnings::follow()
{
    while (state_.position != of_->size()) {
        const event e = of_->events()[state_.position];
        apply(state_, e, of_->events());
        take(e);
    }
}

void warnings::take(const event& e)
{
    switch (e.kind) {
    case kind::callback_began:
        hold_ = about(what::held, state_);
        hold_.task = e.task;
        callback_ = state_.position;
        break;
    case kind::held:
    case kind::callback_ended:
        take_held(e);
        break;
    case kind::task_created:
        tasks_.emplace_back();
        break;
    case kind::task_suspended:
        take_turn(e);
        take_wait(e);
        break;
    case kind::task_awaits:
        take_part(e);
        break;
    case kind::task_ended:
        take_failure(e);
        break;
    case kind::resource_held:
        if (e.task != 0) {
            std::uint32_t& held = tasks_[e.task - 1].held;
            held = e.detail != 0 ? held + 1 : held - std::min(held, 1U);
        }
        break;
    case kind::task_destroyed:
        destroyed(e);
        break;
    case kind::reported:
        take_report(e);
        break;
    case kind::deadlock:
        take_deadlock(e);
        break;
    default:
        break;
    }
    if (state_.callback && state_.position - callback_ == many_events) {
        never_yields(state_.running, many_events);
    }
    cancellations_.take(state_, e, found_);
    queues_.take(state_, e, found_);
    locks_.take(state_, e, found_);
    for (warning& w : found_) {
        add(std::move(w));
    }
    found_.clear();
}

// The first task that blocks in the callback is the one that the warning is about. On a real clock nothing is
// said to block: there it's the callback's own task.
void warnings::take_held(const event& e)
{
    if (e.kind == kind::held) {
        if (hold_.position == callback_) {
            hold_ = at_task(std::move(hold_), state_, e.by != 0 ? e.by : hold_.task);
            hold_.position = state_.position;
            if (e.line != 0) {  // of the call that blocks
                hold_.line = e.line;
                hold_.file = e.file;
            }
        }
        return;
    }
    hold_.seconds = e.time - hold_.time;
    if (hold_.seconds > 0 && hold_.seconds >= of_->events().header.hold_threshold - tolerance) {
        add(hold_.line == 0 ? at_task(hold_, state_, hold_.task) : hold_);
    }
}

// A task closes a circle only if another one waits for it.
void warnings::take_wait(const event& e)
{
    if (static_cast<aio::wait_kind>(e.detail) == aio::wait_kind::task && e.subject != 0) {
        tasks_[e.subject - 1].awaited = true;
    }
    const known_task& t = tasks_[e.task - 1];
    if (warning w = about(what::deadlock, state_);
        (t.awaited || t.held != 0) && closes_circle(*of_, state_, e.task, w.waits)) {
        add(at_task(std::move(w), state_, e.task));
    }
}

// A gather and a group take their tasks' exceptions; a wait() doesn't.
void warnings::take_part(const event& e)
{
    const bool takes = state_.tasks[e.task - 1].waits != aio::wait_kind::several;
    if (takes && static_cast<aio::wait_kind>(e.detail) == aio::wait_kind::task && e.subject != 0) {
        tasks_[e.subject - 1].awaited = true;
    }
}

void warnings::take_turn(const event& e)
{
    if (static_cast<aio::wait_kind>(e.detail) != aio::wait_kind::turn || state_.timers.empty() ||
        !of_->events().header.virtual_clock) {
        return;
    }
    known_task& t = tasks_[e.task - 1];
    t.turns = t.time == e.time ? t.turns + 1 : 1;
    t.time = e.time;
    if (t.turns == many_turns) {
        never_yields(e.task, many_turns);
    }
}

void warnings::never_yields(std::uint32_t task, std::uint32_t amount)
{
    warning w = at_task(about(what::never_yields, state_), state_, task);
    w.amount = amount;
    add(std::move(w));
}

// A task passes its exception on to the one that awaits it.
void warnings::take_failure(const event& e)
{
    if (static_cast<aio::ending>(e.detail) == aio::ending::failed && !tasks_[e.task - 1].awaited &&
        unasked_.size() < most_unasked) {
        unasked_.push_back(e.task);
    }
}

void warnings::destroyed(const event& e)
{
    add(at_task(about(what::destroyed, state_), state_, e.task));
    told_destroyed_ = true;
}

void warnings::take_report(const event& e)
{
    const auto why = static_cast<aio::report>(e.detail);
    const bool told = std::exchange(told_destroyed_, false);
    warning w = about(what::never_awaited, state_);
    w.text = e.text;
    w.line = e.line;
    w.file = e.file;
    switch (why) {
    case aio::report::never_awaited:
        w.task = e.by;
        add(std::move(w));
        break;
    case aio::report::never_retrieved:
        w.is = what::never_retrieved;
        // The report doesn't say which task: it's known if there's only one.
        if (unasked_.size() == 1 && of_->events().text(e.text).starts_with("Task")) {
            w = at_task(std::move(w), state_, unasked_.front());
            w.text = state_.tasks[w.task - 1].error;
            unasked_.clear();
        }
        add(std::move(w));
        break;
    case aio::report::destroyed_pending:
        w.is = what::destroyed;
        if (!told) {
            add(std::move(w));
        }
        break;
    default:
        break;
    }
}

// Nothing can run any more: that's a circle, or a join(), or else a hang. One sentence of these is enough.
void warnings::take_deadlock(const event&)
{
    const auto is_known = [&](const warning& w) {
        return w.is == what::deadlock && still_waits(state_, w.waits);
    };
    bool told = std::any_of(all_.begin(), all_.end(), is_known);
    if (warning w = about(what::deadlock, state_); !told && has_circle(*of_, state_, w.waits)) {
        const std::uint32_t first = w.waits.front().task;
        add(at_task(std::move(w), state_, first));
        told = true;
    }
    if (told || queues_.take_end(state_, found_)) {
        return;
    }
    warning w = about(what::hang, state_);
    w.waits = waiting_tasks(*of_, state_);
    if (!w.waits.empty()) {
        const std::uint32_t first = w.waits.front().task;
        add(at_task(std::move(w), state_, first));
    }
}

void warnings::add(warning w)
{
    const auto before =
        std::find_if(all_.begin(), all_.end(), [&](const warning& other) { return same_place(w, other); });
    if (before != all_.end()) {
        ++before->times;
        before->seconds = std::max(before->seconds, w.seconds);
        before->amount = std::max(before->amount, w.amount);
    } else if (all_.size() == most_kept) {
        ++left_out_;
    } else {
        all_.push_back(std::move(w));
    }
}

}  // namespace trace
