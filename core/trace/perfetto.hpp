#pragma once
// A trace as Perfetto's viewer and chrome://tracing read it: JSON in the Trace Event Format. docs/perfetto.md
// says what becomes what, and which rules of that format the file keeps.

#include <string>

#include "trace/history.hpp"

namespace trace {

/// The whole history as one JSON object, with one event per line: a thread for each task, for each thread of
/// an executor and for the event loop; flows from what woke a task to the step that followed; counters for
/// the ready queue and for each queue.
///
/// Times are microseconds since the first event. Events at one instant are a nanosecond apart, in their
/// order, because that viewer knows order only as time. The exact seconds are among a slice's arguments.
std::string perfetto(const history& h);

}  // namespace trace
