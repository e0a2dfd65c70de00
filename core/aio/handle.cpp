#include "aio/handle.hpp"

#include <cmath>

#include "aio/loop.hpp"

namespace aio {

void loop::queue(detail::planned_call& call)
{
    check_open();
    if (closed_) {
        call.cancel();
        return;
    }
    call.retain();  // until it was called
    call.when = now_;
    call.id = ++timers_made_;
    call.task = current_task_id();
    push(call);
}

void loop::schedule(detail::planned_call& call, double when)
{
    check_open();
    if (closed_) {
        call.cancel();
        return;
    }
    call.retain();
    set_timer_at(call, std::isnan(when) ? now_ : when);  // CPython calls it at once, too
}

bool loop::withdraw(detail::planned_call& call) noexcept
{
    if (call.scheduled()) {
        cancel_timer(call);
        return true;
    }
    if (observer_ && !closed_ && !call.is_coming) {
        watcher()->unqueued(info(call));
    }
    call.skip();
    return false;
}

namespace detail {

planned_call::planned_call(loop& l) noexcept : timer(&run_entry, callback_kind::callback), loop_(&l) {}

void planned_call::cancel() noexcept
{
    const ref<planned_call> self(this);  // what is discarded may hold the last handle
    cancelled_ = true;
    if (loop_ && std::exchange(loop_, nullptr)->withdraw(*this)) {
        release();
    }
    if (!running_) {
        discard();
    }
}

void planned_call::run_entry(entry& e, action a)
{
    auto& self = static_cast<planned_call&>(static_cast<timer&>(e));
    loop* const l = std::exchange(self.loop_, nullptr);
    if (a == action::call && !self.cancelled_) {
        self.running_ = true;
        try {
            self.call();
        } catch (...) {
            l->callback_failed(self.name());
        }
        self.running_ = false;
    }
    self.discard();  // it may hold a handle to itself
    self.release();
}

}  // namespace detail
}  // namespace aio
