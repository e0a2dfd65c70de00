// What a compiler refuses, and with which words: compile_errors.test.mjs asks for them.
#include "aio/queue.hpp"
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

struct alignas(64) wide {};

aio::coro<> takes_a_wide_one(wide)
{
    co_return;
}

aio::coro<wide> gives_a_wide_one()
{
    co_return wide();
}

aio::coro<> awaits_a_wide_one(aio::queue<wide>& q)
{
    co_await q.put(wide());
}

void calls_a_coroutine_when_done(aio::future<int> f, aio::task<int> t)
{
    f.add_done_callback([](aio::future<int>) { return nothing(); });
    t.add_done_callback([](aio::task<int>) { return nothing(); });
}

}  // namespace
