#include "aio/handle.hpp"

#include <cmath>

#include "aio/detail/core.hpp"

namespace aio::detail {

// Returns true if the loop is open. While it's being closed, cancels the call.
bool core::takes(planned_call& call)
{
    check_open();
    if (closed_) {
        call.cancel();
    }
    return !closed_;
}

void core::queue(planned_call& call)
{
    queue_for(call, current_task_id());
}

void core::queue_for(planned_call& call, std::uint32_t task)
{
    if (!takes(call)) {
        return;
    }
    call.retain();  // until it has been called
    call.when = now_;
    call.id = ++timers_made_;
    call.task = task;
    push(call);
}

void core::schedule(planned_call& call, double when)
{
    if (!takes(call)) {
        return;
    }
    call.retain();
    set_timer_at(call, std::isnan(when) ? now_ : when);  // CPython calls it immediately, too
}

bool core::withdraw(planned_call& call) noexcept
{
    if (call.scheduled()) {
        cancel_timer(call);
        return true;
    }
    if (observer_ && !closed_) {
        watcher()->unqueued(info(call));
    }
    call.skip();
    return false;
}

planned_call::planned_call(core& c) noexcept : timer(&run_entry, callback_kind::callback), core_(&c) {}

void planned_call::cancel() noexcept
{
    const ref<planned_call> self(this);  // the discarded function may hold the last handle
    cancelled_ = true;
    if (core_ && std::exchange(core_, nullptr)->withdraw(*this)) {
        release();
    }
    if (!running_) {
        discard();
    }
}

void planned_call::run_entry(entry& e, action a)
{
    auto& self = static_cast<planned_call&>(static_cast<timer&>(e));
    core* const c = std::exchange(self.core_, nullptr);
    if (a == action::call && !self.cancelled_) {
        self.running_ = true;
        const in_context inside(self.context_);
        try {
            self.call();
        } catch (...) {
            c->callback_failed(self.name());
        }
        self.running_ = false;
    }
    self.discard();  // it may hold a handle to this
    self.release();
}

}  // namespace aio::detail
