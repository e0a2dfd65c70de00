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
/// is done. As a future it is done when its coroutine has ended; awaiting it does not suspend then.
template <class T = void>
class task : public future<T> {
public:
    /// Makes a task of `c` on `l`. An empty name stands for `Task-N`.
    task(loop& l, coro<T> c, std::string name = {}, bool internal = false)
        : task(new detail::task_state<T>(l, std::move(c), std::move(name), internal))
    {
    }

    std::string get_name() const { return base().name(); }
    void set_name(std::string name) const { base().set_name(std::move(name)); }
    /// How often it was asked to cancel, less how often that was taken back. CPython: Task.cancelling.
    std::uint32_t cancelling() const noexcept { return base().cancelling(); }
    /// Takes one request to cancel back, and gives what is left. CPython: Task.uncancel.
    std::uint32_t uncancel() const noexcept { return base().uncancel(); }
    /// Calls `f(task)` from the loop once it is done. CPython: Task.add_done_callback.
    template <class F>
    callback_id add_done_callback(F f) const
    {
        return base().add_done_callback([f = std::move(f)](future_base& done) mutable {
            f(task(static_cast<detail::task_state<T>*>(&done)));
        });
    }

    task_base& base() const noexcept { return static_cast<task_base&>(future<T>::base()); }

private:
    explicit task(detail::task_state<T>* state)
        : future<T>(detail::ref<future_base>(state), state->value())
    {
    }
};

/// Makes a task of `c` on the running loop and queues its first step. Suspends nothing.
/// CPython: asyncio.create_task(coro, name=name).
template <class T>
task<T> create_task(coro<T> c, std::string name = {})
{
    return task<T>(loop::running(), std::move(c), std::move(name));
}

}  // namespace aio
