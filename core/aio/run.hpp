#pragma once
// asyncio.run, in steps: runs a main task to its end, cancels what is left, and lets that end too. Whoever
// holds a runner decides how far to go: by callback, by iteration, or to a time.
// CPython: asyncio.run, asyncio.Runner.

#include <cstddef>
#include <vector>

#include "aio/task.hpp"

namespace aio {

class runner {
public:
    /// Queues `main` as a task of `l`. One runner at a time drives a loop; another may follow it.
    runner(loop& l, coro<void> main);
    runner(const runner&) = delete;
    runner& operator=(const runner&) = delete;
    ~runner();

    /// Runs one callback, not moving the clock past `limit` seconds.
    progress step(double limit = loop::forever);
    /// Runs one iteration of the loop.
    progress step_iteration(double limit = loop::forever);
    /// Runs all that is due up to `time`, at most `most` callbacks. Returns how many ran.
    std::size_t advance(double time, std::size_t most = SIZE_MAX);

    /// The program has ended, or nothing in it can ever run again.
    bool ended() const noexcept { return phase_ >= phase::finished; }
    bool deadlocked() const noexcept { return phase_ == phase::deadlocked; }
    const task<void>& main() const noexcept { return main_; }

private:
    // The order of asyncio.run's clean-up. In each phase the loop runs until that phase's future is done.
    enum class phase { main, cancelling, async_generators, executor, finished, deadlocked };

    struct stop_callback : detail::entry {
        explicit stop_callback(runner& r)
            : entry(&run_entry, callback_kind::internal), owner(&r)
        {
        }
        static void run_entry(detail::entry& e, action a);
        runner* owner;
    };

    progress after(progress p);
    void next_phase();
    void cancel_rest();
    void housekeeping();
    void end();

    loop& loop_;
    task<void> main_;
    stop_callback stop_{*this};
    bool stopping_ = false;  // the phase's future is done; takes effect when the iteration is over
    phase phase_ = phase::main;
    std::vector<detail::ref<task_base>> rest_;
    detail::ref<future_base> awaited_;
};

/// Runs `main` on `l` to the end. Throws what it fails with; runtime_error on a deadlock.
void run(loop& l, coro<void> main);

}  // namespace aio
