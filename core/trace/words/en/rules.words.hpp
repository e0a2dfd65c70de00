#pragma once
// What is said of an event that breaks a rule of the trace.
// The values are printf's: `%2$u` is the second one.

namespace trace::words {

// An event that breaks a rule: its number, its kind, its time, and what is wrong.
constexpr const char* broken_rule = "Event %zu (%s at %.10g s): %s.";

// What is wrong with its fields.
constexpr const char* no_such_kind = "there's no such kind";
constexpr const char* time_too_far = "its time is too far from 0";
constexpr const char* time_falls = "its time is before that of the event before, %.10g s";
constexpr const char* by_unknown = "'by' names task %u, which wasn't created";
constexpr const char* task_not_created = "task %u wasn't created";
constexpr const char* resource_gone = "resource %u is gone";
constexpr const char* resource_not_made = "resource %u wasn't made";
constexpr const char* thread_not_started = "thread %u wasn't started";
constexpr const char* out_of_range = "a field is out of range";
constexpr const char* must_be_whole = "'%s' must be a whole number from 0";
constexpr const char* must_be_amount = "'%s' must be from 0 to 2147483648";
constexpr const char* too_far = "'%s' is too far from 0";
constexpr const char* before_event = "'%s' is before the event";
constexpr const char* name_out_of_range = "'%s' is out of range";

// The ready queue.
constexpr const char* callback_still_runs = "a callback still runs";
constexpr const char* step_without_task = "a step or wakeup is a task's";
constexpr const char* task_ended = "task %u has ended";
constexpr const char* task_queued_already = "task %u is in the ready queue already";
constexpr const char* number_waits_already = "a timer or call with the number %u is waiting already";
constexpr const char* no_such_callback = "no such callback is in the ready queue";
constexpr const char* another_runs = "another callback still runs";
constexpr const char* no_iteration = "no iteration has begun";
constexpr const char* queue_empty = "the ready queue is empty";
constexpr const char* not_the_first = "this callback isn't the first of the ready queue";
constexpr const char* no_callback_runs = "no callback runs";
constexpr const char* task_runs = "task %u runs";
constexpr const char* task_still_runs = "task %u still runs";

// Timers.
constexpr const char* timer_numbers = "timers are numbered from 1";
constexpr const char* timer_not_set = "timer %u isn't set";

// Tasks.
constexpr const char* next_task = "the next task has the number %zu, not %u";
constexpr const char* task_runs_already = "task %u runs already";
constexpr const char* no_task_runs = "no task runs";
constexpr const char* other_task_runs = "task %u runs, not task %u";
constexpr const char* task_queued = "task %u is in the ready queue";
constexpr const char* not_just_paused = "task %u hasn't just paused";
constexpr const char* not_several = "task %u doesn't wait for several things";
constexpr const char* waits_for_no_task = "it waits for task %u, which wasn't created";
constexpr const char* waits_for_no_timer = "it waits for timer %u, which isn't set";
constexpr const char* waits_for_no_resource = "it waits for resource %u, which wasn't made";
constexpr const char* waits_for_gone = "it waits for resource %u, which is gone";
constexpr const char* waits_for_no_number = "it waits for something without a number";

// Resources.
constexpr const char* next_resource = "the next resource has the number %zu, not %u";
constexpr const char* no_such_lock = "there's no resource %.10g that could be its lock";
constexpr const char* no_such_wait = "no such wait has begun";
constexpr const char* not_a_queue = "resource %u isn't a queue";
constexpr const char* item_in_already = "item %u is in the queue already";
constexpr const char* item_not_in = "item %u isn't in the queue";
constexpr const char* place_beyond = "place %.10g is beyond the end of the queue";
constexpr const char* not_a_stream = "resource %u isn't a stream";
constexpr const char* no_bytes = "'size' must be at least 1";
constexpr const char* more_sent = "more bytes are sent than were written";
constexpr const char* more_received = "more bytes are received than were sent";
constexpr const char* more_read = "more bytes are read than were received";

// Threads and shared values.
constexpr const char* next_thread = "the next thread has the number %zu, not %u";
constexpr const char* thread_works = "thread %u runs a function already";
constexpr const char* thread_idle = "thread %u runs no function";
constexpr const char* thread_sleeps = "the function in thread %u sleeps";
constexpr const char* thread_awake = "the function in thread %u doesn't sleep";
constexpr const char* next_shared = "the next shared value has the number %u, not %u";

}  // namespace trace::words
