// What the view of the timeline shows: all of a run that is short or was asked for, and the playhead.

#include <doctest/doctest.h>

#include "../view/scenes.hpp"
#include "stage.hpp"
#include "trace/recording.hpp"
#include "web/panel/choices.hpp"
#include "web/view/address.hpp"
#include "web/view/lens.hpp"

namespace {

using tests::stage;
using web::session;

void settle(stage& s)
{
    for (int i = 0; i < 3 || (s.more() && i < 200); ++i) {
        REQUIRE(s.frame(0.02) == "");
    }
}

// A run of `ticks` ticks, a second apart.
void open_ticker(stage& s, int ticks)
{
    s.open(std::make_unique<session>(tests::ticker_lesson));
    s.run()->set(1, ticks);
    s.resize(1440, 900, 1);
    settle(s);
}

// Of tasks that are all ready at once.
trace::log crowd(std::uint32_t tasks)
{
    trace::log l;
    const auto add = [&l](trace::kind kind, std::uint32_t task) {
        trace::event& e = l.append({});
        e.kind = kind;
        e.task = task;
        return &e;
    };
    for (std::uint32_t i = 1; i <= tasks; ++i) {
        add(trace::kind::task_created, i)->text = l.intern("task-" + std::to_string(i));
        add(trace::kind::queued, i);
    }
    add(trace::kind::iteration, 0)->value = tasks;
    for (std::uint32_t i = 1; i <= tasks; ++i) {
        add(trace::kind::callback_began, i);
        add(trace::kind::task_stepped, i);
        add(trace::kind::task_ended, i);
        add(trace::kind::callback_ended, 0);
    }
    return l;
}

void open_crowd(stage& s, std::uint32_t tasks)
{
    s.open(std::make_unique<session>(web::subject_of(std::make_shared<trace::recording>(crowd(tasks)))));
    s.resize(700, 900, 1);
    settle(s);
}

}  // namespace

TEST_CASE("a run of 18 s is shown whole at once, and so is one of 50 s after 'fit'")
{
    stage s;
    open_ticker(s, 18);
    CHECK(s.panel().view.from == 0);
    CHECK(s.panel().view.to > 18);
    open_ticker(s, 50);
    CHECK(s.panel().view.to == 10);
    s.command("fit");
    settle(s);
    CHECK(s.panel().view.from == 0);
    CHECK(s.panel().view.to > 50);
    CHECK(s.panel().view.to < 60);
    CHECK(s.panel().whole.to == s.panel().view.to);
}

TEST_CASE("'fit' shows a minute of a run without an end")
{
    stage s;
    open_ticker(s, 1'000'000);
    s.command("fit");
    settle(s);
    CHECK(s.panel().view.to > 60);
    CHECK(s.panel().view.to < 80);
}

TEST_CASE("a chosen view follows the playhead when a step takes it out of view, and keeps its length")
{
    stage s;
    open_ticker(s, 10);
    for (int i = 0; i != 8; ++i) {
        s.command("zoom_in");
    }
    settle(s);
    const double length = s.panel().view.span();
    CHECK(length < 3);
    for (const char* command :
         {"step", "step", "step", "step", "step", "step", "step", "step", "step_back", "restart", "end"}) {
        s.command(command);
        settle(s);
        CAPTURE(command);
        CHECK(s.panel().view.from <= s.run()->time());
        CHECK(s.panel().view.to >= s.run()->time());
        CHECK(s.panel().view.span() == doctest::Approx(length));
    }
    s.command("pan_left");
    s.command("pan_left");
    settle(s);
    CHECK(s.panel().view.to < s.run()->time());
}

TEST_CASE("a view can't get lost in the time after the end")
{
    stage s;
    open_ticker(s, 2);
    for (int i = 0; i != 40; ++i) {
        s.command("zoom_out");
        s.command("pan_right");
    }
    settle(s);
    CHECK(s.panel().view.from < 2);
    CHECK(s.panel().view.span() < 4);
}

TEST_CASE("the words that say how many more are ready end above the timers, and right of the last chip")
{
    stage s;
    for (const std::uint32_t tasks : {12U, 60U, 1000U}) {
        open_crowd(s, tasks);
        std::size_t found = 0;
        for (const auto& [name, r] : s.panel().rects) {
            if (name.substr(0, 5) == "more:") {
                ++found;
                CHECK(r.y + r.height <= s.panel().rects["timers"].y);
                CHECK(r.x + r.width <= s.panel().rects["timers"].x + s.panel().rects["timers"].width + 8);
            }
        }
        CHECK(found == 1);
    }
}

