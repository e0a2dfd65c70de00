#pragma once
// A future: a result that will arrive later, and the tasks and callbacks that wait for it. Once it's done,
// its callbacks are queued in the order in which they were added; none is ever called immediately.
// CPython: asyncio.Future.

#include <coroutine>
#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

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

/// The id that add_done_callback returns and remove_done_callback takes. Counts up from 1.
enum class callback_id : std::uint32_t {};

/// The common base of futures and tasks of every type: state, callbacks, exception.
class future_base : public detail::counted {
public:
    explicit future_base(detail::core& c) noexcept : core_(&c) {}

    /// Throws runtime_error if the loop is gone. CPython: Future.get_loop.
    loop& get_loop() const { return core_->user(); }
    detail::core& get_core() const noexcept { return *core_; }
    bool done() const noexcept { return state_ != state::pending; }
    bool cancelled() const noexcept { return state_ == state::cancelled; }
    /// True if it was cancelled, or failed with a cancelled_error.
    bool ended_cancelled() const noexcept { return cancelled() || is<cancelled_error>(error_); }

    /// Cancels the future and queues its callbacks; returns false if it was already done. If it has callbacks
    /// and the loop is closed, throws runtime_error, as does anything else that makes it done: the future is
    /// done then, but its callbacks are dropped. CPython: Future.cancel(msg).
    virtual bool cancel(std::optional<std::string> message = {});

    /// The exception, or null if there is a result. Throws cancelled_error if the future is cancelled and
    /// invalid_state_error if it isn't done. CPython: Future.exception.
    std::exception_ptr exception();
    /// True if it failed; a cancelled future didn't.
    bool failed() const noexcept { return error_ && !cancelled(); }
    /// Marks the future done with `error` and queues its callbacks. Throws invalid_state_error if it's
    /// already done, and type_error for a null `error`. CPython: Future.set_exception.
    void set_exception(std::exception_ptr error);

    /// Returns if there is a result; otherwise throws the exception that result() would throw.
    void check_result();
    /// The exception that result() of a cancelled future throws. For a task, the first caller gets the very
    /// exception that ended it, with its message; later callers get one without a message, because CPython
    /// too keeps it for a single reader.
    virtual std::exception_ptr make_cancelled_error();
    /// The message of the cancellation, if that hasn't been thrown yet.
    virtual std::optional<std::string> cancel_message() const;
    /// Marks the outcome as seen, so that a failure is no longer reported.
    void mark_retrieved() noexcept { unretrieved_ = false; }

    /// For a future that works as a gate: true if the task that waited for it may continue now. If false, the
    /// task waits for it again, and it's pending again.
    virtual bool lets_pass(task_base&) { return true; }
    /// Tells the observer, if there is one, about a future that the program made, and from then on about each
    /// change of it.
    void announce();
    /// Fills in what a task that awaits this future is waiting for.
    virtual void describe_wait(suspension& where) const;
    /// Appends the futures that it waits for itself, if it's done when they are, or some of them.
    virtual void list_parts(std::vector<future_base*>& /*into*/) const {}
    /// This object, if it's a task; otherwise null.
    virtual task_base* as_task() noexcept { return nullptr; }

    /// Makes the loop call `f(*this)` once this is done, in a copy of the current context or in `c`.
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
    /// Removes a callback that hasn't been queued yet; returns the number removed, 0 or 1.
    /// CPython: Future.remove_done_callback.
    std::size_t remove_done_callback(callback_id id) noexcept;

    // For implementing awaitables.

    /// Queues `callback` once this is done; immediately if it already is.
    void add_callback(detail::entry& callback)
    {
        if (last_ || done()) {
            add_one_more(callback);
        } else {
            callback.next = last_ = &callback;
        }
    }
    /// Removes `callback`; false if it isn't waiting here.
    bool remove_callback(detail::entry& callback) noexcept;
    /// Drops all callbacks without calling them.
    void drop_callbacks() noexcept;
    /// True if the newest callback is a done_callback that was made after the first `count` of the loop's.
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
    /// Tells the loop's exception handler that this failed and no code retrieved the exception. `noun` is its
    /// class in CPython.
    void report_unretrieved(const char* noun, task_base* task = nullptr) noexcept;
    /// Throws if the program may not call `operation`: set_result or set_exception.
    virtual void require_settable(const char* operation) const;

    std::uint32_t number_ = 0;  // the observer's id for it: a task's id; 0 if the observer doesn't know it
    const detail::ref<detail::core> core_;
    detail::held_error error_;  // of a failed future; of a cancelled one, if it has a message
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

    detail::entry* last_ = nullptr;  // the callbacks, as a ring: last_->next is the first
    state state_ = state::pending;
    bool announced_ = false;  // the observer knows this future

protected:
    bool unretrieved_ = false;  // it failed, and no code has retrieved the exception yet
};

namespace detail {

/// A callback that owns itself. It waits in its future, then in the ready queue, and is deleted after the
/// call. The loop keeps a list of all of them, so that none outlives it.
class done_callback : public linked<done_callback>, public entry, public pooled {
public:
    done_callback(const done_callback&) = delete;
    done_callback& operator=(const done_callback&) = delete;

    future_base& source() const noexcept { return *source_; }
    callback_id id() const noexcept { return id_; }
    /// How many have been made on `c`; the next one's id is greater.
    static std::uint32_t made(const core& c) noexcept { return c.callbacks_made; }
    /// Removes and drops it wherever it waits.
    void abandon() noexcept;

protected:
    done_callback(future_base& source, function run);
    done_callback(future_base& source, callback_id id, function run);
    ~done_callback();

