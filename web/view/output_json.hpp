#pragma once
// What a run prints, as JSON.

#include "json/writer.hpp"
#include "trace/history.hpp"

namespace web {

/// How many lines are written: a text view is for reading.
inline constexpr std::size_t most_lines = 200;

/// Writes `output`: of the first `count` shown lines the last, each with its time and its task.
void write_output(json::writer& out, const trace::history& h, std::size_t count);

}  // namespace web
