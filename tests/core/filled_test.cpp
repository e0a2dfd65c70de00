// Sentences from a catalogue, with their values.
#include <doctest/doctest.h>

#include <string>

#include "json/filled.hpp"

using json::filled;

TEST_CASE("each value takes the place of its number")
{
    CHECK(filled("$1 waits for $2.", {"Task-2", "a lock"}) == "Task-2 waits for a lock.");
}

TEST_CASE("a translation may change the order of the values, or use one twice")
{
    CHECK(filled("Auf $2 wartet $1: $2.", {"Task-2", "lock"}) == "Auf lock wartet Task-2: lock.");
}

TEST_CASE("a value stays as it is, even if it looks like a place")
{
    CHECK(filled("$1 prints $2", {"$2", "$1"}) == "$2 prints $1");
    CHECK(filled("$1", {std::string(2000, 'x')}) == std::string(2000, 'x'));
}

TEST_CASE("a place without a value stays empty, and a dollar before anything else is a dollar")
{
    CHECK(filled("$1, $2.", {"one"}) == "one, .");
    CHECK(filled("$w costs $0 and 5$", {"one"}) == "$w costs $0 and 5$");
    CHECK(filled("", {}) == "");
}
