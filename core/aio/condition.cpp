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

// Whether it got the lock; else `error` is the cancellation that came instead. A coroutine of its own, because
// one that catches in a loop and goes on with it is compiled wrongly: see tests/core/coroutines.test.mjs.
static coro<bool> acquire_again(hidden, lock_state& lock, std::exception_ptr& error)
{
    try {
        co_await lock.acquire();
        co_return true;
    } catch (const cancelled_error&) {
        error = std::current_exception();
    }
    co_return false;
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
    while (!co_await acquire_again(hidden{}, *lock_, error)) {
    }
    if (error) {
        // It may have been notified and could not heed it: somebody else is to.
        waiters_.wake(1);
        std::rethrow_exception(error);
    }
}

}  // namespace aio::detail
