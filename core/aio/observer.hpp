#pragma once
// The one place from which the loop can be watched. The loop calls an observer, if it has one, at each event
// below, and each event is emitted at exactly one place. Ids count up from 1 and are never reused; 0 is none.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aio {

/// What a callback in the ready queue is for.
enum class callback_kind : std::uint8_t {
    step,           ///< a task goes on: its first step, or after sleep(0). Every task's own entry has it
    wakeup,         ///< a task goes on because what it awaited is done
    timer,          ///< a timer has come due: the future of a sleep gets its result
    done_callback,  ///< a callback that was added to a future, now done
    callback,       ///< what call_soon, call_later or call_at was given; no other entry has it
    internal,       ///< the loop's own; not shown
};

/// What a timer is for.
enum class timer_kind : std::uint8_t {
    call,     ///< call_later or call_at of the program's own
    sleep,    ///< a sleep
    timeout,  ///< a limit on how long something may take
};

/// A callback in the ready queue: what it is for, and whose it is.
struct callback_info {
    callback_kind kind = callback_kind::callback;
    std::uint32_t task = 0;  ///< the task that goes on, or that set the timer or asked for the call
    std::uint32_t timer =
        0;  ///< the timer that came due; of a call that call_soon queued, its number among them
};

/// How a task ended.
enum class ending : std::uint8_t { done, cancelled, failed };

/// What a suspended task waits for.
enum class wait_kind : std::uint8_t {
    turn,      ///< its next turn in the ready queue: sleep(0)
    sleep,     ///< a timer
    task,      ///< another task to end
    gather,    ///< several awaitables
    several,   ///< some of several tasks or futures
    group,     ///< the tasks of a task group
    future,    ///< a future of the program's own
    resource,  ///< its turn at a queue, a lock and so on
    other,     ///< nothing that has a name here: the loop never says so, a recording may
    // What comes from outside. The loop says so of a connection alone, since a stream is a resource; a recording may
    // say any.
    data,        ///< something to read
    room,        ///< room to send more
    connection,  ///< a connection
    answer,      ///< the answer to a request
};

/// What programs share: a queue, a lock and so on.
enum class resource_kind : std::uint8_t {
    queue,
    lifo_queue,
    priority_queue,
    lock,
    event,
    condition,
    semaphore,
    barrier,
    future,  ///< one that the program made itself
    stream,  ///< one direction of a connection: bytes go from a writer to a reader
};

/// What a task waits for at a resource.
enum class wait_role : std::uint8_t { getter, putter, joiner, acquirer, waiter, reader, writer };

/// Where a task waits, and what for.
struct suspension {
    wait_kind kind = wait_kind::turn;
    std::uint32_t subject = 0;           ///< the task, the timer or the resource, by kind
    wait_role role = wait_role::waiter;  ///< at a resource
    std::uint32_t line = 0;              ///< of the innermost await, in its source file
    const char* function = "";           ///< the coroutine function that holds this await: a literal
    std::string callers = {};  ///< those that await it, the outermost first: 'main → fetch'; or empty
};

/// What would be written to stderr.
enum class report : std::uint8_t {
    never_awaited,
    never_retrieved,
    shutdown_error,
    callback_error,
    destroyed_pending,  ///< a task that was not done when its loop was closed
    generator_error,    ///< an asynchronous generator failed while it was closed at the end
    handler_error,      ///< the program's own exception handler failed
    shielded_error,     ///< what was shielded failed, and who waited for it was cancelled meanwhile
    other,              ///< what the program itself gave to call_exception_handler
};

/// Does nothing by itself: a watcher overrides what it wants to know. What's called throws nothing; a program
/// whose watcher throws is ended (std::terminate).
class observer {
public:
    virtual ~observer() = default;

    virtual void iteration_began(std::uint32_t /*number*/, std::size_t /*ready*/) noexcept {}
    virtual void clock_moved(double /*now*/) noexcept {}
    /// A callback blocks: the clock moves to `until` while nothing else can run.
    virtual void held(double /*until*/) noexcept {}

    virtual void queued(const callback_info& /*callback*/) noexcept {}
    virtual void unqueued(const callback_info& /*callback*/) noexcept {}
    virtual void callback_began(const callback_info& /*callback*/) noexcept {}
    virtual void callback_ended() noexcept {}

    virtual void timer_set(std::uint32_t /*timer*/, double /*when*/, std::uint32_t /*task*/,
                           timer_kind /*purpose*/) noexcept
    {}
    virtual void timer_fired(std::uint32_t /*timer*/) noexcept {}
    virtual void timer_cancelled(std::uint32_t /*timer*/) noexcept {}

