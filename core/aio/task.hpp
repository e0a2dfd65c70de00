#pragma once
// Tasks: coroutines that run concurrently. Creating a task only queues its first step; the coroutine doesn't
// start until the current task suspends. CPython: asyncio.Task, asyncio.create_task.

#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "aio/coro.hpp"
#include "aio/detail/awaited.hpp"
#include "aio/task_base.hpp"

namespace aio {

namespace detail {

template <class T>
[[noreturn]] T spent()
{
    throw_spent_coroutine();
}

/// Fails in its first step, as awaiting a coroutine for the second time does.
template <class T>
coro<T> reused(hidden)
{
    co_return spent<T>();
}

template <class T>
class task_state : public task_base {
public:
    task_state(core& l, coro<T>&& c, task_options* options, bool starts_eagerly)
        : task_base(l, frame_of(std::move(c)), options, starts_eagerly)
    {}
    slot<T>& value() noexcept { return value_; }

private:
    // If the coroutine was already awaited, the task is still made, and fails in its first step.
    static frame_handle frame_of(coro<T>&& c)
    {
        const frame_handle frame = c.release();
        return frame ? frame : reused<T>(hidden{}).release();
    }
    void collect(frame_handle outermost) override
    {
        auto& p = static_cast<promise<T>&>(outermost.promise());
        if (p.outcome == outcome_kind::error) {
            error_ = p.take_error();
        } else if (p.outcome == outcome_kind::value) {
            value_.emplace(std::move(p.value()));
        }
    }

    slot<T> value_;
};

/// A function with its arguments, to be called to make a coroutine.
template <class F, class... A>
struct kept_call {
    kept_call(F&& f, A&&... args) : function(std::move(f)), arguments(std::move(args)...) {}
    auto operator()()
    {
        return std::apply([&](A&... args) { return std::invoke(function, std::move(args)...); }, arguments);
    }

    F function;
    std::tuple<A...> arguments;
};

template <class Call>
struct call_holder {
    explicit call_holder(Call&& c) : call(std::move(c)) {}
    std::optional<Call> call;
};

/// A task that also keeps the function and the arguments of its coroutine, as long as that runs.
template <class T, class Call>
class task_of_call final : private call_holder<Call>, public task_state<T> {
public:
    task_of_call(core& c, Call&& call, task_options* options, bool starts_eagerly)
        : call_holder<Call>(std::move(call)), task_state<T>(c, (*this->call)(), options, starts_eagerly)
    {}
    using pooled::operator new;
    using pooled::operator delete;

private:
    void frames_gone() noexcept override { this->call.reset(); }
};

}  // namespace detail

/// A handle to a task; copies are the same task. Dropping a handle changes nothing: the loop keeps a task
/// until it's done. As a future, a task is done when its coroutine has ended; awaiting it then doesn't
/// suspend. A task that awaits itself gets a runtime_error. Cancelling a task makes its next step throw
/// cancelled_error from the await where it's suspended; the coroutine may catch that and continue.
template <class T = void>
class task : public future<T> {
public:
    /// Makes a task of `c` on `l`, named `Task-N`. Throws runtime_error if `l` is closed.
    task(loop& l, coro<T>&& c) : task(make(l, std::move(c), nullptr)) {}
    /// The same with a name; an empty one means `Task-N`.
    task(loop& l, coro<T> c, std::string name) : task(l, std::move(c), task_options{.name = std::move(name)})
    {}
    /// The same with options. An eager task takes its first step immediately if `l` is running.
    /// CPython: loop.create_task.
    task(loop& l, coro<T> c, task_options options) : task(make(l, std::move(c), &options)) {}

    std::string get_name() const { return base().name(); }
    void set_name(std::string name) const { base().set_name(std::move(name)); }
    /// How many times cancel() was called, minus the calls of uncancel(). CPython: Task.cancelling.
    std::uint32_t cancelling() const noexcept { return base().cancelling(); }
    /// Takes back one request to cancel, and returns how many remain. CPython: Task.uncancel.
    std::uint32_t uncancel() const noexcept { return base().uncancel(); }
    /// Makes the loop call `f(task)` once the task is done, in a copy of the current context or in `c`.
    /// CPython: Task.add_done_callback(f, context=c).
    template <class F>
    callback_id add_done_callback(F f) const
    {
        return base().add_done_callback(on_done(std::move(f)));
    }
    template <class F>
    callback_id add_done_callback(const context& c, F f) const
    {
        return base().add_done_callback(c, on_done(std::move(f)));
    }

