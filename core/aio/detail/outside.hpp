#pragma once
// Input to a loop from outside: bytes from a network, and effects of threads. A loop collects it at the start
// of each iteration, after the clock has moved and before the timers that are due; that is where CPython's
// loop calls select. At equal times bytes come first, then threads, then timers. While a callback blocks,
// threads keep running, but bytes wait until it has returned.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "aio/address.hpp"
#include "aio/detail/arrivals.hpp"
#include "aio/detail/context_state.hpp"
#include "aio/detail/core.hpp"
#include "aio/detail/moments.hpp"
#include "aio/detail/ref.hpp"

namespace aio {

class task_base;
template <class T>
class coro;

namespace detail {

struct hidden;

class job;
class thread_pool;

/// Functions that the loop calls are virtual, so that a program without threads and network doesn't link
/// them.
class outside {
public:
    explicit outside(core& c) noexcept;
    outside(const outside&) = delete;
    outside& operator=(const outside&) = delete;
    virtual ~outside();

    std::unique_ptr<arrivals> network;  ///< null until it's used
    link_settings link;                 ///< of the network, in all runs of the loop
    moments threads;                    ///< effects of threads

    /// The time of the next input, whether or not it makes the loop do anything.
    double next() const noexcept
    {
        return network ? std::min(network->next_arrival(), threads.next()) : threads.next();
    }
    /// The time of the next input that the loop must handle, or `timer` if that is earlier; looks no further
    /// ahead than `limit`.
    double next(double timer, double limit)
    {
        const double other = std::min(threads.next(), timer);
        return network ? std::min(other, network->next(std::min(other, limit))) : other;
    }
    /// Applies everything that is due now.
    virtual void take();
    /// The time at which a thread next acts.
    virtual double next_of_threads() const noexcept { return threads.next(); }
    /// Runs the next action of a thread, whose time has come.
    virtual void go_on();
    /// Shuts the default executor down, and suspends until its jobs are done, up to five minutes.
    /// CPython: loop.shutdown_default_executor.
    virtual coro<void> shut_down_executor(hidden);
    /// The loop was closed: its default executor accepts no more jobs, and results of its jobs are dropped.
    virtual void loop_closed();

    std::uint32_t next_job() noexcept { return ++jobs_; }
    std::uint32_t next_thread() noexcept { return ++threads_; }
    std::uint32_t next_pool() noexcept { return pools_++; }
    /// The number of the loop's current run.
    std::uint32_t run() const noexcept { return closed_; }

    ref<thread_pool> default_executor;  ///< null until it's needed
    double horizon = moments::never;    ///< no thread's clock goes past this

private:
    core& core_;
    std::uint32_t jobs_ = 0;
    std::uint32_t threads_ = 0;
    std::uint32_t pools_ = 0;
    std::uint32_t closed_ = 0;
};

/// During this object's lifetime no task and no loop is running: a job is, or, if `j` is null, an effect of a
/// job is being applied. The loop's clock shows the job's.
class beside {
public:
    beside(core& c, job* j);
    beside(const beside&) = delete;
    beside& operator=(const beside&) = delete;
    ~beside();

private:
    core& core_;
    const core::under_way under_way_;
    core* running_;
    task_base* task_;
    job* job_;
    ref<context_state>* context_;
    double now_;
};

}  // namespace detail
}  // namespace aio
