#pragma once
// Which things a task waits for, of several: in a gather, a wait() or a task group, and which of them aren't done.

#include <cstdint>
#include <string>
#include <vector>

#include "trace/history.hpp"

namespace web {

/// 'It waits for 3 tasks: Task-2 is done, Task-3 and Task-4 aren't.' as of position `now`, after a space; empty
/// if the log doesn't say.
std::string parts_in_words(const trace::history& h, const trace::lane& l, const trace::segment& s, std::size_t now);

/// The names of those that aren't done at `position`, of a task that waits: 'Task-3, Task-4 and 5 more'.
std::string pending_names(const trace::history& h, std::uint32_t task, std::size_t position);
/// The same with commas alone, as in a call: 'Task-3, Task-4, 5 more'.
std::string pending_in_call(const trace::history& h, std::uint32_t task, std::size_t position);
/// The tasks among them.
std::vector<std::uint32_t> pending_tasks(const trace::history& h, std::uint32_t task, std::size_t position);
/// The only thing that isn't done, if it's a task; else 0.
std::uint32_t last_pending(const trace::history& h, std::uint32_t task, std::size_t position);

}  // namespace web
