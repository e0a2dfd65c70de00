#pragma once
// Python's bytes are a std::string here, and a std::string_view where they're only read.

#include <string>
#include <string_view>

namespace aio {

/// As Python writes them: b'one\n'.
std::string bytes_repr(std::string_view bytes);

}  // namespace aio
