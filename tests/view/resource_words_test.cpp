// The words for queues, locks and the like, and for who waits at them.
#include <doctest/doctest.h>

#include <string>

#include "aio/barrier.hpp"
#include "aio/event.hpp"
#include "aio/priority_queue.hpp"
#include "aio/semaphore.hpp"
#include "aio/stream.hpp"
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

/// Where each task is, and then each resource, one a line, at `time`.
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
        text += web::resource_name(s.history(), r.id) + ": " + web::describe(s.history(), r, s.time()) +
                " | " + web::describe_waiters(s.history(), r) + "\n";
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

coro<void> answer(aio::stream_reader reader, aio::stream_writer writer)
{
    const std::string line = co_await reader.readline();
    writer.write("<" + line);
    writer.close();
}

coro<void> over_a_network()
{
    aio::loop::running().set_link({.latency = 1});
    const auto server = co_await aio::start_server(answer, "", 8000);
    auto [reader, writer] = co_await aio::open_connection("", 8000);
    writer.write("hello");
    co_await aio::sleep(0.5);
    writer.write("!\n");
    co_await aio::sleep(3);
    co_await reader.read(3);
    co_await aio::sleep(1);
}

}  // namespace

TEST_CASE("a queue's waiters, and the states of queues")
{
    CHECK(words_at<&at_queues>(0.5) == "Task-1: sleeping until 1.000 s\n"
                                       "Task-2: waiting to put into a queue\n"
                                       "Task-3: waiting to get from a priority queue\n"
                                       "Task-4: waiting for join() of a LIFO queue\n"
                                       "queue: 2 of 2 items: 1, 2; 2 unfinished | Task-2 to put\n"
                                       "priority queue: empty | Task-3 to get\n"
                                       "LIFO queue: 1 item: 7; 1 unfinished | Task-4 to join\n");
    CHECK(words_at<&at_queues>(1.5).find("queue: 2 of 2 items: 1, 2; 2 unfinished; shut down | \n") !=
          std::string::npos);
}

TEST_CASE("several resources of a kind in a program are told apart by number")
{
    CHECK(words_at<&two_queues>(0.5) == "Task-1: sleeping until 1.000 s\n"
                                        "Task-2: waiting to get from queue 2\n"
                                        "queue 1: empty | \n"
                                        "queue 2: empty | Task-2 to get\n");
}

TEST_CASE("the waiters of a lock, a semaphore, an event, a condition, a barrier")
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
                                           "barrier: 1 of 3 arrived | Task-6\n");
}

TEST_CASE("a segment of the timeline says what the task waited for")
{
    const web::session s(scene<&two_queues>::lesson);
    const trace::lane& lane = s.history().lanes()[1];
    CHECK(web::describe(s.history(), lane, lane.segments[2]) ==
          "Waiting to get from queue 2 from 0.000 s to 1.000 s (1.000 s).");
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

TEST_CASE("a stream says which tasks write and read, where its bytes are, and which tasks wait")
{
    CHECK(words_at<over_a_network>(2.2) ==
          "Task-1: sleeping until 2.500 s\n"
          "Task-2: done at 0.000 s\n"
          "Task-3: done at 1.000 s\n"
          "Task-4: waiting for data from stream 2\n"
          "stream 1: empty | \n"
          "stream 2: Task-1 → Task-4: 5 bytes on the way (3.000 s): b'hello' | Task-4 to read\n");
    const auto has = [](double time, const std::string& words) {
        CHECK_MESSAGE(words_at<over_a_network>(time).find(words) != std::string::npos, words);
    };
    has(2.7, "stream 2: Task-1 → Task-4: 5 bytes on the way (3.000 s): b'hello', 2 bytes on the way (3.500 "
             "s): b'!\\n' |");
    has(3.2, "stream 2: Task-1 → Task-4: 5 bytes to read: b'hello', 2 bytes on the way");
    has(4, "stream 1: Task-4 → …: 8 bytes on the way (4.500 s): b'<hello!\\n'; ended by its writer");
    has(6, "stream 1: Task-4 → Task-1: 5 bytes to read; ended by its writer");
}

TEST_CASE("of many pieces in flight the first are described one by one, and the rest as one")
{
    trace::log l;
    l.append({.task = 0, .subject = 1, .kind = trace::kind::resource_made, .detail = 9});
    const std::uint32_t x = l.intern("b'x'");
    constexpr int count = 100'000;
    for (int i = 0; i != count; ++i) {
        l.append({.subject = 1, .text = x, .other = 1, .kind = trace::kind::bytes_written});
        l.append({.value = 1.0 + i, .subject = 1, .other = 1, .kind = trace::kind::bytes_sent});
    }
    trace::history h(l);
    h.follow();
    const trace::resource_view& r = *h.head().resource(1);
    const std::string none = web::describe(h, r, 0);
    CHECK(none.substr(none.rfind(", ")) == ", 97 KB on the way (9.000 s to 100000.000 s): b'x' …");
    CHECK(web::describe(h, r, 50'000).substr(0, 19) == "48 KB arrived: b'x'");
}
