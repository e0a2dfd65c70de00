#include "trace/history.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "aio/lock.hpp"
#include "aio/queue.hpp"
#include "aio/semaphore.hpp"
#include "aio/wait.hpp"
#include "aio/with.hpp"
#include "allocations.hpp"
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

coro<void> blocks_twice()
{
    aio::blocking_sleep(0.06);
    print("between");
    aio::blocking_sleep(0.06);
    co_await aio::sleep(1);
    aio::blocking_sleep(0.05);  // too short to be told
    co_await aio::sleep(0);
    aio::blocking_sleep(1);
    co_await aio::sleep(0);
    aio::blocking_sleep(1);
}

coro<void> works(aio::queue<int>& queue, aio::lock& lock, aio::semaphore& two, int number)
{
    for (int i = 0; i != 20; ++i) {
        co_await queue.put(number);
        co_await aio::with(two, [&]() -> coro<void> {
            co_await aio::with(lock, [&]() -> coro<void> { co_await aio::sleep(0.01 * (number % 3)); });
        });
        co_await queue.get();
        aio::print_end(i % 2 == 0 ? "\n" : " ", number);
    }
}

/// A program with all that a snapshot has.
coro<void> everything()
{
    aio::queue<int> queue(3);
    aio::lock lock;
    aio::semaphore two(2);
    aio::queue<int> dropped_early;
    const aio::future<void> f;
    const auto waits = aio::create_task([](aio::future<void> what) -> coro<void> { co_await what; }(f));
    std::vector<aio::task<void>> all;
    for (int i = 0; i != 8; ++i) {
        all.push_back(aio::create_task(works(queue, lock, two, i)));
    }
    aio::loop::running().call_soon([] {}).cancel();
    const auto later = aio::loop::running().call_later(5, [] {});
    co_await aio::sleep(0.1);
    aio::blocking_sleep(0.2);
    all[3].cancel();
    all[5].cancel();
    f.set_result();
    co_await waits;
    co_await aio::wait(all);
    later.cancel();
}

/// A log of `tasks` tasks, each of which sleeps again and again, of some `events` events.
trace::log sleepers(std::uint32_t tasks, std::size_t events)
{
    trace::log log;
    const auto add = [&log](trace::kind kind, double time) -> trace::event& {
        trace::event& e = log.append({});
        e.kind = kind;
        e.time = time;
        return e;
    };
    const auto wakeup = static_cast<std::uint8_t>(aio::callback_kind::wakeup);
    for (std::uint32_t task = 1; task <= tasks; ++task) {
        add(trace::kind::task_created, 0).task = task;
        trace::event& e = add(trace::kind::queued, 0);
        e.task = task;
        e.detail = wakeup;
    }
    std::uint32_t timer = 0;
    for (double now = 0; log.size() < events; ++now) {
        add(trace::kind::iteration, now);
        for (std::uint32_t task = 1; task <= tasks && log.size() < events; ++task) {
            trace::event& began = add(trace::kind::callback_began, now);
            began.task = task;
            began.detail = wakeup;
            add(trace::kind::task_stepped, now).task = task;
            trace::event& set = add(trace::kind::timer_set, now);
            set.subject = ++timer;
            set.value = now + 1;
            set.task = task;
            trace::event& slept = add(trace::kind::task_suspended, now);
            slept.task = task;
            slept.subject = timer;
            slept.detail = static_cast<std::uint8_t>(aio::wait_kind::sleep);
            add(trace::kind::callback_ended, now);
        }
        for (std::uint32_t task = 1; task <= tasks && log.size() < events; ++task) {
            add(trace::kind::timer_fired, now + 1).subject = timer - tasks + task;
            trace::event& e = add(trace::kind::queued, now + 1);
            e.task = task;
            e.detail = wakeup;
        }
    }
    return log;
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
        wrong += h.at(folded.position) != folded;
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
    CHECK(along.head() == whole.head());
    REQUIRE(along.lanes().size() == whole.lanes().size());
    for (std::size_t i = 0; i != along.lanes().size(); ++i) {
        CHECK(segments_of(along.lanes()[i]) == segments_of(whole.lanes()[i]));
    }
}

TEST_CASE("boundaries are before the first callback and after each; steps go from one to the next")
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

TEST_CASE("a lane has the segments of a task's life, without gaps")
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

TEST_CASE("the printed lines have their time, their task and their position")
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

TEST_CASE("the times when the loop was held, and the positions of times")
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

TEST_CASE("snapshots are the same, whichever way a history reaches them")
{
    tests::trial t(everything);
    t.finish();
    history h(t.events());
    h.follow();
    REQUIRE(h.size() > 1500);
    std::vector<snapshot> all{snapshot()};
    for (const trace::event& e : t.events().events()) {
        all.push_back(all.back());
        apply(all.back(), e, t.events());
    }
    std::size_t wrong = 0;
    snapshot s;
    for (std::size_t position = 0; position <= h.size(); ++position) {
        wrong += h.at(position) != all[position];
        h.move(s, position);
        wrong += s != all[position];
    }
    for (std::size_t position = h.size(); position-- > 0;) {
        h.move(s, position);
        wrong += s != all[position];
    }
    std::minstd_rand random(5);
    for (int i = 0; i != 500; ++i) {
        const std::size_t position = random() % (h.size() + 1);
        h.move(s, position);
        wrong += s != all[position];
    }
    CHECK(wrong == 0);
    h.move(s, h.size() + 100);
    CHECK(s == h.head());
}

