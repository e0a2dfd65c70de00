// Why each task resumed, as the log tells it: one program for each cause.

#include "trace/causes.hpp"

#include "aio/barrier.hpp"
#include "aio/condition.hpp"
#include "aio/event.hpp"
#include "aio/exception_group.hpp"
#include "aio/executor.hpp"
#include "aio/gather.hpp"
#include "aio/lock.hpp"
#include "aio/queue.hpp"
#include "aio/semaphore.hpp"
#include "aio/shield.hpp"
#include "aio/stream.hpp"
#include "aio/task_group.hpp"
#include "aio/thread.hpp"
#include "aio/timeout.hpp"
#include "aio/wait.hpp"
#include "aio/wait_for.hpp"
#include "aio/with.hpp"
#include "trace_of.hpp"
#ifdef AIO_TELL_WAKERS
#include "wakers.hpp"
#endif

using aio::coro;
using aio::create_task;

namespace {

/// A line for each time a task became ready: `1 Task-2: put by Task-1 at 1`.
std::string causes_of(tests::main_function main)
{
#ifdef AIO_TELL_WAKERS
    tests::listen();
#endif
    tests::trial t(main);
    while (!t.runner().ended()) {
        t.runner().step_iteration();
    }
#ifdef AIO_TELL_WAKERS
    CHECK(tests::waker_difference(t.events()) == "");
#endif
    trace::history h(t.events());
    h.follow();
    trace::causes all(h);
    all.follow();
    std::string lines;
    for (std::size_t p = 0; p != h.size(); ++p) {
        const trace::event e = h.events()[p];
        const auto kind = static_cast<aio::callback_kind>(e.detail);
        const bool resumes = kind == aio::callback_kind::step || kind == aio::callback_kind::wakeup;
        if (e.kind != trace::kind::queued || !resumes) {
            continue;
        }
        const trace::cause c = all.of(p);
        const trace::event told = h.events()[c.position];
        CHECK(told.time <= e.time);
        std::string by = c.by ? " by Task-" + std::to_string(c.by) : "";
        if (c.through != trace::cause::what::unknown) {
            by += std::string(" through ") + trace::name(c.through);
        }
        std::string item = c.item ? " " + h.events().text(c.item) : "";
        char time[32];
        std::snprintf(time, sizeof time, "%g", e.time);
        lines += std::string(time) + " Task-" + std::to_string(e.task) + ": " + trace::name(c.is) + item +
                 by + "\n";
    }
    return lines;
}

coro<> naps(double seconds)
{
    co_await aio::sleep(seconds);
}

}  // namespace

TEST_CASE(
    "a task starts because another one made it, and resumes after a sleep, a turn, or another task's end")
{
    CHECK(causes_of([]() -> coro<> {
              const auto t = create_task(naps(1));
              co_await aio::sleep(0);
              co_await t;
          }) == R"(0 Task-1: created
0 Task-2: created by Task-1
0 Task-1: turn by Task-1
1 Task-2: sleep
1 Task-1: task by Task-2
)");
}

TEST_CASE(
    "a gather, a group and a wait resume their task when the last child ends, however many callbacks later")
{
    CHECK(causes_of([]() -> coro<> {
              co_await aio::gather(naps(1), naps(2));
              co_await aio::with(aio::task_group(), [](aio::task_group& group) -> coro<> {
                  group.create_task(naps(1));
                  co_return;
              });
              co_await aio::wait(std::vector{create_task(naps(1))});
              co_await aio::wait_for(naps(1), 5);
          }) == R"(0 Task-1: created
0 Task-2: created by Task-1
0 Task-3: created by Task-1
1 Task-2: sleep
2 Task-3: sleep
2 Task-1: task by Task-3
2 Task-4: created by Task-1
3 Task-4: sleep
3 Task-1: task by Task-4
3 Task-5: created by Task-1
4 Task-5: sleep
4 Task-1: task by Task-5
5 Task-1: sleep
)");
}

TEST_CASE("a queue resumes a getter by a put, a putter by a get, and a joiner by the last task_done")
{
    CHECK(causes_of([]() -> coro<> {
              aio::queue<std::string> q(1);
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
              const auto last = create_task([](aio::queue<std::string> from) -> coro<> {
                  try {
                      co_await from.get();
                  } catch (const aio::queue_shut_down&) {
                  }
              }(q));
              co_await aio::sleep(0);
              q.shutdown();
              co_await last;
              co_await getter;
          }) == R"(0 Task-1: created
0 Task-2: created by Task-1
1 Task-1: sleep
1 Task-2: put a by Task-1
1 Task-1: turn by Task-1
2 Task-2: sleep
2 Task-1: joined by Task-2
2 Task-3: created by Task-1
2 Task-1: turn by Task-1
2 Task-3: closed by Task-1
2 Task-1: task by Task-3
)");
}

