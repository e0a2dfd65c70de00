// What a compiler refuses, and with which words: compile_errors.test.mjs asks for them.
#include "aio/run.hpp"
#include "aio/sleep.hpp"

#include <coroutine>

namespace {

/// A coroutine of another library.
struct foreign {
    struct promise_type {
        foreign get_return_object() { return {}; }
        std::suspend_never initial_suspend() { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}
    };
};

aio::coro<> nothing()
{
    co_return;
}

foreign awaits_a_sleep()
{
    co_await aio::sleep(1);
}

foreign awaits_a_future(aio::future<> f)
{
    co_await f;
}

foreign awaits_a_coroutine()
{
    co_await nothing();
}

aio::coro<> awaits_a_name()
{
    auto c = nothing();
    co_await c;
}

aio::coro<> awaits_a_number()
{
    co_await 1;
}

void calls_a_coroutine(aio::loop& l)
{
    l.call_later(1, nothing);
}

}  // namespace
