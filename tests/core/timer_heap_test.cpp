#include "aio/detail/timer_heap.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <vector>

using aio::detail::timer_heap;

namespace {

struct timer final : aio::detail::timer {
    timer(double deadline, std::uint32_t number)
        : aio::detail::timer([](entry&, action) {}, aio::callback_kind::timer)
    {
        when = deadline;
        id = number;
    }
};

bool earlier(const timer* a, const timer* b)
{
    return a->when != b->when ? a->when < b->when : a->id < b->id;
}

}  // namespace

TEST_CASE("timers leave the heap by deadline, and equal ones in the order they were set")
{
    timer_heap heap;
    CHECK(heap.empty());
    std::vector<std::unique_ptr<timer>> timers;
    for (const double when : {3.0, 1.0, 2.0, 1.0, 3.0, 1.0}) {
        timers.push_back(std::make_unique<timer>(when, static_cast<std::uint32_t>(timers.size())));
        heap.push(*timers.back());
    }
    CHECK(heap.size() == 6);
    std::vector<std::uint32_t> order;
    while (!heap.empty()) {
        order.push_back(heap.top().id);
        heap.remove(heap.top());
    }
    CHECK(order == std::vector<std::uint32_t>{1, 3, 5, 2, 0, 4});
}

TEST_CASE("a timer knows whether it is set")
{
    timer_heap heap;
    timer t(1, 1);
    CHECK_FALSE(t.scheduled());
    heap.push(t);
    CHECK(t.scheduled());
    heap.remove(t);
    CHECK_FALSE(t.scheduled());
    CHECK(heap.empty());
}

TEST_CASE("whatever is set and removed, the earliest timer is on top")
{
    std::mt19937 random(1);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
    timer_heap heap;
    std::vector<std::unique_ptr<timer>> all;
    std::vector<timer*> set;
    std::size_t wrong = 0;
    for (std::uint32_t i = 0; i != 20000; ++i) {
        if (set.empty() || below(100) < (i < 10000 ? 55U : 45U)) {
            all.push_back(std::make_unique<timer>(static_cast<double>(below(50)), i));
            set.push_back(all.back().get());
            heap.push(*set.back());
        } else {
            const auto place = set.begin() + static_cast<std::ptrdiff_t>(below(set.size()));
            heap.remove(**place);
            set.erase(place);
        }
        wrong += heap.size() != set.size();
        wrong += !set.empty() && &heap.top() != *std::min_element(set.begin(), set.end(), earlier);
    }
    CHECK(wrong == 0);
}