TEST_CASE("a lock, a semaphore, an event, a condition and a barrier say which task let the waiter go on")
{
    CHECK(causes_of([]() -> coro<> {
              const aio::lock lock;
              const aio::semaphore semaphore(1);
              aio::event event;
              aio::condition condition;
              const aio::barrier barrier(2);
              co_await lock.acquire();
              co_await semaphore.acquire();
              const auto t = create_task([](auto l, auto s, auto e, auto c, auto b) -> coro<> {
                  co_await l.acquire();
                  co_await s.acquire();
                  co_await e.wait();
                  co_await c.acquire();
                  co_await c.wait();
                  c.release();
                  co_await b.wait();
              }(lock, semaphore, event, condition, barrier));
              co_await aio::sleep(1);
              lock.release();
              co_await aio::sleep(1);
              semaphore.release();
              co_await aio::sleep(1);
              event.set();
              co_await aio::sleep(1);
              co_await condition.acquire();
              condition.notify();
              condition.release();
              co_await aio::sleep(1);
              co_await barrier.wait();
              co_await t;
          }) == R"(0 Task-1: created
0 Task-2: created by Task-1
1 Task-1: sleep
1 Task-2: released by Task-1
2 Task-1: sleep
2 Task-2: released by Task-1
3 Task-1: sleep
3 Task-2: set by Task-1
4 Task-1: sleep
4 Task-2: notified by Task-1
5 Task-1: sleep
5 Task-2: all_came by Task-1
5 Task-1: task by Task-2
)");
}

TEST_CASE("a cancelled task resumes because of the task that cancelled it, or of a time limit")
{
    CHECK(causes_of([]() -> coro<> {
              const auto inner = create_task(naps(9));
              const auto outer = create_task([](aio::task<> t) -> coro<> { co_await t; }(inner));
              co_await aio::sleep(1);
              outer.cancel();
              co_await aio::wait(std::vector{outer});
              try {
                  co_await aio::with(aio::timeout(1), []() -> coro<> { co_await naps(9); });
              } catch (const aio::timeout_error&) {
              }
          }) == R"(0 Task-1: created
0 Task-2: created by Task-1
0 Task-3: created by Task-1
1 Task-1: sleep
1 Task-2: cancelled by Task-1
1 Task-3: task by Task-2
1 Task-1: task by Task-3
2 Task-1: timeout
)");
}

TEST_CASE("a future resumes its task when it gets a result, from a task or a callback; a thread when its "
          "function ends")
{
    CHECK(causes_of([]() -> coro<> {
              const aio::future<int> f;
              const auto t = create_task([](aio::future<int> to) -> coro<> {
                  co_await aio::sleep(1);
                  to.set_result(1);
              }(f));
              co_await f;
              const aio::future<int> g;
              aio::loop::running().call_later(1, [g] { g.set_result(2); });
              co_await g;
              co_await aio::to_thread([] { aio::blocking_sleep(1); });
              co_await t;
          }) == R"(0 Task-1: created
0 Task-2: created by Task-1
1 Task-2: sleep
1 Task-1: set by Task-2
2 Task-1: set through later
3 Task-1: job
)");
}

TEST_CASE("a task that was woken for an item, a lock or a permit and is cancelled passes it on to the next")
{
    CHECK(causes_of([]() -> coro<> {
              const aio::queue<std::string> q;
              const aio::lock lock;
              const aio::semaphore semaphore(0);
              const auto takes = [](auto from) -> coro<> { co_await from.get(); };
              const auto acquires = [](auto what) -> coro<> { co_await what.acquire(); };
              const auto first = create_task(takes(q));
              const auto second = create_task(takes(q));
              co_await aio::sleep(1);
              q.put_nowait("a");
              first.cancel();
              co_await aio::wait(std::vector{second});
              co_await lock.acquire();
              const auto third = create_task(acquires(lock));
              const auto fourth = create_task(acquires(lock));
              co_await aio::sleep(1);
              lock.release();
              third.cancel();
              co_await aio::wait(std::vector{fourth});
              const auto fifth = create_task(acquires(semaphore));
              const auto sixth = create_task(acquires(semaphore));
              co_await aio::sleep(1);
              semaphore.release();
              fifth.cancel();
              co_await aio::wait(std::vector{sixth});
          }) == R"(0 Task-1: created
0 Task-2: created by Task-1
0 Task-3: created by Task-1
1 Task-1: sleep
1 Task-2: put a by Task-1
1 Task-3: passed by Task-2
1 Task-1: task by Task-3
1 Task-4: created by Task-1
1 Task-5: created by Task-1
2 Task-1: sleep
2 Task-4: released by Task-1
2 Task-5: passed by Task-4
2 Task-1: task by Task-5
2 Task-6: created by Task-1
2 Task-7: created by Task-1
3 Task-1: sleep
3 Task-6: released by Task-1
3 Task-7: passed by Task-6
3 Task-1: task by Task-7
)");
}

