#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "scenes.hpp"
#include "web/view/describe.hpp"
#include "web/view/outcome_json.hpp"
#include "web/view/session.hpp"
#include "web/view/state_json.hpp"

namespace {

using tests::blocker_lesson;
using tests::ticker_lesson;
using web::session;

std::string output(const session& s)
{
    std::string text;
    const auto& h = s.history();
    for (std::size_t i = 0; i != h.lines_at(s.position()); ++i) {
        text += std::to_string(h.output()[i].time).substr(0, 4) + " " + h.output()[i].text + "\n";
    }
    return text;
}

std::string state(const session& s)
{
    return web::state_json(s, [](std::uint32_t) { return std::string(); });
}

}  // namespace

TEST_CASE("a session begins before anything has run, with the run laid out to its end")
{
    const session s(ticker_lesson);
    CHECK(s.time() == 0);
    CHECK_FALSE(s.playing());
    CHECK(s.now().ready.size() == 1);
    CHECK(s.now().iteration == 0);
    CHECK(output(s).empty());
    CHECK(s.complete());
    CHECK(s.horizon() == 4);
}

TEST_CASE("playing moves the playhead by real time times speed, and stops at the end")
{
    session s(ticker_lesson);
    s.play();
    s.tick(0.5);
    CHECK(s.time() == 0.5);
    CHECK(output(s) == "0.00 tick 0\n");
    s.set_speed(2);
    s.tick(0.5);
    CHECK(s.time() == 1.5);
    CHECK(output(s) == "0.00 tick 0\n1.00 tick 1\n");
    s.tick(100);
    CHECK(s.time() == 4);
    CHECK_FALSE(s.playing());
    CHECK(s.at_end());
    CHECK(web::message(s) == "Finished at 4.000 s. Play again to replay.");
}

TEST_CASE("play at the end begins again")
{
    session s(ticker_lesson);
    s.to_end();
    REQUIRE(s.at_end());
    s.play();
    CHECK(s.playing());
    CHECK(s.time() == 0);
    CHECK(output(s).empty());
}

TEST_CASE("stepping back shows the same states as stepping forward, position by position")
{
    session s(ticker_lesson);
    std::vector<std::string> states{state(s)};
    while (!s.at_end()) {
        s.step();
        states.push_back(state(s));
    }
    REQUIRE(states.size() > 8);
    for (std::size_t i = states.size() - 1; i-- > 0;) {
        s.step_back();
        REQUIRE(state(s) == states[i]);
    }
    s.step_back();
    CHECK(state(s) == states[0]);
}

TEST_CASE("a step from between two callbacks takes the next one, and the step after it ends that")
{
    session s(ticker_lesson);
    s.seek(1.5);
    s.step();
    CHECK(s.time() == 2);
    CHECK(s.now().callback);
    CHECK(s.now().ready.empty());
    s.step();
    CHECK(s.time() == 2);
    CHECK_FALSE(s.now().callback);
    CHECK(s.now().ready.size() == 1);
    s.step_back();
    CHECK(s.time() == 2);
    s.step_back();
    CHECK(s.time() < 2);
}

TEST_CASE("a live change takes effect from the playhead on, and leaves the past as it was")
{
    session s(ticker_lesson);
    s.seek(1.5);
    const std::size_t position = s.position();
    s.set(0, 0.5);
    CHECK(s.position() == position);
    CHECK(s.time() == 1.5);
    CHECK(s.values()[0] == 0.5);
    s.to_end();
    CHECK(output(s) == "0.00 tick 0\n1.00 tick 1\n2.00 tick 2\n2.50 tick 3\n");
    CHECK(s.time() == 3);
}

TEST_CASE("a live change at the end of the run counts from its start, and the playhead goes to the new end")
{
    session s(ticker_lesson);
    s.seek(1.5);
    s.set(0, 2);
    s.to_end();
    REQUIRE(s.at_end());
    s.set(0, 0.5);
    CHECK(s.at_end());
    CHECK(s.time() == 2);
    CHECK(s.settings().values[0] == 0.5);
    CHECK(s.settings().changes.empty());
    CHECK(output(s) == "0.00 tick 0\n0.50 tick 1\n1.00 tick 2\n1.50 tick 3\n");
    s.set(0, 5);
    CHECK(s.at_end());
    CHECK(s.time() == 20);
}