    bool queued_ = false;  // its future is done, and kept alive until the call

private:
    friend class aio::future_base;

    callback_id id_;
    future_base* source_;  // may die first, if this is abandoned and holds its last handle
    core* core_;           // has this in its list
};

/// The base of a callback class `Self`: calls its `called()`.
template <class Self>
class done_callback_of : public done_callback {
protected:
    explicit done_callback_of(future_base& source) : done_callback(source, &run_entry) {}
    /// For a callback that shares its id with others of its kind.
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

/// The storage for a result; void has one too, so that generic code needs no special case.
template <class T>
using slot = std::optional<std::conditional_t<std::is_void_v<T>, std::monostate, T>>;

/// A future together with the storage for its result.
template <class T>
class future_state : public future_base {
public:
    using future_base::future_base;
    slot<T>& value() noexcept { return value_; }

private:
    slot<T> value_;
};

/// Reads the result in `value`: a copy if T can be copied, because several readers may ask.
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

/// Suspends the current task until a future is done; doesn't suspend if it already is.
template <class T>
class future_awaiter {
public:
    future_awaiter(ref<future_base> f, slot<T>& value) noexcept : future_(std::move(f)), value_(&value) {}
    bool await_ready() const noexcept { return undecided(future_->done()); }
    void await_suspend(awaiting);
    T await_resume();

private:
    ref<future_base> future_;
    slot<T>* value_;  // null if the task belongs to another loop than the future
};

}  // namespace detail

template <class F>
callback_id future_base::add_in(detail::ref<detail::context_state> context, F f)
{
    detail::check_callback<F, future_base&>();
    struct callback final : detail::done_callback_of<callback> {
        callback(future_base& source, detail::ref<detail::context_state> c, F function)
            : detail::done_callback_of<callback>(source),
              function_(std::move(function)),
              context_(std::move(c))
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

/// A handle to a shared future of a T; copies are the same future. A task<T> is a future too, and so are the
/// results of gather and shield. A future may outlive its loop, which is closed by then: its outcome can
/// still be read, but its waiters and callbacks are never notified. Use all handles in the loop's thread
/// only; using one in another thread is undefined behaviour.
template <class T>
class future {
public:
    using value_type = T;

    /// Makes a pending future of the running loop. Throws runtime_error if no loop is running.
    /// CPython: loop.create_future.
    future() : future(loop::running()) {}
    explicit future(loop& l) : future(new detail::future_state<T>(l.get_core())) { state_->announce(); }
    /// A handle to `state`, whose result is stored in `value`, a part of `state`.
    future(detail::ref<future_base> state, detail::slot<T>& value) noexcept
        : state_(std::move(state)), value_(&value)
    {}

    /// Throws runtime_error if the loop is gone. CPython: Future.get_loop.
    loop& get_loop() const { return state_->get_loop(); }
    bool done() const noexcept { return state_->done(); }
    bool cancelled() const noexcept { return state_->cancelled(); }
    /// Cancels the future and queues its callbacks; returns false if it's already done. `message` becomes the
    /// message of the cancelled_error: an empty string is a message too, nullopt is none.
    /// CPython: Future.cancel(msg).
    bool cancel(std::optional<std::string> message = {}) const { return state_->cancel(std::move(message)); }
    /// Marks the future done with this result and queues its callbacks. Throws invalid_state_error if it's
    /// already done, and runtime_error if it's a task. CPython: Future.set_result.
    template <class... U>
    void set_result(U&&... value) const
    {
        state_->require_settable("set_result");
        value_->emplace(std::forward<U>(value)...);
        state_->finish(future_base::state::finished);
    }
    /// Marks the future done with this exception and queues its callbacks. If no code retrieves the
    /// exception, the loop's exception handler is called when the last handle goes away. Throws as set_result
    /// does, and type_error for null. CPython: Future.set_exception.
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
    /// The exception, or null if there is a result. Throws cancelled_error if the future is cancelled and
    /// invalid_state_error if it isn't done. CPython: Future.exception.
    std::exception_ptr exception() const { return state_->exception(); }
    /// The result. Throws the future's exception, cancelled_error, or invalid_state_error if it isn't done.
    /// Doesn't suspend. A result that can only be moved goes to the first caller. CPython: Future.result.
    T result() const
    {
        state_->check_result();
        return detail::read<T>(*value_);
    }
    /// Makes the loop call `f(future)` once the future is done; if it already is, the call is queued right
    /// away. It runs in a copy of the current context, or in `c`.
    /// CPython: Future.add_done_callback(f, context=c).
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
    /// Suspends until the future is done; doesn't suspend if it already is. The task is resumed by a callback
    /// of the loop, queued when the future becomes done, after the callbacks that were added earlier. Awaits
    /// to what result() returns: a copy, or, if the type can't be copied, the moved result. Cancelling the
    /// task also cancels the future (see shield). Throws runtime_error if the future and the task belong to
    /// different loops.
    auto operator co_await() const noexcept { return detail::future_awaiter<T>(state_, *value_); }

    /// True if both are the same future.
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

template <class T>
struct std::hash<aio::future<T>> {
    std::size_t operator()(const aio::future<T>& f) const noexcept
    {
        return std::hash<const void*>()(&f.base());
    }
};
