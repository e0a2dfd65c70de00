#include "aio/loop.hpp"

#include <algorithm>

#include "aio/errors.hpp"
#include "aio/task.hpp"

namespace aio {

namespace {
constexpr double clock_resolution = 1e-9;  // timers this near to now are due
}

/// Binds the running loop for as long as it lives; loops nest.
class loop::scope {
public:
    explicit scope(loop& l) noexcept : previous_(running_) { running_ = &l; }
    scope(const scope&) = delete;
    scope& operator=(const scope&) = delete;
    ~scope() { running_ = previous_; }

private:
    loop* previous_;
};

loop& loop::running()
{
    if (!running_) {
        throw runtime_error("no running event loop");
    }
    return *running_;
}

loop::~loop()
{
    scope bound(*this);
    observer_ = nullptr;
    closing_ = true;
    while (!ready_.empty()) {
        if (detail::entry* item = ready_.pop()) {
            item->drop();
        }
    }
    while (!timers_.empty()) {
        detail::timer& t = timers_.top();
        timers_.remove(t);
        t.drop();
    }
    while (first_callback_) {
        first_callback_->abandon();
    }
    task_base::drop_all(*this);
}

std::uint32_t loop::current_task_id() const noexcept
{
    return current_ ? current_->id() : 0;
}

progress loop::step(double limit)
{
    scope bound(*this);
    for (;;) {
        if (todo_ == 0 && !begin_iteration(limit)) {
            return timers_.empty() ? progress::idle : progress::waiting;
        }
        if (run_next()) {
            return progress::ran;
        }
    }
}

progress loop::step_iteration(double limit)
{
    scope bound(*this);
    if (todo_ == 0 && !begin_iteration(limit)) {
        return timers_.empty() ? progress::idle : progress::waiting;
    }
    while (todo_ != 0) {
        run_next();
    }
    return progress::ran;
}

bool loop::begin_iteration(double limit)
{
    if (ready_.empty()) {
        if (timers_.empty() || timers_.top().when > limit) {
            return false;
        }
        if (timers_.top().when > now_) {
            now_ = timers_.top().when;
            if (observer_) {
                observer_->clock_moved(now_);
            }
        }
    }
    const double due = now_ + clock_resolution;
    while (!timers_.empty() && timers_.top().when < due) {
        detail::timer& t = timers_.top();
        timers_.remove(t);
        if (observer_) {
            observer_->timer_fired(t.id);
        }
        push(t);
    }
    todo_ = ready_.size();
    ++iterations_;
    if (observer_) {
        observer_->iteration_began(iterations_, todo_);
    }
    return true;
}

// Runs the callback at the head of the ready queue; false where it was forgotten meanwhile.
bool loop::run_next()
{
    detail::entry* item = ready_.pop();
    --todo_;
    if (!item) {
        return false;
    }
    item->queued = false;
    if (observer_ && item->kind() != callback_kind::internal) {
        observer_->callback_began(info(*item));
        item->run();
        observer_->callback_ended();
    } else {
        item->run();
    }
    return true;
}

void loop::hold(double seconds)
{
    if (!(seconds >= 0)) {
        throw value_error("sleep length must be non-negative");
    }
    if (observer_) {
        observer_->held(now_ + seconds);
    }
    now_ += seconds;
    if (observer_) {
        observer_->clock_moved(now_);
    }
}

void loop::print(std::string_view text)
{
    if (observer_) {
        observer_->printed(text);
    }
}

void loop::forget(detail::entry& item) noexcept
{
    if (!item.queued) {
        return;
    }
    item.queued = false;
    ready_.forget(&item);
    if (observer_ && item.kind() != callback_kind::internal) {
        observer_->unqueued(info(item));
    }
}

void loop::set_timer_at(detail::timer& t, double when)
{
    if (closing_) {
        return;
    }
    t.when = when;
    t.id = ++timers_made_;
    t.task = current_task_id();
    timers_.push(t);
    if (observer_) {
        observer_->timer_set(t.id, when, t.task);
    }
}

void loop::cancel_timer(detail::timer& t) noexcept
{
    if (t.scheduled()) {
        timers_.remove(t);
        if (observer_) {
            observer_->timer_cancelled(t.id);
        }
    } else {
        forget(t);
    }
}

void loop::note_queued(const detail::entry& item)
{
    if (item.kind() != callback_kind::internal) {
        observer_->queued(info(item));
    }
}

callback_info loop::info(const detail::entry& item) noexcept
{
    switch (item.kind()) {
    case callback_kind::step:
    case callback_kind::wakeup:
        return {item.kind(), static_cast<const task_base&>(item).id(), 0};
    case callback_kind::timer: {
        const auto& t = static_cast<const detail::timer&>(item);
        return {item.kind(), t.task, t.id};
    }
    default:
        return {item.kind(), 0, 0};
    }
}

}  // namespace aio
