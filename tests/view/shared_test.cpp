// The values that tasks share: where their changes are on the axis, and in which words.
#include "web/view/shared.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "format_of.hpp"
#include "trace/recording.hpp"
#include "web/view/state_json.hpp"
#include "web/view/variables.hpp"

namespace {

// Two tasks: the first one's step finds balance = 0, and at 2 s each adds 1 to it in a step of its own.
constexpr const char* paying = R"({"interleave":1,"events":[
{"t":0,"kind":"task_created","by":0,"task":1,"name":"Task-1"},
{"t":0,"kind":"task_created","by":0,"task":2,"name":"Task-2"},
{"t":0,"kind":"queued","by":0,"task":1,"callback":"step"},
{"t":0,"kind":"iteration","by":0,"number":1,"callbacks":1},
{"t":0,"kind":"callback_began","by":0,"task":1,"callback":"step"},
{"t":0,"kind":"task_stepped","by":0,"task":1},
{"t":0,"kind":"task_suspended","by":1,"task":1},
{"t":0,"kind":"shared_value","by":0,"task":1,"number":1,"name":"balance","value":"0"},
{"t":0,"kind":"callback_ended","by":0},
{"t":2,"kind":"clock","by":0},
{"t":2,"kind":"queued","by":0,"task":1,"callback":"step"},
{"t":2,"kind":"queued","by":0,"task":2,"callback":"step"},
{"t":2,"kind":"iteration","by":0,"number":2,"callbacks":2},
{"t":2,"kind":"callback_began","by":0,"task":1,"callback":"step"},
{"t":2,"kind":"task_stepped","by":0,"task":1},
{"t":2,"kind":"task_ended","by":1,"task":1},
{"t":2,"kind":"shared_value","by":0,"task":1,"number":1,"name":"balance","value":"1"},
{"t":2,"kind":"callback_ended","by":0},
{"t":2,"kind":"callback_began","by":0,"task":2,"callback":"step"},
{"t":2,"kind":"task_stepped","by":0,"task":2},
{"t":2,"kind":"task_ended","by":2,"task":2},
{"t":2,"kind":"shared_value","by":0,"task":2,"number":1,"name":"balance","value":"2"},
{"t":2,"kind":"callback_ended","by":0},
{"t":4,"kind":"clock","by":0},
{"t":4,"kind":"shared_value","by":0,"number":1,"name":"balance","value":"3"},
{"t":4,"kind":"finished","by":0}
]})";

// 'from 100 to 150: ×2 · 2'
std::string marks(const trace::history& h, const web::axis& to)
{
    std::string all;
    for (const web::shared_mark& m : web::shared_marks(h, h.shared()[0], to, 500)) {
        all += "from " + std::to_string(static_cast<int>(m.x0)) + " to " +
               std::to_string(static_cast<int>(m.x1)) + ": " + web::label_of(h, h.shared()[0], m) + "\n";
    }
    return all;
}

}  // namespace

TEST_CASE("each value of a shared variable is on the axis from its change to the next, and changes too close "
          "together are counted")
{
    const trace::log l = tests::log_of(paying);
    trace::history h(l);
    h.follow();
    const web::axis times(h, web::axis_kind::time, {0, 4}, 100, 400);
    CHECK(marks(h, times) == "from 100 to 300: 0\nfrom 300 to 500: ×2 · 2\nfrom 500 to 500: 3\n");
    const web::axis part(h, web::axis_kind::time, {1, 3}, 100, 400);
    CHECK(marks(h, part) == "from -100 to 300: 0\nfrom 300 to 700: ×2 · 2\n");
    const web::axis steps(h, web::axis_kind::steps, {0, 4}, 100, 400);
    CHECK(marks(h, steps) == "from 200 to 300: 0\nfrom 300 to 400: 1\nfrom 400 to 500: ×2 · 3\n");
}

TEST_CASE("a shared value's changes say when, from what to what, and in whose step")
{
    const trace::log l = tests::log_of(paying);
    trace::history h(l);
    h.follow();
    const trace::shared_value& v = h.shared()[0];
    CHECK(web::describe(h, v, {0, 0, 0, 3}, h.size()) ==
          "At 0.000 s, 0 in a step of Task-1.\nAt 2.000 s, 0 → 1 in a step of Task-1.\n"
          "At 2.000 s, 1 → 2 in a step of Task-2.\nAt 4.000 s, 2 → 3.");
    CHECK(web::describe(h, v, {0, 0, 2, 3}, 0) ==
          "At 2.000 s, it will be 2 after a step of Task-2.\nAt 4.000 s, it will be 3.");
    CHECK(web::value_at(h, v, 7) == "");
    CHECK(web::value_at(h, v, 8) == "0");
    CHECK(web::value_at(h, v, h.size()) == "3");
}

TEST_CASE("a lost update shows: the steps at the same moment after which a shared value was still the same are named")
{
    std::string text = paying;
    const std::string second =
        R"({"t":2,"kind":"shared_value","by":0,"task":2,"number":1,"name":"balance","value":"2"},
)";
    text.erase(text.find(second), second.size());
    const trace::log l = tests::log_of(text.c_str());
    trace::history h(l);
    h.follow();
    const trace::shared_value& v = h.shared()[0];
    CHECK(web::describe(h, v, {0, 0, 1, 1}, h.size()) ==
          "At 2.000 s, 0 → 1 in a step of Task-1.\n"
          "After the step of Task-2 it was still 1: it wrote the same value again, or none.");
    CHECK(
        web::describe(h, v, {0, 0, 1, 1}, 0) ==
        "At 2.000 s, it will be 1 after a step of Task-1.\n"
        "After the step of Task-2 it will still be 1: it will write the same value again, or none.");
    CHECK(web::describe(h, v, {0, 0, 0, 0}, h.size()) == "At 0.000 s, 0 in a step of Task-1.");
}

TEST_CASE("a paused task's own variables leave out shared values, which others may have changed since, and "
          "nothing else")
{
    const trace::log l = tests::log_of(paying);
    trace::history h(l);
    h.follow();
    CHECK(web::own_variables(h, "n = 1\nbalance = 0\nbalances = 0\n… 5 more") ==
          "n = 1\nbalances = 0\n… 5 more");
    CHECK(web::own_variables(h, "balance = 2") == "");
    CHECK(web::own_variables(h, "balance = 'a local of this name'") == "balance = 'a local of this name'");
}

TEST_CASE("the text view lists the changes of shared values up to the playhead")
{
    web::session s(web::subject_of(std::make_shared<trace::recording>(tests::log_of(paying))));
    const auto state = [&] { return web::state_json(s, [](std::uint32_t) { return std::string(); }); };
    s.seek(1);
    CHECK(state().find(R"("shared":[{"name":"balance","t":0.0,"text":"0","task":"Task-1","then":""}])") !=
          std::string::npos);
    s.seek(3);
    CHECK(
        state().find(
            R"({"name":"balance","t":2.0,"text":"0 → 1","task":"Task-1","then":""},{"name":"balance","t":2.0,"text":"1 → 2","task":"Task-2","then":""}])") !=
        std::string::npos);
    s.seek(4);
    CHECK(state().find(R"("text":"2 → 3","task":"","then":""}])") != std::string::npos);
}
