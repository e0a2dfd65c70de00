#pragma once
// Queues, locks, streams and other things that tasks share.

#include <cstddef>
#include <cstdint>

namespace web::words {

constexpr const char* the_only = "the $1";

// Queues.
constexpr const char* empty = "empty";
constexpr const char* items(std::size_t n)
{
    return n == 1 ? "$1 item: $2" : "$1 items: $2";
}
constexpr const char* items_of = "$1 of $3 items: $2";  // $3 is maxsize
constexpr const char* an_item = "an item";
constexpr const char* unfinished = "$1 unfinished";
constexpr const char* shut_down = "shut down";
constexpr const char* next_item = "get() returns this item next.";

// Locks, semaphores, events, conditions, futures, barriers.
constexpr const char* held_by_tasks = "held by $1";
constexpr const char* held_by = "held by";
constexpr const char* locked = "locked";
constexpr const char* free = "free";
constexpr const char* free_permits = "$1 free";
constexpr const char* has_acquired = "This task has acquired it.";
constexpr const char* set = "set";
constexpr const char* not_set = "not set";
constexpr const char* with_lock = "with $1";
constexpr const char* pending = "pending";
constexpr const char* has_result = "has a result";
constexpr const char* has_exception = "has an exception";
constexpr const char* future_cancelled = "cancelled";
constexpr const char* set_by_tasks = "$1, set by $2";
constexpr const char* set_by = "set by";
constexpr const char* cancelled_by = "cancelled by";
constexpr const char* arrived_of = "$1 of $2 arrived";
constexpr const char* broken = "; broken";

// Streams.
constexpr const char* bytes(std::uint64_t n)
{
    return n == 1 ? "$1 byte" : "$1 bytes";
}
constexpr const char* kilobytes = "$1 KB";
constexpr const char* bytes_to_send = "$1 to send";
constexpr const char* bytes_in_flight = "$1 on the way ($2)";
constexpr const char* bytes_in_flight_until = "$1 on the way ($2 to $3)";
constexpr const char* bytes_arrived = "$1 arrived";
constexpr const char* bytes_to_read = "$1 to read";
constexpr const char* ended_by_writer = "; ended by its writer";
constexpr const char* stream_ended = "ended";
constexpr const char* label_to_send = "to send:";
constexpr const char* label_in_flight = "on the way:";
constexpr const char* label_arrived = "arrived:";
constexpr const char* label_to_read = "to read:";
constexpr const char* tip_to_send = "$1, in the writer's buffer.";
constexpr const char* tip_in_flight = "$1, arriving at $2.";
constexpr const char* tip_in_flight_until = "$1, arriving at $2 and later.";
constexpr const char* tip_arrived = "$1, arrived: the loop takes them in its next iteration.";
constexpr const char* tip_to_read = "$1, received and not read yet.";

// The tasks that wait there.
constexpr const char* waits_to_get = "$1 to get";
constexpr const char* waits_to_put = "$1 to put";
constexpr const char* waits_to_join = "$1 to join";
constexpr const char* waits_to_read = "$1 to read";
constexpr const char* waits_to_write = "$1 to write";
constexpr const char* label_get = "to get:";
constexpr const char* label_put = "to put:";
constexpr const char* label_join = "to join:";
constexpr const char* label_read = "waiting to read:";
constexpr const char* label_write = "waiting to write:";
constexpr const char* label_at_barrier = "arrived:";
constexpr const char* label_awaited = "awaited by:";
constexpr const char* label_waiting = "waiting:";
constexpr const char* woken = "$1 (woken)";
constexpr const char* tip_woken =
    "It's been woken and is in the ready queue, so it doesn't wait here any more.";
constexpr const char* tip_longest = "It has waited the longest.";
constexpr const char* no_task_waits = "no task is waiting";

// Headings.
constexpr const char* title_queues = "queues";
constexpr const char* title_streams = "streams";
constexpr const char* title_futures = "futures";
constexpr const char* title_mixed = "queues and locks";
constexpr const char* title_mixed_streams = "queues, locks, streams";
constexpr const char* none_now = "none now";

}  // namespace web::words
