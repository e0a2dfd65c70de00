#pragma once
// A log as JSON; docs/trace-format.md describes it.

#include <string>

#include "json/writer.hpp"
#include "trace/log.hpp"

namespace trace {

/// The version of the format that is written, and the newest that is read.
inline constexpr int format_version = 1;

/// Writes one event as an object.
void write(json::writer& out, const event& e, const log& texts);
/// Writes the fields that open a file, up to where its own keys or its events begin.
void write_header(json::writer& out, const header& h);
/// The whole log as one object, an event a line.
std::string write(const log& l);

}  // namespace trace
