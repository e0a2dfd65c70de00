// The variables of coroutines that have paused: where they're found, and in which words.
#include "web/view/variables.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "format_of.hpp"
#include "trace/recording.hpp"

namespace {

// A task that sleeps twice in `count(n)`, at line 3: with n = 1, and then with n = 2 and another variable.
constexpr const char* counting = R"({"interleave":1,"events":[
{"t":0,"kind":"task_created","by":0,"task":1,"name":"Task-1"},
{"t":0,"kind":"queued","by":0,"task":1,"callback":"step"},
{"t":0,"kind":"iteration","by":0,"number":0,"callbacks":1},
{"t":0,"kind":"callback_began","by":0,"task":1,"callback":"step"},
{"t":0,"kind":"task_stepped","by":0,"task":1},
{"t":0,"kind":"timer_set","by":1,"task":1,"timer":1,"when":2,"purpose":"sleep"},
{"t":0,"kind":"task_suspended","by":1,"task":1,"subject":1,"waits_for":"sleep","function":"count","callers":"main","line":3},
{"t":0,"kind":"task_variables","by":1,"task":1,"variables":"n = 1"},
{"t":0,"kind":"callback_ended","by":0},
{"t":2,"kind":"clock","by":0},
{"t":2,"kind":"timer_fired","by":0,"timer":1},
{"t":2,"kind":"queued","by":0,"task":1,"callback":"wakeup"},
{"t":2,"kind":"iteration","by":0,"number":1,"callbacks":1},
{"t":2,"kind":"callback_began","by":0,"task":1,"callback":"wakeup"},
{"t":2,"kind":"task_stepped","by":0,"task":1},
{"t":2,"kind":"timer_set","by":1,"task":1,"timer":2,"when":4,"purpose":"sleep"},
{"t":2,"kind":"task_suspended","by":1,"task":1,"subject":2,"waits_for":"sleep","function":"count","line":3},
{"t":2,"kind":"task_variables","by":1,"task":1,"variables":"n = 2\nname = 'a'"},
{"t":2,"kind":"callback_ended","by":0},
{"t":4,"kind":"clock","by":0},
{"t":4,"kind":"finished","by":0}
]})";

std::string grey(std::uint32_t)
{
    return "grey";
}

}  // namespace

TEST_CASE("a segment in which a task is suspended has its variables, and other segments have none")
{
    const trace::log l = tests::log_of(counting);
    trace::history h(l);
    h.follow();
    const trace::lane& lane = h.lanes()[0];
    std::string found;
    for (const trace::segment& s : lane.segments) {
        found += std::string(trace::name(s.state)) + ": " + std::string(web::variables_in(h, lane, s)) + "\n";
    }
    CHECK(found == "ready: \n"
                   "running: \n"
                   "sleeping: n = 1\n"
                   "ready: n = 1\n"
                   "running: \n"
                   "sleeping: n = 2\nname = 'a'\n");
}

TEST_CASE("some variables are named, and the rest is counted")
{
    CHECK(web::first_of("") == "");
    CHECK(web::first_of("a = 1") == "a = 1");
    CHECK(web::first_of("a = 1\nb = 2", 2) == "a = 1\nb = 2");
    CHECK(web::first_of("a = 1\nb = 2\nc = 3\nd = 4", 2) == "a = 1\nb = 2\nand 2 more");
    CHECK(web::first_of("a = 1\nb = 2\n… 5 more", 2) == "a = 1\nb = 2\nand 5 more");
    CHECK(web::first_of("a = 1\nb = 2\nc = 3\n… 5 more", 2) == "a = 1\nb = 2\nand 6 more");
}

TEST_CASE("the page gets the variables at the playhead, of suspended tasks")
{
    web::session s(web::subject_of(std::make_shared<trace::recording>(tests::log_of(counting))));
    CHECK(web::variables_json(s, grey) == R"({"variables":[]})");
    s.seek(1);
    CHECK(web::variables_json(s, grey) ==
          R"({"variables":[{"task":"Task-1","color":"grey","state":"sleeping","coroutine":"main → count",)"
          R"("line":3,"file":"","values":["n = 1"]}]})");
    s.seek(3);
    CHECK(web::variables_json(s, grey).ends_with(R"("values":["n = 2","name = 'a'"]}]})"));
}
