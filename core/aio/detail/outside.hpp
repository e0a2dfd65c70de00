#pragma once
// What comes to a loop from outside: bytes from a network, and what threads do. A loop asks for it at the
// start of each iteration, after the clock has moved and before the timers that are due; CPython's selects
// there. At one moment bytes come first, then what threads do, then timers. While a callback blocks, threads
// go on, and bytes wait until it has returned.

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

/// What the loop calls is virtual: a program that uses neither doesn't carry it along.
class outside {
public:
    explicit outside(core& c) noexcept;
    outside(const outside&) = delete;
    outside& operator=(const outside&) = delete;
    virtual ~outside();

    std::unique_ptr<arrivals> network;  ///< null until one is used
    link_settings link;                 ///< of the network's, in all runs of the loop
    moments threads;                    ///< what threads do

    /// When something comes, whether or not anything comes of it.
    double next() const noexcept
    {
        return network ? std::min(network->next_arrival(), threads.next()) : threads.next();
    }
    /// When something comes that the loop has to see to, `timer` or sooner; it looks no further than to
    /// `limit`.
    double next(double timer, double limit)
    {
        const double other = std::min(threads.next(), timer);
        return network ? std::min(other, network->next(std::min(other, limit))) : other;
    }
    /// All that is due by now comes to pass.
    virtual void take();
    /// When a thread goes on next.
    virtual double next_of_threads() const noexcept { return threads.next(); }
    /// A thread goes on: its moment has come.
    virtual void go_on();
    /// Shuts the default executor down, and waits for its jobs, up to five minutes.
    /// CPython: loop.shutdown_default_executor.
    virtual coro<void> shut_down_executor(hidden);
    /// The loop was closed: its default executor takes no more, and what its jobs give is nobody's.
    virtual void loop_closed();

    std::uint32_t next_job() noexcept { return ++jobs_; }
    std::uint32_t next_thread() noexcept { return ++threads_; }
    std::uint32_t next_pool() noexcept { return pools_++; }
    /// Which of the loop's runs this is.
    std::uint32_t run() const noexcept { return closed_; }

    ref<thread_pool> default_executor;  ///< null until one is needed
    double horizon = moments::never;    ///< no thread's clock goes past it

private:
    core& core_;
    std::uint32_t jobs_ = 0;
    std::uint32_t threads_ = 0;
    std::uint32_t pools_ = 0;
    std::uint32_t closed_ = 0;
};

/// While it lives no task and no loop runs: a job does, or, with null, something comes to pass that a job
/// did. The loop's clock shows the job's own.
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
