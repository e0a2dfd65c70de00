#pragma once
// What tasks, callbacks and timers are doing.

#include <cstddef>

#include "web/words/tense.hpp"

namespace web::words {

// What a task waits for.
constexpr const char* waiting = "waiting";
constexpr const char* waiting_turn = "waiting for its turn";
constexpr const char* waiting_task = "waiting for $1";
constexpr const char* waiting_gather = "waiting for gather()";
constexpr const char* waiting_several = "waiting in wait()";
constexpr const char* waiting_group = "waiting for the tasks of its group";
constexpr const char* waiting_future = "waiting for a future";
constexpr const char* waiting_data = "waiting for data";
constexpr const char* waiting_room = "waiting for room to send";
constexpr const char* waiting_answer = "waiting for an answer";
constexpr const char* connecting = "connecting";
constexpr const char* waiting_at = "waiting $1";  // 'waiting to get from a queue'

// The same in a word, on a bar.
constexpr const char* short_gather = "gather";
constexpr const char* short_several = "wait";
constexpr const char* short_group = "group";
constexpr const char* short_future = "future";
constexpr const char* short_data = "data";
constexpr const char* short_room = "drain";
constexpr const char* short_connection = "connect";
constexpr const char* short_answer = "answer";
constexpr const char* short_getter = "get";
constexpr const char* short_putter = "put";
constexpr const char* short_joiner = "join";

// The task's state now.
constexpr const char* ready = "ready";
constexpr const char* ready_to_resume = "ready to resume";
constexpr const char* ready_to_start = "ready to start";
constexpr const char* running = "running";
constexpr const char* blocking_until = "blocking the loop until $1";
constexpr const char* sleeping = "sleeping";
constexpr const char* sleeping_until = "sleeping until $1";
constexpr const char* sleep_is_due = "sleeping: its timer is due";
constexpr const char* done_at = "done at $1";
constexpr const char* cancelled_at = "cancelled at $1";
constexpr const char* destroyed_at = "destroyed while pending at $1";
constexpr const char* failed_at = "failed with $1 at $2";

// Callbacks.
constexpr const char* starts = "$1 starts";
constexpr const char* resumes = "$1 resumes";
constexpr const char* wakes = "$1 wakes";
constexpr const char* timer_of = "timer of $1";
constexpr const char* a_timer = "a timer";
constexpr const char* done_callback = "done callback";
constexpr const char* callback = "callback";
constexpr const char* internal = "the loop's own";

// Timers.
constexpr const char* sleep_of = "sleep of $1";
constexpr const char* a_sleep = "a sleep";
constexpr const char* timeout_of = "timeout of $1";
constexpr const char* a_timeout = "a timeout";
constexpr const char* call_of = "call of $1";
constexpr const char* short_timeout = "$1, timeout";
constexpr const char* short_call = "$1, call";

// A stretch of time.
constexpr const char* since = "since $1";
constexpr const char* at = "at $1";
constexpr const char* from_to = "from $1 to $2 ($3)";

// A stretch of a task's row: $1 is the task, $2 what it does, $3 the time.
constexpr tense stretch{"$2 $3.", "$1 will be $2 $3."};
constexpr tense blocks{" It blocks: the loop is held.", " It will block: the loop will be held."};
constexpr tense ended{"$1 ended at $2.", "$1 will end at $2."};
constexpr tense failed{"$1 failed at $2.", "$1 will fail at $2."};
constexpr tense cancelled{"$1 was cancelled at $2.", "$1 will be cancelled at $2."};
constexpr tense destroyed{"$1 was destroyed while pending at $2.",
                          "$1 will be destroyed while pending at $2."};

// The two halves of a step.
constexpr const char* loop_runs = "The loop runs: $1.";
constexpr const char* returned = "Returned: $1.";
constexpr const char* has_paused = "$1 has paused: $2.";
constexpr const char* is_done = "$1 is $2.";  // $2 is done_at
constexpr const char* was_cancelled = "$1 has been $2.";
constexpr const char* has_failed = "$1 has $2.";
constexpr const char* done_here = "A what-if here: $1.";

// A row's name.
constexpr tense created{"$1 was created at $2.", "$1 will be created at $2."};
constexpr tense runs_and_created{"$1 runs $3. It was created at $2.",
                                 "$1 will run $3. It will be created at $2."};
constexpr const char* folded = "$1 ×$2";
constexpr const char* tasks = "tasks";
constexpr const char* alive(std::size_t n)
{
    return n == 1 ? "$1 task is alive" : "$1 tasks are alive";
}

// An instant's callbacks.
constexpr const char* nothing_has_run = "nothing has run yet";
constexpr const char* at_instant = "at $1: $2";
constexpr const char* step_runs = "step $1 of $2 is running";
constexpr const char* step_of = "step $1 of $2";
constexpr const char* steps_to_come(std::size_t n)
{
    return n == 1 ? "$1 step to come" : "$1 steps to come";
}
constexpr const char* no_time_passes = ", no time passes";
constexpr const char* past = "past";
constexpr const char* now = "now";
constexpr const char* to_come = "to come";

// How a run ends, in a sentence after a colon.
constexpr const char* keeps_running = "it keeps running";

// The line below the transport.
constexpr const char* on = "on";
constexpr const char* off = "off";
constexpr const char* computing = "Computing the run: $1 so far.";
constexpr const char* reading_recording = "The recording is read up to $1 so far.";
constexpr const char* needs_answer = "At $1 the program waits for your answer.";
constexpr const char* stuck = "Stuck at $1: no task can run, and no timer is set.";
constexpr const char* ended_with = "Ended at $1 with $2.";
constexpr const char* ended_with_code = "Ended at $1 with $2, exit code $3.";
constexpr const char* finished = "Finished at $1. Play again to replay.";
constexpr const char* finished_with_code = "Finished at $1 with exit code $2. Play again to replay.";
constexpr const char* not_over = "The run isn't over at $1. Press End again to follow it further.";
constexpr const char* held_until = "The loop is held until $1: a task blocks.";
constexpr const char* too_long = "This run is too long to show all of it. It's shown up to $1.";

}  // namespace web::words
