// What the reader does to tasks: through the session, in the address, in words.

#include "web/view/what_if.hpp"
#include "web/view/why.hpp"

#include <doctest/doctest.h>

#include <tuple>

#include "scenes.hpp"
#include "trace/records.hpp"
#include "web/view/address.hpp"
#include "web/view/differences.hpp"
#include "web/view/halves.hpp"
#include "web/view/program.hpp"
#include "web/view/why.hpp"

namespace {

using tests::ticker_lesson;
using web::session;

std::string output(const session& s)
{
    return trace::record_writer({}).next(s.history().events());
}

std::string what_if(const session& s)
{
    json::writer out;
    out.begin_object();
    web::differences from_pinned;
    from_pinned.update(s);
    web::write_what_if(out, s, from_pinned);
    return out.end_object().take();
}

std::string differs(const session& s)
{
    web::differences from_pinned;
    from_pinned.update(s);
    return from_pinned.words();
}

}  // namespace

TEST_CASE("a task is cancelled at the playhead: what was before stays, and the future is laid out again")
{
    session s(ticker_lesson);
    web::set(s, "t", "1.4996");
    CHECK(web::set(s, "what-if.here", "cancel-1-here") == "");
    CHECK(s.settings().interventions == std::vector{lessons::read_intervention("cancel-1-at-1.5").value()});
    CHECK(s.time() == 1.5);
    CHECK(output(s) == "t=0.000000 task=Task-1 tick 0\nt=1.000000 task=Task-1 tick 1\n"
                       "t=1.500000 task=- asyncio.exceptions.CancelledError\n");
    CHECK(s.complete());
    CHECK(s.horizon() == 1.5);
}

TEST_CASE("within an instant the moment is a number of callbacks, and between two of them a time in between")
{
    const auto moment = [](const char* time, std::size_t step) {
        session s(ticker_lesson);
        web::set(s, "t", time);
        s.seek_step(step);
        web::set(s, "what-if.here", "cancel-1-here");
        return lessons::write(s.settings().interventions);
    };
    CHECK(moment("1", 0) == "cancel-1-at-1");
    CHECK(moment("1", 1) == "cancel-1-after-2");
    CHECK(moment("1", 2) == "cancel-1-after-2");  // the second half of the same step
    CHECK(moment("1", 4) == "cancel-1-after-3");
    session close(ticker_lesson);
    web::set(close, "pause", "0.5");
    web::set(close, "t", "0.9999999");
    web::set(close, "what-if.here", "cancel-1-here");
    CHECK(lessons::write(close.settings().interventions) == "cancel-1-at-0.9999999");
}

TEST_CASE("several at one moment stay in their order; one at an earlier moment drops those after it")
{
    session s(ticker_lesson);
    web::set(s, "t", "0.5");
    CHECK(web::set(s, "what-if.here", "delay-1-here-by-1") == "");
    CHECK(web::set(s, "what-if.here", "delay-1-here-by-0.25") == "");
    CHECK(lessons::write(s.settings().interventions) == "delay-1-at-0.5-by-1_delay-1-at-0.5-by-0.25");
    CHECK(output(s).find("t=2.250000 task=Task-1 tick 1\n") != std::string::npos);
    web::set(s, "t", "0.2");
    CHECK(web::set(s, "what-if.here", "raise-1-here-ValueError") == "");
    CHECK(lessons::write(s.settings().interventions) == "raise-1-at-0.2-ValueError");
    CHECK(output(s) == "t=0.000000 task=Task-1 tick 0\nt=0.200000 task=- ValueError: raised from outside\n");
}

TEST_CASE("an address restores what was done, and taking it back restores the run without it")
{
    session s(ticker_lesson);
    const std::string before = output(s);
    CHECK(web::set(s, "what-if", "delay-1-at-1.5-by-2_cancel-1-after-7") == "");
    CHECK(lessons::write(s.settings().interventions) == "delay-1-at-1.5-by-2_cancel-1-after-7");
    const std::string changed = output(s);
    CHECK(changed != before);
    CHECK(
        what_if(s) ==
        R"({"what_if":{"text":"delay-1-at-1.5-by-2_cancel-1-after-7","possible":true,"pinned":false,"pin":"","difference":"",)"
        R"("done":[{"words":"Task-1 sleeps 2 s longer","when":"at 1.5 s","refused":""},)"
        R"({"words":"Task-1 is cancelled","when":"at 5 s after callback 2 of 3","refused":""}]}})");
    CHECK(web::set(s, "what-if.back", "1") == "");
    CHECK(web::set(s, "what-if.back", "0") == "");
    CHECK(output(s) == before);
}

