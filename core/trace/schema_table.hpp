#pragma once
// The table of what each kind of event says. Only schema.cpp and schema_says.cpp include it. Add a new kind,
// field or name here.

#include <array>

#include "aio/observer.hpp"
#include "trace/schema.hpp"

namespace trace::table {

constexpr std::array callback_kinds{"step", "wakeup", "timer", "done_callback", "callback", "internal"};
constexpr std::array wait_kinds{"turn",     "sleep", "task", "gather", "several",    "group", "future",
                                "resource", "other", "data", "room",   "connection", "answer"};
constexpr std::array endings{"done", "cancelled", "failed"};
constexpr std::array resource_kinds{"queue",     "lifo_queue", "priority_queue", "lock",  "event",
                                    "condition", "semaphore",  "barrier",        "future",
                                    "stream"};
constexpr std::array roles{"getter", "putter", "joiner", "acquirer", "waiter", "reader", "writer"};
constexpr std::array reports{"never_awaited",  "never_retrieved",   "shutdown_error",
                             "callback_error", "destroyed_pending", "generator_error",
                             "handler_error",  "shielded_error",    "other"};
constexpr std::array timer_kinds{"call", "sleep", "timeout"};
constexpr std::array answers{"no", "yes"};
constexpr std::array deeds{"cancel", "raise", "delay"};
constexpr std::array job_endings{"done", "failed"};  // a job that has begun can't be cancelled

// Each list has a name for the last value of its enumeration.
static_assert(callback_kinds.size() == std::size_t(aio::callback_kind::internal) + 1);
static_assert(wait_kinds.size() == std::size_t(aio::wait_kind::answer) + 1);
static_assert(endings.size() == std::size_t(aio::ending::failed) + 1);
static_assert(resource_kinds.size() == std::size_t(aio::resource_kind::stream) + 1);
static_assert(roles.size() == std::size_t(aio::wait_role::writer) + 1);
static_assert(reports.size() == std::size_t(aio::report::other) + 1);
static_assert(timer_kinds.size() == std::size_t(aio::timer_kind::timeout) + 1);

constexpr field task(const char* says)
{
    return {"task", meaning::task, says};
}

constexpr field resource{"resource", meaning::resource, "its number"};
constexpr field timer{"timer", meaning::timer, "its number"};
constexpr field thread{"thread", meaning::thread, "its number"};
constexpr field size{"size", meaning::item, "how many bytes"};
constexpr field role{"role", meaning::name, "what the task waits for there", roles};

constexpr shape callback(const char* name, const char* says)
{
    return {.name = name,
            .says = says,
            .task = task("the task that it resumes, or that asked for the call; 0 for none"),
            .subject = {"timer", meaning::timer,
                        "the timer that came due, or the number of the call; 0 for none"},
            .detail = {"callback", meaning::name, "what it is for", callback_kinds}};
}

// In the order of the kinds.
constexpr std::array<shape, kind_count> shapes{{
    {.name = "iteration",
     .says = "The loop begins to run the callbacks that are ready",
     .subject = {"number", meaning::count, "counts the iterations"},
     .value = {"callbacks", meaning::count, "how many callbacks it will run"}},
    {.name = "clock", .says = "Time has moved to `t`"},
    {.name = "held",
     .says = "The callback that runs blocks the loop",
     .value = {"until", meaning::moment, "the time at which it returns to the loop"},
     .line = true},
    callback("queued", "A callback joins the ready queue"),
    callback("unqueued", "A callback leaves the ready queue without being called"),
    callback("callback_began", "The loop calls the first callback of the ready queue"),
    {.name = "callback_ended", .says = "The callback that ran has returned"},
    {.name = "timer_set",
     .says = "A timer is set",
     .task = task("the task that set it; 0 for none"),
     .subject = timer,
     .value = {"when", meaning::due, "the time at which it comes due; null for never"},
     .detail = {"purpose", meaning::name, "what it is for", timer_kinds}},
    {.name = "timer_fired", .says = "A timer has come due", .subject = timer},
    {.name = "timer_cancelled", .says = "A timer was cancelled", .subject = timer},
    {.name = "task_created",
     .says = "A task is made",
     .task = task("its number: tasks are numbered from 1 in the order of these events"),
     .detail = {"older", meaning::name, "whether it was made before the recording began", answers},
     .text = {"name", meaning::text, "its name"},
     .other = {"function", meaning::text, "its coroutine's function"},
     .line = true},
    {.name = "task_renamed",
     .says = "A task gets another name",
     .task = task("the task"),
     .text = {"name", meaning::text, "the new one"}},
    {.name = "task_stepped", .says = "A task's coroutine begins to run", .task = task("the task")},
    {.name = "task_suspended",
     .says = "The coroutine that ran has paused",
     .task = task("its task"),
     .subject = {"subject", meaning::awaited, "the task, timer or resource that it waits for; 0 for none"},
     .value = {"role", meaning::name, "what it waits for at a resource", roles},
     .detail = {"waits_for", meaning::name, "what it waits for", wait_kinds},
     .text = {"function", meaning::text, "the coroutine function that holds the await"},
     .other = {"callers", meaning::text, "the functions that await that one, the outermost first"},
     .line = true},
    {.name = "task_variables",
     .says = "The variables of the coroutine that has just paused",
     .task = task("its task"),
     .text = {"variables", meaning::text,
              "`name = value`, a line each, in short; if there are too many, the last line is `… 5 more`"}},
    {.name = "task_cancel",
     .says = "cancel() is called on a task that is not done",
     .task = task("the task"),
     .line = true},
    {.name = "task_ended",
     .says = "The coroutine that ran has returned or raised",
     .task = task("its task"),
     .detail = {"how", meaning::name, "how the task ended", endings},
     .text = {"exception", meaning::text, "the exception's type"}},
    {.name = "resource_made",
     .says = "A queue, a lock and so on is made",
     .subject = {"resource", meaning::resource,
                 "its number: resources are numbered from 1 in the order of these events"},
     .value =
         {"limit", meaning::amount,
          "a queue's maxsize, a semaphore's permits, a barrier's parties, the number of a condition's lock; "
          "0 for none"},
     .detail = {"what", meaning::name, "what it is", resource_kinds}},
    {.name = "resource_dropped", .says = "A resource is gone", .subject = resource},
    {.name = "resource_value",
     .says = "A resource's count has changed",
     .subject = resource,
     .value =
         {"value", meaning::amount,
          "a queue's unfinished items, a semaphore's free permits, the tasks at a barrier; 1 for an event "
          "that is set; of a future 1 for a result, 2 for cancelled, 3 for an exception"}},
    {.name = "resource_closed",
     .says = "A queue was shut down, a barrier broken or whole again, or a stream ended by its writer",
     .subject = resource,
     .detail = {"closed", meaning::name, "whether it is closed now", answers}},
    {.name = "resource_held",
     .says = "A task acquired or released a lock or semaphore, or gave a future its result",
     .task = task("the task; 0 for none"),
     .subject = resource,
     .detail = {"held", meaning::name, "whether it holds it now", answers}},
    {.name = "wait_began",
     .says = "A task begins to wait at a resource",
     .task = task("the task; 0 for none"),
     .subject = resource,
     .detail = role},
    {.name = "wait_ended",
     .says = "A task's wait at a resource is over",
     .task = task("the task; 0 for none"),
     .subject = resource,
     .detail = role},
    {.name = "item_put",
     .says = "An item joins a queue",
     .subject = resource,
     .value = {"place", meaning::count, "its place, counted from 0 for the item that is got next"},
     .text = {"text", meaning::text, "the item, as print shows it"},
     .other = {"item", meaning::item, "its number in this queue"}},
    {.name = "item_moved",
     .says = "An item's place in a queue has changed",
     .subject = resource,
     .value = {"place", meaning::count, "its place now"},
     .other = {"item", meaning::item, "its number"}},
    {.name = "item_got",
     .says = "An item leaves a queue",
     .subject = resource,
     .other = {"item", meaning::item, "its number"}},
    {.name = "printed",
     .says = "The program prints",
     .text = {"text", meaning::text, "what it prints, with the newline"}},
    {.name = "reported",
     .says = "Python would write to stderr",
     .detail = {"what", meaning::name, "why", reports},
     .text = {"text", meaning::text, "what it would write"},
     .line = true},
    {.name = "uncaught",
     .says = "An exception leaves the program",
     .text = {"type", meaning::text, "its type"},
     .other = {"message", meaning::text, "its message"}},
    {.name = "deadlock", .says = "No task can run and no timer is set"},
    {.name = "finished", .says = "The program has ended"},
    {.name = "thread_started",
     .says = "A thread starts, beside the loop's own",
     .subject = {"thread", meaning::thread,
                 "its number: threads are numbered from 1 in the order of these events"},
     .text = {"name", meaning::text, "its name"}},
    {.name = "job_began",
     .says = "A thread calls a function, which an executor was given",
     .task = task("the task that gave it; 0 for none"),
     .subject = thread,
     .text = {"function", meaning::text, "the function's name"}},
    {.name = "job_slept",
     .says = "The function that a thread runs begins to sleep",
     .subject = thread,
     .value = {"until", meaning::moment, "the time at which it is to wake"}},
    {.name = "job_woke", .says = "It resumes", .subject = thread},
    {.name = "job_ended",
     .says = "It has returned or raised",
     .subject = thread,
     .detail = {"how", meaning::name, "how it ended", job_endings},
     .text = {"exception", meaning::text, "the exception's type"}},
    {.name = "task_destroyed", .says = "A task is destroyed while it's pending", .task = task("the task")},
    {.name = "bytes_written",
     .says = "Bytes are written into a stream, and wait to be sent",
     .subject = resource,
     .text = {"text", meaning::text, "the first of them, as Python writes bytes"},
     .other = size},
    {.name = "bytes_sent",
     .says = "The network takes bytes that were written",
     .subject = resource,
     .value = {"arrives", meaning::moment, "the time at which they come to the other side"},
     .other = size},
    {.name = "bytes_received",
     .says = "The loop has taken in bytes that have arrived, and they wait to be read",
     .subject = resource,
     .other = size},
    {.name = "bytes_read", .says = "The program has read bytes", .subject = resource, .other = size},
    {.name = "intervened",
     .says = "Between two callbacks, something is done to a task from outside the program",
     .task = task("the task; 0 if it isn't there"),
     .subject = {"number", meaning::count, "counts what is done to this run, from 1"},
     .value = {"seconds", meaning::amount, "of a delay: how much longer the task sleeps"},
     .detail = {"what", meaning::name, "what is done", deeds},
     .text = {"exception", meaning::text, "the type of the exception that the sleep raises"},
     .other = {"refused", meaning::text, "why it can't be done, and isn't"}},
    {.name = "shared_value",
     .says = "A value that tasks share isn't what it was when the last callback ended, or is there for the first time",
     .task = task("the task whose step ends now; 0 if none does"),
     .subject = {"number", meaning::count, "its number: shared values are numbered from 1 in the order in which they appear"},
     .text = {"name", meaning::text, "its name, such as `seen` or `account.balance`"},
     .other = {"value", meaning::text, "what it is now, in short"}},
    {.name = "task_awaits",
     .says = "A paused task waits for this, among others",
     .task = task("the task, which waits for a `gather`, `several` or a `group`"),
     .subject = {"subject", meaning::awaited, "the task or resource that it waits for; 0 for none"},
     .value = {"more", meaning::count, "how many others follow that aren't told"},
     .detail = {"waits_for", meaning::name, "what it waits for", wait_kinds}},
}};

}  // namespace trace::table
