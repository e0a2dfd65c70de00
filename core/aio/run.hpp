#pragma once
// asyncio.run and asyncio.Runner, in steps: main tasks run to their ends, one after the other; then what is
// left is cancelled, and ends too. Whoever holds a runner decides how far to go: by callback, by iteration,
// or to a time. CPython: asyncio.run, asyncio.Runner.

#include <cstddef>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

#include "aio/task.hpp"

namespace aio {

/// Not to be destroyed by a callback of the loop that it drives: that is undefined.
class runner {
public:
    /// For any number of runs on `l`, and a close after them. One runner at a time drives a loop; another may
    /// follow it, and finds the loop as new but for its clock and its counts. CPython: asyncio.Runner.
    explicit runner(loop& l);
    /// For one run, of `main`, closed by itself. CPython: asyncio.run.
    template <class T>
    runner(loop& l, coro<T> main) : runner(l)
    {
        start(std::move(main));
        closes_itself_ = true;
    }
    runner(const runner&) = delete;
    runner& operator=(const runner&) = delete;
    /// Abandons what has not ended.
    ~runner();

    /// Runs `main` to its end, and gives its result or throws what it failed with; the observer is told of no
    /// failure, since the caller may catch it. Throws runtime_error while a loop runs, when this is closed,
    /// and on a deadlock. CPython: Runner.run.
    template <class T>
    T run(coro<T> main)
    {
        const task<T> t = start(std::move(main));
        drive();
        return t.result();
    }
    /// Cancels what is left and runs that to its end. Before the first run, or get_loop, there is nothing to
    /// close: it does nothing, and the runner can still be used. CPython: Runner.close.
    void close();
    /// The loop that it drives. From then on `close` has something to close. CPython: Runner.get_loop.
    loop& get_loop()
    {
        initialize();
        return loop_;
    }

    // The same in steps.

    /// Queues the first step of `main`; the run is over when it is done. Throws as run does.
    template <class T>
    task<T> start(coro<T> main)
    {
        check_ready("Runner.run()");
        initialize();
        task<T> t(loop_, std::move(main), {.context = context_});
        begin(t.base());
        return t;
    }
    /// Begins the clean-up. `error`, if there is one, is reported as leaving the program when all is over.
    void start_closing(std::exception_ptr error = nullptr);

    /// Runs one callback, not moving the clock past `limit` seconds.
    progress step(double limit = loop::forever);
    /// Runs one iteration of the loop.
    progress step_iteration(double limit = loop::forever);
    /// Runs all that is due up to `time`, at most `most` callbacks. Returns how many ran.
    std::size_t advance(double time, std::size_t most = SIZE_MAX);

    /// There is something to step: a main task that is not done, or a clean-up.
    bool busy() const noexcept { return phase_ != phase::idle && !ended(); }
    /// The program has ended, or nothing in it can ever run again.
    bool ended() const noexcept { return phase_ >= phase::finished; }
    bool deadlocked() const noexcept { return phase_ == phase::deadlocked; }

private:
    template <class T>
    friend T run(loop& l, coro<T> main);

    // The order of asyncio.run and its clean-up. In each phase but the first the loop runs until that phase's
    // future is done; in that of threads it doesn't run any more, and what executors still do comes to an
    // end.
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
    // In which each run's main task is: what one sets, the next one has. As soon as there's something to close.
    std::optional<context> context_;
    bool closes_itself_ = false;
    bool throws_ = false;               // what fails is thrown to the caller: it hasn't left the program
    detail::ref<future_base> awaited_;  // the phase's future
    std::vector<detail::ref<task_base>> rest_;  // what is being cancelled
    std::exception_ptr error_;                  // leaves the program, or the run
};

/// Runs `main` on `l` to the end, gives its result or throws what it fails with. Before it returns, all tasks that are
/// left are cancelled and waited for, asynchronous generators are closed, and the loop is. Blocks; the clock jumps from
/// timer to timer. Throws runtime_error on a deadlock, when no task can ever run again, and while a loop runs. What
/// leaves it isn't told to the observer, since the caller may catch it; run_main says so on stderr. CPython:
/// asyncio.run.
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