TEST_CASE("why a task resumed says so if a what-if did it")
{
    const auto why = [](const char* deed) {
        session s(ticker_lesson);
        web::set(s, "what-if", deed);
        trace::causes causes(s.history());
        causes.follow();
        std::string all;
        for (const trace::lane& l : s.history().lanes()) {
            for (const trace::segment& each : l.segments) {
                all += web::explain(s.history(), causes, l, each, SIZE_MAX) + "\n";
            }
        }
        return all;
    };
    CHECK(why("raise-1-at-1.5-OSError").find("Resumed at 1.500 s with OSError: a what-if raised it there") !=
          std::string::npos);
    CHECK(why("cancel-1-at-1.5").find("Resumed at 1.500 s with CancelledError: a what-if cancelled it") !=
          std::string::npos);
    CHECK(why("delay-1-at-1.5-by-2").find("what-if") == std::string::npos);
}

TEST_CASE("undo takes back what was done to a task, and not the settings before it")
{
    session s(ticker_lesson);
    web::set(s, "count", "3");
    const std::string before = output(s);
    web::set(s, "t", "1.5");
    web::set(s, "what-if.here", "cancel-1-here");
    CHECK(s.settings().interventions.size() == 1);
    web::set(s, "count", "2");
    s.undo();
    CHECK(s.settings().interventions.size() == 1);
    s.undo();
    CHECK(s.settings().interventions.empty());
    CHECK(output(s) == before);
    web::set(s, "t", "1.5");
    web::set(s, "what-if.here", "cancel-1-here");
    web::set(s, "what-if.back", "0");
    s.undo();
    CHECK(s.settings().interventions.size() == 1);
}

TEST_CASE("what no longer fits the settings is left undone, and says why")
{
    session s(ticker_lesson);
    web::set(s, "what-if", "cancel-2-at-0.5_delay-1-at-1.5-by-1");
    web::set(s, "count", "1");
    CHECK(what_if(s).find(R"("refused":"it isn’t there yet")") != std::string::npos);
    CHECK(what_if(s).find(R"("when":"at 1.5 s","refused":"the main task has ended by then")") !=
          std::string::npos);
}

TEST_CASE("a mark on a row says what was done there")
{
    session s(ticker_lesson);
    web::set(s, "what-if", "raise-1-at-0.5-OSError_delay-7-at-0.5-by-1");
    REQUIRE(s.history().interventions().size() == 2);
    CHECK(web::describe_intervention(s.history(), s.history().interventions()[0]) ==
          "At 0.5 s, Task-1’s sleep raises OSError.");
    CHECK(web::describe_intervention(s.history(), s.history().interventions()[1]) ==
          "At 0.5 s, a task sleeps 1 s longer: that can’t be done, it isn’t there yet.");
}

TEST_CASE("what makes no sense changes nothing and is answered by one sentence")
{
    session s(ticker_lesson);
    const auto before = s.settings();
    CHECK(web::set(s, "what-if", "cancel-1-at-1_nonsense") ==
          "what-if must be like 'cancel-3-at-1.5' or 'delay-2-after-57-by-1', not 'nonsense'.");
    CHECK(web::set(s, "what-if.here", "cancel-1") ==
          "'cancel-1' isn't something that can be done to a task.");
    CHECK(s.settings() == before);
}

TEST_CASE("a program's run is requested with what is done to its tasks")
{
    web::errands at;
    session s(web::subject_of("mine", {}, at));
    at.take();
    CHECK(web::set(s, "what-if", "cancel-2-at-1.5_raise-3-after-7-OSError_delay-4-at-2-by-0.5") == "");
    CHECK(at.take() ==
          R"([{"run":2,"until":20.0,"seed":1,"set":{},"changes":[],"interventions":[)"
          R"({"what":"cancel","task":2,"at":1.5},{"what":"raise","task":3,"after":7,"error":"OSError"},)"
          R"({"what":"delay","task":4,"at":2.0,"seconds":0.5}]}])");
}