TEST_CASE("a live change in the past drops the later changes")
{
    session s(ticker_lesson);
    s.seek(2.5);
    s.set(0, 5);
    s.seek(0.5);
    CHECK(s.values()[0] == 1);
    s.set(0, 0.5);
    s.to_end();
    CHECK(output(s) == "0.00 tick 0\n1.00 tick 1\n1.50 tick 2\n2.00 tick 3\n");
}

TEST_CASE("a restarting change lays the run out again and keeps the playhead's time")
{
    session s(ticker_lesson);
    s.seek(1.5);
    s.set(1, 10);
    CHECK(s.time() == 1.5);
    CHECK(output(s) == "0.00 tick 0\n1.00 tick 1\n");
    CHECK(s.horizon() == 10);
    s.set(1, 1);
    CHECK(s.time() == 1);
    CHECK(s.at_end());
}

TEST_CASE("a change before the first callback leaves the playhead at the start")
{
    session s(ticker_lesson);
    s.set(1, 2);
    CHECK(s.position() == s.history().boundaries().front());
    CHECK(output(s).empty());
    s.set(0, 2);
    CHECK(s.position() == s.history().boundaries().front());
    CHECK(s.horizon() == 4);
}

TEST_CASE("during a blocking call the loop is held, the playhead can be there, and a step goes to its end")
{
    session s(blocker_lesson);
    s.seek(2);
    REQUIRE(s.now().held_until);
    CHECK(*s.now().held_until == 3);
    CHECK(web::message(s) == "The loop is held until 3.000 s: a task blocks.");
    CHECK(output(s).empty());
    s.step();
    CHECK(s.time() == 3);
    CHECK_FALSE(s.now().held_until);
    CHECK(output(s).empty());
    s.step();
    CHECK(s.time() == 3);
    CHECK(output(s) == "3.00 after\n");
}

TEST_CASE("a seek beyond the end stops at the end, and one before the start at the start")
{
    session s(ticker_lesson);
    s.seek(1000);
    CHECK(s.time() == 4);
    CHECK(s.at_end());
    s.seek(-3);
    CHECK(s.time() == 0);
}

TEST_CASE("a run without an end is laid out in pieces and only up to a limit")
{
    session s(ticker_lesson);
    s.set(0, 0);
    s.set(1, 1e9);
    CHECK_FALSE(s.complete());
    const std::size_t first = s.history().size();
    s.tick(0);
    CHECK(s.history().size() > first);
    CHECK(s.history().size() < 10 * first);
    s.play();
    s.tick(1);
    CHECK(s.playing());
}

TEST_CASE("the outcome is the whole run at the parameters of the playhead")
{
    session s(ticker_lesson);
    s.set(1, 2);
    const std::string outcome = web::outcome_json(s);
    CAPTURE(outcome);
    const auto has = [&](const char* part) { return outcome.find(part) != std::string::npos; };
    CHECK(
        has(R"({"end":2.0,"ended":true,"why":"finished","output":[{"t":0.0,"task":"Task-1","text":"tick 0"},)"
            R"({"t":1.0,"task":"Task-1","text":"tick 1"}],"printed_after":[1,3],"callbacks":[)"));
    CHECK(has(R"("tasks":["Task-1"]})"));
}

TEST_CASE("the outcome has the task of each of the first callbacks")
{
    session s(ticker_lesson);
    s.set(1, 2);
    const std::string outcome = web::outcome_json(s);
    const auto has = [&](const char* part) { return outcome.find(part) != std::string::npos; };
    CHECK(has(
        R"("callbacks":[{"t":0.0,"task":"Task-1","label":"Task-1 starts"},)"
        R"({"t":1.0,"task":null,"label":"timer of Task-1"},{"t":1.0,"task":"Task-1","label":"Task-1 wakes"})"));
}
