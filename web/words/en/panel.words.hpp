#pragma once
// The panel's headings, labels and tooltips. web/words/en/resources.words.hpp has those of queues, locks and
// streams.

#include <cstddef>

namespace web::words {

constexpr const char* and_more = "and $1 more";
constexpr const char* earlier = "and $1 earlier: see the text view";

// The transport.
constexpr const char* speed = "speed";
constexpr const char* speed_tip = "How many virtual seconds pass in one real second.";
constexpr const char* slow = "slow at instants";
constexpr const char* slow_tip =
    "While playing, show the callbacks of one instant one after the other. No virtual time passes.";
constexpr const char* play_tip = "Play (Space)";
constexpr const char* pause_tip = "Pause (Space)";
constexpr const char* restart_tip = "Back to the start (Home or R)";
constexpr const char* step_back_tip = "Back by half a callback (left arrow)";
constexpr const char* step_tip = "Forward by half a callback: the loop runs it, or it returns (right arrow)";
constexpr const char* to_end_tip = "To the end of the run (End)";
constexpr const char* time_now = "t = $1";
constexpr const char* widest_time = "t = 00.000 s";

// Parameters.
constexpr const char* restarts_tip = "$1 A change restarts the run from 0 s.";
constexpr const char* live_tip = "$1 A change takes effect when the program next reads it.";
constexpr const char* more_settings = "more ($1)";
constexpr const char* more_settings_tip = "More settings";
constexpr const char* fold_settings_tip = "Fold these settings away";
constexpr const char* parameter_on = "on";
constexpr const char* parameter_off = "off";
constexpr const char* seed = "seed";
constexpr const char* seed_tip = "The random numbers come from the seed: the same seed gives the same run.";

// The timeline.
constexpr const char* title_tasks = "tasks";
constexpr const char* fit = "fit";
constexpr const char* fit_tip = "Show the whole run";
constexpr const char* by_steps = "steps";
constexpr const char* by_steps_tip = "A column for each callback, however little time passes";
constexpr const char* by_time_tip = "Back to the time axis";
constexpr const char* zoom_in_tip = "Show less time (wheel)";
constexpr const char* zoom_out_tip = "Show more time (wheel)";
constexpr const char* beside_needs_time = "is only drawn on the time axis";
constexpr const char* minimap_tip = "The whole run. The frame is what the picture shows. Drag to move it.";

// Rows.
constexpr const char* title_threads = "threads";
constexpr const char* rows_up_tip = "Rows before";
constexpr const char* rows_down_tip = "Rows after";
constexpr const char* rows_shown = "rows $1 to $2 of $3";
constexpr const char* rows_shown_of_more = "rows $1 to $2 of $3, and $4 more";
constexpr const char* threads_shown = "threads $1 to $2 of $3";
constexpr const char* threads_shown_of_more = "threads $1 to $2 of $3, and $4 more";
constexpr const char* no_row = "no row matches";
constexpr const char* rows(std::size_t n)
{
    return n == 1 ? "$1 row" : "$1 rows";
}
constexpr const char* filtered_out(std::size_t n)
{
    return n == 1 ? "$1 task is filtered out" : "$1 tasks are filtered out";
}
constexpr const char* leave_task_tip = "$1 ← and → step through this task alone. Click to stop that.";
constexpr const char* choose_task_tip = "$1 Click to step through this task alone.";
constexpr const char* open_rows = "Open the rows of $1";
constexpr const char* fold_rows = "One row for all of $1";
constexpr const char* group_alive(std::size_t n)
{
    return n == 1 ? "$1: $2 task is alive here, $3 at most. Click the name to open the row."
                  : "$1: $2 tasks are alive here, $3 at most. Click the name to open the row.";
}
constexpr const char* held_by_task = "held by $1";
constexpr const char* folded_states = "$1 changes of state, too close together to draw. Zoom in to see them.";
constexpr const char* folded_jobs = "$1 changes, too close together to draw. Zoom in to see them.";
constexpr const char* bar_sleeping = "sleeping";

// The legend: a word for each mark, and what the mark means.
constexpr const char* legend = "legend";
constexpr const char* legend_runs = "runs";
constexpr const char* legend_runs_tip = "A thin line: the task runs, and no time passes.";
constexpr const char* legend_blocks = "blocks";
constexpr const char* legend_blocks_tip = "A filled bar: the task runs and blocks the loop.";
constexpr const char* legend_ready = "ready";
constexpr const char* legend_ready_tip = "An outlined bar: the task is ready, and waits for its turn.";
constexpr const char* legend_sleeps = "sleeps";
constexpr const char* legend_sleeps_tip = "Waves: the task sleeps until its timer wakes it.";
constexpr const char* legend_waits = "waits";
constexpr const char* legend_waits_tip = "Hatching: the task waits for what the words say.";
constexpr const char* legend_loop_held = "loop held";
constexpr const char* legend_loop_held_tip =
    "A dark band over all rows: a callback blocks, so the loop can't run any other.";
constexpr const char* legend_done = "done";
constexpr const char* legend_done_tip = "A dot: the task has ended.";
constexpr const char* legend_cancelled = "cancelled";
constexpr const char* legend_cancelled_tip = "A cross: the task was cancelled.";
constexpr const char* legend_failed = "failed";
constexpr const char* legend_failed_tip = "A triangle: the task raised an exception.";
constexpr const char* legend_destroyed = "destroyed";
constexpr const char* legend_destroyed_tip = "A ring: the task was destroyed while it was pending.";
constexpr const char* legend_differs = "differs";
constexpr const char* legend_differs_tip =
    "A line below a row: from the diamond on, the task does something else than in the other run.";

// The event loop.
constexpr const char* title_loop = "event loop";
constexpr const char* label_running = "running";
constexpr const char* label_ready = "ready";
constexpr const char* label_timers = "timers";
constexpr const char* loop_waits_forever = "nothing, and nothing will: the loop waits forever";
constexpr const char* loop_has_ended = "the loop has ended";
constexpr const char* nothing_runs = "nothing";
constexpr const char* queue_is_empty = "(empty)";
constexpr const char* no_timer = "none set";
constexpr const char* runs_next = "Runs next.";
constexpr const char* runs_later = "Runs after the ones before it.";
constexpr const char* timer_in = "$1 in $2";
constexpr const char* timer_is_due = "$1 is due";
constexpr const char* timer_tip = "Fires at $1: $2.";

// An instant.
constexpr const char* title_instant = "instant";
constexpr const char* step_tip_of = "Step $1: $2";
constexpr const char* step_runs_task = "$1 runs.";
constexpr const char* step_ends_task = "$1 runs, and ends.";
constexpr const char* step_timer = "the loop handles the timer of $1.";
constexpr const char* step_ready = "$1 is ready.";
constexpr const char* step_ready_next = "$1 is ready, and runs next.";
constexpr const char* step_ready_later = "$1 is ready, $2 before it in the queue.";
constexpr const char* step_becomes_ready = "$1 becomes ready.";
constexpr const char* step_nothing = "$1 has nothing to do.";
constexpr const char* more_tasks(std::size_t n)
{
    return n == 1 ? "and $1 more task" : "and $1 more tasks";
}
constexpr const char* steps_shown = "steps $1 to $2 of $3";

// Chains of awaits, variables, output, warnings.
constexpr const char* title_chains = "who awaits whom";
constexpr const char* title_variables = "where each task is, and its variables";
constexpr const char* more_chains = "and more tasks: the text view lists them";
constexpr const char* no_chain = "no task is inside a coroutine now";
constexpr const char* title_output = "output";
constexpr const char* nothing_printed = "(nothing printed yet)";
constexpr const char* title_warnings = "warnings";
constexpr const char* no_warning = "(none yet)";

}  // namespace web::words