TEST_CASE("a pinned run stays beside the one that other settings make, and the first difference has words")
{
    session s(ticker_lesson);
    web::set(s, "t", "1.5");
    web::set(s, "pin", "true");
    REQUIRE(s.beside());
    CHECK(s.time() == 1.5);
    CHECK(web::words_beside(s) == "the run that you pinned");
    CHECK(differs(s) == "The two runs do the same.");
    web::set(s, "what-if.here", "delay-1-here-by-2");
    CHECK(differs(s) == "Unlike the pinned run, this one ends at 6.000 s instead of 4.000 s. "
                        "The first difference: Task-1 resumes at 4.000 s instead of 2.000 s.");
    web::set(s, "pin", "false");
    CHECK_FALSE(s.beside());
}

TEST_CASE("an address restores the pinned run, with its own settings, beside the present one")
{
    session s(ticker_lesson);
    web::set(s, "pause", "0.5");
    web::set(s, "seed", "7");
    web::set(s, "what-if", "delay-1-at-0.2-by-1");
    web::set(s, "pin", "true");
    web::set(s, "pause", "1");
    web::set(s, "seed", "1");
    web::set(s, "what-if", "");
    CHECK(web::pinned_text(s) == "pause=0.5;seed=7;what-if=delay-1-at-0.2-by-1");
    session other(ticker_lesson);
    CHECK(web::set(other, "pin", web::pinned_text(s)) == "");
    CHECK(*other.pinned() == *s.pinned());
    CHECK(other.settings() == session(ticker_lesson).settings());
    REQUIRE(other.beside());
    CHECK(trace::record_writer({}).next(other.beside()->history().events()) ==
          trace::record_writer({}).next(s.beside()->history().events()));
    CHECK(differs(other) == differs(s));
}

TEST_CASE("changes made while the pinned run ran are in its address, and one with all defaults has an empty "
          "address")
{
    session s(ticker_lesson);
    web::set(s, "pin", "live=2:pause=2,4:pause=3;count=3");
    REQUIRE(s.pinned());
    CHECK(web::pinned_text(s) == "count=3;live=2:pause=2.0,4:pause=3.0");
    web::set(s, "pin", "");
    REQUIRE(s.pinned());
    CHECK(web::pinned_text(s) == "");
    CHECK(differs(s) == "The two runs do the same.");
}

TEST_CASE("a choice with a semicolon comes back as it was")
{
    web::errands at;
    const auto mine = [&at] {
        return web::subject_of(
            "mine",
            {{.name = "mode", .type = lessons::parameter_type::choice, .max = 1, .choices = {"a", "b;c"}}},
            at);
    };
    session s(mine());
    web::set(s, "mode", "b;c");
    web::set(s, "pin", "true");
    CHECK(web::pinned_text(s) == "mode=b%3Bc");
    session other(mine());
    CHECK(web::set(other, "pin", web::pinned_text(s)) == "");
    CHECK(other.pinned()->values == std::vector{1.0});
}

TEST_CASE("what makes no sense in a pinned run is answered by one sentence, and the rest is kept")
{
    session s(ticker_lesson);
    CHECK(web::set(s, "pin", "paws=3;count=2;what-if=explode-1") ==
          "In the pinned run: This lesson has no parameter 'paws'.");
    REQUIRE(s.pinned());
    CHECK(web::pinned_text(s) == "count=2");
    CHECK(web::set(s, "pin", "pause=99").find("In the pinned run: pause ") == 0);
}

TEST_CASE("each task says from where it does something else than in the pinned run")
{
    session s(ticker_lesson);
    web::differences all;
    web::set(s, "t", "1.5");
    all.update(s);
    CHECK_FALSE(all.any());
    web::set(s, "pin", "true");
    all.update(s);
    CHECK_FALSE(all.any());
    web::set(s, "what-if.here", "delay-1-here-by-2");
    all.update(s);
    REQUIRE(all.of(1));
    CHECK(all.any());
    CHECK(all.of(2) == nullptr);
    const trace::event& here = s.history().events().events()[*all.of(1)->here];
    const trace::event& beside = s.beside()->history().events().events()[*all.of(1)->beside];
    CHECK(here.kind == trace::kind::task_stepped);
    CHECK(here.time == 4);
    CHECK(beside.kind == trace::kind::task_stepped);
    CHECK(beside.time == 2);
    CHECK(web::parting_in_words(s, 1, *all.of(1)) == "Task-1 does something else in the pinned run: here, at 4.000 s "
                                             "it resumes; there, at 2.000 s it resumes.");
    web::set(s, "pin", "false");
    all.update(s);
    CHECK_FALSE(all.any());
}

