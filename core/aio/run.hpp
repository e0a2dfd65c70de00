#pragma once
// asyncio.run and asyncio.Runner, in steps: main tasks run to their end, one after the other; then all tasks
// that are left are cancelled and run to their end too. The owner of a runner decides how far each step goes:
// one callback, one iteration, or up to a time. CPython: asyncio.run, asyncio.Runner.

#include <cstddef>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

#include "aio/task.hpp"

namespace aio {

/// Destroying a runner inside a callback of the loop that it drives is undefined behaviour.
class runner {
public:
    /// For any number of runs on `l`, followed by one close. Only one runner at a time may drive a loop;
    /// another one may follow, and finds a fresh loop except for its clock and its counters.
    /// CPython: asyncio.Runner.
    explicit runner(loop& l);
    /// For one run, of `main`, after which the runner closes itself. CPython: asyncio.run.
    template <class T>
    runner(loop& l, coro<T> main) : runner(l)
    {
        start(std::move(main));
        closes_itself_ = true;
    }
    runner(const runner&) = delete;
    runner& operator=(const runner&) = delete;
    /// Abandons everything that hasn't ended.
    ~runner();

    /// Runs `main` to its end, and returns its result or throws its exception; the observer isn't told about
    /// an exception, because the caller may catch it. Throws runtime_error while a loop is running, if the
    /// runner is closed, if the loop is stopped before `main` ends, and on a deadlock. CPython: Runner.run.
    template <class T>
    T run(coro<T> main)
    {
        const task<T> t = start(std::move(main));
        drive();
        return t.result();
    }
    /// Cancels all tasks that are left and runs them to their end. Before the first run or get_loop there is
    /// nothing to close: the call does nothing, and the runner can still be used. CPython: Runner.close.
    void close();
    /// The loop that it drives. After this call, `close` has something to close. CPython: Runner.get_loop.
    loop& get_loop()
    {
        initialize();
        return loop_;
    }

    // The same in steps.

    /// Queues the first step of `main`; the run is over when `main` is done. Throws runtime_error while a
    /// loop is running, and if the runner is closed.
    template <class T>
    task<T> start(coro<T> main)
    {
        check_ready("Runner.run()");
        initialize();
        task<T> t(loop_, std::move(main), {.context = context_});
        begin(t.base());
        return t;
    }
    /// Starts the cleanup. A non-null `error` is reported as uncaught when the cleanup is over.
    void start_closing(std::exception_ptr error = nullptr);

    /// Runs one callback, without moving the clock past `limit` seconds.
    progress step(double limit = loop::forever);
    /// Runs one iteration of the loop.
    progress step_iteration(double limit = loop::forever);
    /// Runs everything that is due up to `time`, but at most `most` callbacks. Returns how many ran.
    std::size_t advance(double time, std::size_t most = SIZE_MAX);

    /// True if there is something to step: a main task that isn't done, or a cleanup.
    bool busy() const noexcept { return phase_ != phase::idle && !ended(); }
    /// True if the program has ended, or nothing in it can ever run again.
    bool ended() const noexcept { return phase_ >= phase::finished; }
    bool deadlocked() const noexcept { return phase_ == phase::deadlocked; }

private:
    template <class T>
    friend T run(loop& l, coro<T> main);

    // The order of asyncio.run and its cleanup. In each phase but the first, the loop runs until the phase's
    // future is done. In the phase `threads` the loop no longer runs, and the executors' remaining jobs run
    // to their end.
    enum class phase { idle, main, cancelling, async_generators, executor, threads, finished, deadlocked };

    struct stop_callback : detail::entry {
        explicit stop_callback(runner& r) : entry(&run_entry, callback_kind::internal), owner(&r) {}
        static void run_entry(detail::entry& e, action a);
        runner* owner;
    };

    void check_ready(const char* caller) const;
    void initialize();
    void begin(future_base& main);
    void drive();
    progress after(progress p);
    void next_phase(bool was_done);
    void wait_for(future_base& f);
    void main_ended();
    void cancel_rest();
    void complain_of_rest();
    void housekeeping(coro<void> work);
    void end();
    progress run_out(double limit);

    loop& loop_;
    detail::core& core_;
    stop_callback stop_{*this};
    phase phase_ = phase::idle;
    // The context in which the main task of each run executes, so that one run sees the variables that an
    // earlier one set. Exists as soon as there is something to close.
    std::optional<context> context_;
    bool closes_itself_ = false;
    bool throws_ = false;  // exceptions are thrown to the caller, so they haven't left the program
    detail::ref<future_base> awaited_;          // the phase's future
    std::vector<detail::ref<task_base>> rest_;  // the tasks that are being cancelled
    std::exception_ptr error_;                  // the exception that leaves the program, or the run
};

/// Runs `main` on `l` to its end, and returns its result or throws its exception. Before it returns, it
/// cancels all tasks that are left and waits for them, closes asynchronous generators, and closes the loop.
/// Blocks; the clock jumps from timer to timer. Throws runtime_error while a loop is running, if the loop is
/// stopped before `main` ends, and on a deadlock, when no task can ever run again. An exception that it
/// throws isn't reported to the observer, because the caller may catch it; run_main prints it to stderr.
/// CPython: asyncio.run.
template <class T>
T run(loop& l, coro<T> main)
{
    runner r(l);
    r.check_ready("asyncio.run()");
    const task<T> t = r.start(std::move(main));
    r.closes_itself_ = true;
    r.drive();
    return t.result();
}

}  // namespace aio
