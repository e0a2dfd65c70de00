#pragma once
// A run's trace in the format of docs/trace-format.md, with what made it: the lesson, the seed, the
// parameters.

#include <string>

#include "lessons/run.hpp"

namespace lessons {

/// The trace of `r` up to `until` seconds, with `lesson`, `seed` and `parameters` as keys of its own.
std::string trace_json(const run& r, double until = 1e300);

}  // namespace lessons
