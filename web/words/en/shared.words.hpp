#pragma once
// The values that tasks share, and a task's variables.

#include <cstddef>

#include "web/words/tense.hpp"

namespace web::words {

constexpr tense changed{"At $1, $2.", "At $1, it will be $2."};
constexpr tense changed_in{"At $1, $2 in a step of $3.", "At $1, it will be $2 after a step of $3."};

// The tasks that then left it unchanged: $1 is their names.
constexpr const char* and_before_last = " and ";
constexpr const char* and_more_tasks = "$1 and $2 more";
constexpr const char* unchanged(std::size_t tasks)
{
    return tasks == 1 ? "The step of $1 then left it unchanged." : "The steps of $1 then left it unchanged.";
}
constexpr const char* unchanged_to_come(std::size_t tasks)
{
    return tasks == 1 ? "The step of $1 will then leave it unchanged."
                      : "The steps of $1 will then leave it unchanged.";
}

constexpr const char* and_more_lines = "$1\nand $2 more";

}  // namespace web::words
