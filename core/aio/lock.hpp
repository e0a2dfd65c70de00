#pragma once
// A lock: one task at a time has it, and those who wait get it in the order in which they came.
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
    /// Whether nobody has it, nor is to have it before one who comes now.
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

    // For who waits for it with a place of its own.
    void make_place(std::optional<place_in_line>& in) { in.emplace(*this, wait_role::acquirer, waiters_); }
    void gave_up();

private:
    bool locked_ = false;
    line waiters_;  // the one at the head may have been woken: then the lock is meant for it
};

/// What `async with` does at its end: lets go, and swallows no exception.
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

/// A handle to a lock; copies are the same lock. It is not known who has it: any task may release it.
class lock {
public:
    /// An unlocked lock of the running loop. Throws runtime_error when no loop runs. A task of another loop can't wait
    /// for it: it gets a runtime_error.
    lock() : state_(new detail::lock_state) {}

    bool locked() const noexcept { return state_->locked(); }
    /// Suspends until nobody has the lock and nobody waits longer, and takes it: `true`. Does not suspend
    /// when that is so already. release() wakes the first in line, which goes on in a callback. Cancelled, it leaves
    /// the line without the lock, and wakes the next if it was woken itself. A task that has the lock and acquires it
    /// once more never goes on. CPython: Lock.acquire.
    auto acquire() const noexcept { return state_->acquire(); }
    /// Lets go of the lock, and wakes the first who waits. Throws runtime_error when nobody has it.
    /// CPython: Lock.release.
    void release() const { state_->let_go(); }

    /// For `aio::with`: the body runs while the lock is held.
    auto enter() const noexcept { return acquire(); }
    auto exit(const std::exception_ptr&) const noexcept { return detail::releasing(*this); }

private:
    friend class condition;

    detail::ref<detail::lock_state> state_;
};

}  // namespace aio
