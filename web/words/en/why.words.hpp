#pragma once
// Why a task resumed. In patterns with brackets, '[put|will put]' has the words for what has happened, then
// those for what hasn't. A letter after '$' is for a part that web/view/why_words.cpp knows:
//   $w the task or callback that did it    $b that task alone    $s the task that ended    $v the task that
//   is cancelled $t the queue, lock or so    $i the item    $x the exception    $n the thread    $e the task
//   at the stream's other end

#include <cstddef>

#include "web/words/tense.hpp"

namespace web::words {

// The sentence is one of these, with the time; then the cause; then the place in the ready queue.
constexpr tense created_at{"Created at $1", "It will be created at $1"};
constexpr const char* will_resume_at = "It will resume at $1";
constexpr const char* ready_since = "Ready since $1";
constexpr const char* resumed_at = "Resumed at $1";

constexpr const char* why_by = " by $w";
constexpr const char* why_by_run = " by asyncio.run()";
constexpr const char* why_with = " with $1: a what-if [raised|will raise] it there";
constexpr const char* why_with_cancelled = " with CancelledError: ";
constexpr const char* why_was_cancelled = "it was cancelled at $1, and then ";
constexpr tense why_cancels{"$2 cancelled it at $1, and then ", "$2 cancels it at $1, and then "};
constexpr tense why_late{"; it was due at $1, and $2 held the loop until then",
                         "; it will be due at $1, and $2 will hold the loop until then"};

// Parts.
constexpr const char* why_it = "it";
constexpr const char* why_an_item = "an item";
constexpr const char* why_other_side = "the other side";
constexpr const char* why_asked_of = "$1, which [awaited|awaits] it";
constexpr const char* why_it_at_line = "it at line $2";
constexpr const char* why_asked_of_at_line = "$1, which [awaited|awaits] it, at line $2";

// $w
constexpr const char* by_task = "$b";
constexpr const char* by_outside = "code outside of the tasks";
constexpr const char* by_scheduled = "a callback that $b had scheduled";
constexpr const char* by_later = "a callback of call_later()";
constexpr const char* by_done_callback = "a done callback of $b";
constexpr const char* by_thread = "a callback from a thread";
constexpr const char* by_network = "a network callback";
constexpr const char* by_callback = "a callback";

// Causes.
constexpr const char* why_turn = "nothing [kept|keeps] it waiting, so its next step [was|is] scheduled right away";
constexpr const char* why_already = "what it awaited was already done";
constexpr const char* why_sleep = "its sleep [was|will be] over";
constexpr const char* why_timeout = "its time limit [was|will be] over";
constexpr const char* why_job = "the function in thread $n [returned|will return]";
constexpr const char* why_job_failed = "the function in thread $n [failed|will fail] with $x";
constexpr const char* why_put = "$w [put|will put] $i into $t";
constexpr const char* why_got = "$w [got|will get] an item from $t";
constexpr const char* why_joined = "$w [marked|will mark] the last item of $t as done";
constexpr const char* why_released = "$w [released|will release] $t";
constexpr const char* why_notified = "$w [notified|will notify] $t";
constexpr const char* why_last_left = "$w [was|will be] the last to leave $t";
constexpr const char* why_last_came = "$w [was|will be] the last to reach $t";
constexpr const char* why_passed = "$w, which had been woken for it, [passed|will pass] it on";
constexpr const char* why_data = "bytes [arrived|will arrive]";
constexpr const char* why_room = "there [was|will be] room to send again";
constexpr const char* why_connected = "the attempt to connect [was|will be] over";
constexpr const char* why_callback = "a callback [ended|will end] its wait";
constexpr const char* why_task_itself = "$b [ended|will end] its wait";
constexpr const char* why_scheduled = "a callback that $b had scheduled [ended|will end] its wait";
constexpr const char* why_later = "a callback of call_later() [ended|will end] its wait";
constexpr const char* why_thread = "a callback from a thread [ended|will end] its wait";
constexpr const char* why_network = "a network callback [ended|will end] its wait";
constexpr const char* why_unknown = "the trace doesn't say why";

constexpr const char* why_failed = "$s [failed|will fail] with $x";
constexpr const char* why_cancelled = "$s [was|will be] cancelled";
constexpr const char* why_last_ended = "$s, the last of them, [ended|will end]";
constexpr const char* why_ended = "$s [ended|will end]";

constexpr const char* why_set = "$w [set|will set] $t";
constexpr const char* why_future_cancelled = "$w [cancelled|will cancel] $t";
constexpr const char* why_exception_set = "$w [set|will set] $t's exception";
constexpr const char* why_result_set = "$w [set|will set] $t's result";

constexpr const char* why_stream_ended = "$e had ended the stream";
constexpr const char* why_broke = "$w [broke|will break] $t";
constexpr const char* why_reset = "$w [reset|will reset] $t";
constexpr const char* why_shut_down = "$w [shut|will shut] $t down";

constexpr const char* why_what_if = "a what-if [cancelled|will cancel] $v";
constexpr const char* why_group = "$b [failed|will fail], so the group [cancelled|will cancel] $v";
constexpr const char* why_some_group =
    "$b [failed|will fail], so a callback, such as a group's, [cancelled|will cancel] $v";
constexpr const char* why_cancel = "$w [cancelled|will cancel] $v";
constexpr const char* why_cancel_itself = "it [cancelled|will cancel] itself";
constexpr const char* why_run_ends = "the main task had ended, so asyncio.run() [cancelled|will cancel] $v";

// The place in the ready queue.
constexpr const char* queue_is_next = "; it's next in the ready queue";
constexpr const char* queue_is = "; it's $1 in the ready queue";
constexpr tense queue_first_for{"; it was in the ready queue for $2",
                                "; it will be in the ready queue for $2"};
constexpr tense queue_was{"; it was $1 in the ready queue", "; it will be $1 in the ready queue"};
constexpr tense queue_was_for{"; it was $1 in the ready queue for $2",
                              "; it will be $1 in the ready queue for $2"};
constexpr const char* ordinal(std::size_t n)
{
    const bool teen = n % 100 / 10 == 1;
    return teen ? "$1th" : n % 10 == 1 ? "$1st" : n % 10 == 2 ? "$1nd" : n % 10 == 3 ? "$1rd" : "$1th";
}

constexpr const char* held_it = "$1 held it, since $2.";
constexpr const char* of_task = "$1: $2";

// What the last task of a chain of awaits waits for.
constexpr const char* chain_group = "the tasks of its group";
constexpr const char* chain_future = "a future";
constexpr const char* chain_connection = "a connection";
constexpr const char* chain_get = "get from $1";
constexpr const char* chain_put = "put into $1";
constexpr const char* chain_join = "join of $1";
constexpr const char* chain_held = "$1, held by $2";

}  // namespace web::words
