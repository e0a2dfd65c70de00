#include "trace/event_list.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <utility>
#include <vector>

using trace::event;
using trace::event_list;

namespace {

// Each field is 0 half of the time, and `by` is often the task.
std::vector<event> random_events(std::size_t count)
{
    std::mt19937 random(7);
    const auto field = [&] { return random() % 2 == 0 ? 0 : static_cast<std::uint32_t>(random()); };
    std::vector<event> events;
    double time = 0;
    for (std::size_t i = 0; i != count; ++i) {
        time += random() % 3 == 0 ? 0.25 : 0;
        event e;
        e.time = time;
        e.value = random() % 4 == 0 ? static_cast<double>(random()) : 0;
        e.task = field();
        e.by = random() % 2 == 0 ? e.task : field();
        e.subject = field();
        e.text = field();
        e.other = field();
        e.line = field();
        e.file = field();
        e.kind = static_cast<trace::kind>(random() % trace::kind_count);
        e.detail = static_cast<std::uint8_t>(random());
        events.push_back(e);
    }
    return events;
}

event_list list_of(const std::vector<event>& events)
{
    event_list list;
    for (const event& e : events) {
        list.append(e);
    }
    return list;
}

bool same(const event_list& list, const std::vector<event>& events)
{
    bool equal = list.size() == events.size();
    for (std::size_t i = 0; equal && i != events.size(); ++i) {
        equal = list[i] == events[i];
    }
    return equal;
}

}  // namespace

TEST_CASE("events are read as they were appended, at any place and in order")
{
    const std::vector<event> events = random_events(3000);
    const event_list list = list_of(events);
    CHECK(same(list, events));
    CHECK(list.front() == events.front());
    CHECK(list.back() == events.back());
    std::size_t i = 0;
    for (const event& e : list) {
        CHECK(e == events[i++]);
    }
    CHECK(i == events.size());
    CHECK(list.end() - list.begin() == 3000);
}

TEST_CASE("events with all their fields fill pieces, even grown ones")
{
    event full{
        .time = 1, .value = 2, .task = 3, .by = 4, .subject = 5, .text = 6, .other = 7, .line = 8, .file = 9};
    event_list list;
    for (int i = 0; i != 1000; ++i) {
        full.time = i;  // no two at one time
        list.append(full);
    }
    for (int i = 0; i != 1000; ++i) {
        full.time = i;
        CHECK(list[static_cast<std::size_t>(i)] == full);
    }
}

TEST_CASE("the last event may be changed until the next one comes")
{
    event_list list;
    list.append({}).line = 1;
    event& last = list.append({.task = 2});
    last.task = 3;
    last.value = 4;
    CHECK(list[1] == event{.value = 4, .task = 3});
    list.append({});
    CHECK(list[0] == event{.line = 1});
    CHECK(list[1] == event{.value = 4, .task = 3});
}

TEST_CASE("an event that's added complete is read as an appended one, in any mixture")
{
    const std::vector<event> events = random_events(3000);
    event_list list;
    std::mt19937 random(11);
    for (const event& e : events) {
        if (random() % 2 == 0) {
            list.add(e);
        } else {
            list.append({}) = e;
        }
        CHECK(list.back() == e);
    }
    CHECK(same(list, events));
    const event_list copy = list;
    CHECK(same(copy, events));
}

TEST_CASE("a number stays the same: a negative zero, an infinity, a NaN")
{
    event_list list;
    for (const double number : {-0.0, 0.0, HUGE_VAL, std::nan("")}) {
        list.append({.time = number, .value = number});
    }
    list.append({});
    CHECK(std::signbit(list[0].time));
    CHECK(std::signbit(list[0].value));
    CHECK_FALSE(std::signbit(list[1].time));
    CHECK(list[2].value == HUGE_VAL);
    CHECK(std::isnan(list[3].time));
    CHECK(std::isnan(list[3].value));
    CHECK(list[4] == event{});
}

TEST_CASE("a copy is independent, and a moved-from list is empty")
{
    const std::vector<event> events = random_events(700);
    event_list list = list_of(events);
    event_list copy = list;
    copy.append({.task = 1});
    CHECK(same(list, events));
    CHECK(copy.size() == 701);
    const event_list moved = std::move(list);
    CHECK(same(moved, events));
    CHECK(list.empty());
    list.append({.line = 5});
    CHECK(list[0] == event{.line = 5});
    copy = moved;
    CHECK(same(copy, events));
}
