#include "trace/records.hpp"

#include "trace_of.hpp"

using aio::coro;
using aio::print;
using trace::record_writer;

namespace {

coro<void> ticks()
{
    for (int i = 1; i != 4; ++i) {
        co_await aio::sleep(1);
        print(i);
    }
}

std::string records(const trace::log& l, trace::record_options options = {.switches = true})
{
    return record_writer(options).next(l);
}

}  // namespace

TEST_CASE("without switches the records are the printed lines and the program's last exception")
{
    tests::trial t([]() -> coro<void> {
        const auto task = aio::create_task(ticks());
        co_await task;
        throw aio::value_error("no");
    });
    t.finish();
    CHECK(t.records({}) == tests::full(R"(
        1 task=Task-2 1
        2 task=Task-2 2
        3 task=Task-2 3
        3 task=- ValueError: no
    )"));
}

TEST_CASE("an exception without a message has only its name; one of asyncio's has its module")
{
    trace::log l;
    trace::recorder r(l);
    r.uncaught("ValueError", "");
    r.uncaught("asyncio.exceptions.InvalidStateError", "invalid state");
    CHECK(records(l) == tests::full(R"(
        0 task=- ValueError
        0 task=- asyncio.exceptions.InvalidStateError: invalid state
    )"));
}

TEST_CASE("records end before the clock passes the limit, and say that they were cut")
{
    tests::trial t(ticks);
    t.finish();
    record_writer w({.until = 2});
    CHECK(w.next(t.events()) == tests::full("1 task=Task-1 1\n2 task=Task-1 2"));
    CHECK(w.cut());
    CHECK(w.next(t.events()).empty());
    record_writer all({.until = 3});
    all.next(t.events());
    CHECK_FALSE(all.cut());
}

TEST_CASE("a blocking sleep past the limit cuts off everything after it")
{
    tests::trial t([]() -> coro<void> {
        print("before");
        aio::blocking_sleep(5);
        print("after");
        co_return;
    });
    t.finish();
    record_writer w({.until = 4});
    CHECK(w.next(t.events()) == tests::full("0 task=Task-1 before"));
    CHECK(w.cut());
}

TEST_CASE("records come as the events do, each once")
{
    tests::trial t(ticks);
    record_writer w({.switches = true});
    std::string text;
    while (!t.runner().ended()) {
        t.runner().step();
        text += w.next(t.events());
    }
    CHECK(text == t.records());
}

TEST_CASE("white space in a name becomes underscores, and a text of several lines several records")
{
    trace::log l;
    trace::recorder r(l);
    r.task_created(1, "a b\tc", "f", 1);
    r.task_created(2, "plain", "f", 1);
    r.task_stepped(1);
    r.printed("one\n\ntwo");
    r.task_suspended(1, {aio::wait_kind::turn, 0, aio::wait_role::waiter, 7, "f"});
    r.task_cancel(2);
    r.task_stepped(2);
    r.printed(" and the rest\n");
    r.task_ended(2, aio::ending::cancelled, "CancelledError");
    r.task_stepped(1);
    r.task_ended(1, aio::ending::failed, "KeyError");
    r.printed("late\n");
    r.deadlocked();
    CHECK(records(l, {.switches = true, .lines = true}) == "t=0.000000 create a_b_c\n"
                                                           "t=0.000000 create plain\n"
                                                           "t=0.000000 step a_b_c\n"
                                                           "t=0.000000 task=a_b_c one\n"
                                                           "t=0.000000 task=a_b_c \n"
                                                           "t=0.000000 line a_b_c 7\n"
                                                           "t=0.000000 cancel plain\n"
                                                           "t=0.000000 step plain\n"
                                                           "t=0.000000 task=plain two and the rest\n"
                                                           "t=0.000000 cancelled plain\n"
                                                           "t=0.000000 step a_b_c\n"
                                                           "t=0.000000 failed a_b_c KeyError\n"
                                                           "t=0.000000 task=- late\n"
                                                           "t=0.000000 task=- deadlock: no task can run\n");
}
