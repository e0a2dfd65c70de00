#include "trace/recorder.hpp"

#include <doctest/doctest.h>

#include "trace/records.hpp"
#include "trace_of.hpp"

using trace::kind;
using trace::recorder;

TEST_CASE("an event bears the time of the last move of the clock and the task that was running")
{
    recorder r;
    r.task_created(1, "Task-1", "main", 3);
    r.clock_moved(1.5);
    r.task_stepped(1);
    r.printed("in the task\n");
    r.task_suspended(1, {aio::wait_kind::sleep, 7, aio::wait_role::waiter, 12, "main"});
    r.printed("outside\n");
    r.task_stepped(1);
    r.task_ended(1, aio::ending::failed, "ValueError");
    r.printed("after\n");
    const auto& e = r.events();
    REQUIRE(e.size() == 9);
    CHECK(e[0].time == 0);
    CHECK(e[0].by == 0);
    CHECK(e[0].task == 1);
    CHECK(e[0].line == 3);
    CHECK(r.text(e[0].text) == "Task-1");
    CHECK(r.text(e[0].other) == "main");
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
    CHECK(r.text(e[7].text) == "ValueError");
    CHECK(e[8].by == 0);
}

TEST_CASE("texts stay where they are; the empty one has the index 0, and a function's name is kept once")
{
    recorder r;
    r.printed("");
    r.printed("a");
    r.printed("b");
    r.printed("a");
    const auto& e = r.events();
    CHECK(e[0].text == 0);
    CHECK(e[1].text != e[2].text);
    CHECK(r.text(e[3].text) == "a");
    CHECK(r.text(0).empty());
    const std::string* const kept = &r.text(e[1].text);
    for (int i = 0; i != 1000; ++i) {
        r.printed(std::to_string(i));
    }
    CHECK(kept == &r.text(e[1].text));
    CHECK(*kept == "a");

    recorder functions;
    const char* const name = "f";
    functions.task_created(1, "Task-1", name, 1);
    functions.task_created(2, "Task-2", name, 1);
    CHECK(functions.events()[0].other == functions.events()[1].other);
    CHECK(functions.text(functions.events()[1].other) == "f");
}

TEST_CASE("turns that are told in short read as what they stand for, in their place and at their time")
{
    recorder r;
    r.clock_moved(1);
    for (std::uint32_t i = 0; i != 300; ++i) {
        r.turn_taken({i + 1, 7, "f"});
    }
    r.clock_moved(2);
    r.turn_taken({1, 8, "f"});
    CHECK(r.events().size() == 1 + 300 * 5 + 1 + 5);
    r.turn_taken({2, 9, "f"});
    r.printed("end");
    const auto& e = r.events();
    CHECK(e.size() == 1 + 300 * 5 + 1 + 5 + 5 + 1);

    const auto is = [&](std::size_t at, trace::kind kind, std::uint32_t task, std::uint32_t by, double time) {
        CAPTURE(at);
        CHECK(e[at].kind == kind);
        CHECK(e[at].task == task);
        CHECK(e[at].by == by);
        CHECK(e[at].time == time);
    };
    using trace::kind;
    is(0, kind::clock, 0, 0, 1);
    for (const std::uint32_t i : {0U, 1U, 299U}) {
        const std::size_t at = 1 + i * 5;
        is(at, kind::callback_began, i + 1, 0, 1);
        is(at + 1, kind::task_stepped, i + 1, 0, 1);
        is(at + 2, kind::queued, i + 1, i + 1, 1);
        is(at + 3, kind::task_suspended, i + 1, i + 1, 1);
        CHECK(e[at + 3].line == 7);
        CHECK(r.text(e[at + 3].text) == "f");
        is(at + 4, kind::callback_ended, 0, 0, 1);
    }
    is(1501, kind::clock, 0, 0, 2);
    is(1502, kind::callback_began, 1, 0, 2);
    is(1507, kind::callback_began, 2, 0, 2);
    is(1512, kind::printed, 0, 0, 2);
}

TEST_CASE("a program without an observer runs as one that is watched does")
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
    aio::loop l;
    aio::run(l, main());
    CHECK(log == watched);
    CHECK(log == "1.0Task-3 2.0Task-2 pending done ");
}
