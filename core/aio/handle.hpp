#pragma once
// The results of call_soon, call_later and call_at: handles by which a pending call can be cancelled.
// Dropping a handle changes nothing. CPython: asyncio.Handle, asyncio.TimerHandle.

#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "aio/awaitable.hpp"
#include "aio/context.hpp"
#include "aio/detail/ref.hpp"
#include "aio/detail/timer_heap.hpp"

namespace aio {

namespace detail {

class core;

/// A call that the loop will make once. The loop owns it until then; handles share the ownership.
class planned_call : public counted, public timer {
public:
    /// Prevents the call. The function is destroyed now, or, if it's running, when it returns.
    void cancel() noexcept;
    bool cancelled() const noexcept { return cancelled_; }

    /// Runs the call in `c` instead of in a copy of the context in which it was requested.
    planned_call& runs_in(const context& c)
    {
        context_ = c.state();
        return *this;
    }

    /// For a call that a job requests for a later moment: it belongs to no loop until it's queued on one.
    void postpone() noexcept { core_ = nullptr; }
    void belongs_to(core& c) noexcept { core_ = &c; }

protected:
    explicit planned_call(core& c) noexcept;
    ~planned_call() override = default;

    virtual void call() = 0;
    virtual void discard() noexcept = 0;
    /// The function's name in error reports; empty if it has none.
    virtual std::string name() const = 0;

private:
    static void run_entry(entry& e, action a);

    core* core_;  // the loop on which it's queued or scheduled; null once its turn has come
    ref<context_state> context_ = copy_of_context(current_context());
    bool cancelled_ = false;
    bool running_ = false;
};

template <class F>
class planned_call_of final : public planned_call {
public:
    planned_call_of(core& c, F function) : planned_call(c), function_(std::move(function))
    {
        if constexpr (requires { F::purpose; }) {
            purpose = F::purpose;
        }
    }

private:
    void call() override { (*function_)(); }
    void discard() noexcept override { function_.reset(); }
    std::string name() const override
    {
        if constexpr (requires(const F& f) { std::string(f.callback_name()); }) {
            return function_->callback_name();
        } else {
            return {};
        }
    }

    std::optional<F> function_;
};

/// A call that ends a wait because its time limit has passed.
template <class F>
struct timeout_call {
    static constexpr timer_kind purpose = timer_kind::timeout;
    F call;
    void operator()() { call(); }
};
template <class F>
timeout_call(F) -> timeout_call<F>;

/// Makes a call of `f(args...)`; keeps the arguments and moves them into the call.
template <class F, class... A>
planned_call* plan_call(core& c, F f, A... args)
{
    check_callback<F, A...>();
    if constexpr (sizeof...(A) == 0) {
        return new planned_call_of<F>(c, std::move(f));
    } else {
        auto bound = [f = std::move(f), ... args = std::move(args)]() mutable {
            std::invoke(f, std::move(args)...);
        };
        return new planned_call_of<decltype(bound)>(c, std::move(bound));
    }
}

}  // namespace detail

/// A handle to a call that call_soon queued. Copies are the same handle.
class handle {
public:
    explicit handle(detail::planned_call* call) noexcept : call_(call) {}

    /// Cancels the call: it's skipped in the ready queue, or its timer is dropped. Once the call has been
    /// made, this only changes what cancelled() returns. CPython: Handle.cancel.
    void cancel() const noexcept { call_->cancel(); }
    bool cancelled() const noexcept { return call_->cancelled(); }

protected:
    detail::ref<detail::planned_call> call_;
};

/// A handle to a call that call_later or call_at scheduled.
class timer_handle : public handle {
public:
    using handle::handle;
    /// The time of the call, in seconds on the loop's clock. CPython: TimerHandle.when.
    double when() const noexcept { return call_->when; }
};

}  // namespace aio
