#pragma once
// Where in a run a line of its program was come by: what a traceback's lines lead to.

#include <cstddef>
#include <cstdint>

#include "trace/log.hpp"

namespace web {

/// The last position, up to `before`, at which a task is at a line. If it has waited there, that's before it
/// goes on; otherwise it's in the step that it took last. It's `before` itself for a task that took no step,
/// or for none.
std::size_t moment_at_line(const trace::log& log, std::uint32_t task, std::uint32_t line, std::size_t before);

}  // namespace web
