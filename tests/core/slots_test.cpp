#include "trace/slots.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <random>
#include <string>

#include "trace/two_ended.hpp"

namespace {

/// A number that counts how often it is looked at or moved: what a list does for one operation.
struct counting {
    std::uint32_t n = 0;
    inline static std::size_t steps = 0;

    counting(std::uint32_t number = 0) : n(number) {}
    counting(const counting& other) : n(other.n) { ++steps; }
    counting& operator=(const counting& other)
    {
        ++steps;
        n = other.n;
        return *this;
    }
    ~counting() = default;
    bool operator==(const counting& other) const
    {
        ++steps;
        return n == other.n;
    }
    bool operator<(const counting& other) const
    {
        ++steps;
        return n < other.n;
    }
};

struct counted {
    counting id;
};

struct named {
    std::uint32_t id = 0;
    std::string name;
    bool operator==(const named&) const = default;
};

using names = trace::slots<named, &named::id>;

std::string ids(const names& list)
{
    std::string text;
    for (const named& n : list) {
        text += (text.empty() ? "" : " ") + std::to_string(n.id);
    }
    return text;
}

enum class leaves { first, last, any };

/// How many steps an operation takes where `size` entries are in the list, and one comes for each that
/// leaves.
double steps_of(std::uint32_t size, leaves which)
{
    trace::slots<counted, &counted::id> list;
    std::vector<std::uint32_t> there;
    std::uint32_t next = 0;
    std::size_t oldest = 0;
    std::minstd_rand random(1);
    while (there.size() != size) {
        list.push_back({++next});
        there.push_back(next);
    }
    counting::steps = 0;
    const std::uint32_t operations = 4 * size;
    for (std::uint32_t i = 0; i != operations; ++i) {
        const std::size_t at = which == leaves::first  ? oldest++ % size
                               : which == leaves::last ? size - 1
                                                       : random() % size;
        list.erase(there[at]);
        list.push_back({++next});
        there[at] = next;
    }
    return static_cast<double>(counting::steps) / operations;
}

}  // namespace

TEST_CASE("slots keep entries in the order of their numbers, and find and erase them by number")
{
    names list;
    for (const std::uint32_t id : {2U, 3U, 5U, 8U, 13U}) {
        list.push_back({id, "name"});
    }
    CHECK(ids(list) == "2 3 5 8 13");
    CHECK(list.front().id == 2);
    CHECK(list.erase(5));
    CHECK_FALSE(list.erase(5));
    CHECK_FALSE(list.erase(4));
    CHECK(ids(list) == "2 3 8 13");
    CHECK(list.find(5) == nullptr);
    CHECK(list.find(99) == nullptr);
    REQUIRE(list.find(8));
    list.find(8)->name = "eight";
    CHECK(list.find(8)->name == "eight");
    list.erase(3);
    list.pop_front();
    CHECK(ids(list) == "8 13");
    CHECK(list.front().name == "eight");
    list.pop_front();
    list.pop_front();
    CHECK(list.empty());
    CHECK(ids(list).empty());
    list.push_back({21, ""});
    CHECK(ids(list) == "21");
}

TEST_CASE("an entry whose number isn't the highest finds its place, or replaces the one with its number")
{
    names list;
    for (const std::uint32_t id : {4U, 9U, 6U, 2U}) {
        list.push_back({id, "first"});
    }
    CHECK(ids(list) == "2 4 6 9");
    list.erase(6);
    list.push_back({5, ""});
    list.push_back({6, "again"});
    list.push_back({9, "other"});
    CHECK(ids(list) == "2 4 5 6 9");
    CHECK(list.size() == 5);
    CHECK(list.find(6)->name == "again");
    CHECK(list.find(9)->name == "other");
}

TEST_CASE("slots with the same entries are equal, whatever was erased between them, and so is a copy")
{
    names some;
    names all;
    for (std::uint32_t id = 1; id != 100; ++id) {
        all.push_back({id, std::to_string(id)});
        if (id % 3 == 0) {
            some.push_back({id, std::to_string(id)});
        }
    }
    CHECK_FALSE(all == some);
    for (std::uint32_t id = 1; id != 100; ++id) {
        if (id % 3 != 0) {
            all.erase(id);
        }
    }
    CHECK(all == some);
    all.erase(33);
    CHECK_FALSE(all == some);
    names copy = all;
    CHECK(copy == all);
    copy.push_back({200, ""});
    CHECK_FALSE(copy == all);
    copy = some;
    CHECK(copy == some);
    CHECK(ids(copy) == ids(some));
}

TEST_CASE("slots do the same as a map, whatever is added and erased")
{
    names list;
    std::map<std::uint32_t, named> model;
    std::minstd_rand random(7);
    std::size_t wrong = 0;
    for (std::uint32_t i = 1; i != 4000; ++i) {
        const std::uint32_t id = random() % 7 == 0 ? static_cast<std::uint32_t>(random() % (2 * i)) : 2 * i;
        list.push_back({id, std::to_string(i)});
        model[id] = {id, std::to_string(i)};
        for (std::uint32_t tries = random() % (i % 1000 < 500 ? 2 : 4); tries != 0; --tries) {
            const auto gone = static_cast<std::uint32_t>(random() % (2 * i + 1));
            wrong += list.erase(gone) != (model.erase(gone) == 1);
        }
        wrong += list.size() != model.size();
    }
    CHECK(wrong == 0);
    CHECK(std::equal(list.begin(), list.end(), model.begin(), model.end(),
                     [](const named& a, const auto& b) { return a == b.second; }));
}

TEST_CASE("an operation on slots takes no more steps with a hundred times as many entries")
{
    for (const leaves which : {leaves::first, leaves::last, leaves::any}) {
        const double few = steps_of(100, which);
        const double many = steps_of(10'000, which);
        CHECK(few < 40);
        CHECK(many < 60);  // a binary search has seven steps more
    }
}

TEST_CASE("a vector with two ends does the same as a vector, at either end and in between")
{
    trace::two_ended<std::uint32_t> list;
    std::vector<std::uint32_t> model;
    std::minstd_rand random(3);
    std::size_t wrong = 0;
    for (std::uint32_t i = 0; i != 6000; ++i) {
        const std::size_t size = model.size();
        const std::size_t place = random() % 3;
        const auto at = place == 0 ? 0 : place == 1 ? size : random() % (size + 1);
        if (random() % 100 < (i % 2000 < 1000 ? 70U : 30U)) {
            list.insert(at, i);
            model.insert(model.begin() + static_cast<std::ptrdiff_t>(at), i);
        } else if (size != 0) {
            const std::size_t gone = std::min(at, size - 1);
            list.erase(gone);
            model.erase(model.begin() + static_cast<std::ptrdiff_t>(gone));
        }
        wrong +=
            list.size() != model.size() || !std::equal(list.begin(), list.end(), model.begin(), model.end());
    }
    CHECK(wrong == 0);
    trace::two_ended<std::uint32_t> other;
    for (const std::uint32_t n : model) {
        other.push_back(n);
    }
    CHECK(other == list);
}

TEST_CASE("a vector with two ends rarely moves its entries if they're added and erased at the ends")
{
    for (const bool at_front : {false, true}) {
        trace::two_ended<counting> list;
        for (std::uint32_t i = 0; i != 10'000; ++i) {
            list.push_back(i);
        }
        counting::steps = 0;
        for (std::uint32_t i = 0; i != 40'000; ++i) {
            list.erase(0);
            list.insert(at_front ? 0 : list.size(), i);
        }
        CHECK(counting::steps < 10 * 40'000);
    }
}
