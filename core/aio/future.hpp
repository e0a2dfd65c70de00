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

#include "aio/context.hpp"
#include "aio/detail/frame.hpp"
#include "aio/detail/held_error.hpp"
#include "aio/detail/ref.hpp"
#include "aio/detail/undecided.hpp"
#include "aio/errors.hpp"
#include "aio/loop.hpp"

namespace aio {

namespace detail {
class done_callback;
}

template <class T = void>
class future;

/// What add_done_callback gives, to take the callback back by. Counts up from 1.
enum class callback_id : std::uint32_t {};

/// What futures and tasks of every type have in common: state, callbacks, exception.
class future_base : public detail::counted {
public:
    explicit future_base(detail::core& c) noexcept : core_(&c) {}

    /// Throws runtime_error when the loop is gone. CPython: Future.get_loop.
    loop& get_loop() const { return core_->user(); }
    detail::core& get_core() const noexcept { return *core_; }
    bool done() const noexcept { return state_ != state::pending; }
    bool cancelled() const noexcept { return state_ == state::cancelled; }
    /// It was cancelled, or failed with a cancelled_error.
    bool ended_cancelled() const noexcept { return cancelled() || is<cancelled_error>(error_); }

    /// Cancels, and queues the callbacks; false when it was done already. Throws runtime_error when it has
    /// any and the loop is closed, as whatever makes it done: it's done then, and nobody is told. CPython:
    /// Future.cancel(msg).
    virtual bool cancel(std::optional<std::string> message = {});

    /// The exception, or null if it has a result. Throws cancelled_error when cancelled and
    /// invalid_state_error when not done. CPython: Future.exception.
    std::exception_ptr exception();
    /// It failed; a cancelled one has not.
    bool failed() const noexcept { return error_ && !cancelled(); }
    /// Marks it done with `error`, and queues the callbacks. CPython: Future.set_exception.
    void set_exception(std::exception_ptr error);

    /// Throws what result() would throw; returns when there is a result.
    void check_result();
    /// What result() would throw of a cancelled one. The first reader of a task gets the very exception that
    /// ended it, with its message, and all others get one without: CPython keeps it for one reader only.
    virtual std::exception_ptr make_cancelled_error();
    /// What a cancelled one was cancelled with, if that has not been thrown.
    virtual std::optional<std::string> cancel_message() const;
    /// Notes that somebody has seen how it ended: a failure is not reported any more.
    void mark_retrieved() noexcept { unretrieved_ = false; }

    /// Of what a task waits for at a gate: whether it may go on now. If not, it waits for this again, which
    /// is pending then.
    virtual bool lets_pass(task_base&) { return true; }
    /// Tells the observer, if there is one, of a future that the program made; from then on also what becomes
    /// of it.
    void announce();
    /// Says what a task that awaits this waits for.
    virtual void describe_wait(suspension& where) const;
    /// Itself, if it's a task.
    virtual task_base* as_task() noexcept { return nullptr; }

    /// Calls `f(*this)` from the loop once this is done, in a copy of the current context, or in `c`.
    /// CPython: Future.add_done_callback(f, context=c).
    template <class F>
    callback_id add_done_callback(F f)
    {
        return add_in(detail::copy_of_context(detail::current_context()), std::move(f));
    }
    template <class F>
    callback_id add_done_callback(const context& c, F f)
    {
        return add_in(c.state(), std::move(f));
    }
    /// Takes a callback back that has not been queued yet; gives how many that were, 0 or 1.
    /// CPython: Future.remove_done_callback.
    std::size_t remove_done_callback(callback_id id) noexcept;

    // What awaitables are made with.

    /// Queues `callback` once this is done. A done future queues it at once.
    void add_callback(detail::entry& callback)
    {
        if (last_ || done()) {
            add_one_more(callback);
        } else {
            callback.next = last_ = &callback;
        }
    }
    /// Takes `callback` back; false if it is not waiting here.
    bool remove_callback(detail::entry& callback) noexcept;
    /// Lets go of all callbacks without calling them.
    void drop_callbacks() noexcept;
    /// Whether the callback that was added last is a done_callback that was made when `count` others had
    /// been.
    bool has_callback_after(std::uint32_t count) const noexcept;

protected:
    enum class state : std::uint8_t { pending, cancelled, finished };

