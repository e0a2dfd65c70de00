// The sentences that say why each task went on: one program for each kind of cause.

#include "web/view/why.hpp"

#include "../core/trace_of.hpp"
#include "aio/barrier.hpp"
#include "aio/condition.hpp"
#include "aio/event.hpp"
#include "aio/exception_group.hpp"
#include "aio/executor.hpp"
#include "aio/gather.hpp"
#include "aio/lock.hpp"
#include "aio/queue.hpp"
#include "aio/semaphore.hpp"
#include "aio/stream.hpp"
#include "aio/task_group.hpp"
#include "aio/thread.hpp"
#include "aio/timeout.hpp"
#include "aio/wait.hpp"
#include "aio/wait_for.hpp"
#include "aio/with.hpp"

using aio::coro;
using aio::create_task;

namespace {

/// A run of a program, and what its wake-ups are said to be.
class told {
public:
    explicit told(tests::main_function main)
        : trial_(std::move(main)), history_(trial_.events()), causes_(history_)
    {
        while (!trial_.runner().ended()) {
            trial_.runner().step_iteration();
        }
        history_.follow();
        causes_.follow();
    }

    /// Each wake-up of a task, as told after the first `now` events.
    std::string of(std::uint32_t task, std::size_t now = SIZE_MAX) const
    {
        std::string text;
        const trace::lane& l = history_.lanes()[task - 1];
        for (const trace::segment& s : l.segments) {
            if (s.state == trace::task_state::running) {
                const auto w = web::wakeup_of(history_, causes_, l, s);
                text += w ? web::sentence(history_, causes_, *w, now) + "\n" : "";
            }
        }
        return text;
    }
    std::string segment(std::uint32_t task, std::size_t index, std::size_t now = SIZE_MAX) const
    {
        const trace::lane& l = history_.lanes()[task - 1];
        return web::explain(history_, causes_, l, l.segments[index], now);
    }
    const trace::history& history() const { return history_; }
    const trace::causes& causes() const { return causes_; }

private:
    tests::trial trial_;
    trace::history history_;
    trace::causes causes_;
};

coro<> naps(double seconds)
{
    co_await aio::sleep(seconds);
}

coro<> fails()
{
    co_await aio::sleep(1);
    throw aio::value_error("boom");
}

}  // namespace

TEST_CASE("a start, a turn, a sleep and the end of another task, with the place in the ready queue")
{
    const told t([]() -> coro<> {
        const auto other = create_task(naps(1));
        const auto third = create_task(fails());
        co_await aio::sleep(0);
        co_await other;
        co_await aio::wait(std::vector{third});
    });
    CHECK(t.of(1) == R"(Created at 0.000 s by asyncio.run().
Resumed at 0.000 s: nothing kept it waiting, so its next step was scheduled right away; it was 3rd in the ready queue.
Resumed at 1.000 s: Task-2 ended; it was 2nd in the ready queue.
Resumed at 1.000 s: a callback that it had scheduled ended its wait.
)");
    CHECK(t.of(3) == R"(Created at 0.000 s by Task-1; it was 2nd in the ready queue.
Resumed at 1.000 s: its sleep was over; it was 2nd in the ready queue.
)");
}

TEST_CASE("a sleep that ends late says when it was due, and who held the loop")
{
    const told run([]() -> coro<> {
        auto late = create_task(naps(1));
        co_await aio::sleep(0.5);
        aio::blocking_sleep(2);
        co_await late;
    });
    CHECK(run.of(2).find("its sleep was over; it was due at 1.000 s, and Task-1 held the loop until then") !=
          std::string::npos);
}

TEST_CASE("a gather and a group name the last of their tasks, and a time limit is told from a sleep")
{
    const told t([]() -> coro<> {
        co_await aio::gather(naps(1), naps(2));
        co_await aio::with(aio::task_group(), [](aio::task_group& group) -> coro<> {
            group.create_task(naps(1));
            co_return;
        });
        try {
            co_await aio::with(aio::timeout(1), []() -> coro<> { co_await naps(9); });
        } catch (const aio::timeout_error&) {
        }
    });
    CHECK(t.of(1) == R"(Created at 0.000 s by asyncio.run().
Resumed at 2.000 s: Task-3, the last of them, ended.
Resumed at 3.000 s: Task-4, the last of them, ended.
Resumed at 4.000 s with CancelledError: its time limit was over.
)");
}