    /// `function` is a literal.
    virtual void task_created(std::uint32_t /*task*/, std::string_view /*name*/, const char* /*function*/,
                              std::uint32_t /*line*/) noexcept
    {}
    virtual void task_renamed(std::uint32_t /*task*/, std::string_view /*name*/) noexcept {}
    virtual void task_stepped(std::uint32_t /*task*/) noexcept {}
    virtual void task_suspended(std::uint32_t /*task*/, const suspension& /*where*/) noexcept {}
    /// cancel() was called on a task that is not done.
    virtual void task_cancel(std::uint32_t /*task*/) noexcept {}
    virtual void task_ended(std::uint32_t /*task*/, ending /*how*/, std::string_view /*exception*/) noexcept
    {}

    /// `limit` is a queue's maxsize, a semaphore's permits, a barrier's parties, the number of a condition's
    /// lock; 0 for none.
    virtual void resource_made(std::uint32_t /*resource*/, resource_kind /*kind*/, double /*limit*/) noexcept
    {}
    virtual void resource_dropped(std::uint32_t /*resource*/) noexcept {}
    /// A queue's unfinished count, when it went down; how many permits a semaphore has left; how many have
    /// come to a barrier; 1 for a set event; 1 for a future with a result, 2 for a cancelled one, 3 for one
    /// with an exception. At first it is a semaphore's limit, and 0 for all others.
    virtual void resource_value(std::uint32_t /*resource*/, double /*value*/) noexcept {}
    /// A queue was shut down; a barrier was broken, or is whole again; nothing more is written into a stream.
    virtual void resource_closed(std::uint32_t /*resource*/, bool /*closed*/) noexcept {}
    /// A lock or semaphore was acquired, or released, by `task`. A lock's value is 1 while it is held. A
    /// future was given its result by `task`.
    virtual void resource_held(std::uint32_t /*resource*/, std::uint32_t /*task*/, bool /*held*/) noexcept {}
    virtual void wait_began(std::uint32_t /*resource*/, wait_role /*role*/, std::uint32_t /*task*/) noexcept
    {}
    virtual void wait_ended(std::uint32_t /*resource*/, wait_role /*role*/, std::uint32_t /*task*/) noexcept
    {}
    /// An item came into a queue at `place`, counted from the one that will be got next, and is unfinished.
    /// Items number from 1.
    virtual void item_put(std::uint32_t /*resource*/, std::uint32_t /*item*/, std::size_t /*place*/,
                          std::string_view /*text*/) noexcept
    {}
    /// The item's turn has changed: its place is now `place`.
    virtual void item_moved(std::uint32_t /*resource*/, std::uint32_t /*item*/,
                            std::size_t /*place*/) noexcept
    {}
    /// The item was taken out.
    virtual void item_got(std::uint32_t /*resource*/, std::uint32_t /*item*/) noexcept {}

    /// Bytes were written into a stream: they wait in the writer's buffer. `text` is the first of them, as Python
    /// writes bytes.
    virtual void bytes_written(std::uint32_t /*resource*/, std::size_t /*size*/, std::string_view /*text*/) noexcept
    {}
    /// The network has taken so many of them, and they come to the other side at `arrives`.
    virtual void bytes_sent(std::uint32_t /*resource*/, std::size_t /*size*/, double /*arrives*/) noexcept {}
    /// The loop at the other side has taken so many of them in: they wait in the reader's buffer.
    virtual void bytes_received(std::uint32_t /*resource*/, std::size_t /*size*/) noexcept {}
    /// The program has read so many.
    virtual void bytes_read(std::uint32_t /*resource*/, std::size_t /*size*/) noexcept {}

    /// What follows is done by another thread than the loop's, and by no task, until `thread_left`. Nests.
    virtual void thread_entered() noexcept {}
    virtual void thread_left() noexcept {}
    /// Threads number from 1.
    virtual void thread_started(std::uint32_t /*thread*/, std::string_view /*name*/) noexcept {}
    /// The thread calls a function, which `task` has given to an executor; 0 for none.
    virtual void job_began(std::uint32_t /*thread*/, std::uint32_t /*task*/,
                           std::string_view /*function*/) noexcept
    {}
    virtual void job_slept(std::uint32_t /*thread*/, double /*until*/) noexcept {}
    virtual void job_woke(std::uint32_t /*thread*/) noexcept {}
    /// The function has returned, or failed.
    virtual void job_ended(std::uint32_t /*thread*/, ending /*how*/, std::string_view /*exception*/) noexcept
    {}

    /// `text` as print wrote it, its newline included.
    virtual void printed(std::string_view /*text*/) noexcept {}
    virtual void reported(report /*what*/, std::string_view /*text*/) noexcept {}
    /// An exception left the program.
    virtual void uncaught(std::string_view /*type*/, std::string_view /*message*/) noexcept {}
    /// Nothing can run any more and no timer is set, though the program has not ended.
    virtual void deadlocked() noexcept {}
    virtual void finished() noexcept {}
};

}  // namespace aio
