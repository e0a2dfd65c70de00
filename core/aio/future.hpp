#pragma once
// A future: a result that is not there yet, and who waits for it. When it is done its callbacks are put in
// the ready queue in the order in which they were added; none is ever called at once.
// CPython: asyncio.Future.

#include <coroutine>
#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "aio/detail/ref.hpp"
#include "aio/detail/undecided.hpp"
#include "aio/errors.hpp"
#include "aio/loop.hpp"

namespace aio {

namespace detail {
class done_callback;
}

/// What futures and tasks of every type have in common: state, callbacks, exception.
class future_base : public detail::counted {
public:
    explicit future_base(loop& l) noexcept : loop_(&l) {}

    loop& get_loop() const noexcept { return *loop_; }
    bool done() const noexcept { return state_ != state::pending; }
    bool cancelled() const noexcept { return state_ == state::cancelled; }

    /// Cancels, and queues the callbacks; false when it was done already.
    /// CPython: Future.cancel(msg).
    virtual bool cancel(std::string message = {});

    /// The exception, or null where it has a result. Throws cancelled_error when cancelled and
    /// invalid_state_error when not done. CPython: Future.exception.
    std::exception_ptr exception();
    /// Marks it done with `error`, and queues the callbacks. CPython: Future.set_exception.
    void set_exception(std::exception_ptr error);

    /// Throws what result() would throw; returns when there is a result.
    void check_result();

    /// Says what a task that awaits this waits for.
    virtual void describe_wait(suspension& where) const;

    /// Calls `f(*this)` from the loop once this is done. CPython: Future.add_done_callback.
    template <class F>
    void add_done_callback(F f);

    // What awaitables are made with.

    /// Queues `callback` once this is done. A done future queues it at once.
    void add_callback(detail::entry& callback);
    /// Takes `callback` back; false where it is not waiting here.
    bool remove_callback(detail::entry& callback) noexcept;
    /// Lets go of all callbacks without calling them.
    void drop_callbacks() noexcept;

protected:
    enum class state : std::uint8_t { pending, cancelled, finished };

    ~future_base() override;
    void require_pending() const;
    void finish(state s);
    virtual const char* noun() const noexcept { return "Future"; }

    loop* loop_;
    std::exception_ptr error_;  // of a failed one; of a cancelled one, where the cancellation has a message
private:
    friend class detail::done_callback;

    void queue(detail::entry& callback);

    detail::entry* last_ = nullptr;  // the callbacks, in a ring: last_->next is the first
    state state_ = state::pending;

protected:
    bool unretrieved_ = false;  // it failed and nobody has asked yet
};

namespace detail {

/// A callback that owns itself: it waits with a future, then in the ready queue, and is gone when it has been
/// called. The loop knows all that wait, so that none outlives it.
class done_callback : public entry {
public:
    explicit done_callback(future_base& source);
    virtual ~done_callback();

    future_base& source() const noexcept { return *source_; }
    /// Lets go of it wherever it waits.
    void abandon() noexcept;

protected:
    virtual void called() = 0;

private:
    friend class aio::future_base;

    static void run_entry(entry& e, action a);

    future_base* source_;
    bool queued_ = false;                // its future is done, and kept alive until it has been called
    done_callback* previous_ = nullptr;  // in the loop's list
    done_callback* following_ = nullptr;
};

/// The place for a result; void has one too, so that code need not ask.
template <class T>
using slot = std::optional<std::conditional_t<std::is_void_v<T>, std::monostate, T>>;

/// A future together with the place for its result.
template <class T>
class future_state final : public future_base {
public:
    using future_base::future_base;

    template <class... U>
    void set_result(U&&... value)
    {
        require_pending();
        value_.emplace(std::forward<U>(value)...);
        finish(state::finished);
    }
    slot<T>& value() noexcept { return value_; }

private:
    slot<T> value_;
};

/// Reads the result that `value` holds: a copy where T can be copied, since several may ask.
template <class T>
T read(slot<T>& value)
{
    if constexpr (std::is_void_v<T>) {
        return;
    } else if constexpr (std::is_copy_constructible_v<T>) {
        return *value;
    } else {
        return std::move(*value);
    }
}

/// Suspends the current task until a future is done; at once if it is.
template <class T>
class future_awaiter {
public:
    future_awaiter(ref<future_base> f, slot<T>& value) noexcept
        : future_(std::move(f)), value_(&value)
    {
    }
    bool await_ready() const noexcept { return undecided(future_->done()); }
    void await_suspend(std::coroutine_handle<>);
    T await_resume();

private:
    ref<future_base> future_;
    slot<T>* value_;
};

}  // namespace detail

template <class F>
void future_base::add_done_callback(F f)
{
    struct callback final : detail::done_callback {
        callback(future_base& source, F function)
            : done_callback(source), function_(std::move(function))
        {
        }
        void called() override { function_(source()); }
        F function_;
    };
    add_callback(*new callback(*this, std::move(f)));
}

/// A handle to a shared future of a T. Copies are the same future.
template <class T>
class future {
public:
    /// A pending future of the running loop. CPython: loop.create_future.
    future() : future(loop::running()) {}
    explicit future(loop& l) : state_(new detail::future_state<T>(l)) {}

    bool done() const noexcept { return state_->done(); }
    bool cancelled() const noexcept { return state_->cancelled(); }
    bool cancel(std::string message = {}) const { return state_->cancel(std::move(message)); }
    /// Marks it done with this result, and queues the callbacks. Throws invalid_state_error when it is
    /// done already. CPython: Future.set_result.
    template <class... U>
    void set_result(U&&... value) const
    {
        state_->set_result(std::forward<U>(value)...);
    }
    void set_exception(std::exception_ptr error) const { state_->set_exception(std::move(error)); }
    template <class E>
    void set_exception(E error) const
    {
        state_->set_exception(std::make_exception_ptr(std::move(error)));
    }
    std::exception_ptr exception() const { return state_->exception(); }
    /// The result; throws what it failed with, cancelled_error, or invalid_state_error when not done.
    T result() const
    {
        state_->check_result();
        return detail::read<T>(state_->value());
    }
    /// Suspends until it is done; does not suspend when it is.
    auto operator co_await() const noexcept
    {
        return detail::future_awaiter<T>(state_, state_->value());
    }
    const detail::ref<future_base> base() const noexcept { return state_; }

private:
    detail::ref<detail::future_state<T>> state_;
};

}  // namespace aio
