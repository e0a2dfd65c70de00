// What queues, locks and so on tell the observer, as the snapshot has it: each program's resources are
// written down whenever they change.
#include "trace/resource_view.hpp"

#include "aio/barrier.hpp"
#include "aio/event.hpp"
#include "aio/priority_queue.hpp"
#include "aio/semaphore.hpp"
#include "aio/wait.hpp"
#include "trace/snapshot.hpp"
#include "trace_of.hpp"

using aio::coro;

namespace {

const char* word(aio::resource_kind k)
{
    switch (k) {
    case aio::resource_kind::queue:
        return "queue";
    case aio::resource_kind::lifo_queue:
        return "lifo queue";
    case aio::resource_kind::priority_queue:
        return "priority queue";
    case aio::resource_kind::lock:
        return "lock";
    case aio::resource_kind::event:
        return "event";
    case aio::resource_kind::condition:
        return "condition";
    case aio::resource_kind::semaphore:
        return "semaphore";
    case aio::resource_kind::barrier:
        return "barrier";
    case aio::resource_kind::future:
        return "future";
    case aio::resource_kind::stream:
        return "stream";
    }
    return "";
}

template <typename List>
std::string tasks(const char* title, const List& ids)
{
    std::string text;
    for (const std::uint32_t id : ids) {
        text += " " + std::to_string(id);
    }
    return text.empty() ? "" : std::string(", ") + title + text;
}

std::string line(const trace::resource_view& r, const trace::log& events)
{
    std::string text = word(r.kind);
    text += " " + std::to_string(r.id) + ": value " + aio::str(static_cast<int>(r.value));
    text += r.limit != 0 ? " limit " + aio::str(static_cast<int>(r.limit)) : "";
    text += r.items.empty() ? "" : " items";
    for (const trace::item_view& item : r.items) {
        text += " " + events.text(item.text);
    }
    text += tasks("getters", r.waiting(aio::wait_role::getter));
    text += tasks("putters", r.waiting(aio::wait_role::putter));
    text += tasks("joiners", r.waiting(aio::wait_role::joiner));
    text += tasks("acquirers", r.waiting(aio::wait_role::acquirer));
    text += tasks("waiters", r.waiting(aio::wait_role::waiter));
    text += tasks("holders", r.holders);
    return text + (r.closed ? ", closed\n" : "\n");
}

/// Every state of the resource that it is about, one a line, as `main` runs to its end.
std::string states_of(const tests::main_function& main, std::uint32_t id = 1)
{
    tests::trial t(main);
    t.finish();
    trace::snapshot s;
    std::string text;
    std::string last;
    for (const trace::event& e : t.events().events()) {
        trace::apply(s, e, t.events());
        const trace::resource_view* r = s.resource(id);
        std::string now = r ? line(*r, t.events()) : last.empty() ? "" : "dropped\n";
        if (now != last) {
            text += now;
            last = std::move(now);
        }
    }
    return text;
}

void check_states(const tests::main_function& main, std::string_view expected, std::uint32_t id = 1)
{
    CHECK(states_of(main, id) == tests::plain(expected));
}

/// Is less than another by its number alone.
struct job {
    int number;
    const char* name;
    bool operator<(const job& other) const { return number < other.number; }
};

std::string str(const job& j)
{
    return j.name;
}

}  // namespace

TEST_CASE("a queue shows its items in the order of get, its waiters, and its unfinished count")
{
    const auto consumer = [](aio::queue<std::string> q) -> coro<void> {
        for (int i = 0; i != 3; ++i) {
            co_await q.get();
        }
        q.task_done();
    };
    const auto main = [&]() -> coro<void> {
        aio::queue<std::string> q(2);
        co_await q.put("a");
        co_await q.put("b");
        const auto t = aio::create_task(consumer(q));
        co_await q.put("c");
        co_await t;
    };
    check_states(main, R"(
        queue 1: value 0 limit 2
        queue 1: value 1 limit 2 items a
        queue 1: value 2 limit 2 items a b
        queue 1: value 2 limit 2 items a b, putters 1
        queue 1: value 2 limit 2 items b, putters 1
        queue 1: value 2 limit 2, putters 1
        queue 1: value 2 limit 2, getters 2, putters 1
        queue 1: value 2 limit 2, getters 2
        queue 1: value 3 limit 2 items c, getters 2
        queue 1: value 3 limit 2 items c
        queue 1: value 3 limit 2
        queue 1: value 2 limit 2
        dropped
    )");
}

