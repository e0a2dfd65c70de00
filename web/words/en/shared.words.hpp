#pragma once
// The values that tasks share, and a task's variables.

#include <cstddef>

#include "web/words/tense.hpp"

namespace web::words {

constexpr const char* title_shared = "shared values";
constexpr const char* not_set_yet = "not set yet";
constexpr tense changed{"At $1, $2.", "At $1, it will be $2."};
constexpr tense changed_in{"At $1, $2 in a step of $3.", "At $1, it will be $2 after a step of $3."};

// The tasks that may have written the same value again: $1 is their names, $2 the value.
constexpr const char* and_before_last = " and ";
constexpr const char* and_more_tasks = "$1 and $2 more";
constexpr const char* unchanged(std::size_t tasks)
{
    return tasks == 1 ? "After the step of $1 it was still $2: it wrote the same value again, or none."
                      : "After the steps of $1 it was still $2: each wrote the same value again, or none.";
}
constexpr const char* unchanged_to_come(std::size_t tasks)
{
    return tasks == 1
               ? "After the step of $1 it will still be $2: it will write the same value again, or none."
               : "After the steps of $1 it will still be $2: each will write the same value again, or none.";
}

constexpr const char* and_more_lines = "$1\nand $2 more";

}  // namespace web::words
