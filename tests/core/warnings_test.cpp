// Warnings about programs on aio: what each kind says of one, and that a log which grows piece by piece gives
// the same. tests/warnings has more programs, in Python.

#include "trace/warnings.hpp"

#include "aio/event.hpp"
#include "aio/gather.hpp"
#include "aio/lock.hpp"
#include "aio/queue.hpp"
#include "aio/task_group.hpp"
#include "aio/wait.hpp"
#include "aio/with.hpp"
#include "trace/warning_text.hpp"
#include "trace_of.hpp"

using aio::coro;
using aio::create_task;

namespace {

/// A line for each warning.
std::string warnings_of(const tests::main_function& main)
{
    tests::trial t(main);
    trace::history h(t.events());
    trace::warnings growing(h);
    while (!t.runner().ended()) {
        t.runner().step();
        h.follow();
        growing.follow();
    }
    h.follow();
    growing.follow();
    trace::warnings at_once(h);
    at_once.follow();
    CHECK(growing.all() == at_once.all());
    std::string lines;
    for (const trace::warning& w : growing.all()) {
        CHECK(w.position <= h.size());
        lines += std::string(trace::name(w.is)) + ": " + trace::sentence(h, w) + "\n";
    }
    return lines;
}

coro<> holding(aio::lock first, aio::lock second)
{
    co_await first.acquire();
    co_await aio::sleep(1);
    co_await second.acquire();
    second.release();
    first.release();
}

coro<> fails()
{
    co_await aio::sleep(1);
    throw aio::value_error("no");
}

coro<> awaits(aio::task<> other)
{
    co_await other;
}

coro<bool> naps()
{
    try {
        co_await aio::sleep(1);
    } catch (const aio::cancelled_error&) {
        co_return false;
    }
    co_return true;
}

}  // namespace

TEST_CASE("a program without a mistake has no warning")
{
    CHECK(warnings_of([]() -> coro<> {
              const aio::lock a, b;
              co_await aio::gather(holding(a, b), holding(a, b));
              aio::queue<int> q;
              for (int i = 0; i != 100; ++i) {
                  co_await q.put(i);
              }
              const auto t = create_task([](aio::queue<int> from) -> coro<> {
                  for (int i = 0; i != 100; ++i) {
                      co_await from.get();
                      co_await aio::sleep(0.1);
                      from.task_done();
                  }
              }(q));
              co_await q.join();
              co_await t;
          }) == "");
}

TEST_CASE("a deadlock says in a circle who waits for whom")
{
    CHECK(
        warnings_of([]() -> coro<> {
            const aio::lock a, b;
            co_await aio::gather(holding(a, b), holding(b, a));
        }) ==
        "deadlock: Deadlock: Task-3 waits for lock 1, which Task-2 holds, and Task-2 waits for lock 2, which "
        "Task-3 holds.\n");
}

TEST_CASE("a task that takes its own lock again is at a deadlock by itself, while the clock runs")
{
    CHECK(warnings_of([]() -> coro<> {
              const auto beats = create_task(aio::sleep(3));
              const aio::lock a;
              co_await a.acquire();
              co_await a.acquire();
          }) == "deadlock: Deadlock: Task-1 waits for a lock, which it holds itself.\n");
}

TEST_CASE("a child that waits for the task that gathers it is a deadlock, with the whole circle")
{
    CHECK(warnings_of([]() -> coro<> {
              aio::task<> gatherer = create_task([]() -> coro<> { co_await aio::sleep(0); }());
              const auto child = [&gatherer]() -> coro<> { co_await awaits(gatherer); };
              gatherer = create_task([](auto one, auto two) -> coro<> {
                  co_await aio::gather(one(), two());
              }(child, [] { return naps(); }));
              co_await gatherer;
          }) == "deadlock: Deadlock: Task-3 waits for Task-4 in gather(), and Task-4 waits for Task-3.\n");
}

TEST_CASE("a circle through several children of a gather names one of them and counts the others")
{
    CHECK(warnings_of([]() -> coro<> {
              const aio::event never;
              aio::task<> gatherer = create_task([]() -> coro<> { co_await aio::sleep(0); }());
              const auto child = [&gatherer]() -> coro<> { co_await awaits(gatherer); };
              const auto other = [never]() -> coro<> { co_await never.wait(); };
              gatherer = create_task([](auto one, auto two) -> coro<> { co_await aio::gather(one(), two()); }(other, child));
              co_await gatherer;
          }) ==
          "deadlock: Deadlock: Task-3 waits for Task-5 and 1 more in gather(), and Task-5 waits for Task-3.\n");
}

TEST_CASE("a gather whose children wait for something else is a hang that says which aren't done")
{
    CHECK(warnings_of([]() -> coro<> {
              const aio::event never;
              const auto waits = [never]() -> coro<> { co_await never.wait(); };
              co_await aio::gather(waits(), naps(), waits());
          }) == "hang: Nothing can run any more: Task-1 waits for Task-2 and 1 more in gather(); Task-2 waits for an "
                "event; Task-4 waits for an event.\n");
}

