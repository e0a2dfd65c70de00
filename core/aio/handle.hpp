#pragma once
// What call_soon, call_later and call_at give: a hold on one call that is still to come, by which it can be
// cancelled. Dropping a handle changes nothing. CPython: asyncio.Handle, asyncio.TimerHandle.

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

/// A call that the loop has been asked to make once. The loop owns it until then, and handles share it.
class planned_call : public counted, public timer {
public:
    /// The call is not made. What was to be called is destroyed now, or when it returns if it is running.
    void cancel() noexcept;
    bool cancelled() const noexcept { return cancelled_; }

    /// It's called in `c`, and not in a copy of the context in which it was asked for.
    planned_call& runs_in(const context& c)
    {
        context_ = c.state();
        return *this;
    }

    /// A job has asked for it, for a moment that's still to come. Until it's queued on `c` it's nobody's.
    void postpone() noexcept { core_ = nullptr; }
    void belongs_to(core& c) noexcept { core_ = &c; }

protected:
    explicit planned_call(core& c) noexcept;
    ~planned_call() override = default;

    virtual void call() = 0;
    virtual void discard() noexcept = 0;
    /// What it is called in a complaint about it; empty if it has no name.
    virtual std::string name() const = 0;

private:
    static void run_entry(entry& e, action a);

    core* core_;  // the one that it is queued or scheduled on; null once its turn has come
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

/// A call that ends a wait because its time is over.
template <class F>
struct timeout_call {
    static constexpr timer_kind purpose = timer_kind::timeout;
    F call;
    void operator()() { call(); }
};
template <class F>
timeout_call(F) -> timeout_call<F>;

/// A call of `f` with `args`, which are kept with it and moved into the call.
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

/// A hold on a call that call_soon queued. Copies are the same.
class handle {
public:
    explicit handle(detail::planned_call* call) noexcept : call_(call) {}

    /// Takes the call back: it is skipped in the ready queue, or its timer is dropped. Too late once it was
    /// made, and then without effect but on cancelled(). CPython: Handle.cancel.
    void cancel() const noexcept { call_->cancel(); }
    bool cancelled() const noexcept { return call_->cancelled(); }

protected:
    detail::ref<detail::planned_call> call_;
};

/// A hold on a call that call_later or call_at has set a timer for.
class timer_handle : public handle {
public:
    using handle::handle;
    /// The time of the call, in seconds on the loop's clock. CPython: TimerHandle.when.
    double when() const noexcept { return call_->when; }
};

}  // namespace aio
