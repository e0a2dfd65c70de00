#pragma once
// UTF-8, as far as a log needs it: whether a text is valid, and a valid one in place of one that isn't.

#include <string>
#include <string_view>

namespace trace {

/// Whether `text` is UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text) noexcept;
/// `text` with U+FFFD in place of each byte that belongs to no character.
std::string to_utf8(std::string_view text);

}  // namespace trace
