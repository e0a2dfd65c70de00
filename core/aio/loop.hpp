#pragma once
// The event loop: a ready queue and a heap of timers, on a virtual clock. Each iteration moves the timers
// that are due to the ready queue, then runs the callbacks that are ready at that point; callbacks that
// become ready in between wait for the next iteration. CPython: asyncio.base_events.BaseEventLoop.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "aio/detail/core.hpp"
#include "aio/handle.hpp"

namespace aio {

template <class T>
class future;
template <class T>
class task;
struct task_options;
class thread_pool_executor;
struct link_settings;

/// Makes tasks take their first step as soon as they're created. CPython: asyncio.eager_task_factory.
inline constexpr task_factory eager_task_factory{true};

class loop {
public:
    /// The clock starts at 0 seconds. `watcher` may be null; otherwise it must outlive the loop.
    explicit loop(observer* watcher = nullptr);
    loop(const loop&) = delete;
    loop& operator=(const loop&) = delete;
    /// Closes the loop. Not allowed inside one of the loop's own callbacks: that prints a message to stderr
    /// and ends the program (std::terminate). Drops everything that is left: frames are destroyed where they
    /// are suspended, innermost first, so none of their code runs except destructors. Futures, tasks,
    /// handles, queues, locks and so on may outlive their loop; it counts as closed then, and operations that
    /// need it throw runtime_error.
    ~loop();

    /// The loop whose callback is running in this thread. Throws runtime_error outside of a callback.
    /// CPython: asyncio.get_running_loop.
    static loop& running() { return detail::core::running().user(); }
    /// The same, or null outside of a callback. CPython: asyncio._get_running_loop.
    static loop* running_or_null() noexcept { return detail::core::is_running() ? &running() : nullptr; }
    /// True if the running callback is one of this loop's. CPython: loop.is_running.
    bool is_running() const noexcept { return core_->runs(); }

    /// The time on the virtual clock, in seconds. Running code takes no time. CPython: loop.time.
    double time() const noexcept { return core_->time(); }
    /// The time `delay` seconds from now. Even a delay too small for the clock's precision moves the clock,
    /// as in CPython, so that a task that sleeps in ever smaller steps still gets to the end.
    double after(double delay) const noexcept { return core_->after(delay); }
    /// The task whose coroutine is running, or null. CPython: asyncio.current_task.
    task_base* current_task() const noexcept { return core_->current; }

    /// Runs the next callback. If none is ready, first moves the clock to the earliest timer, but not past
    /// `limit` seconds. Throws runtime_error inside a callback of this or another loop.
    progress step(double limit = forever) { return core_->step(limit); }
    /// Runs the rest of the current iteration, or the next one if it's over. Throws as step does.
    progress step_iteration(double limit = forever) { return core_->step_iteration(limit); }
    /// True if the current iteration has run all its callbacks.
    bool between_iterations() const noexcept { return core_->between_iterations(); }
    /// The earliest time at which a timer is due or something arrives from outside the loop; `forever` if
    /// there is none.
    double next_deadline() const noexcept { return core_->next_deadline(); }

    /// Queues a call of `f(args...)` for the next iteration, after everything queued before it. Keeps `f` and
    /// the arguments until then, and moves them into the call. The call runs in a copy of the current
    /// context; an exception that it throws goes to the exception handler. Throws runtime_error if the loop
    /// is closed. CPython: loop.call_soon.
    template <class F, class... A>
    handle call_soon(F f, A... args)
    {
        return queue(*detail::plan_call(*core_, std::move(f), std::move(args)...));
    }
    /// The same, run in `c`. CPython: loop.call_soon(f, *args, context=c).
    template <class F, class... A>
    handle call_soon(const context& c, F f, A... args)
    {
        return queue(detail::plan_call(*core_, std::move(f), std::move(args)...)->runs_in(c));
    }
    /// Schedules a call of `f(args...)` in `delay` seconds; with 0 or less it's due in the next iteration.
    /// Otherwise works, and throws, as call_soon does. CPython: loop.call_later.
    template <class F, class... A>
    timer_handle call_later(double delay, F f, A... args)
    {
        return call_at(after(delay), std::move(f), std::move(args)...);
    }
    /// The same, run in `c`. CPython: loop.call_later(delay, f, *args, context=c).
    template <class F, class... A>
    timer_handle call_later(const context& c, double delay, F f, A... args)
    {
        return call_at(c, after(delay), std::move(f), std::move(args)...);
    }
    /// The same at the time `when` on the loop's clock. CPython: loop.call_at.
    template <class F, class... A>
    timer_handle call_at(double when, F f, A... args)
    {
        return schedule(when, *detail::plan_call(*core_, std::move(f), std::move(args)...));
    }
    template <class F, class... A>
    timer_handle call_at(const context& c, double when, F f, A... args)
    {
        return schedule(when, detail::plan_call(*core_, std::move(f), std::move(args)...)->runs_in(c));
    }
    /// Like call_soon, but may also be called from a job in another thread; the call is then queued once the
    /// loop's clock has reached the job's. Don't use it from a std::thread: aio's threads are simulated.
    /// Throws runtime_error if the loop is closed. CPython: loop.call_soon_threadsafe.
    template <class F, class... A>
    handle call_soon_threadsafe(F f, A... args)
    {
        core_->check_open();
        return queue_threadsafe(*detail::plan_call(*core_, std::move(f), std::move(args)...));
    }
    template <class F, class... A>
    handle call_soon_threadsafe(const context& c, F f, A... args)
    {
        core_->check_open();
        return queue_threadsafe(detail::plan_call(*core_, std::move(f), std::move(args)...)->runs_in(c));
    }

