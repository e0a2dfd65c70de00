#include "trace/timeline_text.hpp"

#include "aio/gather.hpp"
#include "aio/task.hpp"
#include "trace_of.hpp"

using aio::coro;

namespace {

coro<void> sleeper(double delay)
{
    co_await aio::sleep(delay);
}

coro<void> fails(double delay)
{
    co_await aio::sleep(delay);
    throw aio::value_error("no");
}

std::string timeline_of(tests::main_function main, std::size_t columns)
{
    tests::trial t(std::move(main));
    const trace::log& events = t.finish().events();
    trace::history h(events);
    h.follow();
    return trace::timeline_text(h, columns);
}

}  // namespace

TEST_CASE("the timeline as text has a row for each task, under an axis of seconds")
{
    const auto main = []() -> coro<void> {
        const auto first = aio::create_task(sleeper(2), "a task with a very long name");
        const auto second = aio::create_task(sleeper(4));
        co_await first;
        second.cancel();
        aio::blocking_sleep(2);
        co_await aio::gather(second, aio::return_exceptions);
    };
    CHECK("\n" + timeline_of(main, 64) == R"(
                      0 s       1 s       2 s       3 s      4 s
Task-1                #///////////////////#####################*
a task with a very .  #~~~~~~~~~~~~~~~~~~~#*
Task-2                #~~~~~~~~~~~~~~~~~~~oooooooooooooooooooo#x
# runs  o ready  ~ sleeps  / waits  * done  x cancelled  ! failed  ? destroyed
)");
}

TEST_CASE("the timeline as text has both ends, however short the run and however narrow the space")
{
    const auto none = []() -> coro<void> { co_return; };
    CHECK(timeline_of(none, 40) ==
          "        0 s\nTask-1  #*\n# runs  o ready  ~ sleeps  / waits  * done  x cancelled  ! failed  ? destroyed\n");
    const std::string narrow = timeline_of([] { return fails(100); }, 10);
    CHECK(narrow.find("#~~~~~~~~~~~~~~~~~#!") != std::string::npos);
}

TEST_CASE("the axis of the timeline as text begins at the log's beginning")
{
    trace::log log;
    const auto add = [&log](trace::kind kind, double time, std::uint32_t task) {
        trace::event& e = log.append({});
        e.kind = kind;
        e.time = time;
        e.task = task;
        e.text = kind == trace::kind::task_created ? log.intern("Task-1") : 0;
    };
    add(trace::kind::task_created, 1000, 1);
    add(trace::kind::queued, 1000, 1);
    add(trace::kind::callback_began, 1002, 1);
    add(trace::kind::task_stepped, 1002, 1);
    add(trace::kind::task_ended, 1004, 1);
    add(trace::kind::callback_ended, 1004, 0);
    trace::history h(log);
    h.follow();
    CHECK("\n" + trace::timeline_text(h, 64) == R"(
        1000 s       1001 s        1002 s       1003 s    1004 s
Task-1  ooooooooooooooooooooooooooo############################*
# runs  o ready  ~ sleeps  / waits  * done  x cancelled  ! failed  ? destroyed
)");
}

TEST_CASE("a name takes as many columns of the timeline as it has characters, and one line")
{
    trace::log log;
    std::uint32_t task = 0;
    for (const char* name : {"a\nb", "日本", "загрузка загрузка загрузка"}) {
        trace::event& e = log.append({});
        e.kind = trace::kind::task_created;
        e.task = ++task;
        e.text = log.intern(name);
    }
    trace::history h(log);
    h.follow();
    const std::string text = trace::timeline_text(h, 60);
    CHECK(text.find("\na b                   o") != std::string::npos);
    CHECK(text.find("\n日本                    o") != std::string::npos);
    CHECK(text.find("\nзагрузка загрузка з.  o") != std::string::npos);
}

TEST_CASE("a thread has a row of the timeline as text, with its jobs")
{
    trace::log log;
    const auto add = [&log](trace::kind kind, double time, const char* text = "") {
        trace::event& e = log.append({});
        e.kind = kind;
        e.time = time;
        e.subject = 1;
        e.text = log.intern(text);
        e.value = 2;
    };
    add(trace::kind::thread_started, 0, "asyncio_0");
    add(trace::kind::job_began, 0, "read");
    add(trace::kind::job_slept, 0);
    add(trace::kind::job_woke, 2);
    add(trace::kind::job_ended, 2);
    add(trace::kind::finished, 4);
    trace::history h(log);
    h.follow();
    CHECK(trace::timeline_text(h, 40).find("\nasyncio_0  #~~~~~~~~~~~~#\n") != std::string::npos);
}
