#include "aio/condition.hpp"

#include <exception>

namespace aio::detail {

void condition_state::notify(std::size_t most)
{
    if (!lock_->locked()) {
        throw runtime_error("cannot notify on un-acquired lock");
    }
    waiters_.wake(most);
}

coro<void> condition_state::wait(hidden)
{
    if (!lock_->locked()) {
        throw runtime_error("cannot wait on un-acquired lock");
    }
    std::exception_ptr error;
    lock_->let_go();
    {
        place_in_line place(*this, wait_role::waiter, waiters_);
        try {
            co_await place;
        } catch (...) {
            error = std::current_exception();
        }
    }
    for (bool acquired = false; !acquired;) {
        try {
            co_await lock_->acquire();
            acquired = true;
        } catch (const cancelled_error&) {
            error = std::current_exception();
        }
    }
    if (error) {
        // It may have been notified and could not heed it: somebody else is to.
        waiters_.wake(1);
        std::rethrow_exception(error);
    }
}

}  // namespace aio::detail
