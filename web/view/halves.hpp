#pragma once
// What the last step was, in a sentence: the loop has taken a callback, a callback has returned, or the reader has done
// something to a task.

#include <string>

#include "web/view/session.hpp"

namespace web {

/// 'The loop takes: Task-2 wakes.' within a callback; after one 'Task-2 has paused: sleeping until 3.000 s.'
/// or 'Over: timer of Task-2.'; where the reader has just done something to a task, 'A what-if here: Task-2 is
/// cancelled.'; empty before the first.
std::string describe_half(const session& s);

}  // namespace web
