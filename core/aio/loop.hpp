#pragma once
// The event loop: a ready queue and a heap of timers on a virtual clock. One iteration moves the timers that
// are due to the ready queue, then runs the callbacks that are ready at that point; what they make ready
// waits for the next iteration. CPython: asyncio.base_events.BaseEventLoop.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>

#include "aio/detail/ready_ring.hpp"
#include "aio/detail/ref.hpp"
#include "aio/detail/timer_heap.hpp"
#include "aio/exception_context.hpp"
#include "aio/handle.hpp"
#include "aio/observer.hpp"

namespace aio {

class task_base;
class future_base;
class thread_pool_executor;
namespace random {
class generator;
}
namespace detail {
class beside;
class done_callback;
class generator_base;
class job;
class outside;
class thread_pool;

/// Who is to be told of a loop's events. Shared with what may outlive the loop: then null.
struct told final : counted {
    explicit told(observer* o) noexcept : who(o) {}
    observer* who;
};
}  // namespace detail

/// What became of one attempt to run a callback.
enum class progress {
    ran,      ///< one callback has run
    waiting,  ///< nothing is ready, and the earliest timer lies beyond the limit
    idle,     ///< nothing is ready, and no timer is set that ever comes due
};

/// How a loop makes its tasks. CPython: a task factory.
struct task_factory {
    bool eager_start = false;
};

/// Tasks take their first step when they are made. CPython: asyncio.eager_task_factory.
inline constexpr task_factory eager_task_factory{true};

class loop {
public:
    /// The clock starts at 0 seconds. `watcher` may be null; it must outlive the loop.
    explicit loop(observer* watcher = nullptr);
    loop(const loop&) = delete;
    loop& operator=(const loop&) = delete;
    /// Drops what is left: frames are destroyed where they stand, innermost first, and no more code of theirs
    /// runs than destructors. Futures, queues, locks and so on must not be used after their loop.
    /// A queue, a lock and so on may be destroyed after it; a future whose failure was not retrieved may not.
    ~loop();

    /// The loop whose callback is running. Throws runtime_error outside of one.
    /// CPython: asyncio.get_running_loop.
    static loop& running()
    {
        if (!running_) {
            throw_not_running();
        }
        return *running_;
    }
    /// Whether some loop's callback is running.
    static bool is_running() noexcept { return running_ != nullptr; }
    /// Whether one of this loop's is. CPython: loop.is_running.
    bool runs() const noexcept { return running_ == this; }

    /// Seconds on the virtual clock. Running code takes no time.
    double time() const noexcept { return now_; }
    /// `delay` seconds from now. A delay that's lost in rounding still moves the clock, as in CPython, so that
    /// what sleeps for the rest of a time comes to its end.
    double after(double delay) const noexcept
    {
        const double when = now_ + delay;
        return delay > 0 && when == now_ ? std::nextafter(now_, forever) : when;
    }
    /// The task whose coroutine is running, or null. CPython: asyncio.current_task.
    task_base* current_task() const noexcept { return current_; }
    std::uint32_t current_task_id() const noexcept;
    /// The oldest task that is not done, or null. CPython: asyncio.all_tasks.
    task_base* first_task() const noexcept { return first_task_; }

    /// Runs the next callback, first moving the clock to the earliest timer where nothing is ready, but not
    /// past `limit` seconds.
    progress step(double limit = forever);
    /// Runs what is left of the current iteration, or else the next one.
    progress step_iteration(double limit = forever);
    /// Whether the current iteration has run all its callbacks.
    bool between_iterations() const noexcept { return ready_.iteration_is_over(); }
    /// The earliest moment at which a timer comes due or something comes from outside; `forever` for none.
    double next_deadline() const noexcept;

