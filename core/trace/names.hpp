#pragma once
// Names of what a trace tells of: of tasks, and of queues, locks and so on. Code that writes a sentence about a
// trace uses them.

#include <string>

#include "trace/history.hpp"

namespace trace {

/// The task's name; '-' if there's no such task.
std::string name_of_task(const history& h, std::uint32_t task);
/// 'queue', or 'queue 2' if the run has several.
std::string name_of_resource(const history& h, std::uint32_t resource);
/// 'a queue', or 'queue 2' if the run has several.
std::string article_and_name(const history& h, std::uint32_t resource);
/// What a task waits for there, after the word 'waiting': 'to get from a queue', 'for lock 2'.
std::string wanted_at(const history& h, std::uint32_t resource, aio::wait_role role);

}  // namespace trace
