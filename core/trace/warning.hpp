#pragma once
// What a warning says, as plain data. core/trace/warnings.hpp finds them, warning_text.hpp has their
// sentences.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "aio/observer.hpp"

namespace trace {

/// A task that waits, and for what.
struct blocked_task {
    std::uint32_t task = 0;
    std::uint32_t subject = 0;  ///< the task, timer or resource
    std::uint32_t holder = 0;   ///< the task that holds the lock or semaphore it waits for, or one of several
                                ///< tasks that it waits for; 0 for none
    std::uint32_t others = 0;   ///< how many others of several aren't done either
    aio::wait_kind waits = aio::wait_kind::turn;
    aio::wait_role role = aio::wait_role::waiter;

    bool operator==(const blocked_task&) const = default;
};

/// Something in a run that is probably a mistake. Warnings of one kind at the same place are one warning.
struct warning {
    enum class what : std::uint8_t {
        held,             ///< a callback took the log's hold_threshold or longer
        never_awaited,    ///< a coroutine object was dropped without being awaited
        never_retrieved,  ///< a task failed, and its exception was never retrieved
        destroyed,        ///< a pending task was destroyed, because nothing referred to it
        swallowed,        ///< a cancelled task went on as before
        never_joined,     ///< a queue's join() can't return
        hang,             ///< nothing can run any more, and the program hasn't ended
        deadlock,         ///< tasks wait for one another in a circle
        growing,          ///< an unbounded queue is filled faster than it's emptied
        never_yields,     ///< a task doesn't let the others run
        long_lock,        ///< a task waits for something else while it holds a lock that others wait for
    };
    what is = what::held;
    double time = 0;            ///< when it began
    double seconds = 0;         ///< held: how long, at the longest
    std::size_t position = 0;   ///< how many events there are up to the one that shows it
    std::uint32_t task = 0;     ///< the task that it's about; 0 for none
    std::uint32_t subject = 0;  ///< a queue or a lock
    std::uint32_t text = 0;     ///< text: a coroutine's function, or an exception's type
    std::uint32_t line = 0;     ///< at which the task is, or was last; 0 for unknown
    std::uint32_t file = 0;     ///< text
    std::uint32_t amount = 0;   ///< items, or things done without a pause
    std::uint32_t times = 1;    ///< how often it happened at this place
    std::vector<blocked_task>
        waits;  ///< deadlock: the circle; hang: the tasks that wait; never_joined: who has an item

    bool operator==(const warning&) const = default;
};

/// The word for it, in traces and on the page: `never_awaited`.
const char* name(warning::what it) noexcept;

}  // namespace trace
