#pragma once
// A semaphore: at most N tasks at a time hold a permit, and waiters get one in the order in which they came.
// CPython: asyncio.Semaphore, asyncio.BoundedSemaphore.

#include <cstdint>
#include <exception>
#include <optional>

#include "aio/lock.hpp"

namespace aio {

namespace detail {

class semaphore_state final : public counted, public resource {
public:
    static constexpr std::int64_t unbounded = INT64_MAX;

    /// Throws value_error if `value` is negative.
    semaphore_state(std::int64_t value, std::int64_t bound);

    /// True if a new caller must wait: no permit is free, or other waiters are ahead.
    bool locked() const noexcept { return value_ == 0 || waiters_.anyone(); }
    void let_go();

    struct acquiring {
        static constexpr const char* name = "Semaphore.acquire";
        ref<semaphore_state> self;
        using place = place_in_line;
        static constexpr bool is_gate = false;
        void make_place(std::optional<place>& in) const
        {
            in.emplace(*self, wait_role::acquirer, self->waiters_);
        }
        bool ready() const noexcept { return !self->locked(); }
        bool done(bool waited) const
        {
            self->acquired(waited);
            return true;
        }
        void gave_up(bool woken) const { self->gave_up(woken); }
    };

private:
    void acquired(bool waited);
    void gave_up(bool woken);
    bool wake_next();
    void wake_more();
    void change_value(std::int64_t by);

    std::int64_t value_;  // free permits; a woken waiter already has its permit
    std::int64_t bound_;
    line waiters_;
};

}  // namespace detail

/// A handle to a semaphore; copies are the same semaphore.
class semaphore {
public:
    /// Makes a semaphore of the running loop with `value` permits. Throws value_error if `value` is negative,
    /// and runtime_error if no loop is running. A task of another loop can't wait for it: it gets a
    /// runtime_error.
    explicit semaphore(std::int64_t value = 1) : semaphore(value, detail::semaphore_state::unbounded) {}

    /// True if acquire would have to wait.
    bool locked() const noexcept { return state_->locked(); }
    /// Acquires a permit; awaits to true. Waiters are served in the order in which they came. Doesn't suspend
    /// if a permit is free and no waiter is ahead. release() hands its permit to the first waiter, and a
    /// callback resumes it. If the task is cancelled, it leaves the line, and a permit that was meant for it
    /// goes to the next waiter. CPython: Semaphore.acquire.
    auto acquire() const noexcept { return detail::operation<detail::semaphore_state::acquiring>({state_}); }
    /// Returns a permit, or adds a new one, and wakes the first waiter. CPython: Semaphore.release.
    void release() const { state_->let_go(); }

    /// For `aio::with`: the body runs with a permit.
    auto enter() const noexcept { return acquire(); }
    auto exit(const std::exception_ptr&) const noexcept { return detail::releasing(*this); }

protected:
    semaphore(std::int64_t value, std::int64_t bound) : state_(new detail::semaphore_state(value, bound)) {}

private:
    detail::ref<detail::semaphore_state> state_;
};

/// A semaphore whose release throws value_error if that would make more permits than there were at first.
/// CPython: asyncio.BoundedSemaphore.
class bounded_semaphore : public semaphore {
public:
    explicit bounded_semaphore(std::int64_t value = 1) : semaphore(value, value) {}
};

}  // namespace aio
