#pragma once
// Sleeping. `sleep` suspends one task; `blocking_sleep` holds the whole loop.
// CPython: asyncio.sleep, time.sleep.

#include <coroutine>
#include <new>

#include "aio/task_base.hpp"

namespace aio {

namespace detail {

/// The future that a sleep waits for, together with the timer that gives it its result. Both live in the
/// frame of the sleeper.
class sleep_future final : public future_base, public timer {
public:
    sleep_future(loop& l, double delay);
    ~sleep_future() override;
    void describe_wait(suspension& where) const override;

private:
    static void run_entry(entry& e, action a);
};

class sleep_awaiter {
public:
    explicit sleep_awaiter(double delay) noexcept : delay_(delay) {}
    sleep_awaiter(const sleep_awaiter&) = delete;
    sleep_awaiter& operator=(const sleep_awaiter&) = delete;
    ~sleep_awaiter();

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>);
    void await_resume();

private:
    double delay_;
    sleep_future* future_ = nullptr;  // points into place_ once there is a delay to sleep
    alignas(sleep_future) unsigned char place_[sizeof(sleep_future)];
};

}  // namespace detail

/// Suspends the current task for `delay` seconds. With 0 or less it sets no timer and only gives every
/// callback that is ready its turn first. Throws value_error for a NaN. CPython: asyncio.sleep.
[[nodiscard]] detail::sleep_awaiter sleep(double delay);

/// Moves the clock on by `seconds`, and nothing else runs meanwhile: no timer, no other task. Suspends
/// nothing. CPython: time.sleep.
void blocking_sleep(double seconds);

}  // namespace aio
