#pragma once
// The awaitable of an operation that rarely has to wait: `q.get()`, `lock.acquire()`. If it can be done at
// once, it is; otherwise the task waits in a line. Neither needs its own frame.

#include <coroutine>
#include <optional>
#include <utility>

#include "aio/coro.hpp"
#include "aio/detail/resource.hpp"
#include "aio/detail/to_be_awaited.hpp"

namespace aio::detail {

/// `Call` describes the operation:
/// - `name`: the coroutine function that it is in CPython;
/// - `place`: a class derived from place_in_line, constructed by `make_place(std::optional<place>&)`;
/// - `is_gate`: true if the place is asked before the task continues;
/// - `bool ready()`: true if it doesn't have to wait. Called once, when it's awaited;
/// - `done(bool waited)`: does the operation, and returns its result;
/// - `gave_up(bool woken)`: the task was cancelled while it waited, or after it was woken.
template <class Call>
class [[nodiscard("nothing happens until it is awaited")]] operation
{
public:
    using value_type = decltype(std::declval<Call&>().done(true));

    explicit operation(Call call) : call_(std::move(call)) {}
    operation(operation && other) noexcept : call_(std::move(other.call_)), unused_(std::move(other.unused_))
    {}
    operation& operator=(operation&&) = delete;

    bool await_ready()
    {
        unused_.awaited();
        return undecided(call_.ready());
    }
    void await_suspend(awaiting)
    {
        call_.make_place(place_);
        if constexpr (Call::is_gate) {
            task_base::current().wait_at_gate(*place_);
        } else {
            task_base::current().wait_for(*place_);
        }
    }
    value_type await_resume()
    {
        if (!place_) {
            return call_.done(false);
        }
        if (task_base::current().is_thrown_into() || !place_->woken()) {
            give_up();
        }
        place_.reset();
        return call_.done(true);
    }

private:
    // The wait ends before anything is passed on, as in CPython, where an await ends before the except clause
    // around it runs.
    [[noreturn, gnu::noinline]] void give_up()
    {
        const bool woken = place_->woken();
        std::exception_ptr error = task_base::current().take_cancellation();
        if (!error) {
            error = place_->make_cancelled_error();
        }
        place_.reset();
        call_.gave_up(woken);
        std::rethrow_exception(error);
    }

    Call call_;
    std::optional<typename Call::place> place_;
    to_be_awaited unused_{Call::name};
};

/// The same for an operation that waits more than once, in a hidden coroutine: `Call` has `coro<void> wait()`
/// in place of `gave_up` and the members about the place. The coroutine doesn't outlive this object, and
/// nothing runs between its end and `done`.
template <class Call>
class [[nodiscard("nothing happens until it is awaited")]] long_operation
{
public:
    using value_type = decltype(std::declval<Call&>().done(true));

    explicit long_operation(Call call) : call_(std::move(call)) {}
    long_operation(long_operation && other) noexcept
        : call_(std::move(other.call_)), unused_(std::move(other.unused_))
    {}
    long_operation& operator=(long_operation&&) = delete;
    ~long_operation()
    {
        if (frame_) {
            frame_.destroy();
        }
    }

    bool await_ready()
    {
        unused_.awaited();
        return undecided(call_.ready());
    }
    void await_suspend(awaiting)
    {
        frame_ = call_.wait().release();
        frame_.promise().owner = &frame_;
        task_base::current().enter(frame_);
    }
    value_type await_resume()
    {
        if (!frame_) {
            return call_.done(false);
        }
        static_cast<promise<void>&>(frame_.promise()).take();
        return call_.done(true);
    }

private:
    Call call_;
    frame_handle frame_;
    to_be_awaited unused_{Call::name};
};

}  // namespace aio::detail