TEST_CASE("a queue that is shut down at once loses its items, and joiners resume")
{
    const auto joiner = [](aio::queue<int> q) -> coro<void> { co_await q.join(); };
    const auto main = [&]() -> coro<void> {
        aio::queue<int> q;
        q.put_nowait(1);
        q.put_nowait(2);
        const auto t = aio::create_task(joiner(q));
        co_await aio::sleep(0);
        q.shutdown(true);
        co_await t;
    };
    check_states(main, R"(
        queue 1: value 0
        queue 1: value 1 items 1
        queue 1: value 2 items 1 2
        queue 1: value 2 items 1 2, joiners 2
        queue 1: value 2 items 1 2, joiners 2, closed
        queue 1: value 2 items 2, joiners 2, closed
        queue 1: value 1 items 2, joiners 2, closed
        queue 1: value 1, joiners 2, closed
        queue 1: value 0, joiners 2, closed
        queue 1: value 0, closed
        dropped
    )");
}

TEST_CASE("a LIFO queue shows the last item put first")
{
    const auto main = []() -> coro<void> {
        aio::lifo_queue<int> q;
        q.put_nowait(1);
        q.put_nowait(2);
        q.get_nowait();
        q.put_nowait(3);
        q.get_nowait();
        q.get_nowait();
        co_return;
    };
    check_states(main, R"(
        lifo queue 1: value 0
        lifo queue 1: value 1 items 1
        lifo queue 1: value 2 items 2 1
        lifo queue 1: value 2 items 1
        lifo queue 1: value 3 items 3 1
        lifo queue 1: value 3 items 1
        lifo queue 1: value 3
        dropped
    )");
}

TEST_CASE("a priority queue shows the heap's order, even if items are equal and swap turns")
{
    const auto main = []() -> coro<void> {
        aio::priority_queue<job> q;
        q.put_nowait({2, "d"});
        q.put_nowait({1, "a"});
        q.put_nowait({1, "b"});
        q.put_nowait({1, "c"});
        q.put_nowait({0, "first"});
        while (!q.empty()) {
            q.get_nowait();
        }
        q.put_nowait({1, "z"});
        co_return;
    };
    check_states(main, R"(
        priority queue 1: value 0
        priority queue 1: value 1 items d
        priority queue 1: value 2 items a d
        priority queue 1: value 3 items a b d
        priority queue 1: value 4 items a b c d
        priority queue 1: value 5 items first a b c d
        priority queue 1: value 5 items first b a c d
        priority queue 1: value 5 items first b c a d
        priority queue 1: value 5 items b c a d
        priority queue 1: value 5 items c a d
        priority queue 1: value 5 items a d
        priority queue 1: value 5 items d
        priority queue 1: value 5
        priority queue 1: value 6 items z
        dropped
    )");
}

TEST_CASE("a priority queue shows the item that is got next, through a thousand puts and gets")
{
    bool right = true;
    const auto main = [&]() -> coro<void> {
        aio::priority_queue<job> q;
        unsigned state = 1;
        for (int i = 0; i != 1000; ++i) {
            state = state * 1103515245 + 12345;
            const unsigned random = state >> 16 & 0x7fff;
            if (random % 5 < 2 && !q.empty()) {
                q.get_nowait();
            } else {
                q.put_nowait({static_cast<int>(random % 4), ""});
            }
        }
        co_return;
    };
    tests::trial t(main);
    t.finish();
    trace::snapshot s;
    for (const trace::event& e : t.events().events()) {
        if (e.kind == trace::kind::item_got) {
            right = right && s.resources.front().items.front().id == e.other;
        }
        trace::apply(s, e, t.events());
    }
    CHECK(right);
}

TEST_CASE("items are shown with str, tuples part by part, and without str not at all")
{
    struct opaque {};
    CHECK(aio::detail::item_text(1.5) == "1.5");
    CHECK(aio::detail::item_text("text") == "text");
    CHECK(aio::detail::item_text(job{1, "by its own str"}) == "by its own str");
    CHECK(aio::detail::item_text(std::make_pair(2, std::string("b"))) == "(2, b)");
    CHECK(aio::detail::item_text(std::make_tuple(true, std::optional<int>(), std::optional<int>(4))) ==
          "(True, None, 4)");
    CHECK(aio::detail::item_text(opaque()).empty());
    const opaque o;
    CHECK(aio::detail::item_text(&o).empty());
}

