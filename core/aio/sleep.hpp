#pragma once
// Sleeping. `sleep` suspends one task; `blocking_sleep` holds the whole loop.
// CPython: asyncio.sleep, time.sleep.

#include <coroutine>
#include <new>
#include <utility>

#include "aio/detail/to_be_awaited.hpp"
#include "aio/detail/undecided.hpp"
#include "aio/task_base.hpp"

namespace aio {

namespace detail {

/// The future that a sleep waits for, together with the timer that sets its result. Both live in the frame of
/// the sleeping coroutine.
class sleep_future final : public future_base, public timer {
public:
    sleep_future(core& c, double delay);
    ~sleep_future() override;
    void describe_wait(suspension& where) const override;

private:
    static void run_entry(entry& e, action a);
};

class sleep_awaiter {
public:
    explicit sleep_awaiter(double delay) noexcept : delay_(delay) {}
    /// Only before it's awaited.
    sleep_awaiter(sleep_awaiter&& other) noexcept : delay_(other.delay_), unused_(std::move(other.unused_)) {}
    sleep_awaiter& operator=(sleep_awaiter&&) = delete;
    ~sleep_awaiter()
    {
        if (sleeps()) {
            future().~sleep_future();
        }
    }

    bool await_ready()
    {
        unused_.awaited();
        return undecided(false);
    }
    void await_suspend(awaiting)
    {
        core& c = core::running();
        if (delay_ <= 0) {
            task_ = c.current;
            c.push(*task_);
        } else {
            set_timer(c);
        }
    }
    void await_resume()
    {
        task_->throw_if_cancelled();
        if (delay_ > 0) {
            future().check_result();
        }
    }

private:
    void set_timer(core& c);
    bool sleeps() const noexcept { return task_ && delay_ > 0; }
    sleep_future& future() noexcept { return *std::launder(reinterpret_cast<sleep_future*>(place_)); }

    task_base* task_ = nullptr;  // set once it has suspended
    double delay_;
    to_be_awaited unused_{"sleep"};
    alignas(sleep_future) unsigned char place_[sizeof(sleep_future)];  // the future, while sleeps()
};

/// A sleep that awaits to a value.
template <class T>
class sleep_with_result : public sleep_awaiter {
public:
    sleep_with_result(double delay, T result) : sleep_awaiter(delay), result_(std::move(result)) {}
    T await_resume()
    {
        sleep_awaiter::await_resume();
        return std::move(result_);
    }

private:
    T result_;
};

[[noreturn]] void throw_nan_delay();

}  // namespace detail

/// Suspends the current task for `delay` seconds. The timer's callback queues the task's next step, so the
/// task resumes one iteration after the timer is due. With 0 or less it sets no timer: it only lets every
/// callback that is ready run first. If the task is cancelled, the timer is dropped and this throws
/// cancelled_error. Throws value_error for NaN. CPython: asyncio.sleep.
[[nodiscard]] inline detail::sleep_awaiter sleep(double delay)
{
    if (delay != delay) {
        detail::throw_nan_delay();
    }
    return detail::sleep_awaiter(delay);
}

/// The same, but awaits to `result`. CPython: asyncio.sleep(delay, result).
template <class T>
[[nodiscard]] detail::sleep_with_result<T> sleep(double delay, T result)
{
    if (delay != delay) {
        detail::throw_nan_delay();
    }
    return {delay, std::move(result)};
}

/// Moves the clock forward by `seconds` and blocks the loop during that time: no timer fires, and no other
/// task runs. In a job's function it moves the job's own clock instead. Doesn't suspend. Throws value_error
/// if `seconds` is NaN or negative, and runtime_error if neither a loop nor a job is running.
/// CPython: time.sleep.
void blocking_sleep(double seconds);

}  // namespace aio
