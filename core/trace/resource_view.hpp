#pragma once
// What tasks share, at one moment: the items in queues, the waiting tasks, the holders.

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

/// A task that waits at a resource. A task that was woken or cancelled keeps its place until it resumes: see
/// `woken`.
struct waiter_view {
    std::uint32_t task = 0;
    aio::wait_role role = aio::wait_role::waiter;
    std::uint32_t number = 0;  ///< increases in the order of arrival
    bool operator==(const waiter_view&) const = default;
};

/// Bytes of a stream that one call wrote, and that haven't all been read.
struct written_view {
    std::uint64_t begin = 0;  ///< the number of bytes written before them, in total
    std::uint64_t end = 0;    ///< the same, including them
    std::uint32_t text = 0;   ///< text: the first few of them
    bool operator==(const written_view&) const = default;
};

/// Bytes of a stream that are in the network, or that have arrived and haven't been received yet.
struct sent_view {
    std::uint64_t end = 0;  ///< the number of bytes sent in total, including these
    double arrives = 0;     ///< seconds
    bool operator==(const sent_view&) const = default;
};

/// A stream's byte counts. Each is a total since the start, and none is larger than the one before.
struct stream_view {
    std::uint64_t written = 0;
    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    std::uint64_t read = 0;
    std::uint32_t writer = 0;        ///< the last task that wrote or waited to write; 0 for none
    std::uint32_t reader = 0;        ///< the last task that read or waited to read
    two_ended<written_view> pieces;  ///< in the order in which they will be read
    two_ended<sent_view> in_flight;  ///< in the order in which they arrive

    bool operator==(const stream_view&) const = default;
};

/// A queue, a lock and so on.
struct resource_view {
    using waiter_list = slots<waiter_view, &waiter_view::number>;

    std::uint32_t id = 0;
    aio::resource_kind kind = aio::resource_kind::queue;
    bool closed = false;               ///< a queue that was shut down, a broken barrier, an ended stream
    double limit = 0;                  ///< see aio::observer::resource_made
    double value = 0;                  ///< see aio::observer::resource_value
    two_ended<item_view> items;        ///< in the order in which get() will return them
    waiter_list waiters;               ///< in order of arrival
    two_ended<std::uint32_t> holders;  ///< tasks that have acquired it, in the order of acquiring
    stream_view stream;                ///< used by streams only

    /// The tasks that wait here in that role, in order of arrival.
    std::vector<std::uint32_t> waiting(aio::wait_role role) const;

    bool operator==(const resource_view&) const = default;
};

using resource_list = slots<resource_view, &resource_view::id>;

/// Adds a waiter to `r`. Its number must be higher than all earlier ones.
void begin_wait(resource_view& r, const waiter_view& w);
/// Removes the waiter with that task and role: the one with `w.number` if there is one, else the first.
void end_wait(resource_view& r, const waiter_view& w);

/// Applies an event about a resource to `resources`. `number` is the event's, higher than all earlier ones;
/// `wait` is the number of the last wait of the event's task.
void apply(resource_list& resources, const event& e, std::uint32_t number, std::uint32_t& wait);

}  // namespace trace
