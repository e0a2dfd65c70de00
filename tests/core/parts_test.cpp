// What a task waits for, of several things: the log tells each, and the history which of them are done.

#include "aio/gather.hpp"
#include "aio/shield.hpp"
#include "aio/task_group.hpp"
#include "aio/timeout.hpp"
#include "aio/wait.hpp"
#include "aio/with.hpp"
#include "trace/history.hpp"
#include "trace_of.hpp"

using aio::coro;
using aio::create_task;

namespace {

coro<void> naps(double seconds)
{
    co_await aio::sleep(seconds);
}

/// 'Task-1 in gather: task 2, task 3 (done), future 1': a line for each wait of the first task, as it's when it ends.
std::string waits_of(const tests::main_function& main)
{
    tests::trial t(main);
    trace::history h(t.finish().events());
    h.follow();
    std::string lines;
    for (const trace::segment& s : h.lanes()[0].segments) {
        const auto parts = h.lanes()[0].parts_of(s);
        std::string line;
        for (const trace::part& p : parts) {
            line += (line.empty() ? "" : ", ") +
                    std::string(p.is == aio::wait_kind::task     ? "task "
                                : p.is == aio::wait_kind::future ? "future "
                                                                 : "? ") +
                    std::to_string(p.subject) + (h.is_done(p, s.end) ? " done" : "") +
                    (p.more != 0 ? " and " + std::to_string(p.more) + " more" : "");
        }
        lines += line.empty() ? "" : line + "\n";
    }
    return lines;
}

}  // namespace

TEST_CASE("a gather's wait tells its children in their order, once each, and those of a gather within it")
{
    CHECK(waits_of([]() -> coro<void> {
              const auto a = create_task(naps(1));
              const aio::future<void> f;
              aio::loop::running().call_later(2, [f] { f.set_result(); });
              const auto b = create_task(naps(2));
              co_await aio::gather(f, aio::gather(b, a), aio::shield(a), b, naps(3));
          }) == "future 1 done, task 3 done, task 2 done, task 4 done\n");
}

TEST_CASE("a child that was done before is told too, and one that isn't done when the first one fails")
{
    CHECK(waits_of([]() -> coro<void> {
              const auto early = create_task(naps(0));
              const auto late = create_task(naps(9));
              const auto fails = create_task([]() -> coro<void> {
                  co_await aio::sleep(2);
                  throw aio::value_error("no");
              }());
              co_await aio::sleep(1);
              try {
                  co_await aio::gather(late, early, fails);
              } catch (const aio::value_error&) {
              }
          }) == "task 3, task 2 done, task 4 done\n");
}

TEST_CASE("a shielded gather tells the children of the gather")
{
    CHECK(waits_of([]() -> coro<void> { co_await aio::shield(aio::gather(naps(1), naps(2))); }) ==
          "task 2 done, task 3 done\n");
}

TEST_CASE("a wait() tells its futures in the order in which it got them, and again when it's called again")
{
    CHECK(waits_of([]() -> coro<void> {
              const auto a = create_task(naps(1));
              const auto b = create_task(naps(2));
              aio::wait_options first;
              first.return_when = aio::return_when::first_completed;
              const auto result = co_await aio::wait(std::vector{b, a}, first);
              co_await aio::wait(result.pending);
          }) == "task 3, task 2 done\ntask 3 done\n");
}

TEST_CASE("a wait() for many tells a hundred, and how many more there are")
{
    const std::string line = waits_of([]() -> coro<void> {
        std::vector<aio::task<void>> tasks;
        for (int i = 0; i != 130; ++i) {
            tasks.push_back(create_task(naps(1)));
        }
        co_await aio::wait(tasks);
    });
    CHECK(std::count(line.begin(), line.end(), ',') == 99);
    CHECK(line.ends_with("task 101 done and 30 more\n"));
}

TEST_CASE("a group's end tells the tasks that haven't ended, and one that joins while it waits")
{
    CHECK(waits_of([]() -> coro<void> {
              co_await aio::with(aio::task_group(), [](aio::task_group& group) -> coro<void> {
                  group.create_task(naps(0));
                  group.create_task([](aio::task_group of) -> coro<void> {
                      co_await aio::sleep(2);
                      of.create_task(naps(1));
                  }(group));
                  group.create_task(naps(9)).cancel();
                  co_await aio::sleep(1);
                  group.create_task(naps(1));
              });
          }) == "task 3 done, task 5 done, task 6 done\n");
}

TEST_CASE("what a task waits for is told of each wait by itself, up to a moment")
{
    tests::trial t([]() -> coro<void> {
        co_await aio::gather(naps(1), naps(2));
        co_await naps(1);
        co_await aio::gather(naps(1));
    });
    trace::history h(t.finish().events());
    h.follow();
    const trace::lane& main = h.lanes()[0];
    REQUIRE(main.parts.size() == 3);
    const std::size_t after_first = h.position_at(1);
    REQUIRE(main.parts_at(after_first).size() == 2);
    CHECK(h.is_done(main.parts[0], after_first));
    CHECK(!h.is_done(main.parts[1], after_first));
    CHECK(main.parts_at(main.parts[1].position).size() == 1);  // the second isn't told yet
    CHECK(main.parts_at(h.position_at(2.5)).empty());
    CHECK(main.parts_at(h.size() - 1).empty());
}
