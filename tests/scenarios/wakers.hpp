#pragma once
// What aio's own wake-up calls say of who woke whom, held against what trace::causes derives from the log.

#include <string>

#include "trace/log.hpp"

namespace tests {

/// Forgets what was told so far.
void listen();
/// The first wake-up of the log whose derived cause isn't the one that was told, in words; or ''. Counts
/// what it has compared, by the name of the cause.
std::string waker_difference(const trace::log& log);
/// 'created 12, put 3': how many wake-ups of each kind have been compared.
std::string compared();

}  // namespace tests
