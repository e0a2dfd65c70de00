// While the future is hidden, nothing that the page can read tells what comes after the playhead.

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

#include "scenes.hpp"
#include "web/view/address.hpp"
#include "web/view/outcome_json.hpp"
#include "web/view/session.hpp"
#include "web/view/state_json.hpp"

namespace {

using web::session;

std::string state(const session& s)
{
    return web::state_json(s, [](std::uint32_t) { return std::string(); });
}

// Whether a history has nothing after a position.
bool ends_at(const trace::history& h, std::size_t position)
{
    bool within = h.size() <= position;
    for (const trace::lane& lane : h.lanes()) {
        for (const trace::segment& s : lane.segments) {
            within = within && s.begin < position && (s.end < position || s.end == SIZE_MAX);
        }
    }
    for (const trace::output_line& line : h.output()) {
        within = within && line.position <= position;
    }
    return within && (h.begins().empty() || h.begins().back() < position);
}

}  // namespace

TEST_CASE("with the future hidden, the run is known up to the playhead and no further, at every stop")
{
    session s(tests::ticker_lesson);
    REQUIRE_FALSE(ends_at(s.history(), s.position()));
    s.hide_future("hidden");
    std::size_t stops = 0;
    while (!s.at_end() && s.hides_future()) {
        CHECK(ends_at(s.history(), s.position()));
        CHECK_FALSE(s.complete());
        CHECK(s.whole().complete());
        s.step();
        ++stops;
    }
    CHECK(stops > 8);
}

TEST_CASE("with the future hidden, the state is that of a run that nobody knows more of")
{
    session s(tests::ticker_lesson);
    CHECK(state(s).find("\"end\":4") != std::string::npos);
    s.seek(1.5);
    s.hide_future("hidden until answered");
    const std::string hidden = state(s);
    CHECK(hidden.find("\"end\":null") != std::string::npos);
    CHECK(hidden.find("\"hidden\":\"hidden until answered\"") != std::string::npos);
    CHECK(hidden.find("tick 2") == std::string::npos);
    CHECK(hidden.find("tick 1") != std::string::npos);
}

TEST_CASE("going back with the future hidden hides what is now to come")
{
    session s(tests::ticker_lesson);
    s.hide_future("hidden");
    s.seek(2.5);
    CHECK(s.history().output().size() == 3);
    const std::size_t before = s.generation();
    s.seek(0.5);
    CHECK(s.history().output().size() == 1);
    CHECK(s.generation() != before);  // what was derived from the other history is out of date
    s.step_back();
    CHECK(ends_at(s.history(), s.position()));
}

TEST_CASE("playing with the future hidden goes at the same pace and shows what it passes")
{
    session hidden(tests::ticker_lesson);
    session open(tests::ticker_lesson);
    hidden.hide_future("hidden");
    for (session* const s : {&hidden, &open}) {
        s->play();
        for (int i = 0; i != 30; ++i) {
            s->tick(0.1);
        }
    }
    CHECK(hidden.time() == open.time());
    CHECK(hidden.position() == open.position());
    CHECK(hidden.now() == open.now());
    CHECK(ends_at(hidden.history(), hidden.position()));
}

TEST_CASE("at the end of the run nothing is left to hide, and it counts as seen")
{
    session s(tests::ticker_lesson);
    s.hide_future("hidden");
    CHECK_FALSE(s.shown_anyway());
    s.to_end();
    CHECK_FALSE(s.hides_future());
    CHECK(s.shown_anyway());
    s.restart();
    CHECK(s.complete());
    CHECK(s.history().size() > s.position());
}

TEST_CASE("the future is shown when it's wanted, or when nothing hides it any more")
{
    session s(tests::ticker_lesson);
    s.hide_future("hidden");
    s.hide_future("");
    CHECK(s.complete());
    CHECK_FALSE(s.shown_anyway());
    s.hide_future("hidden");
    s.show_future();
    CHECK(s.complete());
    CHECK(s.shown_anyway());
    CHECK(&s.history() == &s.whole().history());
}

TEST_CASE("an answer is still marked against the whole run")
{
    session s(tests::ticker_lesson);
    const std::string outcome = web::outcome_json(s);
    s.hide_future("hidden");
    CHECK(web::outcome_json(s) == outcome);
}

TEST_CASE("another setting lays out another run, whose future is hidden too")
{
    session s(tests::ticker_lesson);
    s.hide_future("hidden");
    s.seek(1.5);
    s.set(1, 7);
    CHECK(s.hides_future());
    CHECK(ends_at(s.history(), s.position()));
    CHECK(s.whole().horizon() == 7);
    s.undo();
    CHECK(ends_at(s.history(), s.position()));
}

TEST_CASE("the ready queue is hidden where the question is what runs next, and only there")
{
    session s(tests::ticker_lesson);
    s.hide_future("hidden", 2);
    std::string hidden;
    while (s.hides_future() && !s.at_end()) {
        hidden += s.hides_next() ? "x" : ".";
        CHECK((state(s).find("hidden: the question asks for it") != std::string::npos) == s.hides_next());
        s.step();
    }
    CHECK(hidden.substr(0, 6) == "....x.");
}

TEST_CASE("the run beside is known up to the same time and no further")
{
    const lessons::lesson* const await = lessons::find("await");
    REQUIRE(await);
    session s(*await);
    s.hide_future("hidden");
    s.seek(1);
    REQUIRE(s.beside());
    CHECK(s.beside()->history().head().time <= 1);
    CHECK_FALSE(s.beside()->complete());
    CHECK(s.whole_beside()->complete());
    s.hide_future("");
    CHECK(s.beside() == s.whole_beside());
}