TEST_CASE("a lock shows its holder and its waiters")
{
    const auto worker = [](aio::lock l) -> coro<void> {
        co_await l.acquire();
        l.release();
    };
    const auto main = [&]() -> coro<void> {
        aio::lock l;
        co_await l.acquire();
        const auto a = aio::create_task(worker(l));
        const auto b = aio::create_task(worker(l));
        co_await aio::sleep(0);
        l.release();
        co_await b;
    };
    check_states(main, R"(
        lock 1: value 0
        lock 1: value 1, holders 1
        lock 1: value 1, acquirers 2, holders 1
        lock 1: value 1, acquirers 2 3, holders 1
        lock 1: value 0, acquirers 2 3
        lock 1: value 0, acquirers 3
        lock 1: value 1, acquirers 3, holders 2
        lock 1: value 0, acquirers 3
        lock 1: value 0
        lock 1: value 1, holders 3
        lock 1: value 0
        dropped
    )");
}

TEST_CASE("a semaphore shows its free permits and its holders; a woken task has its permit before its turn")
{
    const auto worker = [](aio::semaphore s) -> coro<void> {
        co_await s.acquire();
        s.release();
    };
    const auto main = [&]() -> coro<void> {
        aio::semaphore s(1);
        co_await s.acquire();
        const auto a = aio::create_task(worker(s));
        co_await aio::sleep(0);
        s.release();
        co_await a;
        s.release();
        co_await s.acquire();
    };
    check_states(main, R"(
        semaphore 1: value 1 limit 1
        semaphore 1: value 0 limit 1
        semaphore 1: value 0 limit 1, holders 1
        semaphore 1: value 0 limit 1, acquirers 2, holders 1
        semaphore 1: value 0 limit 1, acquirers 2
        semaphore 1: value 1 limit 1, acquirers 2
        semaphore 1: value 0 limit 1, acquirers 2
        semaphore 1: value 0 limit 1
        semaphore 1: value 0 limit 1, holders 2
        semaphore 1: value 0 limit 1
        semaphore 1: value 1 limit 1
        semaphore 1: value 2 limit 1
        semaphore 1: value 1 limit 1
        semaphore 1: value 1 limit 1, holders 1
        dropped
    )");
}

TEST_CASE("an event shows whether it's set, and its waiters")
{
    const auto waiter = [](aio::event e) -> coro<void> { co_await e.wait(); };
    const auto main = [&]() -> coro<void> {
        aio::event e;
        const auto a = aio::create_task(waiter(e));
        co_await aio::sleep(0);
        e.set();
        co_await a;
        e.clear();
    };
    check_states(main, R"(
        event 1: value 0
        event 1: value 0, waiters 2
        event 1: value 1, waiters 2
        event 1: value 1
        event 1: value 0
        dropped
    )");
}

TEST_CASE("a condition shows its waiters and its lock, and the lock shows the tasks waiting to reacquire it")
{
    const auto waiter = [](aio::condition c) -> coro<void> {
        co_await c.acquire();
        co_await c.wait();
        c.release();
    };
    const auto main = [&]() -> coro<void> {
        aio::condition c;
        const auto a = aio::create_task(waiter(c));
        co_await aio::sleep(0);
        co_await c.acquire();
        c.notify();
        co_await aio::sleep(0);
        c.release();
        co_await a;
    };
    check_states(main, R"(
        condition 2: value 0 limit 1
        condition 2: value 0 limit 1, waiters 2
        condition 2: value 0 limit 1
        dropped
    )",
                 2);
    check_states(main, R"(
        lock 1: value 0
        lock 1: value 1, holders 2
        lock 1: value 0
        lock 1: value 1, holders 1
        lock 1: value 1, acquirers 2, holders 1
        lock 1: value 0, acquirers 2
        lock 1: value 0
        lock 1: value 1, holders 2
        lock 1: value 0
        dropped
    )",
                 1);
}