    /// Makes a task of this loop, just as aio::create_task does for the running loop; defined in
    /// aio/task.hpp. CPython: loop.create_task.
    template <class T>
    task<T> create_task(coro<T>&& c);
    template <class T>
    task<T> create_task(coro<T> c, std::string name);
    template <class T>
    task<T> create_task(coro<T> c, task_options options);
    template <class F, class... A>
    requires detail::makes_coro<F, A...>
    auto create_task(F f, A... args);
    template <class F, class... A>
    requires detail::makes_coro<F, A...>
    auto create_task(task_options options, F f, A... args);
    /// Makes a pending future of this loop; defined in aio/future.hpp. CPython: loop.create_future.
    template <class T = void>
    future<T> create_future();

    /// Calls `f(args...)` in a thread of `executor`, or of the default executor if it's null, and returns a
    /// future of the result. Throws runtime_error if the loop is closed. Defined in aio/executor.hpp.
    /// CPython: loop.run_in_executor.
    template <class F, class... A>
    auto run_in_executor(const thread_pool_executor& executor, F f, A... args);
    template <class F, class... A>
    auto run_in_executor(std::nullptr_t, F f, A... args);
    /// CPython: loop.set_default_executor.
    void set_default_executor(const thread_pool_executor& executor);
    /// Stops every thread's clock at `until` seconds: a job that would sleep longer is left there, so that
    /// even an endless job can be run up to that time. Call this before the job starts. The job's function is
    /// ended by an exception of aio's own, which it must not swallow: a `catch (...)` must rethrow exceptions
    /// that it doesn't know.
    void set_horizon(double until);

    /// Sets the latency and bandwidth of connections made from now on, in all runs of this loop. The default
    /// is 0.05 seconds each way with unlimited bandwidth. Throws value_error for a negative latency, or a
    /// bandwidth that isn't positive. See aio/stream.hpp.
    void set_link(const link_settings& link);

    /// Sets the handler for failures that no code catches; without one, they're reported to the observer.
    /// CPython: loop.set_exception_handler.
    void set_exception_handler(exception_handler handler) { core_->handler = std::move(handler); }
    const exception_handler& get_exception_handler() const noexcept { return core_->handler; }
    /// Passes `context` to the exception handler. Doesn't throw: if the handler throws, that exception is
    /// reported too. CPython: loop.call_exception_handler.
    void call_exception_handler(const exception_context& context) noexcept
    {
        core_->call_exception_handler(context);
    }
    /// Reports `context` to the observer. CPython: loop.default_exception_handler.
    void default_exception_handler(const exception_context& context)
    {
        core_->default_exception_handler(context);
    }

    /// Sets how tasks are made if they have no options of their own. CPython: loop.set_task_factory.
    void set_task_factory(task_factory factory) noexcept { core_->factory = factory; }
    task_factory get_task_factory() const noexcept { return core_->factory; }

    /// Ends the run after the current iteration, whether or not its main task is done. CPython: loop.stop.
    void stop() noexcept { core_->stopping = true; }
    /// Drops all pending calls, timers and tasks: none of their code runs except destructors. Until another
    /// run starts, nothing can be queued: requesting a call or a task throws runtime_error. Throws
    /// runtime_error while one of the loop's callbacks runs. CPython: loop.close.
    void close() { core_->close(); }
    bool is_closed() const noexcept { return core_->is_closed(); }

    /// The generator from which the functions of aio::random draw. Its seed is 1 at first.
    random::generator& random_numbers() { return core_->random_numbers(); }

    /// Moves the clock forward by `seconds` without returning to the loop, so nothing else can run. Throws
    /// value_error if `seconds` is NaN or negative. CPython: time.sleep.
    void hold(double seconds) { core_->hold(seconds); }
    /// Passes `text` to the observer as printed by the current task.
    void print(std::string_view text);

    /// The observer, or null.
    observer* watcher() const noexcept { return core_->watcher(); }

    static constexpr double forever = detail::core::forever;

    /// For implementing awaitables.
    detail::core& get_core() const noexcept { return *core_; }

private:
    handle queue(detail::planned_call& call) const
    {
        const handle held(&call);
        core_->queue(call);
        return held;
    }
    handle queue_threadsafe(detail::planned_call& call) const
    {
        const handle held(&call);
        core_->queue_threadsafe(call);
        return held;
    }
    timer_handle schedule(double when, detail::planned_call& call) const
    {
        const timer_handle held(&call);
        core_->schedule(call, when);
        return held;
    }

    detail::ref<detail::core> core_;
};

}  // namespace aio
