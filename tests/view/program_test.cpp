#include "web/view/program.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <string>

#include "web/view/describe.hpp"
#include "web/view/outcome_json.hpp"
#include "web/view/session.hpp"
#include "web/view/state_json.hpp"

using trace::event;
using trace::kind;
using web::constant;
using web::errands;
using web::session;

namespace {

void put(std::string& bytes, const void* value, std::size_t size)
{
    bytes.append(static_cast<const char*>(value), size);
}

std::string text(const std::string& words)
{
    const auto length = static_cast<std::uint32_t>(words.size());
    std::string bytes;
    put(bytes, &length, sizeof length);
    return bytes + words;
}

/// A line that the program prints at this time; `number` is the text's.
std::string printed(double time, std::uint32_t number)
{
    event e;
    e.time = time;
    e.kind = kind::printed;
    e.text = number;
    std::string bytes;
    put(bytes, &e, sizeof e);
    return bytes;
}

std::string finished(double time)
{
    event e;
    e.time = time;
    e.kind = kind::finished;
    std::string bytes;
    put(bytes, &e, sizeof e);
    return bytes;
}

std::string moved(double time)
{
    event e;
    e.time = time;
    e.kind = kind::clock;
    std::string bytes;
    put(bytes, &e, sizeof e);
    return bytes;
}

const constant delay{"delay", lessons::parameter_type::number, 0.5, 5, 0.1, 1, "s", {}};
const constant mode{"mode", lessons::parameter_type::choice, 0, 1, 1, 0, "", {"fast", "slow"}};

}  // namespace

TEST_CASE("a program's run is requested once, with its settings")
{
    errands at;
    session s(web::subject_of("mine", {delay, mode}, at));
    CHECK(at.take() == R"([{"run":1,"until":20.0,"seed":1,"set":{"delay":1.0,"mode":"fast"},"changes":[]}])");
    CHECK(at.take() == "[]");
}

TEST_CASE("a constant says what it's for, and a run its exit code")
{
    errands at;
    constant patience = delay;
    patience.help = "seconds that we wait";
    session s(web::subject_of("mine", {patience}, at));
    CHECK(s.what().parameters()[0].help == "seconds that we wait");
    at.take();
    CHECK(at.give(1, text("a\n"), printed(0, 1) + finished(0)) == "");
    at.reached(1, 0, true, 3);
    s.tick(0);
    s.to_end();
    CHECK(web::message(s) == "Finished at 0.000 s with exit code 3. Play again to replay.");
}

TEST_CASE("arriving events are shown, and the playhead waits for missing ones")
{
    errands at;
    session s(web::subject_of("mine", {}, at));
    at.take();
    CHECK(at.give(1, text("a\n"), printed(0, 1)) == "");
    at.reached(1, 0.5, false);
    s.tick(0);
    CHECK_FALSE(s.complete());
    s.play();
    s.tick(1);
    CHECK(s.time() == 0.5);
    CHECK(at.give(1, text("b\n"), moved(2) + printed(2, 2) + finished(2)) == "");
    at.reached(1, 20, true);
    s.tick(1);
    CHECK(s.time() == 1.5);
    s.tick(1);
    CHECK(s.complete());
    CHECK(s.time() == 2);
    CHECK(s.history().output().size() == 2);
}

TEST_CASE("more of a run without an end is requested as it plays, in growing strides")
{
    errands at;
    session s(web::subject_of("mine", {}, at));
    at.take();
    at.reached(1, 20, false);
    s.play();
    s.tick(5);
    CHECK(s.time() == 5);  // so far it's known
    CHECK(at.take() == R"([{"run":1,"until":40.0,"seed":1,"set":{},"changes":[]}])");
    at.reached(1, 40, false);
    s.tick(20);
    CHECK(s.time() == 25);
    CHECK(at.take() == R"([{"run":1,"until":80.0,"seed":1,"set":{},"changes":[]}])");
}