TEST_CASE("a barrier shows how many have arrived and its waiters, but not its inner lock and condition")
{
    const auto party = [](aio::barrier b) -> coro<void> {
        try {
            co_await b.wait();
        } catch (const aio::broken_barrier_error&) {
        }
    };
    const auto main = [&]() -> coro<void> {
        aio::barrier b(2);
        aio::create_task(party(b));
        co_await aio::sleep(0);
        co_await b.wait();
        co_await aio::sleep(0);
        aio::create_task(party(b));
        co_await aio::sleep(0);
        co_await b.abort();
        co_await aio::sleep(0);
        co_await b.reset();
    };
    check_states(main, R"(
        barrier 1: value 0 limit 2
        barrier 1: value 1 limit 2
        barrier 1: value 1 limit 2, waiters 2
        barrier 1: value 2 limit 2, waiters 2
        barrier 1: value 1 limit 2, waiters 2
        barrier 1: value 1 limit 2
        barrier 1: value 0 limit 2
        barrier 1: value 1 limit 2
        barrier 1: value 1 limit 2, waiters 3
        barrier 1: value 1 limit 2, waiters 3, closed
        barrier 1: value 1 limit 2, closed
        barrier 1: value 0 limit 2, closed
        barrier 1: value 0 limit 2
        dropped
    )");
    CHECK(states_of(main, 2).empty());
}

TEST_CASE("a waiting task says for what, and its place is the program's await")
{
    constexpr std::uint32_t line = __LINE__ + 1;
    const auto getter = [](aio::queue<int> q) -> coro<void> { co_await q.get(); };
    const auto main = [&]() -> coro<void> {
        aio::queue<int> q;
        const auto t = aio::create_task(getter(q));
        const auto u = aio::create_task(q.get());
        co_await aio::sleep(1);
        q.put_nowait(1);
        q.put_nowait(2);
        co_await t;
        co_await u;
    };
    tests::trial t(main);
    t.runner().advance(0.5);
    trace::snapshot s;
    for (const trace::event& e : t.events().events()) {
        trace::apply(s, e, t.events());
    }
    const trace::task_view& direct = *s.task(2);
    const trace::task_view& wrapped = *s.task(3);
    CHECK(direct.state == trace::task_state::waiting);
    CHECK(direct.waits == aio::wait_kind::resource);
    CHECK(direct.subject == 1);
    CHECK(direct.role == aio::wait_role::getter);
    CHECK(direct.line == line);
    CHECK(t.events().text(direct.function) == "operator()");
    CHECK(wrapped.role == aio::wait_role::getter);
    t.finish();
}

TEST_CASE("a program's own future shows which tasks await it, how it ended, and which task set it")
{
    const auto awaits = [](aio::future<int> f) -> coro<void> {
        co_await aio::sleep(1);
        co_await f;
    };
    const auto sets = [](aio::future<int> f) -> coro<void> {
        co_await aio::sleep(2);
        f.set_result(7);
    };
    const auto main = [&]() -> coro<void> {
        const auto f = aio::future<int>();
        const auto first = aio::create_task(awaits(f));
        const auto second = aio::create_task(awaits(f));
        const auto third = aio::create_task(sets(f));
        co_await first;
        co_await second;
        co_await third;
    };
    check_states(main, R"(
        future 1: value 0
        future 1: value 0, waiters 2
        future 1: value 0, waiters 2 3
        future 1: value 1, waiters 2 3
        future 1: value 1, waiters 2 3, holders 4
        future 1: value 1, waiters 3, holders 4
        future 1: value 1, holders 4
        dropped
    )");
}

TEST_CASE("a future cancelled through its waiter shows that; the library's own futures aren't shown")
{
    const auto awaits = [](aio::future<void> f) -> coro<void> { co_await f; };
    const auto main = [&]() -> coro<void> {
        const aio::future<void> f;
        const auto t = aio::create_task(awaits(f));
        co_await aio::sleep(1);
        t.cancel();
        co_await aio::wait(std::vector{t});
    };
    check_states(main, R"(
        future 1: value 0
        future 1: value 0, waiters 2
        future 1: value 2, waiters 2
        future 1: value 2, waiters 2, holders 1
        future 1: value 2, holders 1
        dropped
    )");
    CHECK(states_of(main, 2).empty());
}
