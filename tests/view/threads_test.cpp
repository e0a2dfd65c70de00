// What threads do, in words and for the text view.

#include <doctest/doctest.h>

#include <memory>

#include "trace/recording.hpp"
#include "web/view/describe_thread.hpp"
#include "web/view/session.hpp"
#include "web/view/state_json.hpp"

using trace::kind;

namespace {

trace::event& add(trace::log& l, kind k, double time, std::uint32_t thread, const char* text = "")
{
    trace::event& e = l.append({});
    e.kind = k;
    e.time = time;
    e.subject = thread;
    e.text = l.intern(text);
    return e;
}

// A job that sleeps twice and fails, and one that sleeps past the end.
trace::log jobs(bool virtual_clock = true)
{
    trace::log l;
    l.header.virtual_clock = virtual_clock;
    trace::event& made = l.append({});
    made.kind = kind::task_created;
    made.task = 1;
    made.text = l.intern("Task-1");
    add(l, kind::thread_started, 0, 1, "asyncio_0");
    add(l, kind::job_began, 0, 1, "read").task = 1;
    add(l, kind::job_slept, 0, 1).value = 1;
    add(l, kind::job_woke, 1, 1);
    add(l, kind::job_slept, 1, 1).value = 2;
    add(l, kind::thread_started, 1, 2, "asyncio_1");
    add(l, kind::job_began, 1, 2, "serve");
    add(l, kind::job_slept, 1, 2).value = 9;
    add(l, kind::job_woke, 2, 1);
    add(l, kind::job_ended, 2, 1, "ValueError").detail = 1;
    return l;
}

std::string state_of(web::session& s)
{
    return web::state_json(s, [](std::uint32_t) { return std::string(); });
}

bool has(const std::string& text, const std::string& part)
{
    INFO(text);
    CHECK(text.find(part) != std::string::npos);
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a job is described with its thread, its function, its task and its times")
{
    const trace::log l = jobs();
    trace::history h(l);
    h.follow();
    const trace::thread_lane& lane = h.threads()[0];
    CHECK(web::describe_job(h, lane, lane.jobs[0], false) ==
          "asyncio_0 runs read() for Task-1 from 0.000 s to 2.000 s (2.000 s). It failed with ValueError.");
    CHECK(web::describe_job(h, lane, lane.jobs[0], true) ==
          "asyncio_0 will run read() for Task-1 from 0.000 s to 2.000 s (2.000 s).");
    const trace::thread_lane& endless = h.threads()[1];
    CHECK(web::describe_job(h, endless, endless.jobs[0], false) == "asyncio_1 runs serve() from 1.000 s on.");
    CHECK(web::describe_rest(h, endless) == "asyncio_1 isn't running anything here. It started at 1.000 s.");
}

TEST_CASE("a sleep in a simulated thread says what can't be shown; one in a real thread doesn't")
{
    const std::string slept = "asyncio_0 runs read() for Task-1 from 0.000 s to 2.000 s (2.000 s). It failed with ValueError. "
                              "Here it sleeps from 1.000 s to 2.000 s (1.000 s).";
    for (const bool is_virtual : {true, false}) {
        const trace::log l = jobs(is_virtual);
        trace::history h(l);
        h.follow();
        const trace::thread_lane& lane = h.threads()[0];
        CHECK(web::describe(h, lane, lane.of.segments[3], false) ==
              slept + (is_virtual
                           ? " The thread is simulated: the whole function runs at 0.000 s, so other tasks "
                             "see too early what it changes after a sleep."
                           : ""));
    }
}

TEST_CASE("the text view has the threads at the playhead, and the jobs that have begun")
{
    web::session s(web::subject_of(std::make_shared<trace::recording>(jobs())));
    while (s.laying_out()) {
        s.tick(0);
    }
    s.seek(0.5);
    const std::string half = state_of(s);
    has(half, R"("threads":[{"name":"asyncio_0","state":"sleeping","detail":"asleep in read() for Task-1 until 1.000 s"}])");
    has(half, R"("jobs":[{"thread":"asyncio_0","job":"read","task":"Task-1","from":0.0,"to":null,"slept":0.5,"error":""}])");
    s.seek(2);
    const std::string end = state_of(s);
    has(end, R"({"name":"asyncio_0","state":"idle","detail":"idle"})");
    has(end, R"({"name":"asyncio_1","state":"sleeping","detail":"asleep in serve() until 9.000 s"})");
    has(end, R"({"thread":"asyncio_0","job":"read","task":"Task-1","from":0.0,"to":2.0,"slept":2.0,"error":"ValueError"})");
    has(end, R"({"thread":"asyncio_1","job":"serve","task":"-","from":1.0,"to":null,"slept":1.0,"error":""})");
}

TEST_CASE("if there are too many jobs, each thread's last ones are listed, and how many more there are")
{
    trace::log l;
    for (std::uint32_t thread = 1; thread != 5; ++thread) {
        add(l, kind::thread_started, 0, thread, "worker");
    }
    for (int i = 0; i != 100; ++i) {
        for (std::uint32_t thread = 1; thread != 5; ++thread) {
            add(l, kind::job_began, i, thread, "work");
            add(l, kind::job_ended, i, thread);
        }
    }
    web::session s(web::subject_of(std::make_shared<trace::recording>(std::move(l))));
    while (s.laying_out()) {
        s.tick(0);
    }
    s.to_end();
    const std::string state = state_of(s);
    has(state, R"("jobs":200)");
    CHECK(state.find(R"("from":49.0,)") == std::string::npos);
    has(state, R"({"thread":"worker","job":"work","task":"-","from":99.0,"to":99.0,)");
}
