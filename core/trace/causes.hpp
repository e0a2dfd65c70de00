#pragma once
// Why a task resumed: what made the future done that it waited for, and which task did it. Derived from the
// log alone, when it's asked for, so it's the same for lessons, recordings and a reader's own program.

#include <cstddef>
#include <cstdint>
#include <unordered_set>
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
        sleep,      ///< its sleep is over
        timeout,    ///< a time limit is over
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
        closed,     ///< a queue was shut down, a barrier broken, or a stream ended
        data,       ///< bytes arrived
        room,       ///< there's room again to send
        call,       ///< something else that `by` did, or a callback of the program
    };
    what is = what::unknown;
    std::uint32_t by = 0;       ///< the task that did it; 0 for none: a timer, a thread, a callback
    std::uint32_t subject = 0;  ///< a task, a timer, a resource, a thread
    std::uint32_t item = 0;     ///< text: the item that was put
    std::size_t position = 0;   ///< of the event that tells of it

    bool operator==(const cause&) const = default;
};

/// The word for it, for tests and traces: `put`, `released`.
const char* name(cause::what it) noexcept;

/// Finds causes in a history. What it keeps is small: which callback each `queued` event became, and which
/// timers are time limits.
class causes {
public:
    explicit causes(const history& of) : of_(&of) {}

    /// Takes in the events that the history has taken in since the last call.
    void follow();

    /// Why a task's own callback was queued by the event at `position`, which is one of kind `queued`, for a
    /// `step` or `wakeup`, and has been taken in. Looks at the callback that was running then, and at those
    /// that led to it: it costs as much as they have events.
    cause of(std::size_t position) const;

private:
    class search;

    const history* of_;
    std::size_t taken_ = 0;
    ready_queue ready_;
    std::vector<std::size_t> queued_;   // by a callback's id, from 1: the position of its event
    std::vector<std::uint32_t> begun_;  // the ids of the callbacks that began, in order
    std::unordered_set<std::uint32_t> timeouts_;
};

}  // namespace trace
