#include "trace/history.hpp"

#include "story.hpp"
#include "trace_of.hpp"

using aio::coro;
using aio::print;
using trace::history;
using trace::snapshot;

namespace {

coro<void> sleeper(double delay, const char* text)
{
    co_await aio::sleep(delay);
    print(text);
}

coro<void> program()
{
    const auto a = aio::create_task(sleeper(1, "a"));
    const auto b = aio::create_task(sleeper(9, "never printed"));
    co_await a;
    b.cancel();
    aio::blocking_sleep(2);
    print("two\nlines");
    co_await aio::sleep(0);
}

coro<void> many_turns()
{
    for (int i = 0; i != 500; ++i) {
        co_await aio::sleep(i % 3);
    }
}

/// The ends of a task's segments, with their states.
std::string segments_of(const trace::lane& l)
{
    std::string text;
    for (const trace::segment& s : l.segments) {
        text += aio::str(s.from) + "-" + aio::str(s.to) + " " + trace::name(s.state) +
                (s.cancelled ? " cancelled" : "") + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("the snapshot at any position is the fold of the events before it, also across keyframes")
{
    tests::trial t(many_turns);
    t.finish();
    history h(t.events());
    h.follow();
    REQUIRE(h.size() > 2000);
    snapshot folded;
    std::size_t wrong = 0;
    for (const trace::event& e : t.events().events()) {
        const snapshot s = h.at(folded.position);
        wrong += s.position != folded.position;
        wrong += tests::describe(s, t.events()) != tests::describe(folded, t.events());
        apply(folded, e, t.events());
    }
    CHECK(wrong == 0);
    CHECK(h.at(h.size()).finished);
    CHECK(h.at(h.size() + 100).position == h.size());
    CHECK(h.head().position == h.size());
}

TEST_CASE("a history that follows a run as it goes is the same as one of the whole")
{
    tests::trial t(program);
    history along(t.events());
    while (!t.runner().ended()) {
        t.runner().step();
        along.follow();
    }
    history whole(t.events());
    whole.follow();
    CHECK(along.size() == whole.size());
    CHECK(along.boundaries() == whole.boundaries());
    CHECK(tests::describe(along.head(), t.events()) == tests::describe(whole.head(), t.events()));
    REQUIRE(along.lanes().size() == whole.lanes().size());
    for (std::size_t i = 0; i != along.lanes().size(); ++i) {
        CHECK(segments_of(along.lanes()[i]) == segments_of(whole.lanes()[i]));
    }
}

TEST_CASE("boundaries stand before the first callback and after each; steps go from one to the next")
{
    tests::trial t(program);
    history h(t.events());
    h.follow();
    CHECK(h.boundaries().empty());
    CHECK(h.boundary_before(5) == 0);
    t.finish();
    h.follow();
    const auto& b = h.boundaries();
    REQUIRE(b.size() > 3);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i != b.size(); ++i) {
        wrong += h.callbacks_at(b[i]) != i;
        wrong += h.at(b[i]).running != 0 || h.at(b[i]).callback.has_value();
        wrong += h.boundary_after(b[i]) != (i + 1 < b.size() ? b[i + 1] : h.size());
        wrong += h.boundary_before(b[i]) != b[i == 0 ? 0 : i - 1];
        wrong += i != 0 && h.boundary_after(b[i] - 1) != b[i];
        wrong += i != 0 && h.callbacks_at(b[i] - 1) != i - 1;
    }
    CHECK(wrong == 0);
    CHECK(h.boundary_before(h.size()) == b.back());
    CHECK(h.boundary_before(0) == b.front());
}

TEST_CASE("between callbacks every ready task, and no other, has one callback of its own in the queue")
{
    tests::trial t(program);
    t.finish();
    history h(t.events());
    h.follow();
    std::size_t wrong = 0;
    for (const std::size_t boundary : h.boundaries()) {
        const snapshot s = h.at(boundary);
        for (const trace::task_view& task : s.tasks) {
            std::size_t own = 0;
            for (const trace::queued_callback& c : s.ready) {
                own += c.task == task.id &&
                       (c.kind == aio::callback_kind::step || c.kind == aio::callback_kind::wakeup);
            }
            wrong += own != (task.state == trace::task_state::ready ? 1U : 0U);
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("a lane holds the stretches of a task's life, without gaps")
{
    tests::trial t(program);
    t.finish();
    history h(t.events());
    h.follow();
    REQUIRE(h.lanes().size() == 3);
    CHECK(segments_of(h.lanes()[0]) == tests::plain(R"(
        0.0-0.0 ready
        0.0-0.0 running
        0.0-1.0 waiting
        1.0-1.0 ready
        1.0-3.0 running
        3.0-3.0 ready
        3.0-3.0 running
        3.0-inf done
    )"));
    CHECK(segments_of(h.lanes()[2]) == tests::plain(R"(
        0.0-0.0 ready
        0.0-0.0 running
        0.0-1.0 sleeping cancelled
        1.0-3.0 ready cancelled
        3.0-3.0 running
        3.0-inf cancelled
    )"));
    std::size_t wrong = 0;
    for (const trace::lane& l : h.lanes()) {
        for (std::size_t i = 1; i < l.segments.size(); ++i) {
            wrong += l.segments[i].begin != l.segments[i - 1].end;
            wrong += l.segments[i].from != l.segments[i - 1].to;
        }
        wrong += l.segments.back().end != SIZE_MAX;
    }
    CHECK(wrong == 0);
}

TEST_CASE("what was printed, by line, with its time, its task and its position")
{
    tests::trial t(program);
    t.finish();
    history h(t.events());
    h.follow();
    REQUIRE(h.output().size() == 3);
    CHECK(h.output()[0].text == "a");
    CHECK(h.output()[0].time == 1);
    CHECK(h.output()[0].task == 2);
    CHECK(h.output()[1].text == "two");
    CHECK(h.output()[1].time == 3);
    CHECK(h.output()[2].text == "lines");
    CHECK(h.output()[2].task == 1);
    CHECK(h.lines_at(0) == 0);
    CHECK(h.lines_at(h.output()[0].position - 1) == 0);
    CHECK(h.lines_at(h.output()[0].position) == 1);
    CHECK(h.lines_at(h.size()) == 3);
}

TEST_CASE("the times at which the loop was held, and the positions of times")
{
    tests::trial t(program);
    t.finish();
    history h(t.events());
    h.follow();
    REQUIRE(h.holds().size() == 1);
    CHECK(h.holds()[0].from == 1);
    CHECK(h.holds()[0].to == 3);
    CHECK(h.holds()[0].task == 1);
    CHECK(h.position_at(-1) == 0);
    CHECK(h.position_at(100) == h.size());
    CHECK(h.at(h.position_at(0.5)).time == 0);
    CHECK(h.at(h.position_at(1)).time == 1);
    CHECK(h.at(h.position_at(2.9)).held_until == 3);
    CHECK(h.at(h.position_at(3)).time == 3);
}
