#pragma once
// Asynchronous generators: coroutines that yield values and may await in between. A generator only runs while
// a caller awaits its next value. That works like awaiting a coroutine: control returns to the loop only if
// something inside the generator suspends.
//
//     auto ticks = ticker(3);
//     while (auto tick = co_await ticks.next()) { … }    // async for tick in ticker(3): …
//
// CPython: an async def that contains a yield.

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

#include "aio/detail/generator.hpp"
#include "aio/errors.hpp"

namespace aio {

template <class T, class Sent>
class async_generator;

namespace detail {

/// The result of co_yield: the value that was sent, or nullopt; void if the generator doesn't take sent
/// values.
template <class Sent>
using sent_t = std::conditional_t<std::is_void_v<Sent>, void, slot<Sent>>;

template <class T, class Sent>
class generator_promise final : public promise_common {
public:
    async_generator<T, Sent> get_return_object(
        std::uint32_t at = static_cast<std::uint32_t>(__builtin_LINE()),
        const char* name = __builtin_FUNCTION());
    void unhandled_exception() noexcept { generator->note_failure(std::current_exception()); }
    void return_void() const noexcept {}

    /// Passes the value to the caller, and suspends the generator until the next value is requested.
    template <class U = T>
    auto yield_value(U&& next, std::uint32_t at = static_cast<std::uint32_t>(__builtin_LINE()))
    {
        line = at;
        value.emplace(std::forward<U>(next));
        struct awaiter {
            generator_promise& p;
            bool await_ready() const noexcept { return undecided(false); }
            void await_suspend(awaiting) const { task_base::current().leave(p.caller); }
            sent_t<Sent> await_resume() const
            {
                p.generator->throw_if_told();
                if constexpr (!std::is_void_v<Sent>) {
                    return std::exchange(p.sent, std::nullopt);
                }
            }
        };
        return awaiter{*this};
    }

    generator_base* generator = nullptr;
    slot<T> value;  // the value that it yielded last
    slot<Sent> sent;
};

/// A call that awaits to the next value, or to nullopt at the end. Nothing happens until it's awaited.
template <class T, class Sent>
class [[nodiscard("nothing happens until it is awaited")]] value_call final : public generator_call
{
public:
    value_call(ref<generator_base> g, generator_call_kind kind, std::exception_ptr thrown = nullptr,
               slot<Sent> sent = {})
        : generator_call(std::move(g), kind, std::move(thrown), sent.has_value()), sent_(std::move(sent))
    {}
    void await_suspend(awaiting)
    {
        promise().sent = std::move(sent_);
        enter();
    }
    std::optional<T> await_resume()
    {
        if (!came_back()) {
            return std::nullopt;
        }
        return std::exchange(promise().value, std::nullopt);
    }
    /// Wraps the call in a coroutine, so that it can become a task.
    coro<std::optional<T>> as_coro()&&
    {
        return run(hidden{.name = name(), .may_be_cancelled_first = true}, std::move(*this));
    }

private:
    generator_promise<T, Sent>& promise() const noexcept
    {
        return static_cast<generator_promise<T, Sent>&>(frame().promise());
    }
    static coro<std::optional<T>> run(hidden, value_call self)
    {
        co_return co_await std::move(self);
    }

    slot<Sent> sent_;
};

}  // namespace detail

/// A handle to a generator of T; copies are the same generator. `Sent` is the type of value that may be sent
/// to it, or void for none. If the last handle to a generator goes away before the generator has finished,
/// and it has started, the loop queues a task that closes it. All generators that are still open when a run
/// ends are closed then.
template <class T, class Sent = void>
class [[nodiscard]] async_generator {
public:
    using promise_type = detail::generator_promise<T, Sent>;
    using value_type = T;

    /// Runs the generator to its next co_yield and awaits to that value, or to nullopt if the generator
    /// returned. Suspends only if the generator does. Throws any exception that the generator throws, and
    /// runtime_error while another call on this generator is unfinished. CPython: __anext__.
    auto next() const { return call(detail::generator_call_kind::anext); }
    /// The same, and makes the co_yield at which the generator is suspended return `value`. Throws type_error
    /// if the generator hasn't started yet and there is a value. CPython: asend.
    auto asend(detail::slot<Sent> value) const requires(!std::is_void_v<Sent>)
    {
        return call(detail::generator_call_kind::asend, nullptr, std::move(value));
    }
    /// Throws `error` from the co_yield at which the generator is suspended, then awaits to the next value,
    /// as next does. A generator that hasn't started ends with that error; one that has finished ignores it.
    /// CPython: athrow.
    auto athrow(std::exception_ptr error) const
    {
        return call(detail::generator_call_kind::athrow, std::move(error));
    }
    template <class E>
    auto athrow(E error) const
    {
        return athrow(std::make_exception_ptr(std::move(error)));
    }
    /// Closes the generator: throws generator_exit from the co_yield at which it's suspended, and awaits its
    /// end. Throws runtime_error if the generator yields another value instead. CPython: aclose.
    auto aclose() const
    {
        generator_->first_use();
        return detail::closing_call(generator_);
    }

    bool operator==(const async_generator& other) const noexcept = default;

private:
    friend promise_type;
    explicit async_generator(detail::generator_base* g) noexcept : generator_(g) {}

    detail::value_call<T, Sent> call(detail::generator_call_kind kind, std::exception_ptr thrown = nullptr,
                                     detail::slot<Sent> sent = {}) const
    {
        generator_->first_use();
        return {generator_, kind, std::move(thrown), std::move(sent)};
    }

    detail::ref<detail::generator_base> generator_;
};

namespace detail {

template <class T, class Sent>
async_generator<T, Sent> generator_promise<T, Sent>::get_return_object(std::uint32_t at, const char* name)
{
    static_assert(alignof(generator_promise) == alignof(frame_base), "values may not be over-aligned");
    this->line = at;
    this->function = name;
    generator = new generator_base(frame_handle::from_promise(*this));
    return async_generator<T, Sent>(generator);
}

}  // namespace detail

namespace detail {

template <class T, class Sent>
coro<T> anext(hidden, async_generator<T, Sent> generator)
{
    if (auto value = co_await generator.next()) {
        co_return std::move(*value);
    }
    throw stop_async_iteration();
}

template <class T, class Sent>
coro<T> anext(hidden, async_generator<T, Sent> generator, T fallback)
{
    auto value = co_await generator.next();
    co_return value ? std::move(*value) : std::move(fallback);
}

}  // namespace detail

/// Awaits to the next value of `generator`; throws stop_async_iteration at the end. CPython: anext(iterator).
template <class T, class Sent>
coro<T> anext(async_generator<T, Sent> generator)
{
    return detail::anext(detail::hidden{.name = "asend", .may_be_cancelled_first = true},
                         std::move(generator));
}

/// Awaits to the next value of `generator`, or to `fallback` at the end. CPython: anext(iterator, default).
template <class T, class Sent>
coro<T> anext(async_generator<T, Sent> generator, T fallback)
{
    return detail::anext(detail::hidden{.name = "anext"}, std::move(generator), std::move(fallback));
}

}  // namespace aio
