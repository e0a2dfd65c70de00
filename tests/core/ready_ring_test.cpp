#include "aio/detail/ready_ring.hpp"

#include <doctest/doctest.h>

#include <array>
#include <deque>

using aio::detail::ready_ring;

namespace {

struct item final : aio::detail::entry {
    item() : entry([](entry&, action) {}, aio::callback_kind::internal) {}
};

}  // namespace

TEST_CASE("the ready queue returns its items in order, while it grows and wraps around")
{
    ready_ring ring;
    std::array<item, 100> items;
    std::deque<aio::detail::entry*> expected;
    std::size_t wrong = 0;
    for (std::size_t i = 0; i != 5000; ++i) {
        for (std::size_t n = i * 7 % 5; n != 0; --n) {
            item* const next = &items[(i + n) % items.size()];
            ring.push(next);
            expected.push_back(next);
        }
        for (std::size_t n = i * 5 % 4; n != 0 && !expected.empty(); --n) {
            wrong += ring.pop() != expected.front();
            expected.pop_front();
        }
        wrong += ring.size() != expected.size();
    }
    CHECK(expected.size() > 100);
    for (std::size_t i = 0; i != expected.size(); ++i) {
        wrong += ring[i] != expected[i];
    }
    CHECK(wrong == 0);
}

TEST_CASE("a removed item leaves an empty place, so that the others keep their turns")
{
    ready_ring ring;
    std::array<item, 3> items;
    for (item& i : items) {
        ring.push(&i);
    }
    CHECK(ring.forget(&items[1]));
    CHECK_FALSE(ring.forget(&items[1]));
    CHECK(ring.size() == 3);
    CHECK(ring.pop() == &items[0]);
    CHECK(ring.pop() == nullptr);
    CHECK(ring.pop() == &items[2]);
    CHECK(ring.empty());
}

TEST_CASE("removing an item by its turn needs no search, and only works while it's there")
{
    ready_ring ring;
    std::array<item, 40> items;
    std::array<std::size_t, 40> turns;
    for (std::size_t i = 0; i != items.size(); ++i) {
        turns[i] = ring.next_turn();
        ring.push(&items[i]);
    }
    ring.pop();
    CHECK_FALSE(ring.forget_at(turns[0], &items[0]));
    CHECK_FALSE(ring.forget_at(turns[39], &items[38]));
    CHECK(ring.forget_at(turns[39], &items[39]));
    CHECK_FALSE(ring.forget_at(turns[39], &items[39]));
    CHECK_FALSE(ring.forget_at(ring.next_turn(), &items[1]));
    CHECK(ring[38] == nullptr);
    CHECK(ring.size() == 39);
}
