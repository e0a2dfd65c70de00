// What a traceback's line leads to: the last moment at which a task was at that line.

#include "web/view/moments.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

namespace {

using enum trace::kind;

// A log of such events: what happens, to which task, at which line.
struct happened {
    trace::kind kind;
    std::uint32_t task = 0;
    std::uint32_t line = 0;
};

trace::log of(std::initializer_list<happened> all)
{
    trace::log log;
    for (const happened& h : all) {
        log.append({.task = h.task, .line = h.line, .kind = h.kind});
    }
    return log;
}

// Task 1 waits at line 5, then at line 7, and fails; task 2 waits at line 5 all the while.
const trace::log story = of({
    {task_created, 1, 3},    // 0
    {task_created, 2, 3},    // 1
    {callback_began, 1},     // 2
    {task_stepped, 1},       // 3
    {task_suspended, 1, 5},  // 4
    {callback_ended},        // 5
    {callback_began, 2},     // 6
    {task_stepped, 2},       // 7
    {task_suspended, 2, 5},  // 8
    {callback_ended},        // 9
    {clock},                 // 10
    {callback_began, 1},     // 11
    {task_stepped, 1},       // 12
    {task_suspended, 1, 7},  // 13
    {callback_ended},        // 14
    {callback_began, 1},     // 15
    {task_stepped, 1},       // 16
    {task_ended, 1},         // 17
    {callback_ended},        // 18
});

}  // namespace

TEST_CASE("a line at which the task has waited leads to just before it resumes")
{
    CHECK(web::moment_at_line(story, 1, 5, story.size()) == 11);
    CHECK(web::moment_at_line(story, 1, 7, story.size()) == 15);
}

TEST_CASE("a line at which it never waited leads into its last step")
{
    CHECK(web::moment_at_line(story, 1, 8, story.size()) == 17);
    CHECK(web::moment_at_line(story, 1, 8, 14) == 13);
}

TEST_CASE("a line at which the task still waits leads to the moment itself")
{
    CHECK(web::moment_at_line(story, 2, 5, 10) == 10);
    CHECK(web::moment_at_line(story, 2, 5, story.size()) == story.size());
}

TEST_CASE("a line without a task, or of a task that never ran, leads to the moment itself")
{
    CHECK(web::moment_at_line(story, 0, 15, 18) == 18);
    CHECK(web::moment_at_line(story, 3, 5, 18) == 18);
    CHECK(web::moment_at_line(story, 1, 5, 2) == 2);
}

TEST_CASE("a moment beyond the end is the end")
{
    CHECK(web::moment_at_line(story, 0, 5, 1000) == story.size());
    CHECK(web::moment_at_line(trace::log(), 1, 5, 1000) == 0);
}
