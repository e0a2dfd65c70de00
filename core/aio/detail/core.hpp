#pragma once
// The inside of a loop: its queue, timers and clock, and everything that belongs to it. Futures, locks and so
// on share ownership of it, so it lives as long as any of them, even if its `loop` is gone: it's closed for
// good then, and no longer reports anything.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "aio/detail/list.hpp"
#include "aio/detail/ready_ring.hpp"
#include "aio/detail/ref.hpp"
#include "aio/detail/timer_heap.hpp"
#include "aio/exception_context.hpp"
#include "aio/observer.hpp"

namespace aio {

class task_base;
class loop;
namespace random {
class generator;
}

/// The result of one attempt to run a callback.
enum class progress {
    ran,      ///< one callback has run
    waiting,  ///< nothing is ready, and the earliest timer is beyond the limit
    idle,     ///< nothing is ready, and no timer will ever be due
};

/// How a loop makes its tasks. CPython: a task factory.
struct task_factory {
    bool eager_start = false;
};

namespace detail {

class beside;
class done_callback;
class generator_base;
class job;
class network;
class outside;
class planned_call;
class sleep_future;
class thread_pool;

class core final : public counted {
public:
    /// The clock starts at 0 seconds.
    core(loop& user, observer* watcher);

    /// The core whose callback is running. Throws runtime_error outside of a callback.
    static core& running()
    {
        if (!running_) {
            throw_not_running();
        }
        return *running_;
    }
    static bool is_running() noexcept { return running_ != nullptr; }
    /// True if a callback of this core is running.
    bool runs() const noexcept { return running_ == this; }
    /// True if any code of this loop is running: a callback, a job, or an observer that it calls. The loop
    /// can't be stepped, closed or destroyed then.
    bool is_under_way() const noexcept;
    class under_way;
    static bool any_is_under_way() noexcept { return innermost_ != nullptr; }
    /// The task whose coroutine is running. Only call this within a step of a task.
    static task_base& running_task() noexcept { return *running_->current; }

    /// The loop object. Throws runtime_error if it's gone.
    loop& user() const
    {
        if (!user_) {
            throw_closed();
        }
        return *user_;
    }

    double time() const noexcept { return now_; }
    double after(double delay) const noexcept
    {
        const double when = now_ + delay;
        return delay > 0 && when == now_ ? std::nextafter(now_, forever) : when;
    }
    std::uint32_t current_task_id() const noexcept;

    progress step(double limit);
    progress step_iteration(double limit);
    /// Runs iterations up to the end of the one that sets `stopping`, or until nothing is left to run.
    progress run_until_stopping();
    bool between_iterations() const noexcept { return ready_.iteration_is_over(); }
    double next_deadline() const noexcept;

    /// The functions of `loop` with the same names.
    void call_exception_handler(const exception_context& context) noexcept;
    void default_exception_handler(const exception_context& context);
    void close();
    void reopen() noexcept;
    void hold(double seconds);
    /// Blocks until `over()` is true or the clock reaches `until`; threads keep running. Returns the last
    /// result of `over()`. Throws runtime_error if nothing can end the wait.
    bool hold_until(double until, const std::function<bool()>& over);
    random::generator& random_numbers();

    /// Drops everything that is left: only destructors of its code still run.
    void drop_all() noexcept;
    /// The loop object is gone. Drops everything that is left, without reporting it.
    void abandon() noexcept;

    /// The observer, or null.
    observer* watcher() const noexcept { return observer_; }
    /// True if the loop is being destroyed or is gone; nothing may be reported any more.
    bool closing() const noexcept { return closing_; }
    bool is_closed() const noexcept { return closed_; }
    /// True if nothing may be queued. While the loop is being closed, destructors may still request calls,
    /// which are dropped.
    bool refuses() const noexcept { return closed_ && !dropping_; }
    /// Throws runtime_error if nothing may be queued.
    void check_open() const
    {
        if (refuses()) {
            throw_closed();
        }
    }

