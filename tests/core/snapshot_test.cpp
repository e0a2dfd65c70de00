#include "trace/snapshot.hpp"
#include "trace/history.hpp"

#include "aio/event.hpp"
#include "aio/timeout.hpp"
#include "aio/wait_for.hpp"
#include "aio/with.hpp"
#include "story.hpp"
#include "trace_of.hpp"

using aio::coro;
using aio::print;

namespace {

coro<void> sleeper(double delay)
{
    co_await aio::sleep(delay);
}

std::string story_of(tests::main_function main)
{
    tests::trial t(std::move(main));
    return tests::story(t.finish().events());
}

trace::snapshot end_of(const tests::trial& t)
{
    trace::snapshot s;
    for (const trace::event& e : t.events().events()) {
        apply(s, e, t.events());
    }
    return s;
}

}  // namespace

TEST_CASE("between callbacks a snapshot says which tasks are ready, asleep, waiting and done")
{
    const auto main = []() -> coro<void> {
        const auto t = aio::create_task(sleeper(1));
        co_await t;
    };
    CHECK(story_of(main) == tests::plain(R"(
        0.0 Task-1 ready | step 1
        0.0 Task-1 waiting for 2, Task-2 ready | step 2
        0.0 Task-1 waiting for 2, Task-2 sleeping | at 1.0: 2
        1.0 Task-1 waiting for 2, Task-2 ready | wakeup 2
        1.0 Task-1 ready, Task-2 done | wakeup 1
        1.0 Task-1 done, Task-2 done
    )"));
}

TEST_CASE("a cancelled sleeper is ready at once, and its timer is removed when it wakes")
{
    const auto main = []() -> coro<void> {
        const auto t = aio::create_task(sleeper(5));
        co_await aio::sleep(0);
        t.cancel();
        co_await aio::sleep(1);
        throw aio::value_error("no");
    };
    CHECK(story_of(main) == tests::plain(R"(
        0.0 Task-1 ready | step 1
        0.0 Task-1 ready, Task-2 ready | step 2, step 1
        0.0 Task-1 ready, Task-2 sleeping | step 1 | at 5.0: 2
        0.0 Task-1 sleeping, Task-2 ready | wakeup 2 | at 1.0: 1, 5.0: 2
        0.0 Task-1 sleeping, Task-2 cancelled CancelledError | at 1.0: 1
        1.0 Task-1 ready, Task-2 cancelled CancelledError | wakeup 1
        1.0 Task-1 failed ValueError, Task-2 cancelled CancelledError
    )"));
}

TEST_CASE("timers are in the order in which they will fire, and in the ready queue once they have")
{
    const auto main = []() -> coro<void> {
        aio::create_task(sleeper(2));
        aio::create_task(sleeper(1));
        aio::create_task(sleeper(2));
        co_await aio::sleep(0);
        aio::blocking_sleep(3);
        co_await aio::sleep(1);
    };
    CHECK(story_of(main) == tests::plain(R"(
        0.0 Task-1 ready | step 1
        0.0 Task-1 ready, Task-2 ready, Task-3 ready, Task-4 ready | step 2, step 3, step 4, step 1
        0.0 Task-1 ready, Task-2 sleeping, Task-3 ready, Task-4 ready | step 3, step 4, step 1 | at 2.0: 2
        0.0 Task-1 ready, Task-2 sleeping, Task-3 sleeping, Task-4 ready | step 4, step 1 | at 1.0: 3, 2.0: 2
        0.0 Task-1 ready, Task-2 sleeping, Task-3 sleeping, Task-4 sleeping | step 1 | at 1.0: 3, 2.0: 2, 2.0: 4
        3.0 Task-1 sleeping, Task-2 sleeping, Task-3 sleeping, Task-4 sleeping | at 1.0: 3, 2.0: 2, 2.0: 4, 4.0: 1
        3.0 Task-1 sleeping, Task-2 sleeping, Task-3 ready, Task-4 sleeping | timer 2, timer 4, wakeup 3 | at 4.0: 1
        3.0 Task-1 sleeping, Task-2 ready, Task-3 ready, Task-4 sleeping | timer 4, wakeup 3, wakeup 2 | at 4.0: 1
        3.0 Task-1 sleeping, Task-2 ready, Task-3 ready, Task-4 ready | wakeup 3, wakeup 2, wakeup 4 | at 4.0: 1
        3.0 Task-1 sleeping, Task-2 ready, Task-3 done, Task-4 ready | wakeup 2, wakeup 4 | at 4.0: 1
        3.0 Task-1 sleeping, Task-2 done, Task-3 done, Task-4 ready | wakeup 4 | at 4.0: 1
        3.0 Task-1 sleeping, Task-2 done, Task-3 done, Task-4 done | at 4.0: 1
        4.0 Task-1 ready, Task-2 done, Task-3 done, Task-4 done | wakeup 1
        4.0 Task-1 done, Task-2 done, Task-3 done, Task-4 done
    )"));
}

TEST_CASE("a task that has queued its own callback and sleeps isn't ready because of that")
{
    const auto main = []() -> coro<void> {
        aio::loop::running().call_soon([] {});
        co_await aio::sleep(1);
        const aio::future<void> f;
        f.add_done_callback([](const aio::future<void>&) {});
        f.set_result();
        co_await aio::sleep(1);
    };
    CHECK(story_of(main) == tests::plain(R"(
        0.0 Task-1 ready | step 1
        0.0 Task-1 sleeping | callback 1 | at 1.0: 1
        0.0 Task-1 sleeping | at 1.0: 1
        1.0 Task-1 ready | wakeup 1
        1.0 Task-1 sleeping | done callback 0 | at 2.0: 1
        1.0 Task-1 sleeping | at 2.0: 1
        2.0 Task-1 ready | wakeup 1
        2.0 Task-1 done
    )"));
}

TEST_CASE("while a task runs, the snapshot shows it running, and the loop held when it blocks")
{
    const auto main = []() -> coro<void> {
        aio::blocking_sleep(2);
        aio::print_end("", "a");
        co_return;
    };
    tests::trial t(main);
    t.finish();
    trace::snapshot s;
    std::string log;
    for (const trace::event& e : t.events().events()) {
        apply(s, e, t.events());
        if (e.kind == trace::kind::task_stepped || e.kind == trace::kind::held ||
            e.kind == trace::kind::clock || e.kind == trace::kind::printed) {
            log += tests::describe(s, t.events());
            log += "running " + aio::str(s.running) + " since " + aio::str(s.tasks[0].since);
            log += s.held_until ? " held until " + aio::str(*s.held_until) : "";
            log += s.partial.empty() ? "\n" : " partial " + s.partial + "\n";
        }
    }
    CHECK(log == tests::plain(R"(
        0.0 Task-1 running
        running 1 since 0.0
        0.0 Task-1 running
        running 1 since 0.0 held until 2.0
        2.0 Task-1 running
        running 1 since 0.0
        2.0 Task-1 running
        running 1 since 0.0 partial a
    )"));
}

TEST_CASE("a snapshot ends with the exception that ended the program, or at a deadlock")
{
    tests::trial failing([]() -> coro<void> {
        throw aio::value_error("no");
        co_return;
    });
    failing.finish();
    const trace::snapshot failed = end_of(failing);
    CHECK(failed.finished);
    CHECK(failed.over());
    CHECK(failing.events().text(failed.error) == "ValueError");
    CHECK(failing.events().text(failed.error_message) == "no");

    tests::trial stuck([]() -> coro<void> { co_await aio::future<void>(); });
    stuck.finish();
    const trace::snapshot deadlock = end_of(stuck);
    CHECK(deadlock.deadlocked);
    CHECK_FALSE(deadlock.finished);
    CHECK(deadlock.error == 0);
}

TEST_CASE("a task's view has its function and the line at which it's suspended")
{
    static std::uint32_t line = 0;
    tests::trial t([]() -> coro<void> {
        line = __LINE__ + 1;
        co_await sleeper(1);
    });
    const auto created = t.events().events().front();
    t.runner().advance(0);
    const trace::snapshot s = end_of(t);
    REQUIRE(s.task(1));
    CHECK(s.task(0) == nullptr);
    CHECK(s.task(2) == nullptr);
    CHECK(t.events().text(s.task(1)->function) == "sleeper");
    CHECK(s.task(1)->line < line);
    CHECK(created.line > 0);
    CHECK(created.line < line);
    CHECK(std::string(trace::name(s.task(1)->state)) == "sleeping");
}

namespace {

coro<void> nested(int depth)
{
    if (depth == 0) {
        co_await aio::sleep(1);
        co_await aio::sleep(0);
    } else {
        co_await nested(depth - 1);
    }
}

coro<void> guarded()
{
    co_await aio::with(aio::timeout(3), []() -> coro<void> { co_await aio::sleep(1); });
}

}  // namespace

TEST_CASE("a suspended task has its chain of callers, outermost first, and both ends of a long one")
{
    const auto callers = [](int depth, double time) {
        tests::trial t([depth] { return nested(depth); });
        t.runner().advance(time);
        trace::history h(t.events());
        h.follow();
        CHECK(h.has_chains() == (depth > 0));
        return t.events().text(h.head().tasks[0].callers);
    };
    CHECK(callers(0, 0.5).empty());
    CHECK(callers(2, 0.5) == "nested → nested");
    CHECK(callers(20, 0.5) == "nested → nested → nested → nested → … → nested → nested → nested → nested");

    // Each of its two waits names its caller.
    tests::trial t([] { return nested(1); });
    t.finish();
    std::size_t chained = 0;
    for (const trace::event& e : t.events().events()) {
        chained += e.kind == trace::kind::task_suspended && t.events().text(e.other) == "nested";
    }
    CHECK(chained == 2);
}

TEST_CASE("a task that waits inside a block is in the function around the block")
{
    tests::trial t([] { return guarded(); });
    t.runner().advance(0.5);
    trace::history h(t.events());
    h.follow();
    CHECK(t.events().text(h.head().tasks[0].function) == "guarded");
    CHECK(t.events().text(h.head().tasks[0].callers) == "");
}

TEST_CASE("the loop shows as held only if the whole callback takes the log's threshold")
{
    tests::trial t([]() -> coro<void> {
        aio::blocking_sleep(0.06);
        aio::blocking_sleep(0.06);
        co_await aio::sleep(0);
        aio::blocking_sleep(0.1);
    });
    t.finish();
    trace::snapshot s;
    std::string log;
    for (const trace::event& e : t.events().events()) {
        apply(s, e, t.events());
        if (e.kind == trace::kind::held) {
            log += s.held_until ? "held\n" : "not held\n";
        } else {
            CHECK_FALSE(s.held_until);
        }
    }
    CHECK(log == "not held\nheld\nheld\n");
}

TEST_CASE("timers come in the order in which they fire, as many as requested, and have a purpose")
{
    tests::trial t([]() -> coro<void> {
        aio::loop::running().call_later(3, [] {});
        aio::create_task(sleeper(1));
        aio::create_task(sleeper(3));
        co_await aio::wait_for(sleeper(2), 5);
    });
    t.runner().advance(0.5);
    const trace::snapshot s = end_of(t);
    const auto words = [](const std::vector<trace::timer_view>& timers) {
        std::string text;
        for (const trace::timer_view& timer : timers) {
            text += aio::str(timer.when) +
                    (timer.purpose == aio::timer_kind::call    ? " call"
                     : timer.purpose == aio::timer_kind::sleep ? " sleep"
                                                               : " timeout") +
                    ", ";
        }
        return text;
    };
    CHECK(words(s.due_order()) == "1.0 sleep, 2.0 sleep, 3.0 call, 3.0 sleep, 5.0 timeout, ");
    CHECK(words(s.earliest(2)) == "1.0 sleep, 2.0 sleep, ");
    CHECK(words(s.earliest(100)) == words(s.due_order()));
    CHECK(s.earliest(0).empty());
    const std::uint32_t first = s.earliest(1)[0].id;
    REQUIRE(s.timer(first));
    CHECK(s.timer(first)->when == 1);
    CHECK(s.timer(1000) == nullptr);
}

TEST_CASE("a woken waiter keeps its place until it resumes, and can be told from those still waiting")
{
    tests::trial t([]() -> coro<void> {
        const aio::event e;
        const auto waits = [](aio::event what) -> coro<void> { co_await what.wait(); };
        aio::create_task(waits(e));
        aio::create_task(waits(e));
        co_await aio::sleep(1);
        e.set();
        co_await aio::sleep(1);
    });
    trace::history h(t.finish().events());
    h.follow();
    std::string log;
    for (const std::size_t boundary : h.boundaries()) {
        const trace::snapshot s = h.at(boundary);
        std::string line;
        if (const trace::resource_view* const e = s.resource(1)) {
            for (const trace::waiter_view& w : e->waiters) {
                line += " " + aio::str(w.task) + (woken(s, w) ? " woken" : " waits");
            }
        }
        log += line.empty() ? " none\n" : line + "\n";
    }
    CHECK(log == " none\n none\n 2 waits\n 2 waits 3 waits\n 2 waits 3 waits\n 2 woken 3 woken\n 3 woken\n"
                 " none\n none\n none\n");
}

TEST_CASE("callbacks removed from the ready queue leave the others in their places")
{
    const auto main = []() -> coro<void> {
        std::vector<aio::handle> calls;
        for (int i = 0; i != 5; ++i) {
            calls.push_back(aio::loop::running().call_soon([] {}));
        }
        const auto task = aio::create_task(sleeper(1));
        calls[3].cancel();
        calls[0].cancel();
        co_await aio::sleep(0);
        co_await task;
    };
    tests::trial t(main);
    t.finish();
    std::string log;
    trace::snapshot s;
    for (const trace::event& e : t.events().events()) {
        apply(s, e, t.events());
        if (e.kind == trace::kind::unqueued || e.kind == trace::kind::callback_began) {
            for (const trace::queued_callback& c : s.ready) {
                log += aio::str(c.id) + " ";
            }
            log += "\n";
        }
    }
    // 1 is the first step of main, 2 to 6 are the calls, 7 and 8 the tasks' next steps.
    CHECK(log.starts_with("\n2 3 4 6 7 \n3 4 6 7 \n4 6 7 8 \n6 7 8 \n7 8 \n8 \n\n"));
}
