#pragma once
// A warning as a sentence: what happened. Why that matters and what to do about it is the page's to say.

#include <string>

#include "trace/history.hpp"
#include "trace/warning.hpp"

namespace trace {

/// 'Deadlock: ann waits for lock 2, which ben holds, and ben waits for lock 1, which ann holds.'
std::string sentence(const history& h, const warning& w);

}  // namespace trace