    ~future_base() override;
    void require_pending() const;
    void finish(state s)
    {
        state_ = s;
        if (announced_) {
            note_finished();
        }
        if (last_) {
            queue_callbacks();
        }
    }
    void make_pending() noexcept { state_ = state::pending; }
    /// Tells the loop's exception handler that it failed and nobody has asked. `noun` is its class in
    /// CPython.
    void report_unretrieved(const char* noun) noexcept;
    /// Throws if a program may not call `operation`, set_result or set_exception.
    virtual void require_settable(const char* operation) const;

    std::uint32_t number_ = 0;  // by which the observer knows it: a task's id; 0 if it doesn't
    const detail::ref<detail::core> core_;
    detail::held_error error_;  // of a failed one; of a cancelled one, if the cancellation has a message
private:
    template <class T>
    friend class future;
    friend class detail::done_callback;

    template <class F>
    callback_id add_in(detail::ref<detail::context_state> context, F f);
    void note_finished();
    void add_one_more(detail::entry& callback);
    void queue_callbacks();
    void queue(detail::entry& callback);

    detail::entry* last_ = nullptr;  // the callbacks, in a ring: last_->next is the first
    state state_ = state::pending;
    bool announced_ = false;  // the observer is told what becomes of it

protected:
    bool unretrieved_ = false;  // it failed and nobody has asked yet
};

namespace detail {

/// A callback that owns itself: it waits with a future, then in the ready queue, and is gone when it has been
/// called. The loop knows all that wait, so that none outlives it.
class done_callback : public linked<done_callback>, public entry, public pooled {
public:
    done_callback(const done_callback&) = delete;
    done_callback& operator=(const done_callback&) = delete;

    future_base& source() const noexcept { return *source_; }
    callback_id id() const noexcept { return id_; }
    /// How many there have been on `c`: the next one's id is greater.
    static std::uint32_t made(const core& c) noexcept { return c.callbacks_made; }
    /// Lets go of it wherever it waits.
    void abandon() noexcept;

protected:
    done_callback(future_base& source, function run);
    done_callback(future_base& source, callback_id id, function run);
    ~done_callback();

    bool queued_ = false;  // its future is done, and kept alive until it has been called

private:
    friend class aio::future_base;

    callback_id id_;
    future_base* source_;  // gone before it, if it is abandoned and has the last handle
    core* core_;           // it's in its list
};

/// One that is a `Self`, whose `called()` it calls.
template <class Self>
class done_callback_of : public done_callback {
protected:
    explicit done_callback_of(future_base& source) : done_callback(source, &run_entry) {}
    /// One that shares its id with others of its kind.
    done_callback_of(future_base& source, callback_id id) : done_callback(source, id, &run_entry) {}
    ~done_callback_of() = default;

private:
    static void run_entry(entry& e, action a)
    {
        auto* const self = static_cast<Self*>(&e);
        future_base* const kept = static_cast<done_callback_of*>(self)->queued_ ? &self->source() : nullptr;
        if (a == action::call) {
            try {
                self->called();
            } catch (...) {
                self->source().get_core().callback_failed({});
            }
        }
        delete self;
        if (kept) {
            kept->release();
        }
    }
};

/// The place for a result; void has one too, so that code need not ask.
template <class T>
using slot = std::optional<std::conditional_t<std::is_void_v<T>, std::monostate, T>>;

/// A future together with the place for its result.
template <class T>
class future_state : public future_base {
public:
    using future_base::future_base;
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
    future_awaiter(ref<future_base> f, slot<T>& value) noexcept : future_(std::move(f)), value_(&value) {}
    bool await_ready() const noexcept { return undecided(future_->done()); }
    void await_suspend(awaiting);
    T await_resume();

private:
    ref<future_base> future_;
    slot<T>* value_;  // null where the task's loop is another than the future's
};

}  // namespace detail

template <class F>
callback_id future_base::add_in(detail::ref<detail::context_state> context, F f)
{
    detail::check_callback<F, future_base&>();
    struct callback final : detail::done_callback_of<callback> {
        callback(future_base& source, detail::ref<detail::context_state> c, F function)
            : detail::done_callback_of<callback>(source), function_(std::move(function)), context_(std::move(c))
        {}
        void called()
        {
            const detail::in_context inside(context_);
            function_(this->source());
        }
        F function_;
        detail::ref<detail::context_state> context_;
    };
    auto* added = new callback(*this, std::move(context), std::move(f));
    add_callback(*added);
    return added->id();
}

/// A handle to a shared future of a T; copies are the same future. A task<T> is one too, and so is what
/// gather and shield give. It may outlive its loop, which is closed then: what it has can be read, but whoever would
/// have to be told that it's done isn't. All its handles belong to the loop's thread; to use one in another is
/// undefined.
template <class T>
class future {
public:
    using value_type = T;

