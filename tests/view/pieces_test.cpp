// Laying out in pieces: no call adds more than its share, and until the last one the run before is shown.

#include <doctest/doctest.h>

#include <algorithm>

#include "scenes.hpp"
#include "trace/recording.hpp"
#include "web/view/describe.hpp"
#include "web/view/outcome_json.hpp"
#include "web/view/session.hpp"

namespace {

using tests::ticker_lesson;
using web::session;

constexpr std::size_t most_by_hand = 45'000 + 5'000;
constexpr std::size_t most_a_frame = 15'000 + 5'000;

// A clock that moves on by a millisecond, again and again.
void fill(trace::log& l, std::size_t events)
{
    while (l.size() < events) {
        trace::event e;
        e.kind = l.empty() ? trace::kind::iteration : trace::kind::clock;
        e.time = static_cast<double>(l.size()) * 1e-3;
        l.append(e);
    }
}

std::unique_ptr<session> session_of(std::shared_ptr<trace::source> source)
{
    return std::make_unique<session>(web::subject_of(std::move(source)));
}

}  // namespace

TEST_CASE("a recording of a million events is taken in by pieces, and a seek far ahead gets there")
{
    trace::log l;
    fill(l, 1'000'000);
    const auto s = session_of(std::make_shared<trace::recording>(std::move(l)));
    CHECK(s->history().size() <= most_by_hand);
    s->seek(900);
    CHECK(s->laying_out());
    std::size_t calls = 0;
    while (s->laying_out()) {
        const std::size_t before = s->history().size();
        s->tick(0.016);
        REQUIRE(s->history().size() - before <= most_a_frame);
        REQUIRE(++calls < 1000);
    }
    CHECK(s->time() == 900);
    CHECK(s->position() == 900'001);
    s->seek(1e9);
    while (s->laying_out()) {
        s->tick(0.016);
    }
    CHECK(s->time() == doctest::Approx(999.999));
    CHECK(s->at_end());
}

TEST_CASE("while a changed run is laid out the previous one is shown, even after another change")
{
    session s(ticker_lesson);
    s.set(0, 0);
    s.set(1, 30'000);
    while (s.laying_out() || !s.complete()) {
        s.tick(0);
    }
    s.to_end();
    const std::size_t before = s.history().size();
    REQUIRE(before > most_by_hand);
    s.set(1, 40'000);
    REQUIRE(s.laying_out());
    CHECK(s.history().size() == before);
    s.tick(0.016);
    REQUIRE(s.laying_out());
    CHECK(s.history().size() == before);
    s.set(1, 20'000);
    while (s.laying_out()) {
        s.tick(0.016);
    }
    while (!s.complete()) {
        s.tick(0);
    }
    CHECK(s.values()[1] == 20'000);
    CHECK(s.history().size() < before);
    session fresh(ticker_lesson);
    fresh.set(1, 20'000);
    fresh.set(0, 0);
    while (!fresh.complete()) {
        fresh.tick(0);
    }
    CHECK(web::outcome_json(s) == web::outcome_json(fresh));
}

TEST_CASE("the playhead waits at the end of a recording's events so far")
{
    const auto source = std::make_shared<trace::recording>();
    fill(source->arriving(), 1001);
    const auto s = session_of(source);
    s->play();
    s->tick(5);
    CHECK(s->time() == 1);
    CHECK(s->playing());
    CHECK_FALSE(s->at_end());
    fill(source->arriving(), 3001);
    s->tick(0.5);
    CHECK(s->time() == 1.5);
    source->end();
    s->tick(60);
    s->tick(60);
    CHECK(s->time() == 3);
    CHECK_FALSE(s->playing());
    CHECK(s->at_end());
}

TEST_CASE("a run with more events than we keep is followed up to that, and says so")
{
    trace::log l;
    fill(l, web::lookahead::most_events + 50'000);
    const auto s = session_of(std::make_shared<trace::recording>(std::move(l)));
    s->to_end(1e6);
    for (std::size_t calls = 0; s->laying_out() && calls != 1000; ++calls) {
        s->tick(0.016);
    }
    CHECK_FALSE(s->laying_out());
    CHECK(s->overflowed());
    CHECK(s->history().size() >= web::lookahead::most_events);
    CHECK(s->history().size() < web::lookahead::most_events + most_by_hand);
    CHECK_FALSE(s->complete());
    const std::string said = web::message(*s);
    CAPTURE(said);
    CHECK(said != "");
    CHECK(s->at_end());
    s->play();  // from the start again
    CHECK(s->playing());
    CHECK(s->time() == 0);
    s->tick(1e5);
    CHECK_FALSE(s->playing());
    CHECK(s->at_end());
}