TEST_CASE("a wait() for the first of two isn't a deadlock because one of them waits for its task")
{
    CHECK(warnings_of([]() -> coro<> {
              const aio::event never;
              aio::task<> waiter = create_task([]() -> coro<> { co_await aio::sleep(0); }());
              const auto child = [&waiter]() -> coro<> { co_await awaits(waiter); };
              const auto other = [never]() -> coro<> { co_await never.wait(); };
              waiter = create_task([](auto one, auto two) -> coro<> {
                  aio::wait_options first;
                  first.return_when = aio::return_when::first_completed;
                  co_await aio::wait(std::vector{create_task(one()), create_task(two())}, first);
              }(other, child));
              co_await waiter;
          }).starts_with("hang: Nothing can run any more: Task-1 waits for Task-3; Task-3 waits for Task-4 and 1 more in wait()"));
}

TEST_CASE("a task of a group that waits for the group's own task is a deadlock")
{
    CHECK(warnings_of([]() -> coro<> {
              aio::task<> parent = create_task([]() -> coro<> { co_await aio::sleep(0); }());
              const auto child = [&parent]() -> coro<> { co_await awaits(parent); };
              parent = create_task([](auto one) -> coro<> {
                  co_await aio::with(aio::task_group(), [&one](aio::task_group& group) -> coro<> {
                      group.create_task(one());
                      co_return;
                  });
              }(child));
              co_await parent;
          }) ==
          "deadlock: Deadlock: Task-4 waits for Task-3, and Task-3 waits for Task-4, a task of its group.\n");
}

TEST_CASE("a hang says what everybody waits for")
{
    CHECK(warnings_of([]() -> coro<> {
              const aio::event e;
              const aio::queue<int> q;
              const auto t = create_task([](aio::queue<int> from) -> coro<> { co_await from.get(); }(q));
              co_await e.wait();
          }) ==
          "hang: Nothing can run any more: Task-1 waits for an event; Task-2 waits to get from a queue.\n");
}

TEST_CASE("a join that can't end says who took the items")
{
    CHECK(warnings_of([]() -> coro<> {
              aio::queue<int> q;
              const auto t = create_task([](aio::queue<int> from) -> coro<> {
                  for (;;) {
                      co_await from.get();
                  }
              }(q));
              co_await q.put(1);
              co_await q.join();
          }) ==
          "never_joined: Task-1 waits in join() of the queue forever: 1 item isn't marked as done; Task-2 "
          "took 1.\n");
}

TEST_CASE("blocking, a coroutine that isn't awaited and an exception that isn't asked for are told")
{
    CHECK(warnings_of([]() -> coro<> {
              aio::blocking_sleep(0.5);
              {
                  auto forgotten = naps();
              }
              {
                  const auto t = create_task(fails());
              }
              co_await aio::sleep(2);
          }) == "never_awaited: coroutine 'naps' was never awaited, so it didn't run.\n"
                "held: Task-1 held the loop for 0.500 s: nothing else could run.\n"
                "never_retrieved: Task-2 failed with ValueError, and its exception was never retrieved.\n");
}

TEST_CASE("a task that continues after its cancellation is told, and one that stops isn't")
{
    const auto cancelled_after_one = [](int rounds) {
        return [rounds]() -> coro<> {
            const auto t = create_task([](int left) -> coro<> {
                while (left-- != 0) {
                    co_await naps();
                }
            }(rounds));
            co_await aio::sleep(0.5);
            t.cancel();
            co_await aio::wait(std::vector{t});
        };
    };
    CHECK(warnings_of(cancelled_after_one(1)) == "");
    CHECK(warnings_of(cancelled_after_one(3)) ==
          "swallowed: Task-2 was cancelled at 0.500 s, but carried on as before.\n");
}

TEST_CASE("a queue that only grows, and a lock held across a long wait")
{
    CHECK(warnings_of([]() -> coro<> {
              aio::queue<int> q;
              const auto t = create_task([](aio::queue<int> from) -> coro<> {
                  for (;;) {
                      co_await from.get();
                      co_await aio::sleep(1);
                  }
              }(q));
              for (int i = 0; i != 200; ++i) {
                  co_await q.put(i);
                  co_await aio::sleep(0.25);
              }
          }) == "growing: The queue only grows: it has 50 items, and no maxsize.\n");
    CHECK(warnings_of([]() -> coro<> {
              const aio::lock a;
              const auto use = [](aio::lock guard) -> coro<> {
                  co_await guard.acquire();
                  co_await aio::sleep(6);
                  guard.release();
              };
              co_await aio::gather(use(a), use(a));
          }) ==
          "long_lock: Task-2 held the lock for more than 5.000 s while it waited for something else, and "
          "others waited for the lock.\n");
}

TEST_CASE("a task that only takes turns stops the clock")
{
    CHECK(warnings_of([]() -> coro<> {
              const auto t = create_task(aio::sleep(1));
              for (int i = 0; i != 10'001; ++i) {
                  co_await aio::sleep(0);
              }
          }) == "never_yields: Task-1 took 10000 turns at 0.000 s, and time can't pass.\n");
}

TEST_CASE("a run with mistakes at very many places keeps a hundred warnings, and counts the rest")
{
    trace::log log;
    const auto add = [&](trace::event e) { log.append(e); };
    for (std::uint32_t line = 1; line <= 250; ++line) {
        add({.text = log.intern("coroutine 'f' was never awaited"),
             .line = line,
             .kind = trace::kind::reported});
        add({.text = log.intern("coroutine 'f' was never awaited"),
             .line = line,
             .kind = trace::kind::reported});
    }
    trace::history h(log);
    h.follow();
    trace::warnings all(h);
    all.follow();
    CHECK(all.all().size() == trace::warnings::most_kept);
    CHECK(all.all().front().times == 2);
    CHECK(all.left_out() == 300);
}
