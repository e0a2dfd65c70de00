#pragma once
// The only interface for watching a loop. The loop calls its observer, if it has one, at each event below;
// each event is emitted at exactly one place in the code. Ids count up from 1 and are never reused; 0 means
// none.

#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

namespace aio {

/// The purpose of a callback in the ready queue.
enum class callback_kind : std::uint8_t {
    step,           ///< runs a task: its first step, or after sleep(0). Every task's own entry has this kind
    wakeup,         ///< resumes a task because what it awaited is done
    timer,          ///< a timer is due: the future of a sleep gets its result
    done_callback,  ///< a callback that was added to a future, which is done now
    callback,       ///< a function passed to call_soon, call_later or call_at; no other entry has this kind
    internal,       ///< the loop's own; not shown
};

/// The purpose of a timer.
enum class timer_kind : std::uint8_t {
    call,     ///< call_later or call_at, called by the program
    sleep,    ///< a sleep
    timeout,  ///< a time limit
};

/// A callback in the ready queue: its purpose and its owner.
struct callback_info {
    callback_kind kind = callback_kind::callback;
    std::uint32_t task = 0;  ///< the task that resumes, or that set the timer or requested the call
    std::uint32_t timer =
        0;  ///< the timer that is due; a call from call_soon has a number of the same sequence
};

/// How a task ended.
enum class ending : std::uint8_t { done, cancelled, failed };

/// The object of a task's wait.
enum class wait_kind : std::uint8_t {
    turn,      ///< its next turn in the ready queue: sleep(0)
    sleep,     ///< a timer
    task,      ///< the end of another task
    gather,    ///< several awaitables
    several,   ///< asyncio.wait: some of several tasks or futures
    group,     ///< the tasks of a task group
    future,    ///< a future that the program made
    resource,  ///< its turn at a queue, a lock and so on
    other,     ///< something without a name here: the loop never emits this, a recording may
    // Waits for something outside the program. Of these the loop only emits `connection`, because streams are
    // resources; a recording may have any of them.
    data,        ///< something to read
    room,        ///< room to send more
    connection,  ///< a connection
    answer,      ///< the answer to a request
};

/// Objects that tasks share: a queue, a lock and so on.
enum class resource_kind : std::uint8_t {
    queue,
    lifo_queue,
    priority_queue,
    lock,
    event,
    condition,
    semaphore,
    barrier,
    future,  ///< a future that the program made
    stream,  ///< one direction of a connection: bytes from a writer to a reader
};

/// The role in which a task waits at a resource.
enum class wait_role : std::uint8_t { getter, putter, joiner, acquirer, waiter, reader, writer };

/// A suspension of a task: where in the code, and what it waits for.
struct suspension {
    wait_kind kind = wait_kind::turn;
    std::uint32_t subject = 0;           ///< the id of the task, timer or resource, depending on `kind`
    wait_role role = wait_role::waiter;  ///< if it waits at a resource
    std::uint32_t line = 0;              ///< of the innermost await, in its source file
    const char* function = "";           ///< the coroutine function that contains this await: a literal
    std::string callers = {};            ///< its awaiters, outermost first: 'main → fetch'; may be empty
};

/// Messages that CPython would write to stderr.
enum class report : std::uint8_t {
    never_awaited,
    never_retrieved,
    shutdown_error,
    callback_error,
    destroyed_pending,  ///< a task wasn't done when its loop was closed
    generator_error,    ///< an asynchronous generator failed while it was closed at the end of the run
    handler_error,      ///< the program's own exception handler failed
    shielded_error,     ///< a shielded future failed after its waiter had been cancelled
    other,              ///< passed by the program to call_exception_handler
};

/// Every function does nothing by default: override those that you need. They must not throw; a program whose
/// observer throws is ended (std::terminate).
class observer {
public:
    virtual ~observer() = default;

    virtual void iteration_began(std::uint32_t /*number*/, std::size_t /*ready*/) noexcept {}
    virtual void clock_moved(double /*now*/) noexcept {}
    /// A callback blocks: the clock moves to `until`, and nothing else can run.
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
    /// The suspended task's wait, which is a `gather`, `several` or `group`, is for this among others. Reported
    /// for each of them once the task is suspended, and for a task that joins its group later. `more` is how many
    /// follow that aren't reported. `subject` is as in suspension.
    virtual void task_awaits(std::uint32_t /*task*/, wait_kind /*what*/, std::uint32_t /*subject*/,
                             std::size_t /*more*/) noexcept
    {}
    /// cancel() was called on a task that isn't done.
    virtual void task_cancel(std::uint32_t /*task*/) noexcept {}
    virtual void task_ended(std::uint32_t /*task*/, ending /*how*/, std::string_view /*exception*/) noexcept
    {}

