#pragma once
// The common base of tasks of every type. A task drives one coroutine: each of its steps resumes the
// innermost frame, then runs from frame to frame until one suspends or the outermost one returns. Frames
// don't resume each other: each names the next frame and returns here (a trampoline), so the machine's stack
// stays flat no matter how deep the awaits go. CPython: asyncio.Task.

#include <cassert>
#include <memory>
#include <optional>
#include <string>

#include "aio/context.hpp"
#include "aio/detail/frame.hpp"
#include "aio/future.hpp"

namespace aio {

/// Options for making a task.
struct task_options {
    std::string name = {};                     ///< empty: Task-N
    std::optional<bool> eager_start = {};      ///< nullopt: as the loop's task factory says
    std::optional<aio::context> context = {};  ///< nullopt: a copy of the current context
    bool internal = false;  ///< the loop's own task: uses up a task number, but isn't shown
};

class task_base : public future_base, public detail::linked<task_base>, public detail::entry {
public:
    /// The task whose coroutine is running. Awaiters may rely on there being one.
    static task_base& current() noexcept
    {
        assert(detail::core::is_running() && detail::core::running().current);
        return detail::core::running_task();
    }

    /// Counts up from 1 in order of creation.
    std::uint32_t id() const noexcept { return number_; }
    /// The name passed to create_task or set_name, or else `Task-N`.
    std::string name() const;
    /// CPython: Task.set_name.
    void set_name(std::string name);

    /// Asks for cancelled_error to be thrown into the coroutine at its next step, and cancels whatever the
    /// task awaits. Returns false if the task is done. CPython: Task.cancel(msg).
    bool cancel(std::optional<std::string> message = {}) override;
    /// The number of requests to cancel that haven't been taken back. CPython: Task.cancelling.
    std::uint32_t cancelling() const noexcept { return rare_ ? rare_->cancels_requested : 0; }
    /// Takes back one request to cancel; returns how many remain. If none remain, a cancelled_error that
    /// hasn't been thrown yet won't be. CPython: Task.uncancel.
    std::uint32_t uncancel() noexcept;
    std::exception_ptr make_cancelled_error() override;
    std::optional<std::string> cancel_message() const override
    {
        return rare_ ? rare_->cancel_message : std::nullopt;
    }

    /// The context in which its coroutine runs. CPython: Task.get_context.
    aio::context get_context()
    {
        detail::made_context(context_);
        return aio::context(context_);
    }

    void describe_wait(suspension& where) const override;
    task_base* as_task() noexcept override { return this; }

    // For implementing awaitables.

    /// Suspends the task until `f` is done. Only call this from await_suspend.
    void wait_for(future_base& f);
    /// The same, but when `f` is done it decides whether the task may continue; otherwise the task waits for
    /// `f` again.
    void wait_at_gate(future_base& f)
    {
        set(flag::gate);
        wait_for(f);
    }
    /// Tells the observer, if there is one, that the task, which is suspended, waits for `one` too.
    void tell_awaited(const future_base& one) const;
    /// Suspends the task until its next turn. Only call this from await_suspend.
    [[gnu::always_inline]] void wait_turn() { core_->push(*this); }
    /// True if the task is suspended until a future is done, or is about to be woken by one.
    bool waits() const noexcept { return waits_for_ != nullptr; }
    /// True if the current step resumed the task to cancel it.
    bool is_thrown_into() const noexcept { return throwing_; }
    /// Throws cancelled_error if the task was resumed to be cancelled. Every await_resume must call this
    /// first.
    void throw_if_cancelled()
    {
        if (throwing_) {
            throw_cancelled();
        }
    }
    /// The exception that throw_if_cancelled would throw; null if it wouldn't throw.
    std::exception_ptr take_cancellation();
    /// Continues with `callee`, which the innermost frame awaits. Only call this from await_suspend.
    void enter(detail::frame_handle callee) noexcept
    {
        callee.promise().caller = innermost_;
        innermost_ = callee;
        next_ = next::go_on;
    }
    /// Continues with `caller`, because the innermost frame has returned; if it's null, the task has ended.
    void leave(detail::frame_handle caller) noexcept
    {
        if (caller) {
            innermost_ = caller;
            next_ = next::go_on;
        } else {
            next_ = next::end;
        }
    }

    /// Runs the first step, which wasn't queued, inside the task that is running. Throws runtime_error if its
    /// context is already entered; the coroutine never starts then.
    void start_eagerly();

