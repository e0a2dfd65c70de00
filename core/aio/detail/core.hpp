#pragma once
// What a loop is inside: its queue, timers and clock, and whatever belongs to it. Futures, locks and so on
// share it, so it's there for as long as one of them is, though its `loop` may be gone: then it's closed for
// good, and tells nobody anything.

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

namespace detail {

class beside;
class done_callback;
class generator_base;
class job;
class network;
class outside;
class planned_call;
class thread_pool;

class core final : public counted {
public:
    /// The clock starts at 0 seconds.
    core(loop& user, observer* watcher);

    /// The one whose callback is running. Throws runtime_error outside of one.
    static core& running()
    {
        if (!running_) {
            throw_not_running();
        }
        return *running_;
    }
    static bool is_running() noexcept { return running_ != nullptr; }
    /// Of this one.
    bool runs() const noexcept { return running_ == this; }
    /// Whether something of this one's is under way: a callback, or what a job does, or an observer that's told
    /// of it. It can be neither stepped, closed nor destroyed then.
    bool is_under_way() const noexcept;
    class under_way;
    static bool any_is_under_way() noexcept { return innermost_ != nullptr; }
    /// The task whose coroutine is running, within a step of a task.
    static task_base& running_task() noexcept { return *running_->current; }

    /// The loop itself. Throws runtime_error when it's gone.
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
    /// Iterations up to the end of the one in which `stopping` is set, or until nothing's left to run.
    progress run_until_stopping();
    bool between_iterations() const noexcept { return ready_.iteration_is_over(); }
    double next_deadline() const noexcept;

    /// What `loop` offers under the same names.
    void call_exception_handler(const exception_context& context) noexcept;
    void default_exception_handler(const exception_context& context);
    void close();
    void reopen() noexcept;
    void hold(double seconds);
    /// Blocks until `over()`, or until that time; threads go on. What `over()` says then. Throws
    /// runtime_error when nothing can end the wait.
    bool hold_until(double until, const std::function<bool()>& over);
    random::generator& random_numbers();

    /// Lets go of all that's left: of its code only destructors still run.
    void drop_all() noexcept;
    /// Its loop is gone. Drops what's left, and tells nobody.
    void abandon() noexcept;

    /// The observer, or null.
    observer* watcher() const noexcept { return observer_; }
    /// It's being destroyed, or gone: nobody is to be told anything more.
    bool closing() const noexcept { return closing_; }
    bool is_closed() const noexcept { return closed_; }
    /// Nothing may be queued. (While it's being closed, destructors may ask for calls: those are dropped.)
    bool refuses() const noexcept { return closed_ && !dropping_; }
    /// Throws runtime_error then.
    void check_open() const
    {
        if (refuses()) {
            throw_closed();
        }
    }

    /// Puts `item` at the end of the ready queue. Suspends nothing; runs in the next iteration.
    [[gnu::always_inline]] void push(entry& item)
    {
        ready_.push(&item);
        if (watched_) {
            note_queued(item);
        }
    }
    /// Takes `item` out of the ready queue, if it's in it. Linear.
    void forget(entry& item) noexcept;
    /// Sets `t` to come due `delay` seconds from now.
    void set_timer(timer& t, double delay) { set_timer_at(t, after(delay)); }
    /// Sets `t` to come due at `when`.
    void set_timer_at(timer& t, double when);
    /// Drops `t`, whether it's still set or has come due and not been called yet.
    void cancel_timer(timer& t) noexcept;
    /// Queues a call, or sets its timer. Throws runtime_error when the loop is closed; then the call is
    /// dropped.
    void queue(planned_call& call);
    void schedule(planned_call& call, double when);
    /// Takes a cancelled call out of the timers, and gives true; or has it skipped in the ready queue.
    bool withdraw(planned_call& call) noexcept;
    /// The same as queue, from a job in another thread, too.
    void queue_threadsafe(planned_call& call);
    /// The same, on behalf of `task`; 0 for none.
    void queue_for(planned_call& call, std::uint32_t task);
    /// Queues a call that a job has asked for, now that its moment has come.
    void queue_from_thread(planned_call& call);
    /// What comes from outside of the loop: other threads, a network.
    outside& from_outside();
    /// Null as long as nothing could come.
    outside* outside_or_null() const noexcept { return outside_.get(); }
    /// The executor of run_in_executor(nullptr, …). Throws runtime_error once it's shut down.
    thread_pool& default_executor();
    /// There is none from now on; gives what was, or null.
    ref<thread_pool> shut_default_executor() noexcept;
    /// Has the threads alone go on up to `limit` seconds; whether they have come to their ends.
    bool run_threads(double limit);
    /// The exception that is being handled left a callback of this name, which may be empty.
    void callback_failed(const std::string& name) noexcept;

    static constexpr double forever = std::numeric_limits<double>::infinity();

    // What belongs to it; each kind sees to its own.

    task_base* current = nullptr;     ///< whose coroutine is running
    list<task_base> tasks;            ///< that are not done, in the order of creation
    list<done_callback> callbacks;    ///< that have not been called
    list<generator_base> generators;  ///< in use and still there, the oldest first
    exception_handler handler;
    task_factory factory;
    bool stopping = false;  ///< the run is to stop when the iteration is over

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

    // A loop belongs to one thread. Bound by `scope` while a callback runs.
    inline static constinit thread_local core* running_ = nullptr;
    inline static constinit thread_local const under_way* innermost_ = nullptr;

    loop* user_;  // null once it's gone
    double now_ = 0;
    ready_ring ready_;
    timer_heap timers_;
    std::unique_ptr<outside> outside_;  // once something can come from there
    observer* observer_;
    bool watched_;  // has an observer, or is closing: the quick ways are not to be taken
    bool closed_ = false;
    bool dropping_ = false;
    bool closing_ = false;
    bool executor_is_shut_ = false;  // the default one, by asyncio.run
    std::uint32_t iterations_ = 0;
    std::uint32_t timers_made_ = 0;
    std::unique_ptr<random::generator> random_;  // once it is needed
};

/// Something of `c`'s is under way for as long as it lives; they nest.
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