    /// Puts `item` at the end of the ready queue, to run in the next iteration.
    [[gnu::always_inline]] void push(entry& item)
    {
        ready_.push(&item);
        if (watched_) {
            note_queued(item);
        }
    }
    /// Removes `item` from the ready queue, if it's there. Takes linear time.
    void forget(entry& item) noexcept;
    /// Sets the timer `t` to fire `delay` seconds from now.
    void set_timer(timer& t, double delay) { set_timer_at(t, after(delay)); }
    /// Sets the timer `t` to fire at `when`.
    void set_timer_at(timer& t, double when);
    /// Drops `t`, whether it's still set or is due and waits for its call.
    void cancel_timer(timer& t) noexcept;
    /// Sets a timer that is set already to another time, and keeps its number: for intervene.hpp.
    void move_timer(timer& t, double when);
    /// The sleep that `t` waits for, or null: for intervene.hpp.
    static sleep_future* sleep_of(const task_base& t) noexcept;
    /// Destroys a pending task: for intervene.hpp.
    static bool lose(task_base& t, const std::function<void()>& before);
    /// Queues a call, or sets its timer, on behalf of the current task. If the loop is closed, drops the call
    /// and throws runtime_error.
    void queue(planned_call& call);
    void schedule(planned_call& call, double when);
    /// Removes a cancelled call from the timers and returns true; or marks it to be skipped in the ready
    /// queue.
    bool withdraw(planned_call& call) noexcept;
    /// Like queue, but may be called from a job in another thread as well.
    void queue_threadsafe(planned_call& call);
    /// Like queue, but on behalf of `task`; 0 for none.
    void queue_for(planned_call& call, std::uint32_t task);
    /// Queues a call that a job requested, now that its time has come.
    void queue_from_thread(planned_call& call);
    /// Everything outside of the loop: other threads, a network. Made on first use.
    outside& from_outside();
    /// The same, or null if it hasn't been made.
    outside* outside_or_null() const noexcept { return outside_.get(); }
    /// The executor of run_in_executor(nullptr, …). Throws runtime_error after its shutdown.
    thread_pool& default_executor();
    /// Ends the use of a default executor; returns the current one, or null.
    ref<thread_pool> shut_default_executor() noexcept;
    /// Runs only the threads, up to `limit` seconds. Returns true if all have finished.
    bool run_threads(double limit);
    /// Reports that the exception being handled left a callback with this name, which may be empty.
    void callback_failed(const std::string& name) noexcept;

    static constexpr double forever = std::numeric_limits<double>::infinity();

    // State that belongs to the loop; each class maintains its own part.

    task_base* current = nullptr;     ///< the task whose coroutine is running
    list<task_base> tasks;            ///< those that aren't done, in order of creation
    list<done_callback> callbacks;    ///< those that haven't been called
    list<generator_base> generators;  ///< those in use and not yet destroyed, oldest first
    exception_handler handler;
    task_factory factory;
    bool stopping = false;  ///< the run stops when the current iteration is over

    std::uint32_t tasks_made = 0;
    std::uint32_t names_used = 0;
    std::uint32_t resources_made = 0;
    std::uint32_t callbacks_made = 0;

private:
    friend class beside;
    friend class job;
    friend class network;
    friend class outside;
    class scope;

    ~core() override;

    void check_startable() const;
    bool takes(planned_call& call);
    void abandon_callbacks() noexcept;
    progress what_is_left(double limit) const noexcept;
    progress iterate(double limit);
    bool begin_iteration(double limit);
    bool bring(double limit);
    void move_clock(double when);
    bool is_due(double when) const noexcept;
    [[noreturn]] static void throw_not_running();
    [[noreturn]] static void throw_closed();
    [[noreturn]] static void throw_under_way();
    void run(entry& item);
    void run_watched(entry& item);
    bool run_next();
    void skip_forgotten() noexcept;
    void note_queued(const entry& item);
    static callback_info info(const entry& item) noexcept;

    // A loop belongs to one thread. Set by `scope` while a callback runs.
    inline static constinit thread_local core* running_ = nullptr;
    inline static constinit thread_local const under_way* innermost_ = nullptr;

    loop* user_;  // null once it's gone
    double now_ = 0;
    ready_ring ready_;
    timer_heap timers_;
    std::unique_ptr<outside> outside_;  // made when something can come from there
    observer* observer_;
    bool watched_;  // has an observer, or is closing: don't take the fast paths
    bool closed_ = false;
    bool dropping_ = false;
    bool closing_ = false;
    bool executor_is_shut_ = false;  // the default executor, shut down by asyncio.run
    std::uint32_t iterations_ = 0;
    std::uint32_t timers_made_ = 0;
    std::unique_ptr<random::generator> random_;  // made on first use
};

/// Marks `c` as running code during this object's lifetime; they nest.
class core::under_way {
public:
    explicit under_way(const core& c) noexcept : of(c), outer(std::exchange(innermost_, this)) {}
    under_way(const under_way&) = delete;
    under_way& operator=(const under_way&) = delete;
    ~under_way() { innermost_ = outer; }

    const core& of;
    const under_way* const outer;
};

}  // namespace detail
}  // namespace aio