    task_base& base() const noexcept { return static_cast<task_base&>(future<T>::base()); }

private:
    using state_ref = detail::ref<detail::task_state<T>>;

    template <class F>
    static auto on_done(F f)
    {
        detail::check_callback<F, task>();
        return [f = std::move(f)](future_base& done) mutable {
            f(task(state_ref(static_cast<detail::task_state<T>*>(&done))));
        };
    }
    static state_ref make(loop& l, coro<T>&& c, task_options* options)
    {
        return make_of<detail::task_state<T>>(l, std::move(c), options);
    }
    template <class State, class From>
    static state_ref make_of(loop& l, From&& from, task_options* options)
    {
        l.get_core().check_open();
        const bool usual = l.get_task_factory().eager_start;
        const bool eager = (options ? options->eager_start.value_or(usual) : usual) && l.is_running();
        const state_ref state(new State(l.get_core(), std::forward<From>(from), options, eager));
        if (eager) {
            state->start_eagerly();
        }
        return state;
    }
    template <class F, class... A>
    static task make_of_call(loop& l, task_options* options, F&& f, A&&... args)
    {
        using call = detail::kept_call<F, A...>;
        return task(
            make_of<detail::task_of_call<T, call>>(l, call(std::move(f), std::move(args)...), options));
    }
    friend class loop;
    explicit task(state_ref state) : task(std::move(state), state->value()) {}
    task(state_ref&& state, detail::slot<T>& value) : future<T>(std::move(state), value) {}
};

template <class T>
task<T> loop::create_task(coro<T>&& c)
{
    return task<T>(*this, std::move(c));
}

template <class T>
task<T> loop::create_task(coro<T> c, std::string name)
{
    return task<T>(*this, std::move(c), std::move(name));
}

template <class T>
task<T> loop::create_task(coro<T> c, task_options options)
{
    return task<T>(*this, std::move(c), std::move(options));
}

template <class F, class... A>
requires detail::makes_coro<F, A...>
auto loop::create_task(F f, A... args)
{
    using result = typename std::invoke_result_t<F&, A...>::value_type;
    return task<result>::make_of_call(*this, nullptr, std::move(f), std::move(args)...);
}

template <class F, class... A>
requires detail::makes_coro<F, A...>
auto loop::create_task(task_options options, F f, A... args)
{
    using result = typename std::invoke_result_t<F&, A...>::value_type;
    return task<result>::make_of_call(*this, &options, std::move(f), std::move(args)...);
}

/// Makes a task of `c` on the running loop and queues its first step, behind everything that's ready. Doesn't
/// suspend. The loop runs each of its steps as a callback. Throws runtime_error if no loop is running or the
/// loop is closed; `c` never runs then. CPython: asyncio.create_task(coro, name=name).
template <class T>
task<T> create_task(coro<T>&& c)
{
    return task<T>(loop::running(), std::move(c));
}
template <class T>
task<T> create_task(coro<T> c, std::string name)
{
    return task<T>(loop::running(), std::move(c), std::move(name));
}
/// The same with more options. A task with `.eager_start = true` runs up to its first suspension before this
/// returns, on the caller's stack; that throws runtime_error if its context is already entered.
/// CPython: asyncio.create_task(coro, name=…, context=…, eager_start=…).
template <class T>
task<T> create_task(coro<T> c, task_options options)
{
    return task<T>(loop::running(), std::move(c), std::move(options));
}

/// The same for any other awaitable: `create_task(sleep(1))`.
template <detail::other_awaitable A>
auto create_task(A awaitable)
{
    return create_task(detail::wrap_awaitable(detail::hidden{}, std::move(awaitable)));
}
template <detail::other_awaitable A>
auto create_task(A awaitable, std::string name)
{
    return create_task(detail::wrap_awaitable(detail::hidden{}, std::move(awaitable)), std::move(name));
}

/// The same for the coroutine that `f(args...)` returns. The task keeps `f` and the arguments, so a lambda's
/// captures, and the objects that its parameters refer to, live as long as the coroutine.
template <class F, class... A>
requires detail::makes_coro<F, A...>
auto create_task(F f, A... args)
{
    return loop::running().create_task(std::move(f), std::move(args)...);
}
/// The same with options, which come first here: `create_task({.name = "reader"}, f, args...)`.
template <class F, class... A>
requires detail::makes_coro<F, A...>
auto create_task(task_options options, F f, A... args)
{
    return loop::running().create_task(std::move(options), std::move(f), std::move(args)...);
}

}  // namespace aio

template <class T>
struct std::hash<aio::task<T>> : std::hash<aio::future<T>> {};
