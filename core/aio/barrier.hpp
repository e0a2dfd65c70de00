#pragma once
// A barrier: tasks wait at it until N of them have arrived, and then all proceed. It can be reused.
// CPython: asyncio.Barrier.

#include <cstddef>
#include <cstdint>
#include <optional>

#include "aio/condition.hpp"

namespace aio {

namespace detail {

class barrier_state final : public counted, public resource {
public:
    /// Throws value_error if `parties` is less than 1.
    explicit barrier_state(std::int64_t parties);

    std::size_t parties() const noexcept { return parties_; }
    std::size_t n_waiting() const noexcept { return phase_ == phase::filling ? count_ : 0; }
    bool broken() const noexcept { return phase_ == phase::broken; }

    struct waiting {
        static constexpr const char* name = "Barrier.wait";
        ref<barrier_state> self;
        std::size_t index = 0;
        bool ready() const noexcept { return false; }
        coro<void> wait() { return self->wait(hidden{}, index); }
        std::size_t done(bool) const noexcept { return index; }
    };
    /// An operation that acquires the barrier's lock and changes its state.
    struct changing {
        ref<barrier_state> self;
        using place = place_in_line;
        static constexpr bool is_gate = false;
        void make_place(std::optional<place>& in) const { self->lock_->make_place(in); }
        bool ready() const noexcept { return self->lock_->free(); }
        void gave_up(bool) const { self->lock_->gave_up(); }
    };
    struct resetting : changing {
        static constexpr const char* name = "Barrier.reset";
        void done(bool) const { self->enter(self->count_ > 0 ? phase::resetting : phase::filling); }
    };
    struct aborting : changing {
        static constexpr const char* name = "Barrier.abort";
        void done(bool) const { self->enter(phase::broken); }
    };

private:
    enum class phase {
        filling,    // new arrivals wait for the others
        draining,   // all have arrived and are leaving; new arrivals wait until they're out
        resetting,  // tasks inside leave with an error; new arrivals wait until they're out
        broken,     // every task leaves with an error
    };

    coro<void> wait(hidden, std::size_t& index);
    coro<void> go_through(hidden, std::size_t& index);
    void enter(phase p);
    void set(phase p);
    void come();
    void go();

    ref<lock_state> lock_;
    ref<condition_state> changed_;
    std::size_t parties_;
    std::size_t count_ = 0;  // tasks inside
    phase phase_ = phase::filling;
};

/// The end of `async with barrier`: does nothing.
struct leaving {
    bool await_ready() const noexcept { return undecided(true); }
    void await_suspend(awaiting) const noexcept {}
    bool await_resume() const noexcept { return false; }
};

}  // namespace detail

/// A handle to a barrier; copies are the same barrier.
class barrier {
public:
    /// Makes a barrier of the running loop for `parties` tasks. Throws value_error if `parties` is less than
    /// 1, and runtime_error if no loop is running.
    explicit barrier(std::int64_t parties) : state_(new detail::barrier_state(parties)) {}

    std::size_t parties() const noexcept { return state_->parties(); }
    /// How many tasks are waiting for the others; 0 while they leave.
    std::size_t n_waiting() const noexcept { return state_->n_waiting(); }
    bool broken() const noexcept { return state_->broken(); }

    /// Suspends until all parties have arrived, and awaits to this task's index: 0 for the first to arrive.
    /// The last task to arrive continues without waiting for the others, and wakes them; callbacks resume
    /// them. If the previous round is still leaving, a new arrival first waits for that. Throws
    /// broken_barrier_error if the barrier is broken, or is reset while this task waits. A task that's
    /// cancelled while it waits no longer counts. CPython: Barrier.wait.
    auto wait() const noexcept { return detail::long_operation<detail::barrier_state::waiting>({state_}); }
    /// Puts the barrier back into its initial state; waiting tasks get a broken_barrier_error. Suspends only
    /// while the barrier's lock is held. CPython: Barrier.reset.
    auto reset() const noexcept { return detail::operation(detail::barrier_state::resetting{{state_}}); }
    /// Breaks the barrier: waiting tasks, and those that arrive before the next reset, get a
    /// broken_barrier_error. Suspends only while the barrier's lock is held. CPython: Barrier.abort.
    auto abort() const noexcept { return detail::operation(detail::barrier_state::aborting{{state_}}); }

    /// For `aio::with`: the body runs once all parties have arrived, and receives this task's index.
    auto enter() const noexcept { return wait(); }
    auto exit(const std::exception_ptr&) const noexcept { return detail::leaving{}; }

private:
    detail::ref<detail::barrier_state> state_;
};

}  // namespace aio
