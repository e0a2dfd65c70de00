#include "trace/recorder.hpp"

#include <doctest/doctest.h>

#include "trace/records.hpp"
#include "trace_of.hpp"

using trace::kind;

TEST_CASE("an event has the time of the clock's last move and the running task")
{
    trace::log l;
    trace::recorder r(l);
    r.task_created(1, "Task-1", "main", 3);
    r.clock_moved(1.5);
    r.task_stepped(1);
    r.printed("in the task\n");
    r.task_suspended(1, {aio::wait_kind::sleep, 7, aio::wait_role::waiter, 12, "main"});
    r.printed("outside\n");
    r.task_stepped(1);
    r.task_ended(1, aio::ending::failed, "ValueError");
    r.printed("after\n");
    const auto& e = l.events();
    REQUIRE(e.size() == 9);
    CHECK(e[0].time == 0);
    CHECK(e[0].by == 0);
    CHECK(e[0].task == 1);
    CHECK(e[0].line == 3);
    CHECK(l.text(e[0].text) == "Task-1");
    CHECK(l.text(e[0].other) == "main");
    CHECK(e[1].kind == kind::clock);
    CHECK(e[1].time == 1.5);
    CHECK(e[2].time == 1.5);
    CHECK(e[2].by == 0);
    CHECK(e[3].by == 1);
    CHECK(e[4].by == 1);
    CHECK(e[4].detail == static_cast<std::uint8_t>(aio::wait_kind::sleep));
    CHECK(e[4].subject == 7);
    CHECK(e[4].line == 12);
    CHECK(e[5].by == 0);
    CHECK(e[7].by == 1);
    CHECK(e[7].detail == static_cast<std::uint8_t>(aio::ending::failed));
    CHECK(l.text(e[7].text) == "ValueError");
    CHECK(e[8].by == 0);
}

TEST_CASE("a program without an observer runs the same as a watched one")
{
    std::string log;
    const auto child = [&](double delay) -> aio::coro<void> {
        co_await aio::sleep(delay);
        log += aio::str(aio::loop::running().time()) + aio::task_base::current().name() + " ";
    };
    const auto main = [&]() -> aio::coro<void> {
        const auto a = aio::create_task(child(2));
        const auto b = aio::create_task(child(1));
        const auto c = aio::create_task(child(5));
        co_await a;
        c.cancel();
        co_await b;
        log += c.done() ? "done " : "pending ";
        co_await aio::sleep(0);
        log += c.done() ? "done " : "pending ";
    };
    tests::trial(main).finish();
    const std::string watched = std::exchange(log, "");
    aio::loop unwatched;
    aio::run(unwatched, main());
    CHECK(log == watched);
    CHECK(log == "1.0Task-3 2.0Task-2 pending done ");
}
