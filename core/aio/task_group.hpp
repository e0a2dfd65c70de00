#pragma once
// Tasks that end together: the block that makes them ends when all of them have, and if one fails the others
// are cancelled. CPython: asyncio.TaskGroup.

#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aio/detail/waiter.hpp"
#include "aio/task.hpp"

namespace aio {

namespace detail {

class group_member;

/// The state that a task group shares with the callbacks that it adds to its tasks.
class task_group_state final : public counted, public composite {
public:
    void enter();
    static coro<bool> exit(hidden, ref<task_group_state> self, std::exception_ptr error);

    /// Throws runtime_error if no task may be added: not yet, or no longer.
    void require_open() const;
    void add(task_base& t);
    void cancel();
    void member_done(group_member& m);
    void remove(group_member& m) noexcept;
    std::string repr() const;
    void list_parts(std::vector<future_base*>& into) const override;

private:
    void abort();

    list<group_member> members_;  // the tasks not known to be done, in order of creation
    std::size_t count_ = 0;
    ref<task_base> parent_;  // runs the block; set from its start to its end
    std::vector<std::exception_ptr> errors_;
    std::optional<waiter> completed_;  // the end of the block waits for this
    bool entered_ = false;
    bool cancel_on_enter_ = false;
    bool exiting_ = false;
    bool aborting_ = false;
    bool parent_cancel_requested_ = false;
};

}  // namespace detail

/// A handle to a task group, for `aio::with`; copies are the same group.
///
/// The end of the block waits until all tasks have ended, including those added while it waits. If a task
/// fails, all others are cancelled, and so is the block if it's still running; if the block fails, all tasks
/// are cancelled. Once all have ended, the block throws an exception_group of all failures in the order in
/// which they happened, with the block's own last. A cancelled task doesn't count as a failure. Cancelling
/// the task that runs the block also cancels the group's tasks. The end of the block suspends only if a task
/// is still running; a callback that the last one queues resumes it. The group's tasks may refer to the local
/// variables of the block's function, which outlive them.
class task_group {
public:
    task_group() : state_(new detail::task_group_state) {}

    /// Makes a task of `c` in this group. Throws runtime_error, and drops `c`, if the block hasn't been
    /// entered, if the group is shutting down (after a failure or cancel()), or if it has ended. Doesn't
    /// suspend. CPython: TaskGroup.create_task.
    template <class T>
    task<T> create_task(coro<T> c, task_options options = {}) const
    {
        try {
            state_->require_open();
        } catch (...) {
            c.close();
            throw;
        }
        const auto t = aio::create_task(std::move(c), std::move(options));
        state_->add(t.base());
        return t;
    }
    /// The same for the coroutine that `f(args...)` returns; the task keeps `f` and the arguments.
    template <class F, class... A>
    requires detail::makes_coro<F, A...>
    auto create_task(F f, A... args) const
    {
        state_->require_open();
        const auto t = aio::create_task(std::move(f), std::move(args)...);
        state_->add(t.base());
        return t;
    }
    template <class F, class... A>
    requires detail::makes_coro<F, A...>
    auto create_task(task_options options, F f, A... args) const
    {
        state_->require_open();
        const auto t = aio::create_task(std::move(options), std::move(f), std::move(args)...);
        state_->add(t.base());
        return t;
    }
    template <class T>
    task<T> create_task(coro<T> c, std::string name) const
    {
        return create_task(std::move(c), task_options{std::move(name)});
    }
    /// The same for any other awaitable.
    template <detail::other_awaitable A>
    auto create_task(A awaitable, std::string name = {}) const
    {
        return create_task(detail::wrap_awaitable(detail::hidden{}, std::move(awaitable)), std::move(name));
    }

    /// Ends the block early and without an error: cancels all its tasks that aren't done, and the block
    /// itself if it's still running. If the block hasn't been entered, it's ended as soon as it is. Later
    /// calls do nothing. CPython: TaskGroup.cancel, from 3.15 on.
    void cancel() const { state_->cancel(); }

    /// For `aio::with`. Doesn't suspend. Throws runtime_error if the group was entered before, or outside of
    /// a task.
    auto enter() const noexcept { return entering{*this}; }
    /// Suspends until all tasks have ended.
    coro<bool> exit(std::exception_ptr error) const
    {
        return detail::task_group_state::exit(detail::hidden{"__aexit__"}, state_, std::move(error));
    }

private:
    struct entering {
        const task_group& group;
        bool await_ready() const noexcept { return detail::undecided(true); }
        void await_suspend(detail::awaiting) const noexcept {}
        void await_resume() const { group.state_->enter(); }
    };

    detail::ref<detail::task_group_state> state_;
};

}  // namespace aio
