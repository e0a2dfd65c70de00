// What the reader does to tasks: through the session, in the address, in words.

#include "web/view/what_if.hpp"

#include <doctest/doctest.h>

#include "scenes.hpp"
#include "trace/records.hpp"
#include "web/view/address.hpp"
#include "web/view/program.hpp"

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
    web::write_what_if(out, s);
    return out.end_object().take();
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
        R"({"what_if":{"text":"delay-1-at-1.5-by-2_cancel-1-after-7","possible":true,"pinned":false,"difference":"",)"
        R"("done":[{"words":"Task-1 sleeps 2 s longer","when":"at 1.5 s","refused":""},)"
        R"({"words":"Task-1 is cancelled","when":"at 5 s","refused":""}]}})");
    CHECK(web::set(s, "what-if.back", "1") == "");
    CHECK(web::set(s, "what-if.back", "0") == "");
    CHECK(output(s) == before);
}

TEST_CASE("what no longer fits the settings is left undone, and says why")
{
    session s(ticker_lesson);
    web::set(s, "what-if", "cancel-2-at-0.5_delay-1-at-1.5-by-1");
    web::set(s, "count", "1");
    CHECK(what_if(s).find(R"("refused":"it isn't there yet")") != std::string::npos);
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
          "At 0.5 s, a task sleeps 1 s longer: that can’t be done, it isn't there yet.");
}

TEST_CASE("what makes no sense changes nothing and is answered by one sentence")
{
    session s(ticker_lesson);
    const auto before = s.settings();
    CHECK(web::set(s, "what-if", "cancel-1-at-1_nonsense") ==
          "what-if must be like 'cancel-3-at-1.5' or 'delay-2-after-57-by-1', not 'nonsense'.");
    CHECK(web::set(s, "what-if.here", "cancel-1") ==
          "There's nothing like 'cancel-1' that could be done to a task.");
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
    CHECK(web::first_difference(s) == "The two runs do the same.");
    web::set(s, "what-if.here", "delay-1-here-by-2");
    CHECK(web::first_difference(s) == "The two runs are the same until 2.000 s. Then, at 4.000 s, Task-1 "
                                      "resumes; in the pinned run, at 2.000 s, "
                                      "Task-1 resumes.");
    web::set(s, "pin", "false");
    CHECK_FALSE(s.beside());
}
