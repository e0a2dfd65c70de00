#pragma once
// The sentences of warnings. Texts that Python itself writes, such as "coroutine 'f' was never awaited",
// aren't here.

#include <cstddef>

namespace trace::words {

constexpr const char* time = "$1 s";
constexpr const char* a_callback = "a callback";

// What a task of a hang or deadlock waits for: a part of the sentence.
constexpr const char* waits = "$1 waits $2";
constexpr const char* for_future = "for a future";
constexpr const char* for_gather = "for gather()";
constexpr const char* for_several = "in wait()";
constexpr const char* for_group = "for the tasks of its group";
constexpr const char* for_one_in_gather = "for $1 in gather()";
constexpr const char* for_more_in_gather = "for $1 and $2 more in gather()";
constexpr const char* for_one_in_several = "for $1 in wait()";
constexpr const char* for_more_in_several = "for $1 and $2 more in wait()";
constexpr const char* for_one_in_group = "for $1, a task of its group";
constexpr const char* for_more_in_group = "for $1 and $2 more of its group";
constexpr const char* for_data = "for data";
constexpr const char* for_something = "for something";
constexpr const char* holds_it_itself = ", which it holds itself";
constexpr const char* held_by = ", which $1 holds";

constexpr const char* more_wait(std::size_t n)
{
    return n == 1 ? "$1 more task waits" : "$1 more tasks wait";
}

// The items of a queue whose join() never returns, and the tasks that took them.
constexpr const char* not_done(std::size_t n)
{
    return n == 1 ? ": $1 item isn't marked as done" : ": $1 items aren't marked as done";
}
constexpr const char* took = "$1 took $2";

constexpr const char* held = "$1 held the loop for $2: nothing else could run.";
constexpr const char* never_awaited = "$1, so it didn't run.";
constexpr const char* never_retrieved = "$1 failed with $2, and its exception was never retrieved.";
constexpr const char* destroyed = "$1 was destroyed before it was done: nothing referred to it.";
constexpr const char* destroyed_task = "A task was destroyed before it was done: nothing referred to it.";
constexpr const char* swallowed = "$1 was cancelled at $2, but carried on as before.";
constexpr const char* never_joined = "$1 waits in join() of the $2 forever$3.";
constexpr const char* hang = "Nothing can run any more: $1.";
constexpr const char* between_waits = "; ";
constexpr const char* deadlock = "Deadlock: $1.";
constexpr const char* between_deadlocked = ", and ";
constexpr const char* growing = "The $1 only grows: it has $2 items, and no maxsize.";
constexpr const char* many_turns = "$1 took $2 turns at $3, and time can't pass.";
constexpr const char* never_yields = "$1 did $2 things without letting others run.";
constexpr const char* long_lock =
    "$1 held the $2 for more than $3 while it waited for something else, and others waited for the $2.";

}  // namespace trace::words