TEST_CASE("a queue: an item that was put, room for another, the last item done, and a shutdown")
{
    const told t([]() -> coro<> {
        const aio::queue<std::string> q(1);
        const auto getter = create_task([](aio::queue<std::string> from) -> coro<> {
            co_await from.get();
            co_await aio::sleep(1);
            co_await from.get();
            from.task_done();
            from.task_done();
        }(q));
        co_await aio::sleep(1);
        co_await q.put("a");
        co_await aio::sleep(0);
        co_await q.put("b");
        co_await q.join();
        const auto takes = [](aio::queue<std::string> from) -> coro<> {
            try {
                co_await from.get();
            } catch (const aio::queue_shut_down&) {
            }
        };
        const auto third = create_task(takes(q));
        const auto fourth = create_task(takes(q));
        const auto fifth = create_task(takes(q));
        const auto sixth = create_task([](aio::queue<std::string> to) -> coro<> {
            co_await to.put("d");
            co_await to.put("e");
        }(q));
        co_await aio::sleep(1);
        q.shutdown();
        third.cancel();
        co_await aio::gather(getter, sixth, aio::return_exceptions);
        co_await aio::wait(std::vector{fourth, fifth});
    });
    CHECK(t.of(2) + t.of(5) + t.of(6) + t.of(1) == R"(Created at 0.000 s by Task-1.
Resumed at 1.000 s: Task-1 put a into the queue.
Resumed at 2.000 s: its sleep was over.
Created at 2.000 s by Task-1; it was 3rd in the ready queue.
Resumed at 3.000 s: Task-1 shut the queue down.
Created at 2.000 s by Task-1; it was 4th in the ready queue.
Resumed at 2.000 s: Task-3 got an item from the queue.
Created at 0.000 s by asyncio.run().
Resumed at 1.000 s: its sleep was over.
Resumed at 1.000 s: nothing kept it waiting, so its next step was scheduled right away; it was 2nd in the ready queue.
Resumed at 2.000 s: Task-2 marked the last item of the queue as done.
Resumed at 3.000 s: its sleep was over.
Resumed at 3.000 s: Task-5 ended.
)");
}

TEST_CASE("an item that a cancelled task was woken for is passed on, and a time limit ends a wait()")
{
    const told t([]() -> coro<> {
        const aio::queue<std::string> q;
        const auto takes = [](auto from) -> coro<> { co_await from.get(); };
        const auto first = create_task(takes(q));
        const auto second = create_task(takes(q));
        co_await aio::sleep(1);
        q.put_nowait("a");
        first.cancel();
        co_await aio::wait(std::vector{second});
        aio::wait_options soon;
        soon.timeout = 1;
        co_await aio::wait(std::vector{create_task(naps(9))}, soon);
    });
    CHECK(t.of(3) == R"(Created at 0.000 s by Task-1; it was 2nd in the ready queue.
Resumed at 1.000 s: Task-2, which had been woken for it, passed it on.
)");
    CHECK(t.of(1) == R"(Created at 0.000 s by asyncio.run().
Resumed at 1.000 s: its sleep was over.
Resumed at 1.000 s: Task-3 ended.
Resumed at 2.000 s: its time limit was over.
)");
}

