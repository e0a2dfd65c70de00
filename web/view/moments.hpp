#pragma once
// Finds moments of a run: when it was at a line of its program, which a traceback's lines link to, and when
// something happened to a task.

#include <cstddef>
#include <cstdint>

#include "trace/history.hpp"

namespace web {

/// The last position, up to `before`, at which a task is at a line. If the task was suspended there, that's
/// just before the callback that resumes it; otherwise it's in the task's last step. Returns `before` itself
/// if the task took no step, or if there's no task.
std::size_t moment_at_line(const trace::log& log, std::uint32_t task, std::uint32_t line, std::size_t before);

/// The first stop after `position` at which a task has just been suspended at a line; `position` itself if
/// there's none.
std::size_t next_at_line(const trace::history& h, std::uint32_t line, std::size_t position);

/// The next stop after `position` at which something has happened to a task, or the last one before: it was
/// created, became ready, was taken, paused or ended. Returns `position` itself if there's none.
std::size_t task_moment_after(const trace::history& h, std::uint32_t task, std::size_t position);
std::size_t task_moment_before(const trace::history& h, std::uint32_t task, std::size_t position);

}  // namespace web
