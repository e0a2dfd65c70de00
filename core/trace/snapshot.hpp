#pragma once
// The state of everything at one moment, computed by folding the events before it. Nothing here knows the
// loop.

#include <optional>
#include <string>
#include <vector>

#include "aio/observer.hpp"
#include "trace/log.hpp"
#include "trace/ready_queue.hpp"
#include "trace/resource_view.hpp"

namespace trace {

enum class task_state : std::uint8_t {
    ready,     ///< in the ready queue
    running,   ///< its coroutine is running
    sleeping,  ///< waiting for a timer of its own
    waiting,   ///< waiting for something else
    done,
    cancelled,
    failed,
    destroyed,  ///< it was destroyed while it was pending
};

/// The state as one word, as the page and the text view name it.
const char* name(task_state s) noexcept;

struct task_view {
    std::uint32_t id = 0;
    std::uint32_t name = 0;       ///< text
    std::uint32_t function = 0;   ///< text: the coroutine function in which it's suspended
    std::uint32_t callers = 0;    ///< text: the coroutines that await that one, 'main → fetch', or empty
    std::uint32_t line = 0;       ///< the line at which it's suspended, in the program's source
    std::uint32_t file = 0;       ///< text: that source's name, or empty
    std::uint32_t variables = 0;  ///< text: its variables while it's suspended, one per line, or empty
    std::uint32_t within = 0;     ///< the task that was running when this one last stepped, if it's eager
    std::uint32_t subject = 0;    ///< the task, timer or resource that it waits for
    std::uint32_t error = 0;      ///< text: the exception's type, if the task failed
    std::uint32_t queued = 0;     ///< the id of its own callback in the ready queue; 0 for none
    std::uint32_t wait = 0;       ///< its current or last number among a resource's waiters
    task_state state = task_state::ready;
    bool started = false;
    aio::wait_kind waits = aio::wait_kind::turn;
    aio::wait_role role = aio::wait_role::waiter;
    double since = 0;  ///< when it entered this state

    bool ended() const noexcept { return state >= task_state::done; }
    bool operator==(const task_view&) const = default;
};

struct timer_view {
    std::uint32_t id = 0;
    std::uint32_t task = 0;
    double when = 0;
    aio::timer_kind purpose = aio::timer_kind::call;
    bool operator==(const timer_view&) const = default;
};

/// A thread other than the loop's own.
struct thread_view {
    std::uint32_t id = 0;
    std::uint32_t name = 0;  ///< text
    std::uint32_t job = 0;   ///< text: the function that it runs, or the last one that it ran; see `works`
    std::uint32_t task = 0;  ///< the task that submitted the function; 0 for none
    bool works = false;      ///< it's running a function
    bool sleeps = false;     ///< it's sleeping inside that function
    double since = 0;        ///< when it entered this state
    double until = 0;        ///< when it will wake up, if it sleeps

    bool operator==(const thread_view&) const = default;
};

struct snapshot {
    using timer_list = slots<timer_view, &timer_view::id>;

    std::size_t position = 0;  ///< the number of events applied
    double time = 0;           ///< of the last event
    std::uint32_t iteration = 0;
    std::uint32_t running = 0;                ///< the task whose coroutine runs
    std::vector<task_view> tasks;             ///< by id, from 1
    ready_queue ready;                        ///< in the order in which the callbacks will run
    std::optional<queued_callback> callback;  ///< the one that's running
    std::optional<queued_callback> last;      ///< the one that ran before
    double callback_since = 0;                ///< when the last callback began
    timer_list timers;                        ///< by id; see `earliest`
    std::vector<thread_view> threads;         ///< by id, from 1
    resource_list resources;                  ///< by id, without dropped ones
    std::optional<double> held_until;         ///< a callback blocks the loop for at least the log's threshold
    std::string partial;                      ///< printed text without its newline yet
    bool finished = false;
    bool deadlocked = false;
    std::uint32_t error = 0;          ///< text: the type of the exception that ended the program
    std::uint32_t error_message = 0;  ///< text

    const task_view* task(std::uint32_t id) const noexcept
    {
        return id != 0 && id <= tasks.size() ? &tasks[id - 1] : nullptr;
    }
    /// Null if it was dropped or never existed.
    const resource_view* resource(std::uint32_t id) const noexcept { return resources.find(id); }
    /// Null if it fired, was cancelled or never existed.
    const timer_view* timer(std::uint32_t id) const noexcept { return timers.find(id); }
    bool over() const noexcept { return finished || deadlocked; }

    /// The timers that will fire first, in that order, at most `count` of them.
    std::vector<timer_view> earliest(std::size_t count) const;
    /// All timers, in the order in which they will fire.
    std::vector<timer_view> due_order() const { return earliest(timers.size()); }
    /// The number of tasks, threads, callbacks, timers, resources, items, waiters, holders and everything
    /// else that takes as much room: a measure of what a copy costs.
    std::size_t entries() const noexcept;

    bool operator==(const snapshot&) const = default;
};

/// Whether the waiter was woken or cancelled and hasn't resumed yet.
bool woken(const snapshot& s, const waiter_view& w) noexcept;

/// Applies the next event of `from` to `s`.
void apply(snapshot& s, const event& e, const log& from);

}  // namespace trace
