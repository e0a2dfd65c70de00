#pragma once
// Sentences made of words and numbers. String concatenation would also work, but each + costs a hundred bytes
// of WebAssembly.

#include <cstdarg>
#include <string>

namespace json {

/// What printf would print, cut off after 500 bytes.
[[gnu::format(printf, 1, 2)]] std::string formatted(const char* format, ...);
[[gnu::format(printf, 1, 0)]] std::string formatted_list(const char* format, std::va_list arguments);

}  // namespace json