TEST_CASE("a lock, a semaphore, an event, a condition, a barrier and a future name who let the task go on")
{
    const told t([]() -> coro<> {
        const aio::lock lock;
        const aio::semaphore semaphore(1);
        const aio::event event;
        const aio::condition condition;
        const aio::barrier barrier(2);
        const aio::future<> future;
        const auto waits = [](auto l, auto s, auto e, auto c, auto b, auto f) -> coro<> {
            co_await l.acquire();
            co_await s.acquire();
            co_await e.wait();
            co_await f;
            co_await c.acquire();
            co_await c.wait();
            c.release();
            co_await b.wait();
            co_await b.wait();
        };
        co_await lock.acquire();
        co_await semaphore.acquire();
        const auto task = create_task(waits(lock, semaphore, event, condition, barrier, future));
        co_await aio::sleep(1);
        lock.release();
        co_await aio::sleep(1);
        semaphore.release();
        co_await aio::sleep(1);
        event.set();
        co_await aio::sleep(1);
        future.set_result();
        co_await aio::sleep(1);
        co_await condition.acquire();
        condition.notify();
        condition.release();
        co_await aio::sleep(1);
        co_await barrier.wait();
        co_await aio::sleep(1);
        co_await barrier.abort();
        co_await aio::wait(std::vector{task});
    });
    CHECK(t.of(2) == R"(Created at 0.000 s by Task-1.
Resumed at 1.000 s: Task-1 released lock 1.
Resumed at 2.000 s: Task-1 released the semaphore.
Resumed at 3.000 s: Task-1 set the event.
Resumed at 4.000 s: Task-1 set the future's result.
Resumed at 5.000 s: Task-1 notified the condition.
Resumed at 6.000 s: Task-1 was the last to reach the barrier.
Resumed at 7.000 s: Task-1 broke the barrier.
)");
    CHECK(t.segment(2, 2) == "Waiting for lock 1 from 0.000 s to 1.000 s (1.000 s). Task-1 held it, since "
                             "0.000 s. Resumed at 1.000 s: Task-1 released lock 1.");
    CHECK(t.segment(2, 2, 0) ==
          "Task-2 will be waiting for lock 1 from 0.000 s to 1.000 s (1.000 s). Task-1 held it, since 0.000 "
          "s. It will resume at 1.000 s: Task-1 will release lock 1.");
}

TEST_CASE("a cancellation names who asked for it, through whom, and what the task still waited for")
{
    const told t([]() -> coro<> {
        const auto inner = create_task(naps(9));
        const auto outer = create_task([](aio::task<> awaited) -> coro<> { co_await awaited; }(inner));
        co_await aio::sleep(1);
        outer.cancel();
        co_await aio::wait(std::vector{outer});
        try {
            co_await aio::with(aio::task_group(), [](aio::task_group& group) -> coro<> {
                group.create_task(naps(9));
                group.create_task(fails());
                co_return;
            });
        } catch (const aio::base_exception_group&) {
        }
        create_task(naps(9));
        aio::loop::running().current_task()->cancel();
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error&) {
        }
    });
    CHECK(t.of(2) == R"(Created at 0.000 s by Task-1.
Resumed at 1.000 s with CancelledError: Task-1 cancelled Task-3, which awaited it.
)");
    CHECK(t.of(3) == R"(Created at 0.000 s by Task-1; it was 2nd in the ready queue.
Resumed at 1.000 s with CancelledError: Task-1 cancelled it at 1.000 s, and then Task-2 was cancelled.
)");
    CHECK(t.of(4) == R"(Created at 1.000 s by Task-1.
Resumed at 2.000 s with CancelledError: Task-5 failed, so a callback, such as a group's, cancelled it.
)");
    CHECK(t.of(6) == R"(Created at 2.000 s by Task-1.
Resumed at 2.000 s with CancelledError: the main task had ended, so asyncio.run() cancelled it.
)");
    CHECK(t.of(1) == R"(Created at 0.000 s by asyncio.run().
Resumed at 1.000 s: its sleep was over.
Resumed at 1.000 s: Task-3 was cancelled.
Resumed at 2.000 s with CancelledError: Task-5 failed, so the group cancelled it; it was 2nd in the ready queue.
Resumed at 2.000 s: Task-4 was cancelled.
Resumed at 2.000 s with CancelledError: it cancelled itself; it was 2nd in the ready queue.
)");
}

TEST_CASE("a function in a thread, calls put off and calls of threads are said to be what they are")
{
    const told t([]() -> coro<> {
        co_await aio::to_thread([] { aio::blocking_sleep(1); });
        const aio::event event;
        aio::loop& loop = aio::loop::running();
        loop.call_later(1, [event] { event.set(); });
        co_await event.wait();
        event.clear();
        loop.call_soon([event] { event.set(); });
        co_await event.wait();
        event.clear();
        const auto job = loop.run_in_executor(nullptr, [&loop, event] {
            aio::blocking_sleep(1);
            loop.call_soon_threadsafe([event] { event.set(); });
        });
        co_await event.wait();
        event.clear();
        create_task(naps(1)).add_done_callback([event](auto&&) { event.set(); });
        co_await event.wait();
    });
    CHECK(t.of(1) == R"(Created at 0.000 s by asyncio.run().
Resumed at 1.000 s: the function in thread asyncio_0 returned; it was 2nd in the ready queue.
Resumed at 2.000 s: a callback of call_later() set the event.
Resumed at 2.000 s: a callback that it had scheduled set the event.
Resumed at 3.000 s: a callback from a thread set the event; it was 2nd in the ready queue.
Resumed at 4.000 s: a done callback of Task-2 set the event.
)");
}

