#pragma once
// Holds a log that was recorded here against the format: it keeps the checker's rules, and what is written of it
// is read as the same log.

#include <string>
#include <string_view>

#include "trace/log.hpp"

namespace tests {

/// Reads `text` into `into`, in pieces of `piece` bytes. The reader's sentence, or nothing.
std::string read(std::string_view text, trace::log& into, std::size_t piece = SIZE_MAX);

/// What is wrong with `l`, with what is written of it or with what is read of that; or nothing.
std::string format_fault(const trace::log& l);

/// The log that `text` is read as. Throws std::invalid_argument, which says what's wrong with it.
trace::log log_of(std::string_view text);

}  // namespace tests
