#include "aio/event.hpp"

namespace aio::detail {

void event_state::set()
{
    if (!set_) {
        set_ = true;
        note_value(1);
        waiters_.wake(SIZE_MAX);
    }
}

void event_state::clear()
{
    if (set_) {
        set_ = false;
        note_value(0);
    }
}

coro<void> event_state::wait(hidden)
{
    place_in_line place(*this, wait_role::waiter, waiters_);
    co_await place;
}

}  // namespace aio::detail
