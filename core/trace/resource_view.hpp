#pragma once
// What tasks share, as it stands at one moment: what is in the queues, who waits, who holds what.

#include <cstdint>
#include <vector>

#include "aio/observer.hpp"
#include "trace/event.hpp"
#include "trace/slots.hpp"
#include "trace/two_ended.hpp"

namespace trace {

struct item_view {
    std::uint32_t id = 0;
    std::uint32_t text = 0;  ///< text
    bool operator==(const item_view&) const = default;
};

/// A task that waits at a resource. One that was woken, or cancelled, keeps its place until it resumes: see
/// `woken`.
struct waiter_view {
    std::uint32_t task = 0;
    aio::wait_role role = aio::wait_role::waiter;
    std::uint32_t number = 0;  ///< counts up in the order in which they came
    bool operator==(const waiter_view&) const = default;
};

/// Bytes of a stream that were written in one go, and not all read.
struct written_view {
    std::uint64_t begin = 0;  ///< how many bytes had been written before them, all in all
    std::uint64_t end = 0;    ///< and with them
    std::uint32_t text = 0;   ///< text: the first of them
    bool operator==(const written_view&) const = default;
};

/// Bytes of a stream that the network has, or that have arrived and nobody has taken.
struct sent_view {
    std::uint64_t end = 0;  ///< how many bytes had been sent with them, all in all
    double arrives = 0;     ///< seconds
    bool operator==(const sent_view&) const = default;
};

/// Where a stream's bytes are. Each number counts all that ever came so far, and none is more than the one before.
struct stream_view {
    std::uint64_t written = 0;
    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    std::uint64_t read = 0;
    std::uint32_t writer = 0;        ///< the task that wrote last, or waited to; 0 for none
    std::uint32_t reader = 0;        ///< the one that read last, or waited to
    two_ended<written_view> pieces;  ///< in the order in which they will be read
    two_ended<sent_view> in_flight;  ///< in the order in which they arrive

    bool operator==(const stream_view&) const = default;
};

/// A queue, a lock and so on.
struct resource_view {
    using waiter_list = slots<waiter_view, &waiter_view::number>;

    std::uint32_t id = 0;
    aio::resource_kind kind = aio::resource_kind::queue;
    bool closed = false;               ///< a queue that was shut down, a barrier that is broken, a stream that has ended
    double limit = 0;                  ///< as aio::observer::resource_made has it
    double value = 0;                  ///< as aio::observer::resource_value has it
    two_ended<item_view> items;        ///< in the order in which they will be got
    waiter_list waiters;               ///< in the order in which they came
    two_ended<std::uint32_t> holders;  ///< tasks that have acquired it, in that order
    stream_view stream;                ///< of a stream

    /// The tasks that wait here in that role, in the order in which they came.
    std::vector<std::uint32_t> waiting(aio::wait_role role) const;

    bool operator==(const resource_view&) const = default;
};

using resource_list = slots<resource_view, &resource_view::id>;

/// Adds to `r` a waiter with this number, higher than all before.
void begin_wait(resource_view& r, const waiter_view& w);
/// Takes the waiter with that task and role away: the one with `w.number`, or else the first.
void end_wait(resource_view& r, const waiter_view& w);

/// Folds one more event about a resource into `resources`. `number` is the event's, higher than those before;
/// `wait` is the number of the last wait of the event's task.
void apply(resource_list& resources, const event& e, std::uint32_t number, std::uint32_t& wait);

}  // namespace trace
