#pragma once
// Awaits a blocking function that runs in a thread. CPython: asyncio.to_thread.

#include <string>
#include <utility>

#include "aio/context.hpp"
#include "aio/coro.hpp"
#include "aio/executor.hpp"

namespace aio {

namespace detail {

/// A call inside a context.
template <class Call>
class call_in_context {
public:
    call_in_context(context c, Call call) : context_(std::move(c)), call_(std::move(call)) {}

    auto operator()() { return context_.run(call_); }
    std::string callback_name() const { return call_.callback_name(); }

private:
    context context_;
    Call call_;
};

template <class Call>
coro<typename Call::result> to_thread(hidden, Call call)
{
    co_return co_await loop::running().run_in_executor(nullptr,
                                                       call_in_context(copy_context(), std::move(call)));
}

}  // namespace detail

/// Calls `f(args...)` in a thread of the loop's default executor, in a copy of the current context. Awaits to
/// its result, or throws its exception. Nothing starts before it's awaited. Suspends until the function is
/// done. Cancelling the waiting task only ends the wait: a function that has started runs to its end.
/// CPython: asyncio.to_thread.
template <class F, class... A>
auto to_thread(F f, A... args)
{
    static_assert(!awaitable<std::invoke_result_t<F, A...>>,
                  "a thread can't run a coroutine, only a loop can: give it an ordinary function");
    return detail::to_thread(detail::hidden{"to_thread"},
                             detail::bound_call<F, A...>(std::move(f), std::move(args)...));
}

}  // namespace aio
