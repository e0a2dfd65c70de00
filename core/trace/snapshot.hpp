#pragma once
// The state of everything at one moment, as a fold of the events before it. Nothing here knows the loop.

#include <optional>
#include <string>
#include <vector>

#include "aio/observer.hpp"
#include "trace/log.hpp"
#include "trace/resource_view.hpp"

namespace trace {

enum class task_state : std::uint8_t {
    ready,     ///< in the ready queue
    running,   ///< its coroutine runs
    sleeping,  ///< waits for a timer of its own
    waiting,   ///< waits for something else
    done,
    cancelled,
    failed,
};

/// The state as one word, as the page and the text view name it.
const char* name(task_state s) noexcept;

struct task_view {
    std::uint32_t id = 0;
    std::uint32_t name = 0;      ///< text
    std::uint32_t function = 0;  ///< text: the coroutine function that it stands in
    std::uint32_t callers = 0;   ///< text: those that await it, 'main → fetch', or empty
    std::uint32_t line = 0;      ///< where it stands in the program's source
    task_state state = task_state::ready;
    bool started = false;
    std::uint32_t within = 0;  ///< the task that was running when this one last stepped: it was made eagerly
    double since = 0;          ///< when it came into this state
    aio::wait_kind waits = aio::wait_kind::turn;
    std::uint32_t subject = 0;  ///< the task, timer or resource that it waits for
    aio::wait_role role = aio::wait_role::waiter;
    std::uint32_t error = 0;  ///< text: the exception's type, of a failed one

    bool ended() const noexcept { return state >= task_state::done; }
};

/// A callback in the ready queue.
struct chip {
    aio::callback_kind kind = aio::callback_kind::callback;
    std::uint32_t task = 0;
    std::uint32_t timer = 0;
    std::uint32_t id = 0;  ///< counts up in the order of queueing
    bool first = false;    ///< the task's first step
    bool operator==(const chip&) const = default;
};

struct timer_view {
    std::uint32_t id = 0;
    double when = 0;
    std::uint32_t task = 0;
    aio::timer_kind purpose = aio::timer_kind::call;
};

struct snapshot {
    std::size_t position = 0;  ///< how many events it is the fold of
    double time = 0;           ///< of the last of them
    std::uint32_t iteration = 0;
    std::vector<task_view> tasks;          ///< by id, from 1
    std::vector<chip> ready;               ///< in the order in which they will run
    std::optional<chip> callback;          ///< the one that runs
    std::optional<chip> last;              ///< the one that ran before
    std::uint32_t running = 0;             ///< the task whose coroutine runs
    std::vector<timer_view> timers;        ///< in the order in which they will come due
    std::vector<resource_view> resources;  ///< by id: those that have not been dropped
    std::optional<double> held_until;      ///< a callback blocks
    std::uint32_t chips = 0;               ///< how many callbacks were queued
    std::string partial;                   ///< printed, but its newline is still to come
    bool finished = false;
    bool deadlocked = false;
    std::uint32_t error = 0;          ///< text: the type of the exception that left the program
    std::uint32_t error_message = 0;  ///< text

    const task_view* task(std::uint32_t id) const noexcept
    {
        return id != 0 && id <= tasks.size() ? &tasks[id - 1] : nullptr;
    }
    /// Null where it was dropped, or is none.
    const resource_view* resource(std::uint32_t id) const noexcept;
    bool over() const noexcept { return finished || deadlocked; }
};

/// The first `count` timers, in the order in which they will come due.
std::vector<timer_view> due_order(const snapshot& s, std::size_t count);

/// Folds one more event into `s`.
void apply(snapshot& s, const event& e, const log& texts);

}  // namespace trace
