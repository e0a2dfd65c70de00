#pragma once
// Which task waits for which: circles of tasks, of which none can continue.

#include <vector>

#include "trace/history.hpp"
#include "trace/warning.hpp"

namespace trace {

/// Whether a task that has just been suspended closes a circle: each task in it waits for a lock, or for the
/// only permit of a semaphore, that the next one holds, or for the next one's end, also if that's the last of
/// several that it waits for. A task may also wait for what it holds itself. `circle` gets its tasks, beginning with this one. It isn't one while a time limit is
/// set for a task that's in it or that waits for one in it: such a limit may break it. Looks at up to
/// `longest_circle` tasks. `now` is a moment of `h`.
bool closes_circle(const history& h, const snapshot& now, std::uint32_t task, std::vector<blocked_task>& circle);
/// Whether there is a circle now that nothing can run any more and no timer is set. Then it's enough to wait
/// for a semaphore of which one in the circle has a permit, or for a gather or a group that one is part of.
bool has_circle(const history& h, const snapshot& now, std::vector<blocked_task>& circle);
/// Whether each of these tasks still waits for the same thing.
bool still_waits(const snapshot& now, const std::vector<blocked_task>& circle);
/// All tasks that wait or sleep, at most `most_waiting` of them.
std::vector<blocked_task> waiting_tasks(const history& h, const snapshot& now);

inline constexpr std::size_t longest_circle = 1000;
inline constexpr std::size_t most_waiting = 50;

}  // namespace trace
