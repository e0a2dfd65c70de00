#pragma once
// The timeline as text: one row per task, time to the right. For terminals, messages, screen readers and
// grep.

#include <string>

#include "trace/history.hpp"

namespace trace {

/// The lanes of `h` in rows of at most `columns` characters, under an axis in seconds since the start and
/// above a legend. If a task runs within a column's time, however briefly, the column shows that; else it
/// shows what the task does at the column's beginning.
std::string timeline_text(const history& h, std::size_t columns = 100);

}  // namespace trace
