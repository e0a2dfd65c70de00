#include "aio/timeout.hpp"

#include "aio/errors.hpp"

namespace aio {

timeout_scope::~timeout_scope()
{
    cancel_timer();
}

void timeout_scope::reschedule(std::optional<double> when)
{
    switch (state_) {
    case state::active:
        break;
    case state::created:
        throw runtime_error("Timeout has not been entered");
    case state::expiring:
        throw runtime_error("Cannot change state of expiring Timeout");
    case state::expired:
        throw runtime_error("Cannot change state of expired Timeout");
    case state::finished:
        throw runtime_error("Cannot change state of finished Timeout");
    }
    when_ = when;
    cancel_timer();
    if (!when) {
        return;
    }
    loop& l = loop::running();
    const detail::timeout_call over{[this] { expire(); }};
    if (*when <= l.time()) {
        timer_ = l.call_soon(over);
    } else {
        timer_ = l.call_at(*when, over);
    }
}

void timeout_scope::begin()
{
    if (state_ != state::created) {
        throw runtime_error("Timeout has already been entered");
    }
    task_ = loop::running().current_task();
    if (!task_) {
        throw runtime_error("Timeout should be used inside a task");
    }
    state_ = state::active;
    cancelling_ = task_->cancelling();
    reschedule(when_);
}

void timeout_scope::end(const std::exception_ptr& error)
{
    cancel_timer();
    if (state_ == state::active) {
        state_ = state::finished;
    } else if (state_ == state::expiring) {
        state_ = state::expired;
        if (task_->uncancel() <= cancelling_ && is<cancelled_error>(error)) {
            throw timeout_error();
        }
    }
}

void timeout_scope::expire()
{
    task_->cancel();
    state_ = state::expiring;
    timer_.reset();
}

void timeout_scope::cancel_timer() noexcept
{
    if (timer_) {
        timer_->cancel();
        timer_.reset();
    }
}

timeout_scope timeout(std::optional<double> delay)
{
    if (delay) {
        delay = loop::running().after(*delay);
    }
    return timeout_scope(delay);
}

timeout_scope timeout_at(std::optional<double> when)
{
    return timeout_scope(when);
}

}  // namespace aio