TEST_CASE("a changed constant requests another run, and the picture stays until that has come")
{
    errands at;
    session s(web::subject_of("mine", {delay}, at));
    at.take();
    CHECK(at.give(1, text("one\n"), printed(0, 1) + moved(1) + finished(1)) == "");
    at.reached(1, 20, true);
    s.tick(0);
    REQUIRE(s.complete());
    s.set(0, 2);
    CHECK(at.take() == R"([{"run":2,"until":20.0,"seed":1,"set":{"delay":2.0},"changes":[]}])");
    s.tick(0);
    CHECK(s.history().head().time == 1);
    CHECK(at.give(2, text("two\n"), printed(0, 1) + moved(2) + finished(2)) == "");
    at.reached(2, 20, true);
    s.tick(0);
    CHECK(s.history().head().time == 2);
    CHECK(at.give(1, "", moved(3)) == "");  // nobody looks at it any more
}

TEST_CASE("a run that comes late begins, like any other, before anything has run")
{
    errands at;
    session s(web::subject_of("mine", {}, at));
    at.take();
    s.tick(0);
    CHECK(s.position() == 0);
    event e;
    e.kind = kind::iteration;
    std::string first;
    put(first, &e, sizeof e);
    CHECK(at.give(1, text("a\n"), first + printed(0, 1) + finished(0)) == "");
    at.reached(1, 20, true);
    s.tick(0);
    CHECK(s.position() == s.history().stops().front());
    CHECK(s.at_start());
}

TEST_CASE("a run that breaks a rule of traces says so, and accepts nothing more")
{
    errands at;
    session s(web::subject_of("mine", {}, at));
    at.take();
    const std::string wrong = at.give(1, "", moved(1) + moved(0));
    CHECK(wrong == "Event 2 (clock at 0 s): its time is before that of the event before, 1 s.");
    CHECK(at.give(1, "", moved(2)) == wrong);
}

TEST_CASE("a run that waits for an answer stops the playhead, and plays on once more of it has come")
{
    errands at;
    session s(web::subject_of("mine", {}, at));
    at.take();
    CHECK(at.give(1, text("Name? "), moved(1) + printed(1, 1)) == "");
    at.waits(1, 1);
    s.play();
    s.tick(0.5);
    CHECK(s.time() == 0.5);
    CHECK(web::message(s) == "");
    s.tick(5);
    CHECK(s.time() == 1);
    CHECK(s.waits());
    CHECK_FALSE(s.complete());
    CHECK_FALSE(s.has_more(100));
    CHECK(web::message(s) == "At 1.000 s the program waits for your answer.");
    CHECK(s.history().shown_lines_at(s.position()) == 1);
    CHECK(s.history().shown_line(0).text == "Name? ");
    CHECK(at.take() == "[]");
    CHECK(at.give(1, text("Ada\n"), printed(1, 2) + moved(3) + finished(3)) == "");
    at.reached(1, 3, true);
    s.tick(0.5);
    CHECK(s.time() == 1.5);
    s.tick(5);
    CHECK(s.complete());
    CHECK(s.time() == 3);
    CHECK(s.history().shown_lines_at(s.position()) == 1);
    CHECK(s.history().shown_line(0).text == "Name? Ada");
}

TEST_CASE("while a run is being made elsewhere no frame is requested, until some of it comes")
{
    errands at;
    session s(web::subject_of("mine", {delay}, at));
    CHECK(s.has_more(5));
    at.take();
    CHECK_FALSE(s.has_more(5));
    s.play();
    CHECK_FALSE(s.moves());
    CHECK(at.give(1, text("one\n"), printed(0, 1) + moved(2)) == "");
    CHECK(s.has_more(5));
    s.tick(0);
    s.tick(0);
    CHECK(s.moves());
    s.tick(1);
    CHECK(s.time() == 1);
    s.tick(5);
    CHECK(s.time() == 2);
    at.take();  // further, since it's ahead of the playhead
    CHECK_FALSE(s.moves());
    at.reached(1, 20, false);
    CHECK(s.moves());
    s.tick(1);
    CHECK(s.time() == 3);
    s.pause();
    s.set(0, 2);
    CHECK(s.has_more(5));
    at.take();
    CHECK(s.laying_out());
    CHECK_FALSE(s.has_more(5));
    CHECK(at.give(2, text("two\n"), printed(0, 1) + moved(9) + finished(9)) == "");
    at.reached(2, 20, true);
    CHECK(s.has_more(5));
    s.tick(0);
    s.tick(0);
    CHECK_FALSE(s.laying_out());
    CHECK(s.time() == 3);
}