    /// Queues a call of `f(args...)`: it is made in the next iteration, after what was queued before. What it
    /// throws goes to the exception handler. Throws runtime_error when the loop is closed.
    /// CPython: loop.call_soon.
    template <class F, class... A>
    handle call_soon(F f, A... args)
    {
        auto* const call = detail::plan_call(*this, std::move(f), std::move(args)...);
        const handle held(call);
        queue(*call);
        return held;
    }
    /// Sets a timer for a call of `f(args...)` in `delay` seconds; with 0 or less it is due in the next
    /// iteration. Throws as call_soon does. CPython: loop.call_later.
    template <class F, class... A>
    timer_handle call_later(double delay, F f, A... args)
    {
        return call_at(after(delay), std::move(f), std::move(args)...);
    }
    /// The same, at `when` on the loop's clock. CPython: loop.call_at.
    template <class F, class... A>
    timer_handle call_at(double when, F f, A... args)
    {
        auto* const call = detail::plan_call(*this, std::move(f), std::move(args)...);
        const timer_handle held(call);
        schedule(*call, when);
        return held;
    }
    /// The same as call_soon, from a job in another thread, too: then the call is queued when the loop's clock
    /// has come as far as the job's. CPython: loop.call_soon_threadsafe.
    template <class F, class... A>
    handle call_soon_threadsafe(F f, A... args)
    {
        check_open();
        auto* const call = detail::plan_call(*this, std::move(f), std::move(args)...);
        const handle held(call);
        queue_threadsafe(*call);
        return held;
    }

    /// A future of what `f(args...)` returns in a thread of `executor`; with null, of the default executor.
    /// aio/executor.hpp has both. CPython: loop.run_in_executor.
    template <class F, class... A>
    auto run_in_executor(const thread_pool_executor& executor, F f, A... args);
    template <class F, class... A>
    auto run_in_executor(std::nullptr_t, F f, A... args);
    /// CPython: loop.set_default_executor.
    void set_default_executor(const thread_pool_executor& executor);
    /// No thread's clock goes past `until`: a job that would sleep longer is left there, so that one without an
    /// end can be run up to then. To be set before it begins.
    void set_horizon(double until);

    /// Has failures that nobody catches handed to `handler`; with none, they are reported to the observer.
    /// CPython: loop.set_exception_handler.
    void set_exception_handler(exception_handler handler) { handler_ = std::move(handler); }
    const exception_handler& get_exception_handler() const noexcept { return handler_; }
    /// Hands `context` to the exception handler. Throws nothing: what the handler throws is reported.
    /// CPython: loop.call_exception_handler.
    void call_exception_handler(const exception_context& context) noexcept;
    /// Reports `context` to the observer. CPython: loop.default_exception_handler.
    void default_exception_handler(const exception_context& context);

    /// Sets how tasks are made that do not say so themselves. CPython: loop.set_task_factory.
    void set_task_factory(task_factory factory) noexcept { task_factory_ = factory; }
    task_factory get_task_factory() const noexcept { return task_factory_; }

    /// Ends the run after this iteration, whether or not its main task is done. CPython: loop.stop.
    void stop() noexcept { stopping_ = true; }
    /// Lets go of all calls, timers and tasks that are left: no more of their code runs than destructors.
    /// Nothing can be queued until another run begins: calls and tasks throw runtime_error. Throws
    /// runtime_error while one of its callbacks runs. CPython: loop.close.
    void close();
    bool is_closed() const noexcept { return closed_; }
    /// Makes a closed loop as new, but for its clock, its counts and its random numbers: another run begins.
    void reopen() noexcept;

    /// The numbers that the functions of aio::random draw. The seed is 1 at first.
    random::generator& random_numbers();

    /// Moves the clock on by `seconds` without returning to the loop: nothing else can run.
    /// CPython: time.sleep.
    void hold(double seconds);
    /// Blocks until `over()`, or until that time; threads go on. What `over()` says then. Throws runtime_error
    /// when nothing can end the wait.
    bool hold_until(double until, const std::function<bool()>& over);
    /// Hands `text` to the observer as printed by the current task.
    void print(std::string_view text);

    /// The observer, or null.
    observer* watcher() const noexcept { return observer_; }
    /// The observer, for those that may outlive the loop.
    const detail::ref<detail::told>& told() const noexcept { return told_; }
    /// Counts up from 1: a number for a queue, a lock and so on.
    std::uint32_t next_resource_id() noexcept { return ++resources_made_; }
    /// It is being destroyed: nobody is to be told anything more.
    bool closing() const noexcept { return closing_; }

