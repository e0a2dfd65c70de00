#include "aio/condition.hpp"

#include <exception>
#include <optional>

#include "aio/detail/telling.hpp"

namespace aio::detail {

namespace {

/// Waits in a line; awaits to the cancellation that ended the wait, or to null. It returns the exception
/// instead of throwing it, because compilers miscompile a coroutine that catches in a loop and then continues
/// the loop: see tests/core/coroutines.test.mjs.
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
    AIO_DOES("notified");
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
        // This waiter may have used up a notification that it can no longer act on; pass it to the next one.
        AIO_DOES("notified");
        waiters_.wake(1);
        std::rethrow_exception(error);
    }
}

}  // namespace aio::detail
