#pragma once
// Why a task resumed: what made the future done that it waited for, and which task did it. Derived from the
// log alone, when it's asked for, so it's the same for lessons, recordings and a reader's own program.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "trace/history.hpp"

namespace trace {

/// What made a task ready.
struct cause {
    enum class what : std::uint8_t {
        unknown,    ///< the log doesn't say
        created,    ///< the task was made
        turn,       ///< it had only let others run
        already,    ///< what it awaited was done by then
        sleep,      ///< its sleep is over: timer `subject`
        timeout,    ///< a time limit is over: timer `subject`
        cancelled,  ///< it was cancelled
        task,       ///< a task ended: `subject`
        job,        ///< a function in a thread ended: thread `subject`
        put,        ///< an item was put into a queue
        got,        ///< an item was taken out of a full queue
        joined,     ///< a queue's last item was marked as done
        released,   ///< a lock or semaphore was released
        set,        ///< an event was set, or a future got its result
        notified,   ///< a condition was notified
        all_came,   ///< the last task came to a barrier, or the last one left it
        closed,     ///< a queue was shut down, a barrier broken or reset, or a stream ended
        passed,     ///< a task that was woken for it before couldn't use it, or found that there's more
        data,       ///< bytes arrived
        room,       ///< there's room again to send
        connected,  ///< a connection was made, or refused
        call,       ///< something else that `by` did, or a call that it had asked for
        later,      ///< a call that had been put off: timer `subject`
        thread,     ///< a call that a thread had asked for
        network,    ///< a call because of what a network brought
    };
    what is = what::unknown;
    /// The task whose code did it; or, if a callback did it, whose code or end had led to the callback. 0 for
    /// none: a timer, a thread, a network.
    std::uint32_t by = 0;
    std::uint32_t subject = 0;  ///< a task, a timer, a resource, a thread
    std::uint32_t item = 0;     ///< text: the item that was put
    what through =
        what::unknown;         ///< what had led to the callback that did it; unknown if a task's code did it
    std::size_t position = 0;  ///< of the event that tells of it

    bool operator==(const cause&) const = default;
};

/// The word for it, for tests and traces: `put`, `released`.
const char* name(cause::what it) noexcept;

/// Finds causes in a history. What it keeps is small: which callback each `queued` event became, which timers
/// are time limits, and where tasks were cancelled and streams ended.
class causes {
public:
    explicit causes(const history& of) : of_(&of) {}

    /// Takes in the events that the history has taken in since the last call.
    void follow();

    /// Why a task's own callback was queued by the event at `position`, which is one of kind `queued`, for a
    /// `step` or `wakeup`, and has been taken in. Looks at the events next to it, and at those of the
    /// callbacks that led to it, and for some causes also at the tasks or timers.
    cause of(std::size_t position) const;
    /// Where the callback with this id joined the ready queue.
    std::size_t queued_at(std::uint32_t id) const noexcept { return queued_[id - 1]; }
    /// Where the callback that the event at `begin` began had joined the ready queue.
    std::size_t queued_before(std::size_t begin) const;
    /// The last event between two positions that cancelled `task`; `to` if there's none.
    std::size_t cancelled(std::uint32_t task, std::size_t from, std::size_t to) const;
    /// Where the stream was ended before `position`; `position` if it wasn't.
    std::size_t ended(std::uint32_t stream, std::size_t position) const;
    /// Whether a timer is a time limit.
    bool is_timeout(std::uint32_t timer) const noexcept;

private:
    class search;

    const history* of_;
    std::size_t taken_ = 0;
    ready_queue ready_;
    std::vector<std::size_t> queued_;   // by a callback's id, from 1: the position of its event
    std::vector<std::uint32_t> begun_;  // the ids of the callbacks that began, in order
    std::vector<std::uint32_t> timeouts_;  // timers: a recording's may have any numbers
    std::vector<std::size_t> cancels_;     // positions of `task_cancel`
    std::vector<std::size_t> ends_;        // and of `resource_closed`, of streams
};

}  // namespace trace
