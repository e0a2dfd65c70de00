#pragma once
// A log as JSON; docs/trace-format.md describes it.

#include <string>
#include <string_view>

#include "json/writer.hpp"
#include "trace/log.hpp"

namespace trace {

/// The version of the format that is written, and the newest that is read.
inline constexpr int format_version = 1;

/// Writes one event as an object.
void write(json::writer& out, const event& e, const log& texts);
/// Writes the fields that open a file, before the writer's own keys and the events.
void write_header(json::writer& out, const header& h);
/// How a log is written.
struct write_options {
    std::string_view own = {};  ///< the writer's own keys: the members of a JSON object
    double until = 1e300;       ///< seconds: later events are left out
};

/// The whole log as one object, with one event per line.
std::string write(const log& l, const write_options& options = {});

}  // namespace trace
