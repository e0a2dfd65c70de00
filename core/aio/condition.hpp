#pragma once
// A condition: a task that holds a lock releases it and waits until another task notifies it.
// CPython: asyncio.Condition.

#include <cstdint>
#include <type_traits>
#include <utility>

#include "aio/lock.hpp"

namespace aio {

namespace detail {

class condition_state final : public counted, public resource {
public:
    explicit condition_state(ref<lock_state> lock)
        : resource(resource_kind::condition, static_cast<double>(lock->id())), lock_(std::move(lock))
    {}
    condition_state(part_of p, ref<lock_state> lock) noexcept : resource(p), lock_(std::move(lock)) {}

    lock_state& lock() const noexcept { return *lock_; }
    void notify(std::size_t most);

    struct waiting {
        static constexpr const char* name = "Condition.wait";
        ref<condition_state> self;
        bool ready() const noexcept { return false; }
        coro<void> wait() const { return self->wait(hidden{}); }
        bool done(bool) const noexcept { return true; }
    };

    template <class Predicate>
    struct waiting_for {
        using value_type = std::decay_t<std::invoke_result_t<Predicate&>>;

        static constexpr const char* name = "Condition.wait_for";
        ref<condition_state> self;
        Predicate predicate;
        slot<value_type> value{};
        bool ready()
        {
            value.emplace(predicate());
            return static_cast<bool>(*value);
        }
        coro<void> wait() { return wait_until(hidden{}); }
        value_type done(bool) { return std::move(*value); }

    private:
        coro<void> wait_until(hidden)
        {
            do {
                co_await self->wait(hidden{});
            } while (!ready());
        }
    };

    coro<void> wait(hidden);

private:
    ref<lock_state> lock_;
    line waiters_;
};

}  // namespace detail

/// A handle to a condition and its lock; copies are the same condition.
class condition {
public:
    /// Makes a condition of the running loop with a new lock. Throws runtime_error if no loop is running.
    condition() : condition(aio::lock()) {}
    /// Uses the lock `l`, which several conditions may share.
    explicit condition(const aio::lock& l) : state_(new detail::condition_state(l.state_)) {}

    bool locked() const noexcept { return state_->lock().locked(); }
    /// Acquires the lock; suspends as lock::acquire does. CPython: Condition.acquire.
    auto acquire() const noexcept { return state_->lock().acquire(); }
    /// Releases the lock. Throws runtime_error if it isn't locked. CPython: Condition.release.
    void release() const { state_->lock().let_go(); }

    /// Releases the lock, suspends until notified, acquires the lock again (which may suspend too) and awaits
    /// to true. It may wake up without a notification, so check your condition in a loop. If the task is
    /// cancelled, it throws cancelled_error only after it has acquired the lock again; it also wakes another
    /// waiter, in case it had been notified itself. Throws runtime_error if the lock isn't locked.
    /// CPython: Condition.wait.
    auto wait() const noexcept { return detail::long_operation<detail::condition_state::waiting>({state_}); }
    /// Waits repeatedly until `predicate()` is true, and awaits to the predicate's value. Doesn't suspend if
    /// it's true at once. The predicate is called with the lock held; an exception that it throws ends the
    /// wait. CPython: Condition.wait_for.
    template <class Predicate>
    auto wait_for(Predicate predicate) const
    {
        using call = detail::condition_state::waiting_for<Predicate>;
        return detail::long_operation<call>(call{state_, std::move(predicate)});
    }
    /// Wakes up to `n` waiters, oldest first. Each resumes once it has acquired the lock again. Throws
    /// runtime_error if the lock isn't locked. CPython: Condition.notify.
    void notify(std::size_t n = 1) const { state_->notify(n); }
    /// Wakes all waiters. Throws as notify does. CPython: Condition.notify_all.
    void notify_all() const { state_->notify(SIZE_MAX); }

    /// For `aio::with`: the body runs with the lock held.
    auto enter() const noexcept { return acquire(); }
    auto exit(const std::exception_ptr&) const noexcept { return detail::releasing(*this); }

private:
    detail::ref<detail::condition_state> state_;
};

}  // namespace aio
