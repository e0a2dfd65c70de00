#include "aio/sleep.hpp"

#include "aio/detail/job.hpp"

namespace aio {
namespace detail {

sleep_future::sleep_future(core& c, double delay) : future_base(c), timer(&run_entry, callback_kind::timer)
{
    purpose = timer_kind::sleep;
    c.set_timer(*this, delay);
}

sleep_future::~sleep_future()
{
    get_core().cancel_timer(*this);
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

void sleep_awaiter::set_timer(core& c)
{
    ::new (place_) sleep_future(c, delay_);
    task_ = c.current;
    task_->wait_for(future());
}

void throw_nan_delay()
{
    throw value_error("Invalid delay: NaN (not a number)");
}

}  // namespace detail

void blocking_sleep(double seconds)
{
    if (detail::job* const j = detail::job::current()) {
        j->sleep(seconds);
    } else {
        loop::running().hold(seconds);
    }
}

}  // namespace aio
