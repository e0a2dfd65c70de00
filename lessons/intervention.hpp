#pragma once
// What a reader does to a task of a running program: cancels it, makes its sleep fail, or makes its sleep
// longer. It's done between two callbacks, and the run continues from there by itself.
//
// The moment is either a number of callbacks: right after that one has ended, before the loop does anything
// else. Or it's a time: if a callback blocks the loop then, right after that one has ended; otherwise after
// what comes from a network or from threads at that time, and before the timers that are due. As long as the
// main task runs, interventions are carried out in their order, each at its moment or as soon afterwards as
// the one before it is done. After that nothing can be done to the run any more: asyncio.run cancels what is
// left.
//
//   cancel   task.cancel()
//   raise    task._fut_waiter.set_exception(TYPE("raised from outside")), if the task sleeps
//   delay    the sleep's timer is due that many seconds later, and otherwise the same: handle._when += seconds
//
// Only a sleep can fail or take longer, since it's what stands for work that's done elsewhere; what a task
// gets from another one, from a queue or from a lock, it gets by what happens there. What can't be done is
// left undone, and the run's log says why not.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lessons {

enum class deed : std::uint8_t { cancel, raise, delay };

/// cancel, raise or delay.
std::string_view name_of(deed what) noexcept;

/// The exceptions that can be raised, by their names in Python. The first is meant if there's no other wish.
inline constexpr std::array<std::string_view, 5> raisable{"RuntimeError", "ValueError", "OSError",
                                                          "ConnectionError", "TimeoutError"};

struct intervention {
    deed what = deed::cancel;
    std::uint32_t task = 0;
    std::size_t after_callbacks = 0;  ///< if there's no time
    std::optional<double> time = {};  ///< seconds on the run's clock
    double seconds = 0;               ///< of a delay
    std::size_t error = 0;            ///< an index of `raisable`
    bool operator==(const intervention&) const = default;
};

/// As in addresses: `cancel-3-after-57`, `raise-2-at-1.5-ValueError`, `delay-4-at-1.5-by-2`. The first number
/// is the task's, the second one the moment: after that many callbacks, or at a time in seconds.
std::string write(const intervention& i);
/// Reads the same; nothing if it makes no sense.
std::optional<intervention> read_intervention(std::string_view text);

/// Several, with `_` between them.
std::string write(const std::vector<intervention>& all);

}  // namespace lessons
