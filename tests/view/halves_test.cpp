#include <doctest/doctest.h>

#include "lessons/catalogue.hpp"
#include "web/view/halves.hpp"

TEST_CASE("a step is told in a sentence: what the loop takes, and where the task has paused")
{
    web::session s(*lessons::find("tasks"));
    CHECK(web::describe_half(s) == "");
    std::string story;
    for (int i = 0; i != 8; ++i) {
        s.step();
        story += web::describe_half(s) + "\n";
    }
    CHECK(story == "The loop runs: Task-1 starts.\n"
                   "Task-1 has paused: waiting for Task-2.\n"
                   "The loop runs: Task-2 starts.\n"
                   "Task-2 has paused: sleeping until 3.000 s.\n"
                   "The loop runs: Task-3 starts.\n"
                   "Task-3 has paused: sleeping until 3.000 s.\n"
                   "The loop runs: timer of Task-2.\n"
                   "Returned: timer of Task-2.\n");
    s.to_end();
    CHECK(web::describe_half(s) == "Task-1 is done at 3.000 s.");
}
