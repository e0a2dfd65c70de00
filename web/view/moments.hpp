#pragma once
// Finds when a run was at a line of its program: this is what a traceback's lines link to.

#include <cstddef>
#include <cstdint>

#include "trace/log.hpp"

namespace web {

/// The last position, up to `before`, at which a task is at a line. If the task was suspended there, that's
/// just before the callback that resumes it; otherwise it's in the task's last step. Returns `before` itself
/// if the task took no step, or if there's no task.
std::size_t moment_at_line(const trace::log& log, std::uint32_t task, std::uint32_t line, std::size_t before);

}  // namespace web
