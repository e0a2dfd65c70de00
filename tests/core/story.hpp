#pragma once
// Snapshots as text, so that tests assert on whole stories.

#include <string>

#include "trace/history.hpp"

namespace tests {

/// One line: time, tasks with their states, the ready queue, the timers.
std::string describe(const trace::snapshot& s, const trace::log& texts);

/// The lines of all boundaries between callbacks.
std::string story(const trace::log& events);

}  // namespace tests
