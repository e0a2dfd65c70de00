#include "aio/async_exit_stack.hpp"

namespace aio {

namespace {

coro<void> entered(detail::hidden)
{
    co_return;
}

coro<void> closing(detail::hidden, coro<bool> unwinding)
{
    co_await std::move(unwinding);
}

}  // namespace

coro<void> async_exit_stack::enter() const
{
    return entered(detail::hidden{"AsyncExitStack.__aenter__"});
}

coro<bool> async_exit_stack::exit(std::exception_ptr error)
{
    return unwind(detail::hidden{"AsyncExitStack.__aexit__"}, *this, std::move(error));
}

coro<void> async_exit_stack::aclose()
{
    return closing(detail::hidden{"AsyncExitStack.aclose"}, exit(nullptr));
}

// By itself, since for WebAssembly's sake nothing is caught in a loop that awaits.
coro<async_exit_stack::called> async_exit_stack::call(detail::hidden, std::unique_ptr<exit_call> of,
                                                      std::exception_ptr error)
{
    called how;
    try {
        how.swallowed = co_await of->call(detail::hidden{}, std::move(error));
    } catch (...) {
        how.thrown = std::current_exception();
    }
    co_return how;
}

coro<bool> async_exit_stack::unwind(detail::hidden, async_exit_stack& stack, std::exception_ptr error)
{
    const bool received = error != nullptr;
    bool swallowed = false;
    bool is_new = false;  // it isn't the one that was received
    while (!stack.calls_.empty()) {
        std::unique_ptr<exit_call> last = std::move(stack.calls_.back());
        stack.calls_.pop_back();
        called how = co_await call(detail::hidden{}, std::move(last), error);
        if (how.thrown) {
            error = std::move(how.thrown);
            is_new = true;
        } else if (how.swallowed) {
            error = nullptr;
            swallowed = true;
            is_new = false;
        }
    }
    if (is_new) {
        std::rethrow_exception(error);
    }
    co_return received&& swallowed;
}

}  // namespace aio
