// What threads did, as snapshots and as lanes.

#include "trace/history.hpp"

#include <doctest/doctest.h>

#include <cmath>

using trace::kind;
using trace::task_state;

namespace {

class threads_log {
public:
    trace::log log;

    trace::event& add(kind k, double time, std::uint32_t thread = 0, const char* text = "")
    {
        trace::event& e = log.append({});
        e.kind = k;
        e.time = time;
        e.subject = thread;
        e.text = log.intern(text);
        return e;
    }
};

// Two threads: one that runs, sleeps and fails, and then begins another job; and one that never wakes.
trace::log two_threads()
{
    threads_log l;
    l.add(kind::task_created, 0, 0, "Task-1").task = 1;
    l.add(kind::thread_started, 0, 1, "asyncio_0");
    l.add(kind::job_began, 0, 1, "read").task = 1;
    l.add(kind::job_slept, 0.25, 1).value = 1;
    l.add(kind::thread_started, 0.5, 2, "asyncio_1");
    l.add(kind::job_began, 0.5, 2, "serve");
    l.add(kind::job_slept, 0.5, 2).value = 9;
    l.add(kind::job_woke, 1, 1);
    l.add(kind::job_ended, 1.5, 1, "ValueError").detail = 1;
    l.add(kind::job_began, 2, 1, "parse").task = 1;
    l.add(kind::job_ended, 2, 1);
    l.add(kind::clock, 3);
    return std::move(l.log);
}

}  // namespace

TEST_CASE("a snapshot says what each thread does: the function, for which task, and until when it sleeps")
{
    const trace::log log = two_threads();
    trace::history h(log);
    h.follow();
    CHECK(h.at(1).threads.empty());
    const trace::snapshot idle = h.at(2);
    REQUIRE(idle.threads.size() == 1);
    CHECK(log.text(idle.threads[0].name) == "asyncio_0");
    CHECK_FALSE(idle.threads[0].works);
    const trace::thread_view asleep = h.at(4).threads[0];
    CHECK(asleep.works);
    CHECK(asleep.sleeps);
    CHECK(log.text(asleep.job) == "read");
    CHECK(asleep.task == 1);
    CHECK(asleep.since == 0.25);
    CHECK(asleep.until == 1);
    const trace::thread_view awake = h.at(8).threads[0];
    CHECK(awake.works);
    CHECK_FALSE(awake.sleeps);
    CHECK_FALSE(h.at(9).threads[0].works);
    CHECK(h.head().threads[1].sleeps);
}

TEST_CASE("a thread's lane has its jobs, each with the segments in which it ran and slept")
{
    const trace::log log = two_threads();
    trace::history h(log);
    while (h.size() != log.size()) {
        h.follow(1);
    }
    REQUIRE(h.threads().size() == 2);
    const trace::thread_lane& first = h.threads()[0];
    CHECK(log.text(first.of.name) == "asyncio_0");
    REQUIRE(first.jobs.size() == 2);
    CHECK(log.text(first.jobs[0].function) == "read");
    CHECK(first.jobs[0].task == 1);
    CHECK(first.jobs[0].failed);
    CHECK(log.text(first.jobs[0].error) == "ValueError");
    CHECK(first.begin_of(first.jobs[0]) == 0);
    CHECK(first.end_of(first.jobs[0]) == 1.5);
    REQUIRE(first.of.segments.size() == 5);
    const task_state states[]{task_state::running, task_state::sleeping, task_state::running, task_state::failed,
                              task_state::running};
    const double times[]{0, 0.25, 1, 1.5, 2};
    for (std::size_t i = 0; i != 5; ++i) {
        CHECK(first.of.segments[i].state == states[i]);
        CHECK(first.of.segments[i].from == times[i]);
        CHECK(&first.job_of(first.of.segments[i]) == &first.jobs[i == 4 ? 1 : 0]);
    }
    CHECK(first.of.segments[2].to == 1.5);
    CHECK(first.begin_of(first.jobs[1]) == 2);
    CHECK(first.end_of(first.jobs[1]) == 2);
    CHECK_FALSE(first.jobs[1].failed);
}

TEST_CASE("an unfinished job ends at infinity")
{
    const trace::log log = two_threads();
    trace::history h(log);
    h.follow();
    const trace::thread_lane& second = h.threads()[1];
    CHECK(second.started == 0.5);
    REQUIRE(second.jobs.size() == 1);
    CHECK(second.begin_of(second.jobs[0]) == 0.5);
    CHECK(std::isinf(second.end_of(second.jobs[0])));
}

TEST_CASE("a task's lane is the same whatever runs for it in a thread")
{
    const trace::log log = two_threads();
    trace::history h(log);
    h.follow();
    REQUIRE(h.lanes().size() == 1);
    CHECK(h.lanes()[0].segments.size() == 1);
}
