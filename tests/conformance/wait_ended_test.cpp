// When a cancelled wait is over: before the waiter passes on what it was woken for, as in CPython, whose
// await ends before the except clause around it runs.
#include "../core/trace_of.hpp"
#include "aio/condition.hpp"
#include "aio/queue.hpp"
#include "aio/semaphore.hpp"
#include "trace/schema.hpp"

using aio::coro;
using tests::check_same;

namespace {

// What tasks other than the first do from their being cancelled on, one event a line.
std::string after_cancel(const tests::main_function& main)
{
    tests::trial t(main);
    t.finish();
    const trace::log& log = t.events();
    std::string text;
    bool cancelled = false;
    for (const trace::event& e : log.events()) {
        cancelled = cancelled || e.kind == trace::kind::task_cancel;
        const bool tells = e.kind == trace::kind::wait_ended || e.kind == trace::kind::queued ||
                           e.kind == trace::kind::resource_value || e.kind == trace::kind::resource_held;
        if (cancelled && tells && e.by > 1) {
            text += std::string(trace::shape_of(e.kind).name) + " " + aio::str(e.task) + "\n";
        }
    }
    return text;
}

template <class Wait>
coro<void> waits(Wait wait)
{
    co_await wait();
}

}  // namespace

TEST_CASE("a cancelled waiter for a lock leaves the line before it wakes the next")
{
    const auto main = []() -> coro<void> {
        const aio::lock lock;
        co_await lock.acquire();
        const auto acquire = [lock] { return lock.acquire(); };
        const auto first = aio::create_task(waits(acquire));
        const auto second = aio::create_task(waits(acquire));
        co_await aio::sleep(0);
        lock.release();
        first.cancel();
        co_await second;
    };
    CHECK(after_cancel(main) == "wait_ended 2\nqueued 3\nwait_ended 3\nresource_held 3\n");
    check_same(main, {R"py(
        async def waits(lock):
            await lock.acquire()
        async def main():
            lock = asyncio.Lock()
            await lock.acquire()
            first = asyncio.create_task(waits(lock))
            second = asyncio.create_task(waits(lock))
            await asyncio.sleep(0)
            lock.release()
            first.cancel()
            await second
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 cancel Task-2
        0 step Task-2
        0 cancelled Task-2
        0 step Task-3
        0 done Task-3
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("a cancelled waiter for a semaphore leaves the line before its permit is passed on")
{
    const auto main = []() -> coro<void> {
        const aio::semaphore semaphore;
        co_await semaphore.acquire();
        const auto acquire = [semaphore] { return semaphore.acquire(); };
        const auto first = aio::create_task(waits(acquire));
        const auto second = aio::create_task(waits(acquire));
        co_await aio::sleep(0);
        semaphore.release();
        first.cancel();
        co_await second;
    };
    CHECK(after_cancel(main) == "wait_ended 2\nresource_value 0\nqueued 3\nresource_value 0\n"
                                "wait_ended 3\nresource_held 3\n");
}

TEST_CASE("a cancelled getter and a cancelled putter leave the line before the next is woken")
{
    const auto getters = []() -> coro<void> {
        const aio::queue<int> queue;
        const auto get = [queue] { return queue.get(); };
        const auto first = aio::create_task(waits(get));
        const auto second = aio::create_task(waits(get));
        co_await aio::sleep(0);
        queue.put_nowait(1);
        first.cancel();
        co_await second;
    };
    CHECK(after_cancel(getters) == "wait_ended 2\nqueued 3\nwait_ended 3\n");
    const auto putters = []() -> coro<void> {
        const aio::queue<int> queue(1);
        queue.put_nowait(1);
        const auto put = [queue] { return queue.put(2); };
        const auto first = aio::create_task(waits(put));
        const auto second = aio::create_task(waits(put));
        co_await aio::sleep(0);
        queue.get_nowait();
        first.cancel();
        co_await second;
    };
    CHECK(after_cancel(putters) == "wait_ended 2\nqueued 3\nwait_ended 3\n");
}

TEST_CASE("a cancelled condition waiter with its lock back leaves the line before it notifies the next")
{
    const auto waiter = [](aio::condition condition) -> coro<void> {
        co_await condition.acquire();
        std::exception_ptr error;
        try {
            co_await condition.wait();
        } catch (...) {
            error = std::current_exception();
        }
        condition.release();
        if (error) {
            std::rethrow_exception(error);
        }
    };
    const auto main = [&]() -> coro<void> {
        const aio::condition condition;
        const auto first = aio::create_task(waiter(condition));
        const auto second = aio::create_task(waiter(condition));
        co_await aio::sleep(0);
        co_await condition.acquire();
        condition.notify();
        condition.release();
        first.cancel();
        co_await second;
    };
    CHECK(after_cancel(main) == "wait_ended 2\nresource_held 2\nqueued 3\nresource_held 2\n"
                                "wait_ended 3\nresource_held 3\nresource_held 3\n");
}
