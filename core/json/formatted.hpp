#pragma once
// Sentences made of words and numbers. Adding strings up would do it, too, but costs a hundred bytes of
// WebAssembly for each +.

#include <cstdarg>
#include <string>

namespace json {

/// What printf would print, up to 500 bytes of it.
[[gnu::format(printf, 1, 2)]] std::string formatted(const char* format, ...);
[[gnu::format(printf, 1, 0)]] std::string formatted_list(const char* format, std::va_list arguments);

}  // namespace json
