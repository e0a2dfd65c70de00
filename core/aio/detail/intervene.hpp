#pragma once
// For tools that show a program: what you can do to a task from outside between two callbacks. It's as
// if another thread had got hold of the loop there: no task is running, and what is done takes effect through
// the ready queue and the timers, as always. CPython: beside each function.

#include <cstdint>
#include <functional>

#include "aio/detail/core.hpp"
#include "aio/errors.hpp"

namespace aio::detail {

/// The task of `c` with this id; null if it isn't there yet or has ended.
task_base* find_task(const core& c, std::uint32_t id) noexcept;

/// Whether `t` sleeps, and its timer hasn't come due: only then can the two functions below be used.
bool is_asleep(const task_base& t) noexcept;
/// The sleep of `t` fails with `error`, which resumes the task in its turn.
/// CPython: task._fut_waiter.set_exception(error).
void fail_sleep(task_base& t, std::exception_ptr error);
/// The timer of the sleep of `t` is due `seconds` later. It keeps its number, and so its place among timers
/// that are due at the same time. CPython: handle._when += seconds; heapq.heapify(loop._scheduled).
void prolong_sleep(task_base& t, double seconds);

/// Destroys `t` if it waits for a future, as Python's garbage collector destroys a task if nothing refers to
/// it nor to what it waits for. Calls `before`, and reports that it was pending. Returns whether it was.
/// CPython: gc.collect().
bool lose(task_base& t, const std::function<void()>& before);

/// Makes `c` call `what` at the time `when`: after other input from outside, before the timers that are due
/// then. Only call this if nothing is ready and nothing else is due before. CPython: what
/// loop.call_soon_threadsafe does in another thread, except that `what` is no callback of the loop's.
void at_moment(core& c, double when, std::function<void()> what);

}  // namespace aio::detail
