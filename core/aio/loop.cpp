#include "aio/loop.hpp"

#include <cmath>

#include "aio/async_generator.hpp"
#include "aio/detail/loop_scope.hpp"
#include "aio/detail/outside.hpp"
#include "aio/errors.hpp"
#include "aio/random.hpp"
#include "aio/task.hpp"

namespace aio {

namespace {
constexpr double clock_resolution = 1e-9;  // timers this near to now are due
}

void loop::throw_not_running()
{
    throw runtime_error("no running event loop");
}

loop::loop(observer* watcher)
    : observer_(watcher), watched_(watcher != nullptr), told_(new detail::told(watcher))
{}

loop::~loop()
{
    observer_ = nullptr;
    watched_ = true;
    closing_ = true;
    drop_all();
    dropping_ = true;
    outside_ = nullptr;
    told_->who = nullptr;
}

void loop::close()
{
    if (dropping_) {
        return;  // by a destructor
    }
    if (runs()) {
        throw runtime_error("Cannot close a running event loop");
    }
    drop_all();
}

void loop::check_open() const
{
    if (closed_ && !dropping_) {
        throw runtime_error("Event loop is closed");
    }
}

void loop::drop_all() noexcept
{
    scope bound(*this);
    closed_ = true;
    dropping_ = true;
    task_base::report_pending(*this);
    while (!ready_.empty()) {
        if (detail::entry* item = ready_.pop()) {
            if (observer_ && !item->skipped() && item->kind() != callback_kind::internal) {
                observer_->unqueued(info(*item));
            }
            item->drop();
        }
    }
    while (!timers_.empty()) {
        detail::timer& t = timers_.top();
        cancel_timer(t);
        t.drop();
    }
    while (first_callback_) {
        first_callback_->abandon();
    }
    task_base::drop_all(*this);
    while (first_callback_) {
        first_callback_->abandon();  // added meanwhile, by destructors
    }
    while (!ready_.empty()) {
        ready_.pop();
    }
    detail::generator_base::forget_all(*this);
    if (outside_) {
        outside_->loop_closed();
    }
    ready_.begin_iteration();
    dropping_ = false;
}

void loop::reopen() noexcept
{
    if (closed_) {
        closed_ = false;
        executor_is_shut_ = false;
        handler_ = nullptr;
        task_factory_ = {};
    }
}

std::uint32_t loop::current_task_id() const noexcept
{
    return current_ ? current_->id() : 0;
}

[[gnu::always_inline]] inline void loop::run(detail::entry& item)
{
    if (item.is_plain_step()) {
        static_cast<task_base&>(item).step(*this);
    } else if (item.kind() == callback_kind::step && !watched_) {
        static_cast<task_base&>(item).step_unwatched(*this);
    } else {
        current_ = nullptr;
        item.run();
    }
}

progress loop::step(double limit)
{
    const scope bound(*this);
    for (;;) {
        if (ready_.iteration_is_over() && !begin_iteration(limit)) {
            return next_deadline() == forever ? progress::idle : progress::waiting;
        }
        if (run_next()) {
            skip_forgotten();
            return progress::ran;
        }
    }
}

progress loop::step_iteration(double limit)
{
    const scope bound(*this);
    if (ready_.iteration_is_over() && !begin_iteration(limit)) {
        return next_deadline() == forever ? progress::idle : progress::waiting;
    }
    if (watched_) {
        while (!ready_.iteration_is_over()) {
            run_next();
        }
        return progress::ran;
    }
    do {
        if (detail::entry* item = ready_.pop()) {
            run(*item);
        }
    } while (!ready_.iteration_is_over());
    return progress::ran;
}

bool loop::begin_iteration(double limit)
{
    if (outside_) {
        if (!bring(limit)) {
            return false;
        }
    } else if (ready_.empty()) {
        const double when = timers_.empty() ? forever : timers_.earliest();
        if (when > limit || when == forever) {
            return false;
        }
        move_clock(when);
    }
    while (!timers_.empty() && is_due(timers_.earliest())) {
        detail::timer& t = timers_.top();
        timers_.remove(t);
        if (observer* o = observer_) {
            o->timer_fired(t.id);
        }
        t.turn = ready_.next_turn();
        push(t);
    }
    ready_.begin_iteration();
    ++iterations_;
    if (observer* o = observer_) {
        o->iteration_began(iterations_, ready_.size());
    }
    return true;
}

void loop::move_clock(double when)
{
    if (when > now_) {
        now_ = when;
        if (observer* o = observer_) {
            o->clock_moved(now_);
        }
    }
}

// Far from 0 the clock's resolution is lost in rounding: now itself is always due.
bool loop::is_due(double when) const noexcept
{
    return when < now_ + clock_resolution || when == now_;
}

// Runs the callback at the head of the ready queue; false where it was forgotten meanwhile.
bool loop::run_next()
{
    detail::entry* item = ready_.pop();
    if (!item) {
        return false;
    }
    if (item->skipped()) {
        item->drop();
        return false;
    }
    if (watched_) {
        run_watched(*item);
    } else {
        run(*item);
    }
    return true;
}

void loop::run_watched(detail::entry& item)
{
    if (observer_ && item.kind() != callback_kind::internal) {
        observer_->callback_began(info(item));
        item.run();
        observer_->callback_ended();
    } else {
        item.run();
    }
}

// So that an iteration is over as soon as its last callback has run.
void loop::skip_forgotten() noexcept
{
    while (!ready_.iteration_is_over() && (!ready_[0] || ready_[0]->skipped())) {
        run_next();
    }
}

void loop::hold(double seconds)
{
    if (std::isnan(seconds)) {
        throw value_error("Invalid value NaN (not a number)");
    }
    if (seconds < 0) {
        throw value_error("sleep length must be non-negative");
    }
    hold_until(after(seconds), [] { return false; });
}

void loop::print(std::string_view text)
{
    if (observer* o = observer_) {
        o->printed(text);
    }
}

void loop::forget(detail::entry& item) noexcept
{
    if (ready_.forget(&item) && observer_ && item.kind() != callback_kind::internal) {
        observer_->unqueued(info(item));
    }
}

void loop::set_timer_at(detail::timer& t, double when)
{
    if (closed_) {
        return;
    }
    t.when = when;
    t.id = ++timers_made_;
    t.task = current_task_id();
    timers_.push(t);
    if (observer* o = observer_) {
        o->timer_set(t.id, when, t.task, t.purpose);
    }
}

void loop::cancel_timer(detail::timer& t) noexcept
{
    if (t.scheduled()) {
        timers_.remove(t);
        if (observer* o = observer_) {
            o->timer_cancelled(t.id);
        }
    } else if (ready_.forget_at(t.turn, &t) && observer_ && t.kind() != callback_kind::internal) {
        observer_->unqueued(info(t));
    }
}

void loop::note_queued(const detail::entry& item)
{
    if (observer_ && item.kind() != callback_kind::internal) {
        observer_->queued(info(item));
    }
}

callback_info loop::info(const detail::entry& item) noexcept
{
    switch (item.kind()) {
    case callback_kind::step: {
        const auto& t = static_cast<const task_base&>(item);
        return {t.waits() ? callback_kind::wakeup : callback_kind::step, t.id(), 0};
    }
    case callback_kind::timer:
    case callback_kind::callback: {
        const auto& t = static_cast<const detail::timer&>(item);
        return {item.kind(), t.task, t.id};
    }
    default:
        return {item.kind(), 0, 0};
    }
}

}  // namespace aio