TEST_CASE("a stream says that bytes arrived, that there's room, and who ended it")
{
    const told t([]() -> coro<> {
        const aio::server server = co_await aio::start_server(
            [](aio::stream_reader reader, aio::stream_writer writer) -> coro<> {
                co_await reader.readline();
                co_await aio::sleep(1);
                co_await reader.readexactly(400'000);
                writer.close();
            },
            "127.0.0.1", 8000);
        aio::connection c = co_await aio::open_connection("127.0.0.1", 8000);
        co_await aio::sleep(1);
        c.writer.write("hello\n");
        co_await aio::sleep(0.5);
        c.writer.write(std::string(400'000, 'x'));
        co_await c.writer.drain();
        co_await c.reader.read(1);
        c.writer.close();
        co_await c.writer.wait_closed();
        server.close();
    });
    CHECK(t.of(1) == R"(Created at 0.000 s by asyncio.run().
Resumed at 0.000 s: Task-2, the last of them, ended.
Resumed at 0.000 s: nothing kept it waiting, so its next step was scheduled right away.
Resumed at 0.100 s: the attempt to connect was over; it was 2nd in the ready queue.
Resumed at 0.100 s: the attempt to connect was over.
Resumed at 1.100 s: its sleep was over.
Resumed at 1.600 s: its sleep was over.
Resumed at 1.700 s: there was room to send again.
Resumed at 2.200 s: the other side had ended the stream.
Resumed at 2.200 s: a callback that it had scheduled ended its wait.
)");
    CHECK(t.of(4) ==
          R"(Created at 0.050 s by a callback that Task-3 had scheduled; it was 3rd in the ready queue.
Resumed at 1.150 s: bytes arrived.
Resumed at 2.150 s: its sleep was over.
Resumed at 2.150 s: bytes arrived.
)");
}

TEST_CASE("an end says what led to the last step")
{
    const told t([]() -> coro<> {
        const auto task = create_task(naps(9));
        co_await aio::sleep(1);
        task.cancel();
    });
    CHECK(t.segment(2, 5) ==
          "Task-2 was cancelled at 1.000 s. Resumed at 1.000 s with CancelledError: Task-1 cancelled it.");
}

TEST_CASE("before a wake-up it's told in the future, and while the task is ready with its place there")
{
    const told t([]() -> coro<> {
        const aio::event event;
        const auto waits = [](auto e) -> coro<> { co_await e.wait(); };
        const auto first = create_task(waits(event));
        const auto second = create_task(waits(event));
        co_await aio::sleep(1);
        event.set();
        aio::blocking_sleep(1);
        co_await aio::gather(first, second);
    });
    const trace::segment& ready = t.history().lanes()[2].segments[3];
    REQUIRE(ready.state == trace::task_state::ready);
    const auto w = web::wakeup_of(t.history(), t.causes(), t.history().lanes()[2], ready);
    REQUIRE(w);
    CHECK(web::sentence(t.history(), t.causes(), *w, w->queued) ==
          "It will resume at 2.000 s: Task-1 will set the event; it will be 2nd in the ready queue for 1.000 "
          "s.");
    CHECK(web::sentence(t.history(), t.causes(), *w, w->queued + 1) ==
          "Ready since 1.000 s: Task-1 set the event; it's 2nd in the ready queue.");
    CHECK(web::sentence(t.history(), t.causes(), *w, w->began) ==
          "Ready since 1.000 s: Task-1 set the event; it's next in the ready queue.");
    CHECK(web::sentence(t.history(), t.causes(), *w, w->began + 1) ==
          "Resumed at 2.000 s: Task-1 set the event; it was 2nd in the ready queue for 1.000 s.");
    const auto a = web::arrow_of(t.history(), *w);
    REQUIRE(a);
    CHECK(a->task == 1);
    CHECK(a->from == 1);
    CHECK(a->woken == 3);
    CHECK(a->to == 1);
    CHECK(a->from_position < a->to_position);
}