TEST_CASE("the keys scroll rows that don't fit")
{
    stage s;
    open_crowd(s, 100);
    CHECK(s.panel().own.scroll == 0);
    s.command("rows_down");
    settle(s);
    CHECK(s.panel().own.scroll > 100);
    s.command("rows_up");
    settle(s);
    CHECK(s.panel().own.scroll == 0);
}

TEST_CASE("the lens has the row of the running task, however many run in the instant")
{
    const trace::log l = crowd(40);
    trace::history h(l);
    h.follow();
    for (std::uint32_t task = 1; task <= 40; ++task) {
        const web::lens at = web::lens_at(h, h.begins()[task - 1] + 1, 20, 8);
        REQUIRE(at.rows.size() == 8);
        std::size_t found = 0;
        for (const web::lens::row& row : at.rows) {
            found += row.task == task ? 1U : 0U;
        }
        CHECK(found == 1);
    }
}

TEST_CASE("the settings hold the row that is selected and the segment that was asked about")
{
    stage s;
    open_ticker(s, 50);
    CHECK(web::panel::set(s.panel(), "view.task", "1") == "");
    CHECK(web::panel::set(s.panel(), "view.why", "1@17") == "");
    CHECK(s.panel().selected == 1);
    CHECK(s.panel().asked == web::question{1, 17});
    CHECK(web::panel::choices_json(s.panel()) == R"({"view.task":"1","view.why":"1@17"})");
    CHECK(web::panel::set(s.panel(), "view.why", "1") ==
          "view.why must be a task and a place in the run such as 2@17, not '1'.");
    CHECK(web::panel::set(s.panel(), "view.task", "x").find("view.task") == 0);
}

TEST_CASE("a what-if asks about what the task waited for")
{
    stage s;
    open_ticker(s, 50);
    web::set(*s.run(), "t", "1.5");
    CHECK(web::panel::intervene(*s.run(), s.panel(), "cancel-1-here") == "");
    REQUIRE(s.panel().asked);
    settle(s);
    const trace::history& h = s.run()->history();
    const trace::segment* const asked = web::asked_segment(h, s.panel().asked);
    REQUIRE(asked);
    CHECK(web::task_and_why(h, s.run()->run().causes(), h.lanes()[0], *asked, s.run()->position()) ==
          "Task-1: Sleeping from 1.000 s to 1.500 s (0.500 s). Ready since 1.500 s with CancelledError: a what-if "
          "cancelled it; it's next in the ready queue.");
    CHECK(web::panel::intervene(*s.run(), s.panel(), "nonsense") ==
          "'nonsense' isn't something that can be done to a task.");
}

TEST_CASE("the settings of a picture make another panel show the same, wherever the playhead goes after them")
{
    const auto apply = [](stage& s, std::string_view name, std::string_view text) {
        return web::panel::set(s.panel(), name, text);
    };
    {
        stage s;
        open_ticker(s, 50);
        CHECK(web::panel::choices_json(s.panel()) == "{}");
        s.command("fit");
        settle(s);
        CHECK(web::panel::choices_json(s.panel()) == R"({"view.at":"all"})");
        s.command("axis");
        s.command("zoom_in");
        settle(s);
        CHECK(web::panel::choices_json(s.panel()).substr(0, 32) == R"({"view.axis":"steps","view.at":")");
    }
    stage s;
    open_ticker(s, 50);
    s.run()->seek(40);
    CHECK(apply(s, "view.at", "1.25,3.5") == "");
    settle(s);
    CHECK(s.run()->time() == 40);
    CHECK(s.panel().view == web::time_view{1.25, 3.5});
    CHECK(web::panel::choices_json(s.panel()) == R"({"view.at":"1.25,3.5"})");
    s.run()->seek(41);  // but what moves the playhead later moves the view along
    settle(s);
    CHECK(s.panel().view.from > 30);
    CHECK(apply(s, "view.at", "0.000001,0.0000025") == "");
    CHECK(web::panel::choices_json(s.panel()) == R"({"view.at":"0.000001,0.0000025"})");
    for (const char* wrong : {"", "1", "2,1", "1,1", "x,y", "1,1e99x", "nan,2"}) {
        const std::string said = apply(s, "view.at", wrong);
        CHECK(said.find("view.at must be all, or two places") == 0);
    }
    CHECK(apply(s, "view.axis", "money") == "view.axis must be time or steps, not 'money'.");
    CHECK(apply(s, "view.axis", "steps") == "");
    CHECK(s.panel().axis == web::axis_kind::steps);
}
