#pragma once
// What a task waits for, of several things: $1 are their names, or how many there are.

#include <cstddef>

namespace web::words {

// After a task's wait; the first is of one to come.
constexpr const char* parts_to_come = " It will wait for $1.";
constexpr const char* parts_now = " It waits for $1.";
constexpr const char* parts_before = " It waited for $1.";
// $2 are those that are done, $3 those that aren't.
constexpr const char* some_parts_done(std::size_t done, std::size_t pending)
{
    return done == 1 ? (pending == 1 ? " It waits for $1: $2 is done, $3 isn't."
                                     : " It waits for $1: $2 is done, $3 aren't.")
                     : (pending == 1 ? " It waits for $1: $2 are done, $3 isn't."
                                     : " It waits for $1: $2 are done, $3 aren't.");
}
constexpr const char* all_parts_done(std::size_t n)
{
    return n == 1 ? " It waits for $1, which is done." : " It waits for $2, and all are done.";
}
constexpr const char* so_many_tasks = "$1 tasks";
constexpr const char* so_many_things = "$1 things";

// A list: $1 is all that's before.
constexpr const char* next_part = "$1, $2";
constexpr const char* last_part = "$1 and $2";
constexpr const char* more_parts = "$1 more";
constexpr const char* part_unnamed = "a future";

// In a chain of awaits, with the names of those that aren't done.
constexpr const char* chain_gather = "gather($1)";
constexpr const char* chain_wait = "wait($1)";
constexpr const char* chain_group_of = "its group: $1";

// What a task waits for now, with these names.
constexpr const char* waiting_in_gather = "waiting for $1 in gather()";
constexpr const char* waiting_in_wait = "waiting for $1 in wait()";
constexpr const char* waiting_in_group = "waiting for $1 of its group";

}  // namespace web::words