    /// `limit` is a queue's maxsize, a semaphore's permits, a barrier's parties, or the number of a
    /// condition's lock; otherwise 0.
    virtual void resource_made(std::uint32_t /*resource*/, resource_kind /*kind*/, double /*limit*/) noexcept
    {}
    virtual void resource_dropped(std::uint32_t /*resource*/) noexcept {}
    /// The resource's value changed. It is a queue's count of unfinished items, reported when it falls; a
    /// semaphore's number of free permits; the number of tasks at a barrier; 1 for a set event; 1 for a
    /// future with a result, 2 for a cancelled one and 3 for one with an exception. It starts as a
    /// semaphore's limit, and as 0 for all others.
    virtual void resource_value(std::uint32_t /*resource*/, double /*value*/) noexcept {}
    /// A queue was shut down; a barrier was broken, or is whole again; a stream gets no more data.
    virtual void resource_closed(std::uint32_t /*resource*/, bool /*closed*/) noexcept {}
    /// `task` acquired or released a lock or a semaphore; a lock's value is 1 while it's held. For a future:
    /// `task` set its result.
    virtual void resource_held(std::uint32_t /*resource*/, std::uint32_t /*task*/, bool /*held*/) noexcept {}
    virtual void wait_began(std::uint32_t /*resource*/, wait_role /*role*/, std::uint32_t /*task*/) noexcept
    {}
    virtual void wait_ended(std::uint32_t /*resource*/, wait_role /*role*/, std::uint32_t /*task*/) noexcept
    {}
    /// An item was put into a queue, and now counts as unfinished. `place` is its position: 0 if it will be
    /// taken out next. Items are numbered from 1.
    virtual void item_put(std::uint32_t /*resource*/, std::uint32_t /*item*/, std::size_t /*place*/,
                          std::string_view /*text*/) noexcept
    {}
    /// The item's position in the queue changed to `place`.
    virtual void item_moved(std::uint32_t /*resource*/, std::uint32_t /*item*/,
                            std::size_t /*place*/) noexcept
    {}
    /// The item was taken out.
    virtual void item_got(std::uint32_t /*resource*/, std::uint32_t /*item*/) noexcept {}

    /// Bytes were written into a stream and are now in the writer's buffer. `text` is the first of them, as
    /// Python writes bytes.
    virtual void bytes_written(std::uint32_t /*resource*/, std::size_t /*size*/,
                               std::string_view /*text*/) noexcept
    {}
    /// The network accepted `size` of them; they reach the other side at the time `arrives`.
    virtual void bytes_sent(std::uint32_t /*resource*/, std::size_t /*size*/, double /*arrives*/) noexcept {}
    /// The loop moved `size` of them into the buffer of the reader at the other side.
    virtual void bytes_received(std::uint32_t /*resource*/, std::size_t /*size*/) noexcept {}
    /// The program read `size` of them.
    virtual void bytes_read(std::uint32_t /*resource*/, std::size_t /*size*/) noexcept {}

    /// Until `thread_left`, everything is done by a thread other than the loop's, and by no task. Nests.
    virtual void thread_entered() noexcept {}
    virtual void thread_left() noexcept {}
    /// Threads are numbered from 1.
    virtual void thread_started(std::uint32_t /*thread*/, std::string_view /*name*/) noexcept {}
    /// The thread calls a function that `task` gave to an executor; 0 if no task did.
    virtual void job_began(std::uint32_t /*thread*/, std::uint32_t /*task*/,
                           std::string_view /*function*/) noexcept
    {}
    virtual void job_slept(std::uint32_t /*thread*/, double /*until*/) noexcept {}
    virtual void job_woke(std::uint32_t /*thread*/) noexcept {}
    /// The function returned or failed.
    virtual void job_ended(std::uint32_t /*thread*/, ending /*how*/, std::string_view /*exception*/) noexcept
    {}

    /// `text` is what print wrote, including its newline.
    virtual void printed(std::string_view /*text*/) noexcept {}
    virtual void reported(report /*what*/, std::string_view /*text*/) noexcept {}
    /// The exception that the last report was about, if there was one, and the name of the task that failed,
    /// or "".
    virtual void report_cause(const std::exception_ptr& /*error*/, std::string_view /*task*/) noexcept {}
    /// An exception left the program.
    virtual void uncaught(std::string_view /*type*/, std::string_view /*message*/) noexcept {}
    /// Nothing can ever run again and no timer is set, but the program hasn't ended.
    virtual void deadlocked() noexcept {}
    virtual void finished() noexcept {}
};

}  // namespace aio
