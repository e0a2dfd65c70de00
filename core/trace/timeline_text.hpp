#pragma once
// The timeline as text: one row a task, time to the right, for terminals, for messages, and for those who
// read with their ears or with grep.

#include <string>

#include "trace/history.hpp"

namespace trace {

/// The lanes of `h` in rows of `columns` characters at the most, under an axis in seconds since the start and above a legend.
/// A column in which a task runs shows that, however short; else what the task does at the column's
/// beginning.
std::string timeline_text(const history& h, std::size_t columns = 100);

}  // namespace trace
