#pragma once
// The words for what woke a task.

#include <string>

#include "web/view/why.hpp"

namespace web {

/// ': maker-1 put I into the queue', to follow 'Resumed at 3.000 s', or ' by Task-1' to follow 'Created'.
std::string cause_in_words(const trace::history& h, const trace::causes& all, const wakeup& w, bool to_come);
/// What a task waits for, if not for a task: 'lock, held by Task-3', 'gather()'.
std::string awaited_in_words(const trace::history& h, const trace::snapshot& s, const trace::task_view& t);

}  // namespace web