    /// Tells the exception handler about all tasks of `c` that aren't done.
    static void report_pending(detail::core& c) noexcept;
    /// Destroys all frames of `c`'s tasks, and drops the tasks.
    static void drop_all(detail::core& c) noexcept;

protected:
    /// Takes ownership of `outermost`, the frame of a coroutine that hasn't started, and queues the first
    /// step unless `starts_eagerly` is set. `options` may be null.
    task_base(detail::core& c, detail::frame_handle outermost, task_options* options, bool starts_eagerly);
    ~task_base() override;

    /// Moves the result out of the frame that has returned, or its exception into error_.
    virtual void collect(detail::frame_handle outermost) = 0;
    /// The frames are destroyed: nothing refers to what the coroutine was made of any more.
    virtual void frames_gone() noexcept {}
    void require_settable(const char* operation) const override;

private:
    friend class detail::core;

    static void run_entry(detail::entry& e, action a);
    /// Resumes the coroutine. Fast path: no observer, and nothing pending such as a cancellation.
    [[gnu::always_inline]] void step(detail::core& c)
    {
        c.current = this;
        detail::context_now = &context_;
        waits_for_ = nullptr;
        resume();
    }
    void step_with_care();
    void step_unwatched(detail::core& c);
    // The innermost frame of the program's own code.
    const detail::frame_base& stands_in() const noexcept
    {
        detail::frame_handle frame = innermost_;
        while (frame.promise().line == 0 && frame.promise().caller) {
            frame = frame.promise().caller;  // hidden
        }
        return frame.promise();
    }
    suspension describe_suspension() const;
    bool passes(future_base& at);
    bool note_cancel();
    // The trampoline: resumes frame after frame, until one suspends or the outermost one has returned.
    // Returns false if the task has ended; the object may be gone then.
    [[gnu::always_inline]] bool resume()
    {
        for (;;) {
            innermost_.resume();
            if (next_ == next::suspend) {
                return true;
            }
            if (next_ == next::end) {
                complete();
                return false;
            }
            next_ = next::suspend;
        }
    }
    void complete();
    [[noreturn]] void throw_cancelled();
    void destroy_frames() noexcept;
    void drop_unbegun() noexcept;

    // Small members first: they fit into the bytes that entry leaves unused.
    bool passes_on_ : 1 = false;     // cancel() is being forwarded to the future that it awaits
    bool throwing_ : 1 = false;      // this step throws cancelled_error
    bool kept_for_one_ : 1 = false;  // error_ is the exception that ended the task, for one reader
    enum class next : std::uint8_t { suspend, go_on, end };
    next next_ = next::suspend;  // what to do after the frame that was resumed last
    std::uint32_t name_number_ = 0;
    detail::frame_handle innermost_;    // where the next step resumes; null once the task has ended
    future_base* waits_for_ = nullptr;  // kept alive by the awaiter in the innermost frame
    struct rarities : detail::pooled {
        std::string name;                           // empty: Task-<name_number_>
        std::optional<std::string> cancel_message;  // of the last request that wasn't forwarded
        std::uint32_t cancels_requested = 0;
    };
    rarities& rare();
    bool is_internal() const noexcept { return kind() == callback_kind::internal; }
    void set_cancel_message(std::optional<std::string> message);

    std::unique_ptr<rarities> rare_;              // data that few tasks need
    detail::ref<detail::context_state> context_;  // null for an empty context
};

namespace detail {

[[noreturn]] void throw_self_await(const task_base& t);
[[noreturn]] void throw_other_loop(const task_base& t);

template <class T>
void future_awaiter<T>::await_suspend(awaiting)
{
    task_base& t = task_base::current();
    if (future_.get() == &t || &future_->get_core() != &t.get_core()) {
        t.wait_turn();  // and then fails: the wait would never end, or would end in another loop
        if (future_.get() != &t) {
            value_ = nullptr;
        }
    } else {
        t.wait_for(*future_);
    }
}

template <class T>
T future_awaiter<T>::await_resume()
{
    if (task_base* t = core::running().current) {
        t->throw_if_cancelled();
        if (future_.get() == t) {
            throw_self_await(*t);
        }
        if (!value_) {
            throw_other_loop(*t);
        }
    }
    future_->check_result();
    return read<T>(*value_);
}

}  // namespace detail
}  // namespace aio
