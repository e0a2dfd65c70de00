#pragma once
// Tasks: coroutines that run concurrently. Creating one queues its first step; it runs no code of the
// coroutine until the current task suspends. CPython: asyncio.Task, asyncio.create_task.

#include <string>
#include <utility>

#include "aio/coro.hpp"
#include "aio/task_base.hpp"

namespace aio {

namespace detail {

template <class T>
class task_state final : public task_base {
public:
    task_state(loop& l, coro<T> c, std::string name, bool internal)
        : task_base(l, c.release(), std::move(name), internal)
    {
    }
    slot<T>& value() noexcept { return value_; }

private:
    void collect(frame_handle outermost) override
    {
        auto& p = static_cast<promise<T>&>(outermost.promise());
        error_ = std::exchange(p.error(), nullptr);
        if (p.value()) {
            value_.emplace(std::move(*p.value()));
        }
    }

    slot<T> value_;
};

}  // namespace detail

/// A handle to a task; copies are the same task. Dropping it changes nothing: the loop keeps a task until it
/// is done.
template <class T = void>
class task {
public:
    /// Makes a task of `c` on `l`. An empty name stands for `Task-N`.
    task(loop& l, coro<T> c, std::string name = {}, bool internal = false)
        : state_(new detail::task_state<T>(l, std::move(c), std::move(name), internal))
    {
    }

    bool done() const noexcept { return state_->done(); }
    bool cancelled() const noexcept { return state_->cancelled(); }
    bool cancel(std::string message = {}) const { return state_->cancel(std::move(message)); }
    std::string get_name() const { return state_->name(); }
    std::exception_ptr exception() const { return state_->exception(); }
    T result() const
    {
        state_->check_result();
        return detail::read<T>(state_->value());
    }
    /// Suspends until the task is done; does not suspend when it is. The result is the coroutine's; what it
    /// failed with is thrown.
    auto operator co_await() const noexcept
    {
        return detail::future_awaiter<T>(state_, state_->value());
    }
    task_base& base() const noexcept { return *state_; }

private:
    detail::ref<detail::task_state<T>> state_;
};

/// Makes a task of `c` on the running loop and queues its first step. Suspends nothing.
/// CPython: asyncio.create_task(coro, name=name).
template <class T>
task<T> create_task(coro<T> c, std::string name = {})
{
    return task<T>(loop::running(), std::move(c), std::move(name));
}

}  // namespace aio
