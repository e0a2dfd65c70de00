#pragma once
// What things of a run are called, and what a task waits for there.

namespace trace::words {

constexpr const char* lifo_queue = "LIFO queue";
constexpr const char* priority_queue = "priority queue";
constexpr const char* no_name = "(no name)";

constexpr const char* a_thing = "a $1";
constexpr const char* an_event = "an $1";
constexpr const char* numbered = "$1 $2";  // 'lock 2'

// After 'waits' or 'waiting'.
constexpr const char* at_barrier = "at $1";
constexpr const char* to_get = "to get from $1";
constexpr const char* to_put = "to put into $1";
constexpr const char* to_join = "for join() of $1";
constexpr const char* to_read = "for data from $1";
constexpr const char* to_write = "for room in $1";
constexpr const char* for_thing = "for $1";

}  // namespace trace::words
