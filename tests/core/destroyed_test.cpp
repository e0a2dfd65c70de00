// A task that's destroyed while it's pending, in snapshots, lanes and the timeline's text.

#include "trace/checker.hpp"
#include "trace/history.hpp"
#include "trace/timeline_text.hpp"

#include <doctest/doctest.h>

using trace::kind;
using trace::task_state;

namespace {

trace::event& add(trace::log& l, kind k, double time, std::uint32_t task = 0, const char* text = "")
{
    trace::event& e = l.append({});
    e.kind = k;
    e.time = time;
    e.task = task;
    e.text = l.intern(text);
    return e;
}

// 'tea' waits for a future from 0 s on, and is destroyed at 2 s while Task-1 runs.
trace::log vanished()
{
    trace::log l;
    add(l, kind::task_created, 0, 1, "Task-1");
    add(l, kind::task_created, 0, 2, "tea");
    trace::event& made = add(l, kind::resource_made, 0);
    made.subject = 1;
    made.detail = static_cast<std::uint8_t>(aio::resource_kind::future);
    add(l, kind::task_stepped, 0, 2);
    trace::event& waits = add(l, kind::task_suspended, 0, 2, "make_tea");
    waits.subject = 1;
    waits.detail = static_cast<std::uint8_t>(aio::wait_kind::future);
    add(l, kind::task_stepped, 2, 1);
    add(l, kind::task_destroyed, 2, 2).by = 1;
    add(l, kind::task_ended, 5, 1);
    return l;
}

}  // namespace

TEST_CASE("a destroyed task has ended and waits for nothing; the running task continues")
{
    const trace::log l = vanished();
    trace::history h(l);
    h.follow();
    CHECK(h.at(6).resource(1)->waiters.size() == 1);
    const trace::snapshot s = h.at(7);
    CHECK(s.task(2)->ended());
    CHECK(std::string(trace::name(s.task(2)->state)) == "destroyed");
    CHECK(s.task(2)->since == 2);
    CHECK(s.resource(1)->waiters.size() == 0);
    CHECK(s.running == 1);
    CHECK(s.task(1)->state == task_state::running);
}

TEST_CASE("the row of a destroyed task ends at that moment")
{
    const trace::log l = vanished();
    trace::history h(l);
    h.follow();
    const auto& segments = h.lanes()[1].segments;
    REQUIRE(segments.size() == 4);
    CHECK(segments[2].state == task_state::waiting);
    CHECK(segments[2].to == 2);
    CHECK(segments[3].state == task_state::destroyed);
    CHECK(segments[3].from == 2);
    CHECK(timeline_text(h, 30) == R"(        0 s                5 s
Task-1  oooooooo#############*
tea     #////////?
# runs  o ready  ~ sleeps  / waits  * done  x cancelled  ! failed  ? destroyed
)");
}

TEST_CASE("a task that has ended isn't destroyed while it's pending")
{
    trace::log l = vanished();
    add(l, kind::task_destroyed, 5, 1);
    trace::checker c;
    std::string said;
    for (const trace::event& e : l.events()) {
        CHECK(said == "");
        said = c.next(l, e);
    }
    CHECK(said.find("task 1 has ended") != std::string::npos);
}