    /// A pending future of the running loop. CPython: loop.create_future.
    future() : future(loop::running()) {}
    explicit future(loop& l) : future(new detail::future_state<T>(l.get_core())) { state_->announce(); }
    /// A handle to `state`, whose result is in `value`, inside of it.
    future(detail::ref<future_base> state, detail::slot<T>& value) noexcept
        : state_(std::move(state)), value_(&value)
    {}

    /// Throws runtime_error when the loop is gone. CPython: Future.get_loop.
    loop& get_loop() const { return state_->get_loop(); }
    bool done() const noexcept { return state_->done(); }
    bool cancelled() const noexcept { return state_->cancelled(); }
    /// Cancels it; false when it is done already. `message` is the cancelled_error's, which may be empty;
    /// nothing for none. CPython: Future.cancel(msg).
    bool cancel(std::optional<std::string> message = {}) const { return state_->cancel(std::move(message)); }
    /// Marks it done with this result, and queues the callbacks. Throws invalid_state_error when it is
    /// done already, and runtime_error when it is a task. CPython: Future.set_result.
    template <class... U>
    void set_result(U&&... value) const
    {
        state_->require_settable("set_result");
        value_->emplace(std::forward<U>(value)...);
        state_->finish(future_base::state::finished);
    }
    /// Marks it done with this failure, and queues the callbacks. If nobody asks for it, the loop's exception handler
    /// hears of it when the last handle goes. Throws as set_result does, and type_error for a null. CPython:
    /// Future.set_exception.
    void set_exception(std::exception_ptr error) const
    {
        state_->require_settable("set_exception");
        state_->set_exception(std::move(error));
    }
    template <class E>
    void set_exception(E error) const
    {
        set_exception(std::make_exception_ptr(std::move(error)));
    }
    /// Null if it has a result. Throws cancelled_error when cancelled and invalid_state_error when not
    /// done.
    std::exception_ptr exception() const { return state_->exception(); }
    /// The result; throws what it failed with, cancelled_error, or invalid_state_error when not done. Suspends
    /// nothing. One that can only be moved is gone for the next who asks. CPython: Future.result.
    T result() const
    {
        state_->check_result();
        return detail::read<T>(*value_);
    }
    /// Calls `f(future)` from the loop once it is done: next in the ready queue when it is done already. It's called
    /// in a copy of the current context, or in `c`. CPython: Future.add_done_callback(f, context=c).
    template <class F>
    callback_id add_done_callback(F f) const
    {
        return state_->add_done_callback(on_done(std::move(f)));
    }
    template <class F>
    callback_id add_done_callback(const context& c, F f) const
    {
        return state_->add_done_callback(c, on_done(std::move(f)));
    }
    std::size_t remove_done_callback(callback_id id) const noexcept
    {
        return state_->remove_done_callback(id);
    }
    /// Suspends until it is done; does not suspend when it is. The task goes on in a callback of the loop's, which is
    /// queued when the future is done, behind those of callbacks that were added before. Gives what result() gives:
    /// a copy, or what a result that can't be copied still has. When the task is cancelled, so is the future (see
    /// shield). Throws runtime_error if the future belongs to another loop than the task.
    auto operator co_await() const noexcept { return detail::future_awaiter<T>(state_, *value_); }

    /// Whether both are the same future.
    bool operator==(const future& other) const noexcept { return state_ == other.state_; }
    future_base& base() const noexcept { return *state_; }
    detail::slot<T>& value() const noexcept { return *value_; }

private:
    template <class F>
    auto on_done(F f) const
    {
        detail::check_callback<F, future>();
        return [f = std::move(f), value = value_](future_base& done) mutable {
            f(future(detail::ref<future_base>(&done), *value));
        };
    }
    explicit future(detail::future_state<T>* state) : state_(state), value_(&state->value()) {}

    detail::ref<future_base> state_;
    detail::slot<T>* value_;
};

template <class T>
future<T> loop::create_future()
{
    return future<T>(*this);
}

}  // namespace aio
