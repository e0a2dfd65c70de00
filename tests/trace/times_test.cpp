#include <doctest/doctest.h>

#include "format_of.hpp"
#include "trace/history.hpp"
#include "trace/json.hpp"
#include "trace/timeline_text.hpp"

namespace {

// A task that runs for a second, waits for one and runs for two more, with no callbacks about it.
std::string timeline_from(double start)
{
    trace::log l;
    const auto at = [start](double t) {
        return "{\"t\":" + std::to_string(start + t) + ",\"task\":1,\"kind\":";
    };
    CHECK(tests::read(R"({"interleave":1,"clock":"real","events":[)" + at(0) +
                          R"("task_created","older":"yes","name":"old"},)" + at(0) + R"("task_stepped"},)" +
                          at(1) + R"("task_suspended","waits_for":"a socket"},)" + at(2) +
                          R"("task_stepped"},)" + at(4) + R"("task_ended"}]})",
                      l) == "");
    CHECK(tests::format_fault(l) == "");
    trace::history h(l);
    h.follow();
    return trace::timeline_text(h, 40);
}

}  // namespace

TEST_CASE("steps may take time, tasks may be older than the recording, and its clock may begin anywhere")
{
    const std::string text = timeline_from(0);
    CHECK(text.find("#########///////##") != std::string::npos);
    const auto row = [](const std::string& timeline) { return timeline.substr(timeline.find('\n')); };
    CHECK(row(timeline_from(1e6)) == row(text));
    CHECK(row(timeline_from(-5)) == row(text));
}
