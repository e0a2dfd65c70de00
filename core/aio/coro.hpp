#pragma once
// A coroutine: C++'s `async def`. Calling a coroutine function runs none of its code. Awaiting the coroutine
// works like a plain call: control returns to the loop only if something inside suspends.
// CPython: a coroutine object.

#include <coroutine>
#include <exception>
#include <utility>

#include "aio/awaitable.hpp"
#include "aio/detail/to_be_awaited.hpp"
#include "aio/detail/undecided.hpp"
#include "aio/task_base.hpp"

namespace aio {

template <class T = void>
class coro;

namespace detail {

/// Returns control to the caller of a coroutine that has finished.
struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> finished) const noexcept
    {
        core::running_task().leave(finished.promise().caller);
    }
    void await_resume() const noexcept {}
};

/// The common part of all promises: they start lazily, and record the line of each await.
class promise_common : public frame_base {
public:
    auto initial_suspend() noexcept
    {
        struct awaiter {
            frame_base& frame;
            bool await_ready() const noexcept { return false; }
            void await_suspend(awaiting) const noexcept {}
            void await_resume() const noexcept { frame.started = true; }
        };
        return awaiter{*this};
    }
    final_awaiter final_suspend() const noexcept { return {}; }

    /// Records the line at which the coroutine waits.
    template <class A>
    decltype(auto) await_transform(A&& a, std::uint32_t at = static_cast<std::uint32_t>(__builtin_LINE()))
    {
        check_fits_a_frame<A>();
        line = at;
        return awaited_as(static_cast<A&&>(a));
    }
};

/// A promise that stores the coroutine's outcome, a value or an exception, in one place.
template <class T>
class ending_promise : public promise_common {
public:
    using element = typename slot<T>::value_type;

    ending_promise() noexcept {}
    ending_promise(const ending_promise&) = delete;
    ending_promise& operator=(const ending_promise&) = delete;
    ~ending_promise() { clear(); }

    void unhandled_exception() noexcept
    {
        clear();  // a destructor threw after co_return
        ::new (static_cast<void*>(&error_)) std::exception_ptr(std::current_exception());
        outcome = outcome_kind::error;
    }
    /// The value of a coroutine that has returned.
    element& value() noexcept { return value_; }
    /// The exception of a coroutine that has failed.
    std::exception_ptr take_error() noexcept { return std::exchange(error_, nullptr); }
    T take()
    {
        if (outcome == outcome_kind::error) {
            std::rethrow_exception(take_error());
        }
        if constexpr (!std::is_void_v<T>) {
            return std::move(value_);
        }
    }

protected:
    template <class... U>
    void give(U&&... value)
    {
        ::new (static_cast<void*>(&value_)) element(std::forward<U>(value)...);
        outcome = outcome_kind::value;
    }

private:
    void clear() noexcept
    {
        if (outcome == outcome_kind::value) {
            value_.~element();
        } else if (outcome == outcome_kind::error) {
            error_.~exception_ptr();
        }
        outcome = outcome_kind::none;
    }

    union {
        std::exception_ptr error_;
        element value_;
    };
};

template <class T>
class promise : public ending_promise<T> {
public:
    coro<T> get_return_object(std::uint32_t at = static_cast<std::uint32_t>(__builtin_LINE()),
                              const char* name = __builtin_FUNCTION()) noexcept;
    template <class U = T>
    void return_value(U&& value)
    {
        this->give(std::forward<U>(value));
    }
};

template <>
class promise<void> : public ending_promise<void> {
public:
    coro<void> get_return_object(std::uint32_t at = static_cast<std::uint32_t>(__builtin_LINE()),
                                 const char* name = __builtin_FUNCTION()) noexcept;
    void return_void() noexcept { give(); }
};

/// The promise of the library's own coroutines: their frames have no line and are hidden.
template <class T>
class hidden_promise final : public promise<T> {
public:
    template <class... A>
    explicit hidden_promise(hidden first, const A&...) noexcept
    {
        this->function = first.name;
        this->started = first.may_be_cancelled_first;
    }
    template <class C, class... A>
    hidden_promise(const C&, hidden second, const A&...) noexcept
    {
        this->function = second.name;
        this->started = second.may_be_cancelled_first;
    }
    coro<T> get_return_object() noexcept { return promise<T>::get_return_object(0, this->function); }
    template <class A>
    decltype(auto) await_transform(A&& a)
    {
        return awaited_as(static_cast<A&&>(a));
    }
};

}  // namespace detail

