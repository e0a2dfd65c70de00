#pragma once
// Events as plain data: one small record each. Texts are kept separately in the log, and events name them by
// index. core/trace/schema.hpp says what each kind's fields mean.

#include <cstddef>
#include <cstdint>

namespace trace {

enum class kind : std::uint8_t {
    iteration,         ///< the loop begins to run the ready callbacks
    clock,             ///< time moved to `time`
    held,              ///< a callback blocks until `value` seconds
    queued,            ///< a callback joined the ready queue
    unqueued,          ///< a callback was taken out of the ready queue without being called
    callback_began,    ///< the first callback of the ready queue is being called
    callback_ended,    ///< it has returned
    timer_set,         ///< a timer comes due at `value` seconds
    timer_fired,       ///< a timer came due
    timer_cancelled,   ///< a timer won't fire any more
    task_created,      ///< a task was created, or existed when the recording began
    task_renamed,      ///< a task got another name
    task_stepped,      ///< a task's coroutine begins to run
    task_suspended,    ///< a task's coroutine was suspended
    task_variables,    ///< the variables of a suspended task's coroutines
    task_cancel,       ///< cancel() was called on a task that is not done
    task_ended,        ///< its coroutine returned or raised
    resource_made,     ///< a queue, a lock and so on was made
    resource_dropped,  ///< a resource is gone
    resource_value,    ///< its count changed
    resource_closed,   ///< a queue was shut down, or a barrier broken; or the barrier works again
    resource_held,     ///< a task acquired or released it
    wait_began,        ///< a task began to wait at it
    wait_ended,        ///< a task stopped waiting at it
    item_put,          ///< an item joined a queue
    item_moved,        ///< an item's place in a queue changed
    item_got,          ///< an item left a queue
    printed,           ///< the program wrote a text
    reported,          ///< Python would write this to stderr
    uncaught,          ///< an exception left the program
    deadlock,          ///< nothing can run any more
    finished,          ///< the program has ended
    thread_started,    ///< a thread other than the loop's own started
    job_began,         ///< a thread calls a function that was submitted to an executor
    job_slept,         ///< the function begins to sleep
    job_woke,          ///< the function wakes up
    job_ended,         ///< the function has returned or raised
    task_destroyed,    ///< a pending task that nothing referred to was destroyed
    bytes_written,     ///< bytes joined a stream's buffer on the writer's side
    bytes_sent,        ///< bytes left that buffer, and arrive at `value` seconds
    bytes_received,    ///< bytes joined the buffer on the reader's side
    bytes_read,        ///< the program read bytes
    intervened,        ///< the reader did something to a task
    shared_value,      ///< a value that the program shares between its tasks has changed
    task_awaits,       ///< a suspended task waits for this, among other things
};

inline constexpr std::size_t kind_count = static_cast<std::size_t>(kind::task_awaits) + 1;

/// One event. Its kind decides which fields are used and what they mean.
struct event {
    double time = 0;  ///< seconds on the log's clock
    double value = 0;
    std::uint32_t task = 0;     ///< the task that it is about
    std::uint32_t by = 0;       ///< the task whose coroutine was running; 0 for none
    std::uint32_t subject = 0;  ///< a timer, resource, task or thread
    std::uint32_t text = 0;     ///< text
    std::uint32_t other = 0;    ///< another text, or an item
    std::uint32_t line = 0;     ///< in the program's source, from 1; 0 for unknown
    std::uint32_t file = 0;     ///< text: the source's name, or empty if there's only one source
    trace::kind kind = trace::kind::iteration;
    std::uint8_t detail = 0;  ///< one of the names of an enumeration

    bool operator==(const event&) const = default;
};

}  // namespace trace
