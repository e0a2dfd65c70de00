#pragma once
// What tasks of every type have in common. A task drives one coroutine: each of its steps resumes the
// innermost frame and goes on, from frame to frame, until one suspends or the outermost returns.
// Frames do not resume each other: they name the next one and return here (a trampoline), so that the
// machine's stack stays flat however deep the awaits go. CPython: asyncio.Task.

#include <cassert>
#include <string>

#include "aio/detail/frame.hpp"
#include "aio/future.hpp"

namespace aio {

class task_base : public future_base, public detail::entry {
public:
    /// The task whose coroutine is running: awaiters have one.
    static task_base& current() noexcept
    {
        assert(loop::running_ && loop::running_->current_);
        return *loop::running_->current_;
    }

    /// The next younger task of the loop that is not done.
    task_base* following() const noexcept { return following_; }
    /// Counts up from 1 in the order of creation.
    std::uint32_t id() const noexcept { return id_; }
    /// As create_task or set_name was given it, or `Task-N`.
    std::string name() const;
    /// CPython: Task.set_name.
    void set_name(std::string name);

    /// Asks for cancelled_error to be thrown into the coroutine at its next step; where it awaits something,
    /// that is cancelled. False when the task is done. CPython: Task.cancel(msg).
    bool cancel(std::string message = {}) override;
    /// Requests to cancel that were not taken back. CPython: Task.cancelling.
    std::uint32_t cancelling() const noexcept { return cancels_requested_; }
    /// Takes a request to cancel back; gives how many are left. With the last one goes a cancelled_error that
    /// has not been thrown yet. CPython: Task.uncancel.
    std::uint32_t uncancel() noexcept;
    std::exception_ptr make_cancelled_error() override;
    std::string cancel_message() const override { return cancel_message_; }

    void describe_wait(suspension& where) const override;

    // What awaitables are made with.

    /// Suspends the task until `f` is done. From await_suspend only.
    void wait_for(future_base& f);
    /// The same, but when `f` is done it is asked whether the task may go on; else it waits for `f` again.
    void wait_at_gate(future_base& f)
    {
        gated_ = true;
        wait_for(f);
    }
    /// Suspends the task until its next turn. From await_suspend only.
    [[gnu::always_inline]] void wait_turn() { loop_->push(*this); }
    /// It is suspended until something is done, or about to be woken since that is.
    bool waits() const noexcept { return waits_for_ != nullptr; }
    /// It was resumed in order to be cancelled.
    bool is_thrown_into() const noexcept { return throwing_; }
    /// Throws where that is so. First thing in await_resume.
    void throw_if_cancelled()
    {
        if (throwing_) {
            throw_cancelled();
        }
    }
    /// What throw_if_cancelled would throw; null where it would not.
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

    /// Runs the first step, which was not queued, within the task that is running.
    void start_eagerly();

    /// Tells the exception handler of all tasks of `l` that are not done.
    static void report_pending(loop& l) noexcept;
    /// Destroys all frames of `l`'s tasks, and lets go of the tasks.
    static void drop_all(loop& l) noexcept;

protected:
    /// Takes over `outermost`, the frame of a coroutine that has not started, and queues the first step, unless
    /// it `starts_eagerly`. `internal` tasks are the loop's own: they use up a task number but are not shown.
    task_base(loop& l, detail::frame_handle outermost, std::string name, bool internal,
              bool starts_eagerly);
    ~task_base() override;

    /// Moves the result, or the exception into error_, out of the frame that has returned.
    virtual void collect(detail::frame_handle outermost) = 0;
    void require_settable(const char* operation) const override;

private:
    friend class loop;
    friend class runner;

    static void run_entry(detail::entry& e, action a);
    /// Resumes the coroutine. Where nobody watches and nothing is to be thrown, that is all there is to it.
    [[gnu::always_inline]] void step(loop& l)
    {
        if (must_cancel_) {
            step_with_care();
            return;
        }
        l.current_ = this;
        future_base* woken_by = std::exchange(waits_for_, nullptr);
        if (gated_ && !passes(*woken_by)) {
            return;
        }
        resume();
        if (next_ == next::end) {
            complete();
        }
    }
    void step_with_care();
    bool passes(future_base& gate);
    // The trampoline: frame after frame, until one suspends or the outermost has returned.
    [[gnu::always_inline]] void resume()
    {
        do {
            next_ = next::suspend;
            innermost_.resume();
        } while (next_ == next::go_on);
    }
    void complete();
    [[noreturn]] void throw_cancelled();
    void destroy_frames() noexcept;
    void link() noexcept;
    void unlink() noexcept;

    detail::frame_handle innermost_;       // where the next step resumes; none once the task has ended
    future_base* waits_for_ = nullptr;     // kept alive by the awaiter in the innermost frame
    task_base* previous_ = nullptr;        // in the loop's list of tasks that are not done
    task_base* following_ = nullptr;
    std::string name_;                     // empty: Task-<number_>
    std::string cancel_message_;           // of the last request that was not passed on
    std::uint32_t cancels_requested_ = 0;
    std::uint32_t id_ = 0;
    std::uint32_t number_ = 0;
    bool must_cancel_ = false;  // the next step throws cancelled_error
    bool passes_on_ = false;    // cancel() is at what it awaits
    bool throwing_ = false;     // this step throws it
    bool gated_ = false;        // what it awaits is to be asked first
    bool kept_for_one_ = false;  // error_ is the exception that ended it, for one reader
    enum class next : std::uint8_t { suspend, go_on, end };
    next next_ = next::suspend;  // what the frame that was resumed last wants
    bool internal_;
};

namespace detail {

[[noreturn]] void throw_self_await(const task_base& t);

template <class T>
void future_awaiter<T>::await_suspend(std::coroutine_handle<>)
{
    task_base& t = task_base::current();
    if (future_.get() == &t) {
        t.wait_turn();  // and fails then, as it would never end
    } else {
        t.wait_for(*future_);
    }
}

template <class T>
T future_awaiter<T>::await_resume()
{
    if (task_base* t = loop::running().current_task()) {
        t->throw_if_cancelled();
        if (future_.get() == t) {
            throw_self_await(*t);
        }
    }
    future_->check_result();
    return read<T>(*value_);
}

}  // namespace detail
}  // namespace aio
