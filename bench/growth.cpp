// Does one job on n things and prints the nanoseconds per thing: growth_bench JOB N. The goal is the same
// time for a thousand as for a million.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "aio/event.hpp"
#include "aio/future.hpp"
#include "aio/gather.hpp"
#include "aio/lock.hpp"
#include "aio/queue.hpp"
#include "aio/run.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"

namespace {

using aio::coro;

coro<> wait_for_event(aio::event e)
{
    co_await e.wait();
}

// Tasks that wait for one event, which wakes all of them.
coro<> waiters(int n)
{
    aio::event e;
    std::vector<coro<>> all;
    for (int i = 0; i != n; ++i) {
        all.push_back(wait_for_event(e));
    }
    const auto gathered = aio::gather(std::move(all));
    co_await aio::sleep(1);
    e.set();
    co_await gathered;
}

coro<> hold(aio::lock l)
{
    co_await l.acquire();
    co_await aio::sleep(0);
    l.release();
}

// Tasks that wait for a lock, which each hands over to the next.
coro<> line_at_a_lock(int n)
{
    aio::lock l;
    std::vector<coro<>> all;
    for (int i = 0; i != n; ++i) {
        all.push_back(hold(l));
    }
    co_await aio::gather(std::move(all));
}

coro<> get(aio::queue<int> q)
{
    co_await q.get();
}

// Tasks that wait for an item and are cancelled, last one first.
coro<> cancelled_waiters(int n)
{
    aio::queue<int> q;
    std::vector<aio::task<>> all;
    for (int i = 0; i != n; ++i) {
        all.push_back(aio::create_task(get(q)));
    }
    co_await aio::sleep(1);
    for (auto t = all.rbegin(); t != all.rend(); ++t) {
        t->cancel();
    }
    co_await aio::sleep(0);
    co_await aio::sleep(0);
}

// Timers that are set and cancelled, while one of them stays set.
coro<> cancelled_timers(int n)
{
    aio::loop& l = aio::loop::running();
    l.call_later(0.5, [] {});
    std::vector<aio::timer_handle> all;
    for (int i = 0; i != n; ++i) {
        all.push_back(l.call_later(1 + i % 1000, [] {}));
    }
    for (const auto& timer : all) {
        timer.cancel();
    }
    co_await aio::sleep(1);
}

coro<> turn()
{
    co_await aio::sleep(0);
}

coro<> add_children(aio::task_group& group, int n)
{
    for (int i = 0; i != n; ++i) {
        group.create_task(turn());
    }
    co_return;
}

// The children of one task group.
coro<> children(int n)
{
    co_await aio::with(aio::task_group(), [n](aio::task_group& group) { return add_children(group, n); });
}

// The callbacks of one future.
coro<> callbacks(int n)
{
    aio::future<int> f;
    int called = 0;
    for (int i = 0; i != n; ++i) {
        f.add_done_callback([&called](const aio::future<int>&) { ++called; });
    }
    f.set_result(1);
    co_await aio::sleep(0);
    co_await aio::sleep(0);
}

struct block {
    block* next;
    char rest[240];
};

// No loop at all: blocks as large as a waiting task, made in a row, gone through as often as a waiter is (when it's
// made, begins, is woken and ends), and dropped. It's what the processor's caches alone make of the number.
coro<> caches(int n)
{
    block* first = nullptr;
    block** last = &first;
    for (int i = 0; i != n; ++i) {
        *last = new block{nullptr, {}};
        last = &(*last)->next;
    }
    for (int pass = 0; pass != 2; ++pass) {
        for (block* b = first; b; b = b->next) {
            for (std::size_t line = 0; line < sizeof(b->rest); line += 64) {
                ++b->rest[line];
            }
        }
    }
    while (first) {
        delete std::exchange(first, first->next);
    }
    co_return;
}

}  // namespace

int main(int argc, char** argv)
{
    const std::map<std::string, coro<> (*)(int)> jobs{
        {"waiters", waiters},
        {"line_at_a_lock", line_at_a_lock},
        {"cancelled_waiters", cancelled_waiters},
        {"cancelled_timers", cancelled_timers},
        {"children", children},
        {"callbacks", callbacks},
        {"caches", caches},
    };
    const auto found = jobs.find(argc == 3 ? argv[1] : "");
    const int n = argc == 3 ? std::atoi(argv[2]) : 0;
    if (found == jobs.end() || n <= 0) {
        std::fputs("usage: growth_bench JOB N\n", stderr);
        return 2;
    }
    // Repeat until it takes a while, after one round of warming up.
    constexpr int least = 1'000'000;
    const int times = n < least ? least / n : 1;
    double best = 0;
    for (int round = 0; round != 2; ++round) {
        const auto before = std::chrono::steady_clock::now();
        for (int i = 0; i != times; ++i) {
            aio::loop l;
            aio::run(l, found->second(n));
        }
        const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - before;
        const double each = took.count() / times / n;
        best = round == 0 || each < best ? each : best;
    }
    std::printf("%.2f\n", best);
    return 0;
}
