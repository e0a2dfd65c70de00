#pragma once
// What tasks share, as it stands at one moment: what is in the queues, who waits, who holds what.

#include <cstdint>
#include <vector>

#include "aio/observer.hpp"
#include "trace/event.hpp"

namespace trace {

struct item_view {
    std::uint32_t id = 0;
    std::uint32_t text = 0;  ///< text
    bool operator==(const item_view&) const = default;
};

/// A task that waits at a resource. One that was woken, or cancelled, stands there until it goes on: its
/// state is `ready` then.
struct waiter_view {
    std::uint32_t task = 0;
    aio::wait_role role = aio::wait_role::waiter;
    bool operator==(const waiter_view&) const = default;
};

/// A queue, a lock and so on.
struct resource_view {
    std::uint32_t id = 0;
    aio::resource_kind kind = aio::resource_kind::queue;
    double limit = 0;                    ///< as aio::observer::resource_made has it
    double value = 0;                    ///< as aio::observer::resource_value has it
    bool closed = false;                 ///< a queue that was shut down, a barrier that is broken
    std::vector<item_view> items;        ///< in the order in which they will be got
    std::vector<waiter_view> waiters;    ///< in the order in which they came
    std::vector<std::uint32_t> holders;  ///< tasks that have acquired it, in that order

    /// The tasks that wait here in that role, in the order in which they came.
    std::vector<std::uint32_t> waiting(aio::wait_role role) const;
};

/// The one with this id; the end where it was dropped, or is none.
std::vector<resource_view>::const_iterator find(const std::vector<resource_view>& resources,
                                                std::uint32_t id);

/// Folds one more event about a resource into `resources`, which stand by id.
void apply(std::vector<resource_view>& resources, const event& e);

}  // namespace trace
