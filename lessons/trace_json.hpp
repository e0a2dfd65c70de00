#pragma once
// A run's trace as JSON, for other programs to read: every event in order, each with what it has to say.

#include <string>

#include "lessons/run.hpp"

namespace lessons {

/// One object: the lesson, the seed, the parameters' values, whether the run has ended and when, and its
/// events. Each event has `t` in seconds, `kind` and `by`, the number of the task that was running, or 0; the
/// rest goes by its kind. Tasks, timers, resources and items are numbers that count from 1.
std::string trace_json(const run& r);

}  // namespace lessons
