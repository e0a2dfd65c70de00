#include "aio/detail/outside.hpp"

#include "aio/detail/core.hpp"
#include "aio/detail/job.hpp"
#include "aio/detail/telling.hpp"
#include "aio/detail/thread_pool.hpp"
#include "aio/errors.hpp"

namespace aio::detail {

outside::outside(core& c) noexcept : core_(c) {}

outside::~outside()
{
    threads.clear();
}

void outside::take()
{
    if (network) {
        network->take();
    }
    while (core_.is_due(threads.next())) {
        go_on();
    }
}

void outside::go_on()
{
    const beside as(core_, nullptr);
    AIO_DOES("thread");
    threads.go_on();
}

void outside::loop_closed()
{
    ++closed_;
    network = nullptr;
    if (const ref<thread_pool> pool = std::exchange(default_executor, nullptr)) {
        pool->shutdown(false, false);
    }
}

beside::beside(core& c, job* j)
    : core_(c),
      under_way_(c),
      running_(std::exchange(core::running_, nullptr)),
      task_(std::exchange(c.current, nullptr)),
      job_(std::exchange(job::current_, j)),
      context_(std::exchange(context_now, j ? &j->own_context() : nullptr)),
      now_(c.now_)
{
    if (j) {
        c.now_ = j->now();
    }
    if (observer* o = c.watcher()) {
        o->thread_entered();
    }
}

beside::~beside()
{
    if (observer* o = core_.watcher()) {
        o->thread_left();
    }
    core_.now_ = now_;
    context_now = context_;
    job::current_ = job_;
    core_.current = task_;
    core::running_ = running_;
}

outside& core::from_outside()
{
    if (!outside_) {
        outside_ = std::make_unique<outside>(*this);
    }
    return *outside_;
}

ref<thread_pool> core::shut_default_executor() noexcept
{
    executor_is_shut_ = true;
    return outside_ ? outside_->default_executor : nullptr;
}

double core::next_deadline() const noexcept
{
    const double timer = timers_.empty() ? forever : timers_.earliest();
    return outside_ ? std::min(timer, outside_->next()) : timer;
}

void core::queue_threadsafe(planned_call& call)
{
    if (job* const j = job::current()) {
        call.postpone();
        j->calls(*this, call);
    } else {
        queue(call);
    }
}

void core::queue_from_thread(planned_call& call)
{
    if (!closed_ && !call.cancelled()) {
        call.belongs_to(*this);
        queue(call);
    }
}

// Like the select call of CPython's loop: moves the clock to the time at which a socket is ready or a timer
// is due. Input that queues no call doesn't take up an iteration.
bool core::bring(double limit)
{
    if (!ready_.empty()) {
        outside_->take();
        return true;
    }
    for (;;) {
        const double timer = timers_.empty() ? forever : timers_.earliest();
        const double when = outside_->next(timer, limit);
        if (when > limit || when == forever) {
            return false;
        }
        move_clock(when);
        outside_->take();
        if (!ready_.empty() ||
            (!timers_.empty() && when >= timers_.earliest())) {  // what came may have moved it
            return true;
        }
    }
}

bool core::run_threads(double limit)
{
    const under_way threads_alone(*this);
    while (outside_ && outside_->next_of_threads() < forever) {
        if (outside_->next_of_threads() > limit) {
            return false;
        }
        move_clock(outside_->next_of_threads());
        outside_->go_on();
    }
    return true;
}

bool core::hold_until(double until, const std::function<bool()>& over)
{
    if (closing_ && !over()) {
        throw_closed();
    }
    const under_way held(*this);
    for (bool is_told = false; !over();) {
        const double thread = outside_ ? outside_->next_of_threads() : forever;
        const double when = std::min(thread, until);
        if (when == forever) {
            throw runtime_error("deadlock: nothing can end this wait");
        }
        if ((when > now_ || !is_told) && observer_) {
            observer_->held(until == forever ? when : until);
        }
        is_told = true;
        move_clock(when);
        if (thread > when) {
            return over();
        }
        outside_->go_on();
    }
    return true;
}

}  // namespace aio::detail