TEST_CASE("a task that has nothing more to do in one of the runs says so")
{
    session s(ticker_lesson);
    web::set(s, "pin", "");
    web::set(s, "count", "1");
    web::differences all;
    all.update(s);
    REQUIRE(all.of(1));
    CHECK(web::parting_in_words(s, 1, *all.of(1)) == "Task-1 does something else in the pinned run: here, at 1.000 s "
                                             "it is done; there, at 1.000 s it prints ‘tick 1’.");
}

TEST_CASE("what differs from the pinned run is told by how the runs end, and then by where they part, once")
{
    const auto told = [](const char* parameter, const char* value, const char* what_if) {
        session s(ticker_lesson);
        web::set(s, "pin", "");
        web::set(s, parameter, value);
        web::set(s, "what-if", what_if);
        return differs(s);
    };
    CHECK(told("count", "4", "cancel-1-at-1.5") ==
          "Unlike the pinned run, this one prints 2 lines instead of 4, and fails with "
          "asyncio.exceptions.CancelledError at 1.500 s instead of ending at 4.000 s. The first difference: at "
          "1.500 s Task-1 is asked to cancel; in the pinned run, at 2.000 s Task-1 resumes.");
    CHECK(told("count", "0", "") ==
          "Unlike the pinned run, this one prints nothing, and ends at 0.000 s instead of 4.000 s. The first "
          "difference: at 0.000 s Task-1 is done; in the pinned run, Task-1 prints ‘tick 0’.");
    CHECK(told("count", "4", "") == "The two runs do the same.");
}

TEST_CASE("the difference from a pinned run isn't worked out again while nothing changes")
{
    session s(ticker_lesson);
    web::set(s, "pin", "");
    web::set(s, "count", "2");
    web::differences all;
    all.update(s);
    const char* const kept = all.words().data();
    all.update(s);
    CHECK(all.words().data() == kept);
    CHECK(all.words().find("prints 2 lines instead of 4") != std::string::npos);
}

TEST_CASE("a what-if leads to where its effect shows, the address keeps the place, and a sentence says what was done")
{
    const auto place = [](const session& s) {
        return std::tuple(s.position(), s.time(), s.step_within(), web::describe_half(s));
    };
    session s(ticker_lesson);
    web::set(s, "t", "1.5");
    web::set(s, "what-if.here", "cancel-1-here");
    CHECK(s.step_within() == 1);
    CHECK(web::describe_half(s) == "A what-if here: Task-1 is cancelled.");
    REQUIRE(s.now().ready.size() == 1);
    CHECK((*s.now().ready.begin()).task == 1);
    session other(ticker_lesson);
    web::set(other, "what-if", "cancel-1-at-1.5");
    web::set(other, "t", "1.5");
    web::set(other, "step", "1");
    CHECK(place(other) == place(s));
    other.step_back();
    CHECK(other.now().ready.empty());
    other.step();
    CHECK(place(other) == place(s));
    other.step();
    CHECK(web::describe_half(other) == "The loop runs: Task-1 wakes.");
}

TEST_CASE("a what-if within a callback takes effect, and leads, to where the callback has returned")
{
    session s(ticker_lesson);
    web::set(s, "t", "1");
    s.seek_step(1);  // the loop has taken the timer
    REQUIRE(s.now().callback);
    web::set(s, "what-if.here", "cancel-1-here");
    CHECK(web::describe_half(s) == "A what-if here: Task-1 is cancelled.");
    CHECK(lessons::write(s.settings().interventions) == "cancel-1-after-2");
}

TEST_CASE("more what-ifs than an address may hold are left out, and a sentence counts them")
{
    std::string many = "cancel-9-at-1";
    for (int i = 1; i != 1003; ++i) {
        many += "_cancel-9-at-1";
    }
    session s(ticker_lesson);
    CHECK(web::set(s, "what-if", many) == "what-if takes at most 1000: 3 more are left out.");
    CHECK(s.settings().interventions.size() == 1000);
}
