#pragma once
// A lock: one task at a time holds it, and waiters acquire it in the order in which they came.
// CPython: asyncio.Lock.

#include <exception>
#include <optional>

#include "aio/detail/operation.hpp"
#include "aio/detail/resource.hpp"

namespace aio {

namespace detail {

class lock_state final : public counted, public resource {
public:
    lock_state() : resource(resource_kind::lock, 0) {}
    explicit lock_state(part_of p) noexcept : resource(p) {}

    bool locked() const noexcept { return locked_; }
    /// True if the lock is unlocked and no waiter is ahead of a new caller.
    bool free() const noexcept { return !locked_ && !waiters_.anyone(); }
    void take()
    {
        locked_ = true;
        note_held(true);
    }
    void let_go();

    struct acquiring {
        static constexpr const char* name = "Lock.acquire";
        ref<lock_state> self;
        using place = place_in_line;
        static constexpr bool is_gate = false;
        void make_place(std::optional<place>& in) const { self->make_place(in); }
        bool ready() const noexcept { return self->free(); }
        bool done(bool) const
        {
            self->take();
            return true;
        }
        void gave_up(bool) const { self->gave_up(); }
    };
    operation<acquiring> acquire() noexcept { return operation<acquiring>({ref(this)}); }

    // For waiters that bring their own place in line.
    void make_place(std::optional<place_in_line>& in) { in.emplace(*this, wait_role::acquirer, waiters_); }
    void gave_up();

private:
    bool locked_ = false;
    line waiters_;  // if the waiter at the head has been woken, it gets the lock next
};

/// The end of `async with`: releases, and doesn't swallow exceptions.
template <class Held>
class releasing {
public:
    explicit releasing(const Held& held) noexcept : held_(held) {}
    bool await_ready() const noexcept { return undecided(true); }
    void await_suspend(awaiting) const noexcept {}
    bool await_resume() const
    {
        held_.release();
        return false;
    }

private:
    const Held& held_;
};

}  // namespace detail

/// A handle to a lock; copies are the same lock. The lock doesn't record its holder: any task may release it.
class lock {
public:
    /// Makes an unlocked lock of the running loop. Throws runtime_error if no loop is running. A task of
    /// another loop can't wait for it: it gets a runtime_error.
    lock() : state_(new detail::lock_state) {}

    bool locked() const noexcept { return state_->locked(); }
    /// Acquires the lock; awaits to true. Waiters are served in the order in which they came. Doesn't suspend
    /// if the lock is unlocked and no waiter is ahead. release() wakes the first waiter, and a callback
    /// resumes it. If the task is cancelled, it leaves the line without the lock; if it had already been
    /// woken, it wakes the next waiter. A task that acquires a lock it already holds waits forever.
    /// CPython: Lock.acquire.
    auto acquire() const noexcept { return state_->acquire(); }
    /// Releases the lock and wakes the first waiter. Throws runtime_error if the lock isn't locked.
    /// CPython: Lock.release.
    void release() const { state_->let_go(); }

    /// For `aio::with`: the body runs with the lock held.
    auto enter() const noexcept { return acquire(); }
    auto exit(const std::exception_ptr&) const noexcept { return detail::releasing(*this); }

private:
    friend class condition;

    detail::ref<detail::lock_state> state_;
};

}  // namespace aio
