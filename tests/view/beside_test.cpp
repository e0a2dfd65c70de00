// The run beside: the same with the other value of one parameter, on the same time axis.

#include "lessons/values.hpp"
#include "web/view/describe.hpp"
#include "web/view/session.hpp"
#include "web/view/outcome_json.hpp"
#include "web/view/state_json.hpp"

#include <doctest/doctest.h>

namespace {

/// The lesson Tasks, comparing what happens when its tasks are awaited one by one.
lessons::lesson comparing()
{
    lessons::lesson l = *lessons::find("tasks");
    l.compare = lessons::find_parameter(l, "start");
    return l;
}

constexpr std::size_t delay_1 = 0;
constexpr std::size_t start = 3;

}  // namespace

TEST_CASE("a lesson that compares nothing has no run beside it")
{
    const web::session s(*lessons::find("tasks"));
    CHECK_FALSE(s.beside());
}

TEST_CASE("the run beside has the other value, and is otherwise the same")
{
    const lessons::lesson l = comparing();
    web::session s(l);
    REQUIRE(s.beside());
    CHECK(s.complete());
    CHECK(s.horizon() == 3);
    CHECK(s.beside()->complete());
    CHECK(s.beside()->horizon() == 6);

    s.set(delay_1, 1);
    CHECK(s.horizon() == 3);
    CHECK(s.beside()->horizon() == 4);

    s.set(start, 1);
    CHECK(s.horizon() == 4);
    CHECK(s.beside()->horizon() == 3);
    CHECK(s.value_beside() == 0);
}

TEST_CASE("moving the playhead doesn't lay the run beside out again")
{
    const lessons::lesson l = comparing();
    web::session s(l);
    const web::lookahead* const before = s.beside();
    s.seek(2);
    s.step();
    s.step_back();
    CHECK(s.beside() == before);
}

TEST_CASE("the state has the output of the run beside, and how it differs")
{
    const lessons::lesson l = comparing();
    const web::session s(l);
    const std::string state = web::state_json(s, [](std::uint32_t) { return "#000000"; });
    CHECK(
        state.find(
            R"("beside":{"parameter":"start","label":"start","text":"create and await one by one","end":6.0)") !=
        std::string::npos);
    CHECK(state.find(R"({"t":6.0,"task":"Task-1","text":"finished"})") != std::string::npos);
    CHECK(web::value_in_words(l.parameters[delay_1], 2.5) == "2.5 s");
    CHECK(web::value_in_words(l.parameters[2], 1) == "on");
    CHECK(web::value_in_words(l.parameters[2], 0) == "off");
}
