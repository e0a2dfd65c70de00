// The jobs on bench/loop/limit.hpp.

#include <cstdint>
#include <vector>

#include "jobs.hpp"
#include "limit.hpp"

namespace bench::limit_jobs {

using namespace limit;

namespace {

fiber trip(ring& ready, int turns)
{
    for (int i = 0; i < turns; ++i) {
        co_await turn{ready};
    }
}

fiber child(ring& ready, int& done)
{
    co_await turn{ready};
    ++done;
    co_return;
}

struct slot {
    std::coroutine_handle<> getter;
    std::coroutine_handle<> putter;
    int item = 0;
    bool full = false;
};

fiber produce(ring& ready, slot& s, int count)
{
    for (int i = 0; i < count; ++i) {
        while (s.full) {
            co_await park{s.putter};
        }
        s.item = i;
        s.full = true;
        if (s.getter) {
            ready.push(std::exchange(s.getter, {}));
        }
    }
}

fiber consume(ring& ready, slot& s, int count, std::int64_t& sum)
{
    for (int i = 0; i < count; ++i) {
        while (!s.full) {
            co_await park{s.getter};
        }
        sum += s.item;
        s.full = false;
        if (s.putter) {
            ready.push(std::exchange(s.putter, {}));
        }
    }
}

// A bounded buffer for many tasks: a task that finds it full or empty takes another turn.
struct buffer {
    std::vector<int> items;
    std::size_t limit;
};

fiber produce_many(ring& ready, buffer& b, int count)
{
    for (int i = 0; i < count; ++i) {
        while (b.items.size() == b.limit) {
            co_await turn{ready};
        }
        b.items.push_back(i);
    }
}

fiber consume_many(ring& ready, buffer& b, int count, std::int64_t& sum)
{
    for (int i = 0; i < count; ++i) {
        while (b.items.empty()) {
            co_await turn{ready};
        }
        sum += b.items.back();
        b.items.pop_back();
    }
}

fiber sleeper(std::vector<deadline>& heap, double when, int& done)
{
    co_await alarm{heap, when};
    ++done;
}

call chain(int depth)
{
    if (depth == 0) {
        co_return 1;
    }
    co_return co_await chain(depth - 1) + 1;
}

fiber waiter(std::vector<std::coroutine_handle<>>& parked, int a, std::int64_t b, std::int64_t& sum)
{
    std::coroutine_handle<>& place = parked.emplace_back();
    co_await park{place};
    sum += a + b;
}

}  // namespace

std::int64_t run_trip(int n)
{
    ring ready(128);
    for (int i = 0; i < trip_tasks; ++i) {
        ready.push(trip(ready, n / trip_tasks).handle);
    }
    ready.run();
    return n;
}

std::int64_t run_spawn(int n)
{
    static_assert(spawn_batch <= 2048);
    ring ready(2048);
    int done = 0;
    for (int batch = 0; batch < n / spawn_batch; ++batch) {
        for (int i = 0; i < spawn_batch; ++i) {
            ready.push(child(ready, done).handle);
        }
        ready.run();
    }
    return done;
}

std::int64_t run_ping_pong(int n)
{
    ring ready(16);
    slot s;
    std::int64_t sum = 0;
    ready.push(produce(ready, s, n).handle);
    ready.push(consume(ready, s, n, sum).handle);
    ready.run();
    return sum;
}

std::int64_t run_ten_and_ten(int n)
{
    ring ready(64);
    buffer b{{}, queue_size};
    b.items.reserve(queue_size);
    std::int64_t sum = 0;
    for (int i = 0; i < 10; ++i) {
        ready.push(produce_many(ready, b, n / 10).handle);
    }
    for (int i = 0; i < 10; ++i) {
        ready.push(consume_many(ready, b, n / 10, sum).handle);
    }
    ready.run();
    return sum;
}

std::int64_t run_timers(int n)
{
    std::vector<deadline> heap;
    int done = 0;
    for (int batch = 0; batch < n / timer_batch; ++batch) {
        for (int i = 0; i < timer_batch; ++i) {
            sleeper(heap, delay_of(i), done).handle.resume();
        }
        while (!heap.empty()) {
            std::pop_heap(heap.begin(), heap.end());
            const auto h = heap.back().handle;
            heap.pop_back();
            h.resume();
        }
    }
    return done;
}

std::int64_t run_chain(int n)
{
    std::int64_t sum = 0;
    for (int i = 0; i < n / chain_depth; ++i) {
        sum += chain(chain_depth).run();
    }
    return sum;
}

std::size_t run_memory(int n)
{
    std::vector<std::coroutine_handle<>> parked;
    parked.reserve(static_cast<std::size_t>(n));
    std::int64_t sum = 0;
    const std::size_t before = bytes_in_use();
    for (int i = 0; i < n; ++i) {
        waiter(parked, i, i, sum).handle.resume();
    }
    const std::size_t after = bytes_in_use();
    for (const auto h : parked) {
        h.resume();
    }
    return after - before;
}

}  // namespace bench::limit_jobs
