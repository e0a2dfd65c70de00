#pragma once
// What made tasks ready, gathered: one thing may wake several tasks, and each step of a task has at most one
// such cause. For pictures and formats that lead arrows from one to the other.

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "trace/causes.hpp"

namespace trace {

/// A thing that made tasks ready.
struct waking {
    cause::what is = cause::what::unknown;
    std::uint32_t item = 0;            ///< text: the item that was put
    std::vector<std::uint32_t> woken;  ///< tasks
    std::size_t number = 0;            ///< from 1; 0 if none of them ran any more
};

class wakings {
public:
    /// Where it happened: in a task's step, in a thread of an executor, or in the loop itself.
    enum class scene : std::uint8_t { loop, task, thread };
    struct place {
        scene in = scene::loop;
        std::uint32_t id = 0;      ///< of the task or the thread
        std::size_t position = 0;  ///< of the event that tells of it

        auto operator<=>(const place&) const = default;
    };

    /// Of all that `h` has taken in.
    explicit wakings(const history& h);

    const std::map<place, waking>& all() const noexcept { return all_; }
    /// What led to the step of `task` that began at `position`, or null.
    const waking* before(std::uint32_t task, std::size_t position) const;

private:
    std::map<place, waking> all_;
    std::map<std::pair<std::uint32_t, std::size_t>, place> steps_;  // by task and position
};

}  // namespace trace