TEST_CASE(
    "a group that cancels its tasks says which one failed, and a task that cancels itself is its own waker")
{
    CHECK(causes_of([]() -> coro<> {
              try {
                  co_await aio::with(aio::task_group(), [](aio::task_group& group) -> coro<> {
                      group.create_task(naps(9));
                      group.create_task([]() -> coro<> {
                          co_await aio::sleep(1);
                          throw aio::value_error("boom");
                      }());
                      co_return;
                  });
              } catch (const aio::base_exception_group&) {
              }
              aio::loop::running().call_later(1, [t = aio::loop::running().current_task()] { t->cancel(); });
              try {
                  co_await aio::sleep(9);
              } catch (const aio::cancelled_error&) {
              }
              aio::loop::running().current_task()->cancel();
              co_await aio::sleep(9);
          }) == R"(0 Task-1: created
0 Task-2: created by Task-1
0 Task-3: created by Task-1
1 Task-3: sleep
1 Task-2: cancelled by Task-3 through task
1 Task-1: cancelled by Task-3 through task
1 Task-1: task by Task-2
2 Task-1: cancelled through later
2 Task-1: cancelled by Task-1
)");
}

TEST_CASE("a barrier that's reset or broken, and the lock inside it, wake those that wait there")
{
    CHECK(causes_of([]() -> coro<> {
              const aio::barrier barrier(3);
              const auto comes = [](auto b) -> coro<> {
                  try {
                      co_await b.wait();
                  } catch (const aio::broken_barrier_error&) {
                  }
              };
              const auto first = create_task(comes(barrier));
              co_await aio::sleep(1);
              co_await barrier.reset();
              co_await first;
              const auto second = create_task(comes(barrier));
              const auto third = create_task(comes(barrier));
              co_await aio::sleep(1);
              co_await barrier.abort();
              co_await aio::gather(second, third);
          }) == R"(0 Task-1: created
0 Task-2: created by Task-1
1 Task-1: sleep
1 Task-2: closed by Task-1
1 Task-1: task by Task-2
1 Task-3: created by Task-1
1 Task-4: created by Task-1
2 Task-1: sleep
2 Task-3: closed by Task-1
2 Task-4: closed by Task-1
2 Task-1: task by Task-4
)");
}

TEST_CASE("a time limit of wait, a shield, a callback and a thread's call are found behind what they wake")
{
    CHECK(causes_of([]() -> coro<> {
              const auto t = create_task(naps(5));
              aio::wait_options soon;
              soon.timeout = 1;
              co_await aio::wait(std::vector{t}, soon);
              co_await aio::shield(t);
              aio::event event;
              t.add_done_callback([event](auto&&) { event.set(); });
              co_await event.wait();
              event.clear();
              aio::loop& loop = aio::loop::running();
              const auto job = loop.run_in_executor(nullptr, [&loop, event] {
                  aio::blocking_sleep(1);
                  loop.call_soon_threadsafe([event] { event.set(); });
                  aio::blocking_sleep(1);
              });
              co_await event.wait();
              event.clear();
              loop.call_soon([event] { event.set(); });
              co_await event.wait();
              event.clear();
              loop.call_later(0.5, [event] { event.set(); });
              co_await event.wait();
              co_await job;
          }) == R"(0 Task-1: created
0 Task-2: created by Task-1
1 Task-1: timeout
5 Task-2: sleep
5 Task-1: task by Task-2
5 Task-1: set by Task-1 through call
6 Task-1: set through thread
6 Task-1: set by Task-1 through call
6.5 Task-1: set through later
7 Task-1: job
)");
}

TEST_CASE(
    "a stream's reader and writer say that bytes came, that there is room, and that the other side ended it")
{
    CHECK(causes_of([]() -> coro<> {
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
          }) == R"(0 Task-1: created
0 Task-2: created by Task-1
0 Task-1: task by Task-2
0 Task-1: turn by Task-1
0.05 Task-3: created through network
0.05 Task-4: created by Task-3 through call
0.05 Task-3: call by Task-3
0.1 Task-1: connected
0.1 Task-1: connected
1.1 Task-1: sleep
1.15 Task-4: data through network
1.6 Task-1: sleep
1.7 Task-1: room through network
2.15 Task-4: sleep
2.15 Task-4: data through network
2.2 Task-1: closed through network
2.2 Task-1: call by Task-1
)");
}
