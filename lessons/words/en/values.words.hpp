#pragma once
// Complaints about a parameter's value, and what a parameter accepts.

namespace lessons::words {

constexpr const char* out_of_range = "$1 goes from $2 to $3, so $4 became $5.";
constexpr const char* out_of_whole_range = "$1 goes from $2 to $3 in whole numbers, so $4 became $5.";
constexpr const char* must_be = "$1 must be $2, not $3.";

// What is accepted: $2 of the above.
constexpr const char* a_number = "a number from $1 to $2";
constexpr const char* a_whole_number = "a whole number from $1 to $2";
constexpr const char* some_seconds = "a number of seconds";
constexpr const char* true_or_false = "true or false";
constexpr const char* one_of = "one of $1";

}  // namespace lessons::words
