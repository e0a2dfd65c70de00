#pragma once
// A time limit for a block of code. When it is over the task is cancelled, and where the cancellation comes
// out of the block it is turned into timeout_error. CPython: asyncio.timeout, asyncio.timeout_at,
// asyncio.Timeout.

#include <exception>
#include <optional>
#include <string>

#include "aio/detail/undecided.hpp"
#include "aio/task_base.hpp"

namespace aio {

/// What `timeout` gives, for `aio::with`. It may be moved until it is entered.
class timeout_scope {
public:
    explicit timeout_scope(std::optional<double> when) noexcept : when_(when) {}
    timeout_scope(timeout_scope&& other) noexcept : when_(other.when_) {}
    timeout_scope& operator=(timeout_scope&&) = delete;
    ~timeout_scope();

    /// The deadline on the loop's clock, in seconds; nothing if there is none. CPython: Timeout.when.
    std::optional<double> when() const noexcept { return when_; }
    /// Sets another deadline; nothing for none, and one that is over takes effect in the next iteration.
    /// Throws runtime_error before the block is entered, and once the time is over. CPython:
    /// Timeout.reschedule.
    void reschedule(std::optional<double> when);
    /// Whether the time was over before the block ended. CPython: Timeout.expired.
    bool expired() const noexcept { return state_ == state::expiring || state_ == state::expired; }

    /// For `aio::with`; neither suspends. `exit` throws timeout_error for a cancellation that is this
    /// timeout's own: nobody else has asked for one meanwhile.
    auto enter() noexcept { return entering{*this}; }
    auto exit(std::exception_ptr error) noexcept { return exiting{*this, std::move(error)}; }

private:
    enum class state { created, active, expiring, expired, finished };

    struct at_once {
        bool await_ready() const noexcept { return detail::undecided(true); }
        void await_suspend(detail::awaiting) const noexcept {}
    };
    struct entering : at_once {
        explicit entering(timeout_scope& s) noexcept : scope(s) {}
        void await_resume() const { scope.begin(); }
        timeout_scope& scope;
    };
    struct exiting : at_once {
        exiting(timeout_scope& s, std::exception_ptr e) noexcept : scope(s), error(std::move(e)) {}
        bool await_resume() const
        {
            scope.end(error);
            return false;
        }
        timeout_scope& scope;
        std::exception_ptr error;
    };

    void begin();
    void end(const std::exception_ptr& error);
    void expire();
    void cancel_timer() noexcept;

    std::optional<double> when_;
    std::optional<handle> timer_;
    task_base* task_ = nullptr;     // it runs the block, and so lives as long
    std::uint32_t cancelling_ = 0;  // how often it had been asked to cancel before
    state state_ = state::created;
};

/// Cancels what runs in the block when it takes longer than `delay` seconds; with nothing, never. With 0 or
/// less that is when it suspends for the first time. A block that doesn't suspend isn't interrupted, however long it
/// takes. Suspends nothing itself: a callback of the timer's cancels the task. The block's end throws timeout_error,
/// and outside of a task its beginning runtime_error. CPython: asyncio.timeout.
[[nodiscard("a timeout does nothing until aio::with has it")]] timeout_scope timeout(
    std::optional<double> delay);
/// The same with a time on the loop's clock. CPython: asyncio.timeout_at.
[[nodiscard("a timeout does nothing until aio::with has it")]] timeout_scope timeout_at(
    std::optional<double> when);

}  // namespace aio
