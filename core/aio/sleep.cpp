#include "aio/sleep.hpp"

namespace aio {
namespace detail {

sleep_future::sleep_future(loop& l, double delay)
    : future_base(l), timer(&run_entry, callback_kind::timer)
{
    l.set_timer(*this, delay);
}

sleep_future::~sleep_future()
{
    get_loop().cancel_timer(*this);
}

void sleep_future::describe_wait(suspension& where) const
{
    where.kind = wait_kind::sleep;
    where.subject = timer::id;
}

void sleep_future::run_entry(entry& e, action a)
{
    auto& self = static_cast<sleep_future&>(static_cast<timer&>(e));
    if (a == action::call && !self.done()) {
        self.finish(state::finished);
    }
}

sleep_awaiter::~sleep_awaiter()
{
    if (future_) {
        future_->~sleep_future();
    }
}

void sleep_awaiter::await_suspend(std::coroutine_handle<>)
{
    task_base& t = task_base::current();
    if (delay_ <= 0) {
        t.wait_turn();
        return;
    }
    future_ = new (place_) sleep_future(t.get_loop(), delay_);
    t.wait_for(*future_);
}

void sleep_awaiter::await_resume()
{
    task_base::current().throw_if_cancelled();
    if (future_) {
        future_->check_result();
    }
}

}  // namespace detail

detail::sleep_awaiter sleep(double delay)
{
    if (delay != delay) {
        throw value_error("Invalid delay: NaN (not a number)");
    }
    return detail::sleep_awaiter(delay);
}

void blocking_sleep(double seconds)
{
    loop::running().hold(seconds);
}

}  // namespace aio
