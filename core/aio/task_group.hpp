#pragma once
// Tasks that end together: the block that makes them ends when all have, and when one fails the others are
// cancelled. CPython: asyncio.TaskGroup.

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

/// What a task group shares with the callbacks that it adds to its tasks.
class task_group_state final : public counted {
public:
    void enter();
    static coro<bool> exit(hidden, ref<task_group_state> self, std::exception_ptr error);

    /// Throws runtime_error where no task may be added any more, or not yet.
    void require_open() const;
    void add(task_base& t);
    void cancel();
    void member_done(group_member& m);
    void remove(group_member& m) noexcept;
    std::string repr() const;

private:
    void abort();

    list<group_member> members_;  // the tasks that are not known to be done, in the order of creation
    std::size_t count_ = 0;
    ref<task_base> parent_;  // runs the block; known from entering it to its end
    std::vector<std::exception_ptr> errors_;
    std::optional<waiter> completed_;  // what the end of the block waits for
    bool entered_ = false;
    bool cancel_on_enter_ = false;
    bool exiting_ = false;
    bool aborting_ = false;
    bool parent_cancel_requested_ = false;
};

}  // namespace detail

/// A handle to a task group, for `aio::with`; copies are the same group.
///
/// The end of the block waits until all tasks have ended, also those that are added meanwhile. When one of
/// them fails, or the block does, all others are cancelled, and the block if it still runs; when all have
/// ended an exception_group of all failures is thrown, in the order in which they happened, that of the block
/// last. A task that is cancelled is no failure. When the task that runs the block is cancelled, so are the
/// tasks of the group. The end of the block suspends only if a task has yet to end, and goes on in a callback, which
/// the last of them queues. A task of the group may refer to what the block's function owns, since that outlives it.
class task_group {
public:
    task_group() : state_(new detail::task_group_state) {}

    /// Makes a task of `c` that belongs to the group. Throws runtime_error before the block is entered, when
    /// a task has failed, and when the group has ended; `c` is dropped then. CPython: TaskGroup.create_task.
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
    /// The same of what `f(args...)` gives; the task keeps both.
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
    /// The same of anything else that can be awaited.
    template <detail::other_awaitable A>
    auto create_task(A awaitable, std::string name = {}) const
    {
        return create_task(detail::wrap_awaitable(detail::hidden{}, std::move(awaitable)), std::move(name));
    }

    /// Ends the block early, and without an error: cancels all its tasks that are not done, and the block
    /// itself if it still runs. Before the block is entered, it's ended as soon as it is. Later calls do
    /// nothing. CPython: TaskGroup.cancel, from 3.15 on.
    void cancel() const { state_->cancel(); }

    /// For `aio::with`. Does not suspend. Throws runtime_error if it was entered before, or outside of a
    /// task.
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
