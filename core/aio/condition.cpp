#include "aio/condition.hpp"

#include <exception>
#include <optional>

namespace aio::detail {

namespace {

/// Waits in a line; gives the cancellation that came instead of the end of the wait, or null. It does not
/// throw that, since a coroutine that catches in a loop and goes on with it is compiled wrongly: see
/// tests/core/coroutines.test.mjs.
class outcome_of {
public:
    explicit outcome_of(place_in_line& place) noexcept : place_(place) {}
    bool await_ready() const noexcept { return undecided(false); }
    void await_suspend(awaiting) const { task_base::current().wait_for(place_); }
    std::exception_ptr await_resume() const
    {
        std::exception_ptr error = task_base::current().take_cancellation();
        return error || place_.woken() ? error : place_.make_cancelled_error();
    }

private:
    place_in_line& place_;
};

}  // namespace

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
    lock_->let_go();
    std::optional<place_in_line> place;
    place.emplace(*this, wait_role::waiter, waiters_);
    std::exception_ptr error = co_await outcome_of(*place);
    place.reset();
    while (!lock_->free()) {
        lock_->make_place(place);
        std::exception_ptr cancelled = co_await outcome_of(*place);
        place.reset();
        if (!cancelled) {
            break;
        }
        lock_->gave_up();
        error = std::move(cancelled);
    }
    lock_->take();
    if (error) {
        // It may have been notified and could not heed it: somebody else is to.
        waiters_.wake(1);
        std::rethrow_exception(error);
    }
}

}  // namespace aio::detail
