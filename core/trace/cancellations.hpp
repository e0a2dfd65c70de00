#pragma once
// Swallowed cancellations: a task was cancelled by another one, and went on as before.

#include <vector>

#include "trace/snapshot.hpp"
#include "trace/warning.hpp"

namespace trace {

/// A task may tidy up after its CancelledError, for as long as it takes, and may then end in any way. So what
/// counts is that it comes back to the very await at which it was cancelled: the same line, for the same kind
/// of thing. In the task's own function only a loop leads back there, so that's enough. In a function that it
/// calls, the cleanup may call that function once more, so it has to come back `many_returns` times, or return
/// as if it hadn't been cancelled, or be there when nothing can run any more.
///
/// Left out are cancellations by a time limit or by the loop at the end of the program; and, unless the task
/// was elsewhere in between, a wait for a group's tasks, which begins again by itself.
class cancellations {
public:
    static constexpr std::uint32_t many_returns = 3;

    /// Takes in an event, which has been applied to `now`, and adds to `found`.
    void take(const snapshot& now, const event& e, std::vector<warning>& found);

private:
    struct place {
        std::uint32_t line = 0;
        std::uint32_t file = 0;
        std::uint32_t function = 0;
        std::uint32_t callers = 0;
        aio::wait_kind waits = aio::wait_kind::turn;
        aio::wait_role role = aio::wait_role::waiter;

        bool operator==(const place&) const = default;
    };
    /// A task that was cancelled, and hasn't ended.
    struct cancelled {
        std::uint32_t task = 0;
        bool delivered = false;
        bool elsewhere = false;  // it was suspended at another place since
        bool told = false;
        std::uint32_t returns = 0;
        double time = 0;
        std::size_t position = 0;
        place at;
    };

    static place place_of(const task_view& t);
    cancelled* find(std::uint32_t task);
    void forget(std::uint32_t task);
    void deliver(const snapshot& now, const task_view& t);
    void come_back(const snapshot& now, cancelled& c, std::vector<warning>& found);
    static void tell(cancelled& c, std::vector<warning>& found);

    std::vector<cancelled> all_;  // few at a time: a cancelled task usually ends at once
};

}  // namespace trace
