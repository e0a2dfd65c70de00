#pragma once
// The UTF-8 that a log needs: checking a text, and making a valid one from an invalid one.

#include <string>
#include <string_view>

namespace trace {

/// Whether `text` is UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text) noexcept;
/// `text` with U+FFFD in place of each byte that isn't part of a valid character.
std::string to_utf8(std::string_view text);

}  // namespace trace
