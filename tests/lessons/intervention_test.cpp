#include "lessons/intervention.hpp"

#include <doctest/doctest.h>

#include <array>

#include "aio/gather.hpp"
#include "aio/print.hpp"
#include "aio/queue.hpp"
#include "aio/sleep.hpp"
#include "lessons/run.hpp"
#include "trace/records.hpp"

using lessons::deed;
using lessons::intervention;

namespace {

/// Two tasks sleep for 1 s and for 2 s, and a third one waits forever.
class sleepers final : public lessons::program {
public:
    void set(std::size_t, double) override {}
    aio::coro<void> main() override { return run(); }

private:
    static aio::coro<void> sleeper(double delay)
    {
        try {
            co_await aio::sleep(delay);
            aio::print("slept", delay);
        } catch (const aio::exception& e) {
            aio::print(e.type_name(), e.what());
        }
    }
    static aio::coro<void> getter()
    {
        aio::queue<int> nothing;
        co_await nothing.get();
    }
    static aio::coro<void> run()
    {
        const auto waits = aio::create_task(getter());
        co_await aio::gather(sleeper(1), sleeper(2));
        aio::print("both");
        try {
            co_await waits;
        } catch (const aio::cancelled_error&) {
            aio::print("end");
        }
    }
};

const lessons::lesson lesson{1,
                             "sleepers",
                             "Sleepers",
                             "For tests.",
                             {},
                             []() -> std::unique_ptr<lessons::program> {
                                 return std::make_unique<sleepers>(); }};

std::vector<intervention> read(std::initializer_list<const char*> texts)
{
    std::vector<intervention> all;
    for (const char* text : texts) {
        all.push_back(lessons::read_intervention(text).value());
    }
    return all;
}

// What is printed and what becomes of tasks, and why something couldn't be done.
std::string story(std::initializer_list<const char*> texts)
{
    lessons::run r({.what = &lesson, .interventions = read(texts)});
    while (!r.advance(1e6, 1)) {
    }
    std::string text = trace::record_writer({}).next(r.recorded());
    for (const trace::event& e : r.recorded().events()) {
        if (e.kind == trace::kind::intervened && e.other != 0) {
            text += std::to_string(e.subject) + ": " + r.recorded().text(e.other) + "\n";
        }
    }
    return text;
}

}  // namespace

TEST_CASE("without an intervention the program hangs")
{
    CHECK(story({}) == "t=1.000000 task=Task-3 slept 1.0\nt=2.000000 task=Task-4 slept 2.0\n"
                       "t=2.000000 task=Task-1 both\nt=2.000000 task=- deadlock: no task can run\n");
}

TEST_CASE("a task is cancelled at a time at which nothing else happens, even after the run would have hung")
{
    CHECK(story({"cancel-2-at-2.5"}) == "t=1.000000 task=Task-3 slept 1.0\nt=2.000000 task=Task-4 slept 2.0\n"
                                        "t=2.000000 task=Task-1 both\nt=2.500000 task=Task-1 end\n");
}

TEST_CASE("a sleep fails, another one takes longer, with what follows from it")
{
    CHECK(story({"raise-3-at-0.5-ConnectionError", "delay-4-at-1.5-by-1.25", "cancel-2-at-4"}) ==
          "t=0.500000 task=Task-3 ConnectionError raised from outside\nt=3.250000 task=Task-4 slept 2.0\n"
          "t=3.250000 task=Task-1 both\nt=4.000000 task=Task-1 end\n");
}

TEST_CASE("the moment may be a number of callbacks: right after that one")
{
    CHECK(story({"cancel-4-after-1"}) == story({"cancel-4-after-2"}));
    CHECK(story({"cancel-4-after-1"}) == "t=0.000000 task=- asyncio.exceptions.CancelledError\n");
    CHECK(story({"delay-3-after-4-by-0.5", "cancel-2-after-4"}) ==
          "t=1.500000 task=Task-3 slept 1.0\nt=2.000000 task=Task-4 slept 2.0\nt=2.000000 task=Task-1 both\n"
          "t=2.000000 task=Task-1 end\n");
}

TEST_CASE("what can't be done isn't done, and the log says why not")
{
    const std::string hang = story({});
    CHECK(story({"cancel-9-at-0.5"}) == hang + "1: it isn't there yet\n");
    CHECK(story({"cancel-3-at-1.5"}) == hang + "1: it has ended\n");
    CHECK(story({"raise-2-at-0.5-ValueError", "delay-1-at-0.5-by-1"}) ==
          hang + "1: it doesn't sleep\n2: it doesn't sleep\n");
}

TEST_CASE("an intervention is written as it's read")
{
    for (const char* text : {"cancel-3-after-57", "cancel-1-at-0.000001", "raise-2-at-1.5-ValueError",
                             "delay-4-after-1-by-2.5", "delay-4-at-1234.5-by-0"}) {
        CHECK(lessons::write(lessons::read_intervention(text).value()) == text);
    }
    CHECK(lessons::write(read({"cancel-3-after-57", "cancel-1-at-2"})) == "cancel-3-after-57_cancel-1-at-2");
    for (const char* text :
         {"", "cancel", "cancel-3", "cancel-3-at", "cancel-3-at-x", "cancel-3-by-2", "cancel-3-at-2-",
          "cancel-3-at-2-by-1", "stop-3-at-2", "raise-3-at-2", "raise-3-at-2-Error", "delay-3-at-2",
          "delay-3-at-2-by", "delay-3-at-2-by-1-1", "cancel-1e3-at-2", "cancel-3-at-99999999999"}) {
        CAPTURE(text);
        CHECK_FALSE(lessons::read_intervention(text).has_value());
    }
}
