#include "aio/lock.hpp"

#include "aio/detail/telling.hpp"

namespace aio::detail {

void lock_state::let_go()
{
    if (!locked_) {
        throw runtime_error("Lock is not acquired.");
    }
    locked_ = false;
    note_held(false);
    waiters_.wake_head();
}

// A waiter that was woken, and is cancelled before it resumes, passes the lock on.
void lock_state::gave_up()
{
    AIO_DOES("passed");
    if (!locked_) {
        waiters_.wake_head();
    }
}

}  // namespace aio::detail
