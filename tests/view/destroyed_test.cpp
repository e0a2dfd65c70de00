// A task that's destroyed while it's pending, in words and for the text view.

#include <doctest/doctest.h>

#include <memory>

#include "trace/recording.hpp"
#include "web/view/describe.hpp"
#include "web/view/session.hpp"
#include "web/view/state_json.hpp"

using trace::kind;

namespace {

trace::event& add(trace::log& l, kind k, double time, std::uint32_t task)
{
    trace::event& e = l.append({});
    e.kind = k;
    e.time = time;
    e.task = task;
    return e;
}

// 'tea' waits for a future from 0 s on, and is destroyed at 2 s.
trace::log vanished()
{
    trace::log l;
    add(l, kind::task_created, 0, 1).text = l.intern("tea");
    add(l, kind::task_stepped, 0, 1);
    trace::event& waits = add(l, kind::task_suspended, 0, 1);
    waits.detail = static_cast<std::uint8_t>(aio::wait_kind::future);
    waits.line = 25;
    add(l, kind::task_destroyed, 2, 1);
    add(l, kind::clock, 3, 0);
    return l;
}

bool has(const std::string& text, const std::string& part)
{
    INFO(text);
    CHECK(text.find(part) != std::string::npos);
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a destroyed task is shown as such, and its wait isn't shown as finished")
{
    const trace::log l = vanished();
    trace::history h(l);
    h.follow();
    const trace::lane& lane = h.lanes()[0];
    const auto& segments = lane.segments;
    REQUIRE(segments.size() == 4);
    CHECK(web::describe(h, lane, segments[2]) ==
          "Waiting for a future from 0.000 s to 2.000 s (2.000 s). tea was destroyed while pending at 2.000 s.");
    CHECK(web::describe(h, lane, segments[2], true) ==
          "tea will be waiting for a future from 0.000 s to 2.000 s (2.000 s). tea will be destroyed while pending at 2.000 s.");
    CHECK(web::describe(h, lane, segments[3]) == "tea was destroyed while pending at 2.000 s.");
    CHECK(web::describe(h, h.head(), h.head().tasks[0]) == "destroyed while pending at 2.000 s");
}

TEST_CASE("the text view has a destroyed task, without a line at which it would wait")
{
    web::session s(web::subject_of(std::make_shared<trace::recording>(vanished())));
    s.to_end();
    const std::string state = web::state_json(s, [](std::uint32_t) { return std::string(); });
    has(state, R"("name":"tea","state":"destroyed","detail":"destroyed while pending at 2.000 s","color":"","line":0)");
    has(state, R"({"task":"tea","state":"destroyed","from":2.0)");
}
