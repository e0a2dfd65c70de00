#pragma once
// What a run prints, as JSON.

#include "json/writer.hpp"
#include "trace/history.hpp"

namespace web {

/// How many lines are written: a text view has to stay readable.
inline constexpr std::size_t most_lines = 200;

/// Writes `output`: the last of the first `count` shown lines, each with its time and its task.
void write_output(json::writer& out, const trace::history& h, std::size_t count);

}  // namespace web