TEST_CASE("playing forward copies no snapshot, whatever keyframes are on the way")
{
    const trace::log log = sleepers(1000, 50'000);
    history h(log);
    h.follow();
    const auto allocations = [](auto work) {
        const std::size_t before = tests::allocations_made();
        work();
        return tests::allocations_made() - before;
    };
    snapshot folded;
    const std::size_t fewest = allocations([&] {
        for (const trace::event& e : log.events()) {
            apply(folded, e, log);
        }
    });
    snapshot played;
    CHECK(allocations([&] {
              for (std::size_t position = 0; position <= h.size(); position += 7) {
                  h.move(played, position);
              }
              h.move(played, h.size());
          }) == fewest);
    CHECK(played == folded);
}

TEST_CASE("keyframes take room in proportion to the events, with few tasks and with many")
{
    for (const std::uint32_t tasks : {1U, 10U, 1000U, 10'000U}) {
        const trace::log log = sleepers(tasks, 200'000);
        history h(log);
        h.follow();
        CHECK(h.kept_entries() <= log.size() / 2 + h.head().entries());
        CHECK(h.kept_entries() > 0);
    }
}

TEST_CASE("a history takes in no more events than requested")
{
    const trace::log log = sleepers(10, 1000);
    history h(log);
    h.follow(0);
    CHECK(h.size() == 0);
    h.follow(1);
    CHECK(h.size() == 1);
    h.follow(700);
    CHECK(h.size() == 701);
    h.follow(700);
    CHECK(h.size() == log.size());
    h.follow();
    CHECK(h.size() == log.size());
}

TEST_CASE("stepping stops when a callback is taken and when it returns, and within one that blocks after "
          "each print and block")
{
    tests::trial t(blocks_twice);
    t.finish();
    history h(t.events());
    h.follow();
    std::string log;
    for (const std::size_t stop : h.stops()) {
        const snapshot s = h.at(stop);
        log += aio::str(std::round(s.time * 100) / 100) + (s.callback ? " within, after" : " after") +
               " callback " + aio::str(h.callbacks_at(stop)) + "\n";
    }
    CHECK(log == tests::plain(R"(
        0.0 after callback 0
        0.0 within, after callback 0
        0.06 within, after callback 0
        0.06 within, after callback 0
        0.12 within, after callback 0
        0.12 after callback 1
        1.12 within, after callback 1
        1.12 after callback 2
        1.12 within, after callback 2
        1.17 within, after callback 2
        1.17 after callback 3
        1.17 within, after callback 3
        2.17 within, after callback 3
        2.17 after callback 4
        2.17 within, after callback 4
        3.17 within, after callback 4
        3.17 after callback 5
    )"));
    CHECK(std::is_sorted(h.stops().begin(), h.stops().end()));
    CHECK(std::includes(h.stops().begin(), h.stops().end(), h.boundaries().begin(), h.boundaries().end()));
    CHECK(h.stops().size() == h.boundaries().size() + 5 + 5 + 1);  // blocks, callbacks, prints
    CHECK(h.stop_before(0) == h.stops().front());
    CHECK(h.stop_after(h.stops().back()) == h.size());
    for (std::size_t i = 1; i != h.stops().size(); ++i) {
        CHECK(h.stop_after(h.stops()[i - 1]) == h.stops()[i]);
        CHECK(h.stop_before(h.stops()[i]) == h.stops()[i - 1]);
    }
}

TEST_CASE("a callback holds the loop from its beginning to its end if it takes the log's threshold")
{
    tests::trial t(blocks_twice);
    t.finish();
    history h(t.events());
    h.follow();
    std::string log;
    for (const trace::hold& held : h.holds()) {
        log += aio::str(std::round(held.from * 100) / 100) + "-" + aio::str(std::round(held.to * 100) / 100) +
               " task " + aio::str(held.task) + "\n";
        CHECK(t.events()[held.begin].kind == trace::kind::callback_began);
        CHECK(t.events()[held.end].kind == trace::kind::callback_ended);
    }
    CHECK(log == tests::plain(R"(
        0.0-0.12 task 1
        1.17-2.17 task 1
        2.17-3.17 task 1
    )"));
    CHECK(h.hold_at(-1) == nullptr);
    CHECK(h.hold_at(0) == &h.holds()[0]);
    CHECK(h.hold_at(0.1) == &h.holds()[0]);
    CHECK(h.hold_at(0.12) == nullptr);
    CHECK(h.hold_at(1.15) == nullptr);
    CHECK(h.hold_at(2) == &h.holds()[1]);
    CHECK(h.hold_at(h.holds()[2].from) == &h.holds()[2]);
    CHECK(h.hold_at(100) == nullptr);
}

TEST_CASE("a callback of measured time that still runs at the log's end holds the loop until then")
{
    trace::log log;
    log.header.virtual_clock = false;
    log.header.hold_threshold = 0.5;
    const auto add = [&log](trace::kind kind, double time, std::uint32_t task) {
        trace::event& e = log.append({});
        e.kind = kind;
        e.time = time;
        e.task = task;
    };
    add(trace::kind::task_created, 7, 1);
    add(trace::kind::queued, 7, 1);
    add(trace::kind::callback_began, 7, 1);
    add(trace::kind::task_stepped, 7, 1);
    add(trace::kind::printed, 7.25, 0);
    history h(log);
    h.follow();
    CHECK(h.holds().empty());
    add(trace::kind::printed, 7.5, 0);
    add(trace::kind::printed, 7.75, 0);
    h.follow();
    REQUIRE(h.holds().size() == 1);
    CHECK(h.holds()[0].from == 7);
    CHECK(h.holds()[0].to == 7.75);
    CHECK(h.holds()[0].task == 1);
    CHECK(h.hold_at(7.75) == &h.holds()[0]);
    add(trace::kind::task_ended, 8, 1);
    add(trace::kind::callback_ended, 8.5, 0);
    add(trace::kind::finished, 9, 0);
    h.follow();
    REQUIRE(h.holds().size() == 1);
    CHECK(h.holds()[0].to == 8.5);
    CHECK(h.hold_at(8.5) == nullptr);
}

TEST_CASE("a log may begin at any time, with older tasks")
{
    trace::log log;
    const auto add = [&log](trace::kind kind, double time, std::uint32_t task) -> trace::event& {
        trace::event& e = log.append({});
        e.kind = kind;
        e.time = time;
        e.task = task;
        return e;
    };
    trace::event& older = add(trace::kind::task_created, 1000, 1);
    older.detail = 1;
    older.file = log.intern("server.py");
    older.line = 12;
    add(trace::kind::task_created, 1000, 2);
    add(trace::kind::queued, 1001, 1);
    add(trace::kind::iteration, 1001, 0);
    add(trace::kind::callback_began, 1001, 1);
    add(trace::kind::task_stepped, 1001, 1);
    add(trace::kind::task_ended, 1001.5, 1);
    add(trace::kind::callback_ended, 1001.5, 0);
    history h(log);
    h.follow();
    CHECK(h.start() == 1000);
    CHECK(h.position_at(0) == 0);
    CHECK(h.position_at(1000) == 2);
    CHECK(h.position_at(1e9) == h.size());
    REQUIRE(h.instants().size() == 1);
    CHECK(h.instants()[0].time == 1001);
    CHECK(segments_of(h.lanes()[0]) == tests::plain(R"(
        1000.0-1001.0 waiting
        1001.0-1001.0 ready
        1001.0-1001.5 running
        1001.5-inf done
    )"));
    CHECK(h.lanes()[0].segments[0].waits == aio::wait_kind::other);
    CHECK(segments_of(h.lanes()[1]) == "1000.0-inf ready\n");
    const snapshot first = h.at(2);
    CHECK(first.tasks[0].state == trace::task_state::waiting);
    CHECK(first.tasks[0].waits == aio::wait_kind::other);
    CHECK(first.tasks[0].started);
    CHECK(log.text(first.tasks[0].file) == "server.py");
    CHECK_FALSE(first.tasks[1].started);
    CHECK_FALSE(h.at(4).ready.front().first);
}

TEST_CASE("a lane finds the first of its segments that ends at a time or later")
{
    tests::trial t(program);
    t.finish();
    history h(t.events());
    h.follow();
    const trace::lane& l = h.lanes()[0];
    CHECK(l.find(-1) == 0);
    CHECK(l.find(0) == 0);
    CHECK(l.find(0.5) == 2);
    CHECK(l.find(1) == 2);
    CHECK(l.find(2) == 4);
    CHECK(l.find(1e9) == l.segments.size() - 1);
    CHECK(trace::lane().find(0) == 0);
}

TEST_CASE("a history knows how many resources of each kind were made, and each one's number in its kind")
{
    tests::trial t(everything);
    t.finish();
    history h(t.events());
    h.follow();
    CHECK(h.resources_of(aio::resource_kind::queue) == 2);
    CHECK(h.resources_of(aio::resource_kind::lock) == 1);
    CHECK(h.resources_of(aio::resource_kind::barrier) == 0);
    std::vector<std::uint32_t> ordinals;
    for (const trace::known_resource& r : h.resources()) {
        if (r.kind == aio::resource_kind::queue) {
            ordinals.push_back(r.ordinal);
        }
    }
    CHECK(ordinals == std::vector<std::uint32_t>{1, 2});
}
