#include "trace/checker.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

// Each rule that a file can break has a file in tests/trace/files; here is what only a log can have.

using trace::event;
using trace::kind;

namespace {

std::string first(const event& e)
{
    const trace::log l;
    return trace::checker().next(l, e);
}

event of(kind k)
{
    event e;
    e.kind = k;
    return e;
}

}  // namespace

TEST_CASE("a kind, a name or a text that doesn't exist breaks a rule")
{
    CHECK(first(of(kind::clock)) == "");
    CHECK(first(of(static_cast<kind>(200))) == "Event 1 (? at 0 s): there's no such kind.");
    event report = of(kind::reported);
    report.detail = 200;
    CHECK(first(report) == "Event 1 (reported at 0 s): a field is out of range.");
    event print = of(kind::printed);
    print.text = 7;
    CHECK(first(print) == "Event 1 (printed at 0 s): a field is out of range.");
    event uncaught = of(kind::uncaught);
    uncaught.other = 7;
    CHECK(first(uncaught) == "Event 1 (uncaught at 0 s): a field is out of range.");
}

TEST_CASE("times and numbers must be finite, but a timer may never fire")
{
    for (const double odd :
         {std::nan(""), std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}) {
        event clock = of(kind::clock);
        clock.time = odd;
        CHECK(first(clock) != "");
        for (const kind k : {kind::iteration, kind::held, kind::resource_made, kind::timer_set}) {
            event e = of(k);
            e.subject = 1;
            e.value = odd;
            CHECK((first(e) == "") == (k == kind::timer_set && odd > 0));
        }
    }
}

TEST_CASE("identical callbacks leave the ready queue in order, from anywhere in it")
{
    const trace::log l;
    trace::checker c;
    const auto done = [&](kind k, std::uint8_t detail, std::uint32_t number = 0) {
        event e = of(k);
        e.detail = detail;
        e.subject = number;
        return c.next(l, e);
    };
    CHECK(done(kind::iteration, 0) == "");
    for (const std::uint32_t number : {0U, 5U, 0U, 0U, 6U}) {
        CHECK(done(kind::queued, 3, number) == "");
    }
    CHECK(done(kind::unqueued, 3, 5) == "");
    CHECK(done(kind::unqueued, 3) == "");   // the first
    CHECK(done(kind::queued, 3, 5) == "");  // its number is free again
    for (const std::uint32_t number : {0U, 0U, 6U, 5U}) {
        CHECK(done(kind::callback_began, 3, number) == "");
        CHECK(done(kind::callback_ended, 0) == "");
    }
    CHECK(done(kind::callback_began, 3) == "Event 18 (callback_began at 0 s): the ready queue is empty.");
}