    static constexpr double forever = std::numeric_limits<double>::infinity();

    // What awaitables are made with.

    /// Throws runtime_error when it is closed, unless it is just being closed.
    void check_open() const;
    /// Puts `item` at the end of the ready queue. Suspends nothing; runs in the next iteration.
    [[gnu::always_inline]] void push(detail::entry& item)
    {
        ready_.push(&item);
        if (watched_) {
            note_queued(item);
        }
    }
    /// Takes `item` out of the ready queue, where it is in it. Linear.
    void forget(detail::entry& item) noexcept;
    /// Sets `t` to come due `delay` seconds from now.
    void set_timer(detail::timer& t, double delay) { set_timer_at(t, after(delay)); }
    /// Sets `t` to come due at `when`.
    void set_timer_at(detail::timer& t, double when);
    /// Drops `t`, whether it is still set or has come due and not been called yet.
    void cancel_timer(detail::timer& t) noexcept;
    /// Takes a cancelled call out of the timers, and gives true; or has it skipped in the ready queue.
    bool withdraw(detail::planned_call& call) noexcept;
    /// What comes from outside of the loop: other threads, a network.
    detail::outside& from_outside();
    /// The executor of run_in_executor(nullptr, …). Throws runtime_error once it's shut down.
    detail::thread_pool& default_executor();
    /// There is none from now on; gives what was, or null.
    detail::ref<detail::thread_pool> shut_default_executor() noexcept;
    /// Has the threads alone go on up to `limit` seconds; whether they have come to their ends.
    bool run_threads(double limit);
    /// Queues a call that a job has made, now that its moment has come.
    void queue_from_thread(detail::planned_call& call);
    /// The exception that is being handled left a callback of this name, which may be empty.
    void callback_failed(const std::string& name) noexcept;

private:
    friend class task_base;
    friend class runner;
    friend class detail::beside;
    friend class detail::done_callback;
    friend class detail::generator_base;
    friend class detail::job;
    friend class detail::outside;
    class scope;

    void drop_all() noexcept;
    bool begin_iteration(double limit);
    bool bring(double limit);
    void move_clock(double when);
    bool is_due(double when) const noexcept;
    [[noreturn]] static void throw_not_running();
    void run(detail::entry& item);
    void run_watched(detail::entry& item);
    bool run_next();
    void skip_forgotten() noexcept;
    void queue(detail::planned_call& call);
    void queue_threadsafe(detail::planned_call& call);
    void schedule(detail::planned_call& call, double when);
    void note_queued(const detail::entry& item);
    static callback_info info(const detail::entry& item) noexcept;

    inline static loop* running_ = nullptr;  // bound by `scope` while a callback runs

    double now_ = 0;
    detail::ready_ring ready_;
    detail::timer_heap timers_;
    std::unique_ptr<detail::outside> outside_;  // once something can come from there
    observer* observer_;
    bool watched_;  // has an observer, or is closing: the quick ways are not to be taken
    task_base* current_ = nullptr;
    task_base* first_task_ = nullptr;  // tasks that are not done, in the order of creation
    task_base* last_task_ = nullptr;
    detail::done_callback* first_callback_ = nullptr;    // those that have not been called
    detail::generator_base* first_generator_ = nullptr;  // in use and still there, the oldest first
    detail::generator_base* last_generator_ = nullptr;
    std::uint32_t iterations_ = 0;
    std::uint32_t timers_made_ = 0;
    std::uint32_t tasks_made_ = 0;
    std::uint32_t names_used_ = 0;
    std::uint32_t resources_made_ = 0;
    std::uint32_t callbacks_made_ = 0;
    std::unique_ptr<random::generator> random_;  // once it is needed
    exception_handler handler_;
    task_factory task_factory_;
    detail::ref<detail::told> told_;  // the observer, for what may outlive the loop
    bool stopping_ = false;           // the run is to stop when the iteration is over
    bool closed_ = false;             // no run goes on: nothing is to be queued
    bool dropping_ = false;           // it is being closed: destructors may ask for calls, which are dropped
    bool closing_ = false;
    bool executor_is_shut_ = false;  // the default one, by asyncio.run
};

}  // namespace aio
