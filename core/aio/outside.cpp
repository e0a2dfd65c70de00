#include "aio/detail/outside.hpp"

#include "aio/detail/job.hpp"
#include "aio/detail/thread_pool.hpp"
#include "aio/errors.hpp"
#include "aio/loop.hpp"

namespace aio {
namespace detail {

outside::outside(loop& l) noexcept : loop_(l) {}

outside::~outside()
{
    threads.clear();
    arrivals.clear();
}

void outside::take()
{
    while (loop_.is_due(arrivals.next())) {
        arrivals.go_on();
    }
    while (loop_.is_due(threads.next())) {
        go_on();
    }
}

void outside::go_on()
{
    const beside as(loop_, nullptr);
    threads.go_on();
}

void outside::loop_closed()
{
    ++closed_;
    if (const ref<thread_pool> pool = std::exchange(default_executor, nullptr)) {
        pool->shutdown(false, false);
    }
}

beside::beside(loop& l, job* j)
    : loop_(l),
      running_(std::exchange(loop::running_, nullptr)),
      task_(std::exchange(l.current_, nullptr)),
      job_(std::exchange(job::current_, j)),
      now_(l.now_)
{
    if (j) {
        l.now_ = j->now();
    }
    if (observer* o = l.watcher()) {
        o->thread_entered();
    }
}

beside::~beside()
{
    if (observer* o = loop_.watcher()) {
        o->thread_left();
    }
    loop_.now_ = now_;
    job::current_ = job_;
    loop_.current_ = task_;
    loop::running_ = running_;
}

}  // namespace detail

detail::outside& loop::from_outside()
{
    if (!outside_) {
        outside_ = std::make_unique<detail::outside>(*this);
    }
    return *outside_;
}

double loop::next_deadline() const noexcept
{
    const double timer = timers_.empty() ? forever : timers_.earliest();
    return outside_ ? std::min(timer, outside_->next()) : timer;
}

void loop::queue_threadsafe(detail::planned_call& call)
{
    if (detail::job* const j = detail::job::current()) {
        call.is_coming = true;
        j->calls(call);
    } else {
        queue(call);
    }
}

void loop::queue_from_thread(detail::planned_call& call)
{
    call.is_coming = false;
    if (!closed_ && !call.cancelled()) {
        queue(call);
    }
}

// As CPython's loop selects: the clock moves to where something is ready, or a timer due. What comes from outside
// without a call for the loop takes up no iteration.
bool loop::bring(double limit)
{
    if (!ready_.empty()) {
        outside_->take();
        return true;
    }
    for (;;) {
        const double timer = timers_.empty() ? forever : timers_.earliest();
        const double when = std::min(timer, outside_->next());
        if (when > limit || when == forever) {
            return false;
        }
        move_clock(when);
        outside_->take();
        if (!ready_.empty() || when >= timer) {
            return true;
        }
    }
}

bool loop::run_threads(double limit)
{
    while (outside_ && outside_->threads.next() < forever) {
        if (outside_->threads.next() > limit) {
            return false;
        }
        move_clock(outside_->threads.next());
        outside_->go_on();
    }
    return true;
}

bool loop::hold_until(double until, const std::function<bool()>& over)
{
    for (bool is_told = false; !over();) {
        const double thread = outside_ ? outside_->threads.next() : forever;
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

}  // namespace aio
