#pragma once
// Everything that a file can reach: it's read, checked, folded, and printed in each way.

#include <string_view>

namespace tests {

/// Reads `file` as the page and the runner do. Aborts if the pieces in which it's read make a difference, or
/// if what's written of it isn't what was read.
void exercise(std::string_view file);

}  // namespace tests
