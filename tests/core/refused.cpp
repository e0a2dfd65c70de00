// What a compiler refuses, and with which words: compile_errors.test.mjs asks for them.
#include "aio/executor.hpp"
#include "aio/gather.hpp"
#include "aio/print.hpp"
#include "aio/queue.hpp"
#include "aio/run.hpp"
#include "aio/sleep.hpp"
#include "aio/thread.hpp"
#include "aio/wait_for.hpp"
#include "aio/with.hpp"

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

aio::coro<> gives_a_thread_a_coroutine(const aio::thread_pool_executor& pool)
{
    co_await aio::to_thread(nothing);
    pool.submit(nothing);
}

aio::coro<> gathers_a_name()
{
    auto c = nothing();
    co_await aio::gather(c);
    co_await aio::wait_for(c, 1);
}

struct no_text {};

void prints_what_has_no_text()
{
    aio::print(no_text());
    aio::print(nothing());
}

struct no_manager {
    void enter() {}
    void exit(std::exception_ptr) {}
};

aio::coro<> enters_no_manager()
{
    co_await aio::with(no_manager(), [] {});
}

void calls_a_coroutine_when_done(aio::future<int> f, aio::task<int> t)
{
    f.add_done_callback([](aio::future<int>) { return nothing(); });
    t.add_done_callback([](aio::task<int>) { return nothing(); });
}

}  // namespace
