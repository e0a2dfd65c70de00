#pragma once
// A run's trace in the format of docs/trace-format.md, with what made it: the lesson, the seed, the
// parameters.

#include <string>

#include "lessons/run.hpp"

namespace lessons {

/// The keys that a lesson's trace has of its own: `lesson`, `seed` and `parameters`, as members of a JSON
/// object.
std::string made_with(const input& in);

/// The trace of `r` up to `until` seconds, with the keys of its own.
std::string trace_json(const run& r, double until = 1e300);

}  // namespace lessons
