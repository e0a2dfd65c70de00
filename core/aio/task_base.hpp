#pragma once
// What tasks of every type have in common. A task drives one coroutine: each of its steps resumes the
// innermost frame and goes on, from frame to frame, until one suspends or the outermost returns.
// Frames do not resume each other: they name the next one and return here (a trampoline), so that the
// machine's stack stays flat however deep the awaits go. CPython: asyncio.Task.

#include <cassert>
#include <memory>
#include <optional>
#include <string>

#include "aio/context.hpp"
#include "aio/detail/frame.hpp"
#include "aio/future.hpp"

namespace aio {

/// How a task is to be made, if not as usual.
struct task_options {
    std::string name = {};                 ///< empty: Task-N
    std::optional<bool> eager_start = {};  ///< nothing: as the loop's task factory has it
    std::optional<aio::context> context = {};  ///< nothing: a copy of the current one
    bool internal = false;                 ///< the loop's own: uses up a task number, but is not shown
};

class task_base : public future_base, public detail::linked<task_base>, public detail::entry {
public:
    /// The task whose coroutine is running: awaiters have one.
    static task_base& current() noexcept
    {
        assert(detail::core::is_running() && detail::core::running().current);
        return detail::core::running_task();
    }

    /// Counts up from 1 in the order of creation.
    std::uint32_t id() const noexcept { return number_; }
    /// As create_task or set_name was given it, or `Task-N`.
    std::string name() const;
    /// CPython: Task.set_name.
    void set_name(std::string name);

    /// Asks for cancelled_error to be thrown into the coroutine at its next step; if it awaits something,
    /// that is cancelled. False when the task is done. CPython: Task.cancel(msg).
    bool cancel(std::optional<std::string> message = {}) override;
    /// Requests to cancel that were not taken back. CPython: Task.cancelling.
    std::uint32_t cancelling() const noexcept { return rare_ ? rare_->cancels_requested : 0; }
    /// Takes a request to cancel back; gives how many are left. With the last one goes a cancelled_error that
    /// has not been thrown yet. CPython: Task.uncancel.
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

    // What awaitables are made with.

    /// Suspends the task until `f` is done. From await_suspend only.
    void wait_for(future_base& f);
    /// The same, but when `f` is done it is asked whether the task may go on; else it waits for `f` again.
    void wait_at_gate(future_base& f)
    {
        set(flag::gate);
        wait_for(f);
    }
    /// Suspends the task until its next turn. From await_suspend only.
    [[gnu::always_inline]] void wait_turn() { core_->push(*this); }
    /// It is suspended until something is done, or about to be woken since that is.
    bool waits() const noexcept { return waits_for_ != nullptr; }
    /// It was resumed in order to be cancelled.
    bool is_thrown_into() const noexcept { return throwing_; }
    /// Throws if that is so. First thing in await_resume.
    void throw_if_cancelled()
    {
        if (throwing_) {
            throw_cancelled();
        }
    }
    /// What throw_if_cancelled would throw; null if it would not.
    std::exception_ptr take_cancellation();
    /// Goes on with `callee`, which the innermost frame awaits. From await_suspend only.
    void enter(detail::frame_handle callee) noexcept
    {
        callee.promise().caller = innermost_;
        innermost_ = callee;
        next_ = next::go_on;
    }
    /// Goes on with `caller`, since the innermost frame has returned; with none, the task has ended.
    void leave(detail::frame_handle caller) noexcept
    {
        if (caller) {
            innermost_ = caller;
            next_ = next::go_on;
        } else {
            next_ = next::end;
        }
    }

    /// Runs the first step, which was not queued, within the task that is running. Throws runtime_error when its
    /// context is entered already; then it never begins.
    void start_eagerly();

    /// Tells the exception handler of all tasks of `c` that are not done.
    static void report_pending(detail::core& c) noexcept;
    /// Destroys all frames of `c`'s tasks, and lets go of the tasks.
    static void drop_all(detail::core& c) noexcept;

protected:
    /// Takes over `outermost`, the frame of a coroutine that has not started, and queues the first step,
    /// unless it `starts_eagerly`. `options` may be null: as usual.
    task_base(detail::core& c, detail::frame_handle outermost, task_options* options, bool starts_eagerly);
    ~task_base() override;

    /// Moves the result, or the exception into error_, out of the frame that has returned.
    virtual void collect(detail::frame_handle outermost) = 0;
    void require_settable(const char* operation) const override;

private:
    friend class detail::core;

    static void run_entry(detail::entry& e, action a);
    /// Resumes the coroutine. Where nobody watches and there is nothing to see to, that is all there is to
    /// it.
    [[gnu::always_inline]] void step(detail::core& c)
    {
        c.current = this;
        detail::context_now = &context_;
        waits_for_ = nullptr;
        resume();
    }
    void step_with_care();
    void step_unwatched(detail::core& c);
    // The innermost frame of the program's own.
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
    // The trampoline: frame after frame, until one suspends or the outermost has returned. False if the
    // task has ended, and may be gone.
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

    // Small ones first: the bytes that entry leaves over are theirs.
    bool passes_on_ : 1 = false;     // cancel() is at what it awaits
    bool throwing_ : 1 = false;      // this step throws it
    bool kept_for_one_ : 1 = false;  // error_ is the exception that ended it, for one reader
    enum class next : std::uint8_t { suspend, go_on, end };
    next next_ = next::suspend;  // what the frame that was resumed last wants
    std::uint32_t name_number_ = 0;
    detail::frame_handle innermost_;    // where the next step resumes; none once the task has ended
    future_base* waits_for_ = nullptr;  // kept alive by the awaiter in the innermost frame
    struct rarities : detail::pooled {
        std::string name;                           // empty: Task-<name_number_>
        std::optional<std::string> cancel_message;  // of the last request that was not passed on
        std::uint32_t cancels_requested = 0;
    };
    rarities& rare();
    bool is_internal() const noexcept { return kind() == callback_kind::internal; }
    void set_cancel_message(std::optional<std::string> message);

    std::unique_ptr<rarities> rare_;              // what few tasks have
    detail::ref<detail::context_state> context_;  // null for an empty one
};

namespace detail {

[[noreturn]] void throw_self_await(const task_base& t);
[[noreturn]] void throw_other_loop(const task_base& t);

template <class T>
void future_awaiter<T>::await_suspend(awaiting)
{
    task_base& t = task_base::current();
    if (future_.get() == &t || &future_->get_core() != &t.get_core()) {
        t.wait_turn();  // and fails then: it would never end, or end in another loop
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
