// The words for queues, locks and the like, and for who waits at them.
#include <doctest/doctest.h>

#include <string>

#include "aio/barrier.hpp"
#include "aio/event.hpp"
#include "aio/priority_queue.hpp"
#include "aio/semaphore.hpp"
#include "aio/task.hpp"
#include "scenes.hpp"
#include "web/view/describe.hpp"
#include "web/view/state_json.hpp"

namespace {

using aio::coro;

/// A lesson whose program is the function `Main`.
template <coro<void> (*Main)()>
class scene final : public lessons::program {
public:
    void set(std::size_t, double) override {}
    coro<void> main() override { return Main(); }
    static std::unique_ptr<lessons::program> make() { return std::make_unique<scene>(); }
    static constexpr lessons::lesson lesson{1, "scene", "A scene", "", {}, &make};
};

/// Where each task stands, and then each resource, one a line, at `time`.
template <coro<void> (*Main)()>
std::string words_at(double time)
{
    web::session s(scene<Main>::lesson);
    s.seek(time);
    std::string text;
    for (const trace::task_view& t : s.now().tasks) {
        text += web::task_name(s.history(), t.id) + ": " + web::describe(s.history(), s.now(), t) + "\n";
    }
    for (const trace::resource_view& r : s.now().resources) {
        text += web::resource_name(s.history(), r.id) + ": " + web::describe(s.history(), r) + " | " +
                web::describe_waiters(s.history(), r) + "\n";
    }
    return text;
}

coro<void> get(aio::queue<int> q)
{
    co_await q.get();
}

coro<void> put(aio::queue<int> q)
{
    co_await q.put(3);
}

coro<void> join(aio::queue<int> q)
{
    co_await q.join();
}

coro<void> at_queues()
{
    aio::queue<int> full(2);
    full.put_nowait(1);
    full.put_nowait(2);
    aio::priority_queue<int> empty;
    aio::lifo_queue<int> one;
    one.put_nowait(7);
    const auto a = aio::create_task(put(full));
    const auto b = aio::create_task(get(empty));
    const auto c = aio::create_task(join(one));
    co_await aio::sleep(1);
    full.shutdown();
    co_await aio::sleep(1);
}

coro<void> two_queues()
{
    const aio::queue<int> first;
    const aio::queue<int> second;
    const auto t = aio::create_task(get(second));
    co_await aio::sleep(1);
}

coro<void> acquire(aio::lock l)
{
    co_await l.acquire();
}

coro<void> acquire_one(aio::semaphore s)
{
    co_await s.acquire();
}

coro<void> wait_event(aio::event e)
{
    co_await e.wait();
}

coro<void> wait_condition(aio::condition c)
{
    co_await c.acquire();
    co_await c.wait();
}

coro<void> wait_barrier(aio::barrier b)
{
    co_await b.wait();
}

coro<void> at_the_others()
{
    const aio::lock lock;
    const aio::semaphore semaphore(1);
    const aio::event event;
    const aio::condition condition(lock);
    const aio::barrier barrier(3);
    const auto a = aio::create_task(wait_condition(condition));
    co_await aio::sleep(0);
    co_await lock.acquire();
    co_await semaphore.acquire();
    const auto b = aio::create_task(acquire(lock));
    const auto c = aio::create_task(acquire_one(semaphore));
    const auto d = aio::create_task(wait_event(event));
    const auto e = aio::create_task(wait_barrier(barrier));
    co_await aio::sleep(1);
}

}  // namespace

TEST_CASE("who waits at a queue, and how the queues stand")
{
    CHECK(words_at<&at_queues>(0.5) == "Task-1: sleeping until 1.000 s\n"
                                       "Task-2: waiting to put into a queue\n"
                                       "Task-3: waiting to get from a priority queue\n"
                                       "Task-4: waiting for the work of a LIFO queue to be done\n"
                                       "queue: 2 of 2 items: 1, 2; 2 unfinished | Task-2 to put\n"
                                       "priority queue: empty | Task-3 to get\n"
                                       "LIFO queue: 1 item: 7; 1 unfinished | Task-4 to join\n");
    CHECK(words_at<&at_queues>(1.5).find("queue: 2 of 2 items: 1, 2; 2 unfinished; shut down | \n") !=
          std::string::npos);
}

TEST_CASE("where a program has several of a kind they are told apart by number")
{
    CHECK(words_at<&two_queues>(0.5) == "Task-1: sleeping until 1.000 s\n"
                                        "Task-2: waiting to get from queue 2\n"
                                        "queue 1: empty | \n"
                                        "queue 2: empty | Task-2 to get\n");
}

TEST_CASE("who waits at a lock, a semaphore, an event, a condition, a barrier")
{
    CHECK(words_at<&at_the_others>(0.5) == "Task-1: sleeping until 1.000 s\n"
                                           "Task-2: waiting for a condition\n"
                                           "Task-3: waiting for a lock\n"
                                           "Task-4: waiting for a semaphore\n"
                                           "Task-5: waiting for an event\n"
                                           "Task-6: waiting at a barrier\n"
                                           "lock: held by Task-1 | Task-3\n"
                                           "semaphore: 0 free; held by Task-1 | Task-4\n"
                                           "event: not set | Task-5\n"
                                           "condition: with a lock | Task-2\n"
                                           "barrier: 1 of 3 there | Task-6\n");
}

TEST_CASE("a segment of the timeline says what was waited for")
{
    const web::session s(scene<&two_queues>::lesson);
    const trace::lane& lane = s.history().lanes()[1];
    CHECK(web::describe(s.history(), lane, lane.segments[2]) ==
          "Waiting to get from queue 2 from 0.000 s to 1.000 s (1.000 s). Woken to be cancelled.");
}

TEST_CASE("the state as JSON has the resources")
{
    web::session s(scene<&at_queues>::lesson);
    s.seek(0.5);
    const std::string json = web::state_json(s, [](std::uint32_t) { return std::string(); });
    CHECK(json.find(R"("resources":[{"name":"queue","detail":"2 of 2 items: 1, 2; 2 unfinished",)"
                    R"("waiting":"Task-2 to put","limit":2.0,"value":2.0,"closed":false,"items":["1","2"],)"
                    R"("waiters":[{"task":"Task-2","role":"putter"}],"holders":[]},)") != std::string::npos);
    web::session others(scene<&at_the_others>::lesson);
    others.seek(0.5);
    const std::string more = web::state_json(others, [](std::uint32_t) { return std::string(); });
    CHECK(more.find(R"({"name":"lock","detail":"held by Task-1","waiting":"Task-3","limit":null,"value":1.0,)"
                    R"("closed":false,"items":[],"waiters":[{"task":"Task-3","role":"acquirer"}],)"
                    R"("holders":["Task-1"]})") != std::string::npos);
}
