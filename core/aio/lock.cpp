#include "aio/lock.hpp"

namespace aio::detail {

void lock_state::release()
{
    if (!locked_) {
        throw runtime_error("Lock is not acquired.");
    }
    locked_ = false;
    note_held(false);
    note_value(0);
    waiters_.wake_head();
}

// One who was woken and is cancelled before it goes on passes the lock on.
coro<void> lock_state::wait(hidden, ref<lock_state> self)
{
    place_in_line place(*self, wait_role::acquirer, self->waiters_);
    try {
        co_await place;
    } catch (...) {
        place.leave();
        if (!self->locked_) {
            self->waiters_.wake_head();
        }
        throw;
    }
}

}  // namespace aio::detail