/// A coroutine that hasn't been awaited yet. Move-only; owns its frame. Awaiting it, or making a task of it,
/// takes over the frame. If it's dropped without either, the loop reports that it was never awaited. The
/// frame holds the parameters, but not the objects that reference parameters refer to, nor a lambda's
/// captures: those must outlive the frame, or reading them is undefined behaviour.
template <class T>
class [[nodiscard("a coroutine does nothing until it is awaited or made a task")]] coro
{
public:
    using promise_type = detail::promise<T>;
    using value_type = T;

    coro(coro && other) noexcept : frame_(std::exchange(other.frame_, {})) {}
    coro& operator=(coro&& other) noexcept
    {
        std::swap(frame_, other.frame_);
        return *this;
    }
    ~coro()
    {
        if (frame_) {
            detail::never_awaited(frame_.promise().function);
            frame_.destroy();
        }
    }

    /// Runs the coroutine like a call, within the task that awaits it. Awaits to its return value, or throws
    /// its exception. Suspends only if something inside suspends; finishing doesn't cost a turn of the loop.
    /// Throws runtime_error if it was already awaited. Only a coroutine of aio's can await it.
    auto operator co_await()&& noexcept
    {
        class awaiter {
        public:
            explicit awaiter(detail::frame_handle frame) noexcept : frame_(frame) {}
            awaiter(const awaiter&) = delete;
            awaiter& operator=(const awaiter&) = delete;
            ~awaiter()
            {
                if (frame_) {
                    frame_.destroy();
                }
            }
            bool await_ready() const noexcept { return detail::undecided(!frame_); }
            void await_suspend(detail::awaiting)
            {
                frame_.promise().owner = &frame_;
                task_base::current().enter(frame_);
            }
            T await_resume()
            {
                if (!frame_) {
                    detail::throw_spent_coroutine();
                }
                return static_cast<promise_type&>(frame_.promise()).take();
            }

        private:
            detail::frame_handle frame_;
        };
        return awaiter(release());
    }

    /// Gives up the frame and returns it; null if it's already gone.
    detail::frame_handle release() noexcept
    {
        return std::exchange(frame_, {});
    }
    /// Destroys the frame without a 'never awaited' report. CPython: coroutine.close.
    void close() noexcept
    {
        if (frame_) {
            release().destroy();
        }
    }

private:
    friend promise_type;
    explicit coro(detail::frame_handle frame) noexcept : frame_(frame) {}

    detail::frame_handle frame_;
};

namespace detail {

template <class T>
coro<T> promise<T>::get_return_object(std::uint32_t at, const char* name) noexcept
{
    check_fits_a_frame<T>();
    static_assert(alignof(promise) == alignof(frame_base) || !fits_a_frame<T>());
    this->line = at;
    this->function = name;
    return coro<T>(frame_handle::from_promise(*this));
}

inline coro<void> promise<void>::get_return_object(std::uint32_t at, const char* name) noexcept
{
    line = at;
    function = name;
    return coro<void>(frame_handle::from_promise(*this));
}

}  // namespace detail
}  // namespace aio

namespace std {

template <class T, class... A>
struct coroutine_traits<aio::coro<T>, A...> {
    static_assert((aio::detail::fits_a_frame<A>() && ...),
                  "a coroutine's frame isn't aligned as much as this parameter (alignas): take it by reference, or "
                  "by a std::unique_ptr");
    using promise_type = aio::detail::promise<T>;
};

template <class T, class... A>
struct coroutine_traits<aio::coro<T>, aio::detail::hidden, A...> {
    using promise_type = aio::detail::hidden_promise<T>;
};

// The same for member functions, whose first argument is the object.
template <class T, class C, class... A>
struct coroutine_traits<aio::coro<T>, C&, aio::detail::hidden, A...> {
    using promise_type = aio::detail::hidden_promise<T>;
};

}  // namespace std
