#pragma once
// What differs between two runs, and what was done to a task.

#include <cstddef>

namespace web::words {

// What happens at a moment.
constexpr const char* event_created = "$1 is created";
constexpr const char* event_resumes = "$1 resumes";
constexpr const char* event_pauses = "$1 pauses at line $2";
constexpr const char* event_done = "$1 is done";
constexpr const char* event_cancelled = "$1 is cancelled";
constexpr const char* event_fails = "$1 fails with $2";
constexpr const char* event_cancel = "$1 is asked to cancel";
constexpr const char* event_prints = "$1 prints ‘$2’";
constexpr const char* event_blocks = "$1 blocks the loop";
constexpr const char* event_uncaught = "the program fails with $2";
constexpr const char* event_stuck = "no task can run any more";
constexpr const char* event_ends = "the program ends";

constexpr const char* the_program = "the program";
constexpr const char* a_task = "a task";
constexpr const char* task_number = "task $1";
constexpr const char* same_task = "it";
constexpr const char* at_time = "at $1 $2";
constexpr const char* does_no_more = "it does nothing more";

constexpr const char* task_differs = "$1 does something else in the pinned run: here, $2; there, $3.";
constexpr const char* runs_agree = "The two runs do the same.";

// The first event that differs, and when.
constexpr const char* first_differs = "The first difference: $1.";
constexpr const char* at_other_time = "$1 at $2 instead of $3";
constexpr const char* other_at_same_time = "at $1 $2; in the pinned run, $3";
constexpr const char* other_at_other_time = "at $1 $2; in the pinned run, at $3 $4";

// How a run ends, and how it ends instead of what the pinned run does.
constexpr const char* ends_at = "ends at $1";
constexpr const char* ending_at = "ending at $1";
constexpr const char* fails_at = "fails with $2 at $1";
constexpr const char* failing_at = "failing with $2 at $1";
constexpr const char* hangs_at = "hangs at $1";
constexpr const char* hanging_at = "hanging at $1";
constexpr const char* instead_of = "$1 instead of $2";

// What a run prints.
constexpr const char* prints_nothing = "prints nothing";
constexpr const char* prints_more_or_fewer(std::size_t lines)
{
    return lines == 1 ? "prints $1 line instead of $2" : "prints $1 lines instead of $2";
}
constexpr const char* no_lines = "none";
constexpr const char* prints_in_another_order = "prints its lines in another order";
constexpr const char* prints_instead = "prints ‘$1’ instead of ‘$2’";
constexpr const char* more_lines_differ(std::size_t lines)
{
    return lines == 1 ? "$1, and $2 line more differs" : "$1, and $2 lines more differ";
}

constexpr const char* same_outcome = "Both runs print the same and end at the same time. $1";
constexpr const char* other_outcome = "Unlike the pinned run, this one $1. $2";
constexpr const char* both_differ = "$1, and $2";

constexpr const char* deed_cancel = "$1 is cancelled";
constexpr const char* deed_raise = "$1’s sleep raises $2";
constexpr const char* deed_delay = "$1 sleeps $2 s longer";
constexpr const char* deed_at = "at $1 s";
constexpr const char* deed_at_callback = "at $1 s after callback $2 of $3";
constexpr const char* deed_after = "after $1 callbacks";
constexpr const char* deed_done = "At $1 s, $2.";
constexpr const char* deed_refused = "$1: that can’t be done, $2";
// Why it can’t be done.
constexpr const char* not_there_yet = "it isn’t there yet";
constexpr const char* has_ended = "it has ended";
constexpr const char* not_asleep = "it doesn’t sleep";
constexpr const char* main_has_ended = "the main task has ended by then";

constexpr const char* pinned_run = "the run that you pinned";
constexpr const char* same_with = "the same with $1: $2";

}  // namespace web::words
