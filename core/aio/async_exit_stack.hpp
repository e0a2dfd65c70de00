#pragma once
// A stack of what has to be undone at the end of a block, for when it's known only at run time how much that
// is.
//
//     co_await aio::with(aio::async_exit_stack(), [&](aio::async_exit_stack& stack) -> aio::coro<> {
//         for (const aio::lock& each : locks) {
//             co_await stack.enter_async_context(each);
//         }
//         …
//     });
//
// CPython: contextlib.AsyncExitStack.

#include <exception>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "aio/with.hpp"

namespace aio {

/// Calls what was pushed, the newest first, when its block ends or aclose() is called. Each gets the
/// exception that is on its way, if there's one; it may swallow it, and what it throws itself takes that
/// exception's place. It can be moved, not copied. One that's destroyed without either calls nothing.
class async_exit_stack {
public:
    async_exit_stack() = default;
    async_exit_stack(async_exit_stack&&) noexcept = default;
    async_exit_stack& operator=(async_exit_stack&&) noexcept = default;

    /// Enters `manager` as `aio::with` does, and exits it later. Awaits to what its enter() awaits to.
    /// Suspends as that does; if it throws, nothing is pushed. An lvalue `manager` is referred to, and must
    /// live until then; any other is kept. The stack must not be moved before this returns. CPython:
    /// AsyncExitStack.enter_async_context.
    template <class Manager>
    [[nodiscard]] coro<detail::entered_t<Manager>> enter_async_context(Manager&& manager)
    {
        return enter<Manager>(detail::hidden{"AsyncExitStack.enter_async_context"},
                              std::make_unique<manager_exit<Manager>>(std::forward<Manager>(manager)), *this);
    }
    /// The exit of `manager`, without entering it. CPython: AsyncExitStack.push_async_exit.
    template <class Manager>
    void push_async_exit(Manager&& manager)
    {
        calls_.push_back(std::make_unique<manager_exit<Manager>>(std::forward<Manager>(manager)));
    }
    /// Awaits `f(args...)`, which can't swallow an exception. Keeps both. CPython:
    /// AsyncExitStack.push_async_callback.
    template <class F, class... Args>
    void push_async_callback(F f, Args... args)
    {
        static_assert(
            awaitable<std::invoke_result_t<F&, Args&...>>,
            "push_async_callback takes a function whose result can be awaited: callback takes any other");
        calls_.push_back(
            std::make_unique<function_exit<F, Args...>>(std::move(f), std::tuple(std::move(args)...)));
    }
    /// Calls `f(args...)`. Keeps both. CPython: AsyncExitStack.callback.
    template <class F, class... Args>
    void callback(F f, Args... args)
    {
        static_assert(!awaitable<std::invoke_result_t<F&, Args&...>>,
                      "callback takes an ordinary function: push_async_callback awaits the result of one");
        calls_.push_back(
            std::make_unique<function_exit<F, Args...>>(std::move(f), std::tuple(std::move(args)...)));
    }
    /// Moves all that was pushed to a new stack: this one undoes nothing of it. CPython:
    /// AsyncExitStack.pop_all.
    [[nodiscard]] async_exit_stack pop_all() noexcept { return std::exchange(*this, async_exit_stack()); }
    /// Calls all that was pushed, as at the end of a block. Suspends as they do. CPython:
    /// AsyncExitStack.aclose.
    coro<void> aclose();

    /// For `aio::with`, whose body gets the stack.
    coro<void> enter() const;
    coro<bool> exit(std::exception_ptr error);

private:
    struct exit_call {
        virtual ~exit_call() = default;
        /// Awaits to whether it swallows `error`.
        virtual coro<bool> call(detail::hidden, std::exception_ptr error) = 0;
    };

    template <class Manager>
    struct manager_exit final : exit_call {
        explicit manager_exit(Manager&& m) : manager(std::forward<Manager>(m)) {}
        coro<bool> call(detail::hidden, std::exception_ptr error) override
        {
            if constexpr (std::is_void_v<detail::awaited_t<decltype(manager.exit(error))>>) {
                co_await manager.exit(error);
                co_return false;
            } else {
                co_return co_await manager.exit(error);
            }
        }
        Manager manager;
    };

    template <class F, class... Args>
    struct function_exit final : exit_call {
        function_exit(F function, std::tuple<Args...> values)
            : f(std::move(function)), args(std::move(values))
        {}
        coro<bool> call(detail::hidden, std::exception_ptr) override
        {
            if constexpr (awaitable<std::invoke_result_t<F&, Args&...>>) {
                co_await std::apply(f, args);
            } else {
                std::apply(f, args);
            }
            co_return false;
        }
        F f;
        std::tuple<Args...> args;
    };

    /// How one of the calls ended.
    struct called {
        bool swallowed = false;
        std::exception_ptr thrown;
    };

    template <class Manager>
    static coro<detail::entered_t<Manager>> enter(detail::hidden, std::unique_ptr<manager_exit<Manager>> of,
                                                  async_exit_stack& stack)
    {
        if constexpr (std::is_void_v<detail::entered_t<Manager>>) {
            co_await of->manager.enter();
            stack.calls_.push_back(std::move(of));
        } else {
            auto entered = co_await of->manager.enter();
            stack.calls_.push_back(std::move(of));
            co_return entered;
        }
    }
    static coro<called> call(detail::hidden, std::unique_ptr<exit_call> of, std::exception_ptr error);
    static coro<bool> unwind(detail::hidden, async_exit_stack& stack, std::exception_ptr error);

    std::vector<std::unique_ptr<exit_call>> calls_;
};

}  // namespace aio
