#pragma once
// The event loop: a ready queue and a heap of timers on a virtual clock. One iteration moves the timers that
// are due to the ready queue, then runs the callbacks that are ready at that point; what they make ready
// waits for the next iteration. CPython: asyncio.base_events.BaseEventLoop.

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

/// Tasks take their first step when they are made. CPython: asyncio.eager_task_factory.
inline constexpr task_factory eager_task_factory{true};

class loop {
public:
    /// The clock starts at 0 seconds. `watcher` may be null; it must outlive the loop.
    explicit loop(observer* watcher = nullptr);
    loop(const loop&) = delete;
    loop& operator=(const loop&) = delete;
    /// Closes it. Within one of its own callbacks that can't be: the program is ended (std::terminate), after a
    /// sentence that the C++ library writes to stderr. Drops what is left: frames are destroyed where they are,
    /// innermost first, and no more code of theirs runs than destructors. Futures, tasks, handles, queues, locks and
    /// so on may outlive their loop: it's closed then, and what would need it throws runtime_error.
    ~loop();

    /// The loop whose callback is running, in this thread. Throws runtime_error outside of one.
    /// CPython: asyncio.get_running_loop.
    static loop& running() { return detail::core::running().user(); }
    /// The same, or null outside of one. CPython: asyncio._get_running_loop.
    static loop* running_or_null() noexcept { return detail::core::is_running() ? &running() : nullptr; }
    /// Whether it's this loop's callback that is running. CPython: loop.is_running.
    bool is_running() const noexcept { return core_->runs(); }

    /// Seconds on the virtual clock. Running code takes no time.
    double time() const noexcept { return core_->time(); }
    /// `delay` seconds from now. A delay that's lost in rounding still moves the clock, as in CPython, so
    /// that what sleeps for the rest of a time comes to its end.
    double after(double delay) const noexcept { return core_->after(delay); }
    /// The task whose coroutine is running, or null. CPython: asyncio.current_task.
    task_base* current_task() const noexcept { return core_->current; }

    /// Runs the next callback, first moving the clock to the earliest timer if nothing is ready, but not
    /// past `limit` seconds. Throws runtime_error within a callback of this loop's, or of another's.
    progress step(double limit = forever) { return core_->step(limit); }
    /// Runs what is left of the current iteration, or else the next one. Throws as step does.
    progress step_iteration(double limit = forever) { return core_->step_iteration(limit); }
    /// Whether the current iteration has run all its callbacks.
    bool between_iterations() const noexcept { return core_->between_iterations(); }
    /// The earliest moment at which a timer comes due or something comes from outside; `forever` for none.
    double next_deadline() const noexcept { return core_->next_deadline(); }

    /// Queues a call of `f(args...)`: it is made in the next iteration, after what was queued before. `f` and the
    /// arguments are kept until then, and moved into the call. It's called in a copy of the current context. What
    /// it throws goes to the exception handler. Throws runtime_error when the loop is closed.
    /// CPython: loop.call_soon.
    template <class F, class... A>
    handle call_soon(F f, A... args)
    {
        return queue(*detail::plan_call(*core_, std::move(f), std::move(args)...));
    }
    /// The same, called in `c`. CPython: loop.call_soon(f, *args, context=c).
    template <class F, class... A>
    handle call_soon(const context& c, F f, A... args)
    {
        return queue(detail::plan_call(*core_, std::move(f), std::move(args)...)->runs_in(c));
    }
    /// Sets a timer for a call of `f(args...)` in `delay` seconds; with 0 or less it is due in the next
    /// iteration. Keeps and throws as call_soon does. CPython: loop.call_later.
    template <class F, class... A>
    timer_handle call_later(double delay, F f, A... args)
    {
        return call_at(after(delay), std::move(f), std::move(args)...);
    }
    /// The same, called in `c`. CPython: loop.call_later(delay, f, *args, context=c).
    template <class F, class... A>
    timer_handle call_later(const context& c, double delay, F f, A... args)
    {
        return call_at(c, after(delay), std::move(f), std::move(args)...);
    }
    /// The same, at `when` on the loop's clock. CPython: loop.call_at.
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
    /// The same as call_soon, from a job in another thread, too: then the call is queued when the loop's
    /// clock has come as far as the job's. Not from a std::thread: aio's threads are modelled.
    /// CPython: loop.call_soon_threadsafe.
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

    /// A task of this loop's, made as aio::create_task makes one of the running loop's; aio/task.hpp has it.
    /// CPython: loop.create_task.
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
    /// A pending future of this loop; aio/future.hpp has it. CPython: loop.create_future.
    template <class T = void>
    future<T> create_future();

    /// A future of what `f(args...)` returns in a thread of `executor`; with null, of the default executor.
    /// aio/executor.hpp has both. CPython: loop.run_in_executor.
    template <class F, class... A>
    auto run_in_executor(const thread_pool_executor& executor, F f, A... args);
    template <class F, class... A>
    auto run_in_executor(std::nullptr_t, F f, A... args);
    /// CPython: loop.set_default_executor.
    void set_default_executor(const thread_pool_executor& executor);
    /// No thread's clock goes past `until`: a job that would sleep longer is left there, so that one without
    /// an end can be run up to then. To be set before it begins. An exception of aio's own ends it there, which
    /// its function mustn't keep: a `catch (...)` rethrows what it doesn't know.
    void set_horizon(double until);

    /// What becomes of bytes between sockets that connect from now on, in all runs of this loop: before that they take
    /// 0.05 seconds each way, and as many go at a time as there are. Throws value_error for a negative latency, or no
    /// bandwidth. aio/stream.hpp has what uses them.
    void set_link(const link_settings& link);

    /// Has failures that nobody catches handed to `handler`; with none, they are reported to the observer.
    /// CPython: loop.set_exception_handler.
    void set_exception_handler(exception_handler handler) { core_->handler = std::move(handler); }
    const exception_handler& get_exception_handler() const noexcept { return core_->handler; }
    /// Hands `context` to the exception handler. Throws nothing: what the handler throws is reported.
    /// CPython: loop.call_exception_handler.
    void call_exception_handler(const exception_context& context) noexcept
    {
        core_->call_exception_handler(context);
    }
    /// Reports `context` to the observer. CPython: loop.default_exception_handler.
    void default_exception_handler(const exception_context& context)
    {
        core_->default_exception_handler(context);
    }

    /// Sets how tasks are made that do not say so themselves. CPython: loop.set_task_factory.
    void set_task_factory(task_factory factory) noexcept { core_->factory = factory; }
    task_factory get_task_factory() const noexcept { return core_->factory; }

    /// Ends the run after this iteration, whether or not its main task is done. CPython: loop.stop.
    void stop() noexcept { core_->stopping = true; }
    /// Lets go of all calls, timers and tasks that are left: no more of their code runs than destructors.
    /// Nothing can be queued until another run begins: calls and tasks throw runtime_error. Throws
    /// runtime_error while one of its callbacks runs. CPython: loop.close.
    void close() { core_->close(); }
    bool is_closed() const noexcept { return core_->is_closed(); }

    /// The numbers that the functions of aio::random draw. The seed is 1 at first.
    random::generator& random_numbers() { return core_->random_numbers(); }

    /// Moves the clock on by `seconds` without returning to the loop: nothing else can run.
    /// CPython: time.sleep.
    void hold(double seconds) { core_->hold(seconds); }
    /// Hands `text` to the observer as printed by the current task.
    void print(std::string_view text);

    /// The observer, or null.
    observer* watcher() const noexcept { return core_->watcher(); }

    static constexpr double forever = detail::core::forever;

    /// What awaitables are made with.
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
