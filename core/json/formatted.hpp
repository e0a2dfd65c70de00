#pragma once
// Sentences made of words and numbers. Adding strings up would do it, too, but each + costs a hundred bytes
// of WebAssembly.

#include <string>

namespace json {

/// What printf would print, up to 500 bytes of it.
[[gnu::format(printf, 1, 2)]] std::string formatted(const char* format, ...);

}  // namespace json