TEST_CASE("a replacement run that waits earlier moves the playhead back to there")
{
    errands at;
    session s(web::subject_of("mine", {delay}, at));
    at.take();
    CHECK(at.give(1, text("one\n"), printed(0, 1) + moved(9) + finished(9)) == "");
    at.reached(1, 20, true);
    s.seek(5);
    REQUIRE(s.time() == 5);
    s.set(0, 2);
    at.take();
    CHECK(at.give(2, text("Name? "), moved(1) + printed(1, 1)) == "");
    at.waits(2, 1);
    s.tick(0);
    CHECK(s.time() == 1);
    CHECK(s.waits());
}

TEST_CASE("the first constant chooses between two programs, and settings lay out both from the start")
{
    errands at;
    const constant which{"program", lessons::parameter_type::choice, 0, 1, 1, 0, "", {"mine", "mine, before"}};
    session s(web::subject_of("mine", {which, delay}, at, true));
    CHECK(at.take() ==
          R"([{"run":1,"until":20.0,"seed":1,"set":{"program":"mine","delay":1.0},"changes":[]},)"
          R"({"run":2,"until":20.0,"seed":1,"set":{"program":"mine, before","delay":1.0},"changes":[]}])");
    CHECK(at.give(1, text("one\n"), printed(0, 1) + moved(1) + finished(1)) == "");
    at.reached(1, 1, true);
    CHECK(at.give(2, text("two\n"), printed(0, 1) + moved(4) + finished(4)) == "");
    at.reached(2, 4, true);
    s.tick(0);
    REQUIRE(s.beside());
    CHECK(s.horizon() == 1);
    CHECK(s.beside()->horizon() == 4);
    const std::string state = web::state_json(s, [](std::uint32_t) { return "#000000"; });
    CHECK(state.find(R"("beside":{"parameter":"program","label":"program","text":"mine, before","end":4.0)") !=
          std::string::npos);

    s.seek(0.5);
    s.set(1, 2);  // while it runs: of the other run this moment is another one
    CHECK(at.take() ==
          R"([{"run":3,"until":20.5,"seed":1,"set":{"program":"mine","delay":2.0},"changes":[]},)"
          R"({"run":4,"until":20.5,"seed":1,"set":{"program":"mine, before","delay":2.0},"changes":[]}])");

    s.set(0, 1);
    CHECK(at.take() ==
          R"([{"run":5,"until":20.5,"seed":1,"set":{"program":"mine, before","delay":2.0},"changes":[]},)"
          R"({"run":6,"until":20.5,"seed":1,"set":{"program":"mine","delay":2.0},"changes":[]}])");
}

TEST_CASE("the outcome of a program whose run isn't there yet is what there is of it")
{
    errands at;
    session s(web::subject_of("mine", {mode, delay}, at));
    CHECK(web::outcome_json(s).find(R"({"end":0.0,"ended":false,"why":"it keeps running","output":[])") == 0);
    at.take();
    CHECK(at.give(1, text("one\n"), printed(0, 1) + moved(1)) == "");
    at.reached(1, 20, false);
    s.tick(0);
    CHECK(web::outcome_json(s).find(R"({"end":1.0,"ended":false,"why":"it keeps running","output":[{)") == 0);
}

TEST_CASE("a single program has no run beside it")
{
    errands at;
    CHECK_FALSE(session(web::subject_of("mine", {mode, delay}, at)).beside());
}
