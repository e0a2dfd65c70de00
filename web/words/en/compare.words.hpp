#pragma once
// What differs between two runs, and what was done to a task.

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
constexpr const char* runs_differ =
    "The two runs are the same until $1. Then, at $2, $3; in the pinned run, at $4, $5.";
constexpr const char* runs_agree = "The two runs do the same.";

constexpr const char* deed_cancel = "$1 is cancelled";
constexpr const char* deed_raise = "$1’s sleep raises $2";
constexpr const char* deed_delay = "$1 sleeps $2 s longer";
constexpr const char* deed_at = "at $1 s";
constexpr const char* deed_after = "after $1 callbacks";
constexpr const char* deed_done = "At $1 s, $2.";
constexpr const char* deed_refused = "At $1 s, $2: that can’t be done, $3.";
constexpr const char* main_has_ended = "the main task has ended by then";

constexpr const char* pinned_run = "the run that you pinned";
constexpr const char* same_with = "the same with $1: $2";

}  // namespace web::words
