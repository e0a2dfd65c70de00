#pragma once
// Python's bytes are a std::string here, or a std::string_view if they're only read.

#include <string>
#include <string_view>

namespace aio {

/// The bytes as Python's repr() writes them: b'one\n'.
std::string bytes_repr(std::string_view bytes);

}  // namespace aio
