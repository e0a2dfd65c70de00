// What's left of executors, their jobs and calls from them when the loop is gone.

#include <optional>

#include "aio/thread.hpp"
#include "trace_of.hpp"

using aio::blocking_sleep;
using aio::concurrent_future;
using aio::coro;
using aio::handle;
using aio::loop;
using aio::runtime_error;
using aio::thread_pool_executor;

namespace {

/// What a program has kept of its loop.
struct kept {
    std::optional<thread_pool_executor> pool;
    std::optional<concurrent_future<int>> running;
    std::optional<concurrent_future<int>> waiting;
    std::optional<concurrent_future<int>> ended;
    std::optional<aio::future<int>> awaited;
    std::optional<handle> call;
};

int sleeps(double seconds)
{
    blocking_sleep(seconds);
    return 1;
}

coro<void> keeps(kept& k)
{
    loop& l = loop::running();
    k.pool.emplace(1);
    k.ended = k.pool->submit(sleeps, 0.0);
    co_await aio::sleep(0.5);
    k.running = k.pool->submit([&l, &k] {
        blocking_sleep(5);
        k.call = l.call_soon_threadsafe([] { aio::print("never"); });
        return 2;
    });
    k.waiting = k.pool->submit(sleeps, 1.0);
    k.awaited = aio::wrap_future(*k.waiting);
    l.run_in_executor(nullptr, sleeps, 3.0);
    co_await aio::sleep(1);
}

void run_until(double time, kept& k)
{
    loop l;
    aio::runner r(l, keeps(k));
    r.advance(time);
}

}  // namespace

TEST_CASE("an executor, its futures and a job's calls may outlive their loop, and say that it's closed")
{
    kept k;
    run_until(1, k);
    CHECK(k.ended->result() == 1);
    CHECK(k.running->running());
    CHECK_THROWS_AS(k.running->result(), runtime_error);
    CHECK_THROWS_AS(k.running->result(1), runtime_error);
    CHECK_FALSE(k.running->cancel());
    CHECK(k.waiting->cancel());
    CHECK(k.waiting->cancelled());
    CHECK_THROWS_AS(k.waiting->result(), aio::concurrent_cancelled_error);
    CHECK_FALSE(k.awaited->done());
    k.awaited->cancel();
    k.call->cancel();
    CHECK(k.call->cancelled());
    CHECK_THROWS_AS(k.pool->submit(sleeps, 1.0), runtime_error);
    CHECK_THROWS_AS(k.pool->shutdown(), runtime_error);
    k.pool->shutdown(false);
}

TEST_CASE("the remains of a program with jobs may go in any order, wherever the program was dropped")
{
    for (const double time : {0.0, 0.5, 1.0, 1.5, 4.0, 6.0}) {
        kept first;
        run_until(time, first);
        first.pool.reset();
        first.running.reset();
        kept second;
        run_until(time, second);
        second.awaited.reset();
        second.waiting.reset();
        second.call.reset();
        CHECK(second.pool.has_value());
    }
}

TEST_CASE("a job can neither step nor close its loop")
{
    tests::trial t([]() -> coro<void> {
        loop& l = loop::running();
        co_await aio::to_thread([&l] {
            CHECK_THROWS_AS(l.step(), runtime_error);
            CHECK_THROWS_AS(l.step_iteration(), runtime_error);
            CHECK_THROWS_AS(l.close(), runtime_error);
            blocking_sleep(1);
            CHECK_THROWS_AS(l.step(), runtime_error);
            CHECK_THROWS_AS(l.close(), runtime_error);
        });
        aio::print("over");
    });
    CHECK(t.finish().records() == tests::full(R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 over
        1 done Task-1
    )"));
}
