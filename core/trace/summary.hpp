#pragma once
// What a whole run came to, as JSON: exercises are judged by it, in the page and in tests.

#include <string>

#include "trace/history.hpp"

namespace trace {

/// An object: `end` in seconds; `why` the run is over: 'finished', 'error', 'stuck' or 'endless'; the `error`
/// that ended it, as 'ValueError: no', or ''; `stuck`, the sentence of its hang or deadlock, or ''; `output`
/// and `tasks`, each with its times and the positions of its moments in the trace; and `warnings`. A task is
/// `left` if it hadn't ended when main did. `complete` tells whether the trace has the run's end.
std::string summary_json(const history& h, bool complete);

}  // namespace trace
