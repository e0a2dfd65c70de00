#pragma once
// A time limit for a block of code. When the time is up, the task is cancelled, and at the end of the block
// the cancellation turns into timeout_error. CPython: asyncio.timeout, asyncio.timeout_at, asyncio.Timeout.

#include <exception>
#include <optional>
#include <string>

#include "aio/detail/undecided.hpp"
#include "aio/task_base.hpp"

namespace aio {

/// The result of `timeout`, for `aio::with`. It may be moved until it's entered.
class timeout_scope {
public:
    explicit timeout_scope(std::optional<double> when) noexcept : when_(when) {}
    timeout_scope(timeout_scope&& other) noexcept : when_(other.when_) {}
    timeout_scope& operator=(timeout_scope&&) = delete;
    ~timeout_scope();

    /// The deadline on the loop's clock, in seconds; nullopt if there is none. CPython: Timeout.when.
    std::optional<double> when() const noexcept { return when_; }
    /// Changes the deadline; nullopt removes it, and one in the past takes effect in the next iteration.
    /// Throws runtime_error before the block is entered, once the time is up, and after the block has ended.
    /// CPython: Timeout.reschedule.
    void reschedule(std::optional<double> when);
    /// True if the time was up before the block ended. CPython: Timeout.expired.
    bool expired() const noexcept { return state_ == state::expiring || state_ == state::expired; }

    /// For `aio::with`; neither suspends. `exit` throws timeout_error in place of a cancellation if only this
    /// timeout requested it.
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
    task_base* task_ = nullptr;     // runs the block, so it lives long enough
    std::uint32_t cancelling_ = 0;  // how many requests to cancel it had before
    state state_ = state::created;
};

/// Cancels the block if it takes longer than `delay` seconds; nullopt means no limit. With 0 or less, the
/// block is cancelled when it first suspends. A block that doesn't suspend isn't interrupted, however long it
/// takes. Doesn't suspend itself: a timer's callback cancels the task. The end of the block throws
/// timeout_error. Entering it outside of a task throws runtime_error, and so does the call itself if no loop
/// is running. CPython: asyncio.timeout.
[[nodiscard("a timeout does nothing until aio::with has it")]] timeout_scope timeout(
    std::optional<double> delay);
/// The same with a deadline on the loop's clock. CPython: asyncio.timeout_at.
[[nodiscard("a timeout does nothing until aio::with has it")]] timeout_scope timeout_at(
    std::optional<double> when);

}  // namespace aio
