#pragma once
// Complaints about an address or a setting as text. Names such as 'view.at' are those of the address.

namespace web::words {

constexpr const char* wrong_live = "live must be changes like '7:name=value', not $1.";
constexpr const char* not_live = "This program has no parameter $1 that can change while it runs.";
constexpr const char* wrong_what_if =
    "what-if must be like 'cancel-3-at-1.5' or 'delay-2-after-57-by-1', not $1.";
constexpr const char* too_many_deeds = "what-if takes at most $1: $2 more are left out.";
constexpr const char* recording_takes_none = "A recording has already run: nothing can be done to its tasks.";
constexpr const char* no_such_deed = "$1 isn't something that can be done to a task.";
constexpr const char* not_ready_yet = "The run isn't ready yet. Try again in a moment.";
constexpr const char* no_parameter = "This lesson has no parameter $1.";
constexpr const char* recording_has_one_run = "A recording can't be pinned: it has only one run.";
constexpr const char* in_pinned_run = "In the pinned run: $1";

constexpr const char* wrong_fold = "rows.fold must be true or false, not $1.";
constexpr const char* wrong_order = "rows.order must be made, end or activity, not $1.";
constexpr const char* no_state = "There's no state called $1.";
constexpr const char* no_choice = "There's no choice of rows called $1.";

constexpr const char* wrong_view = "view.at must be all, or two places such as 1.5,4, not '$1'.";
constexpr const char* wrong_why = "view.why must be a task and a place in the run such as 2@17, not '$1'.";
constexpr const char* wrong_axis = "view.axis must be time or steps, not '$1'.";

}  // namespace web::words
