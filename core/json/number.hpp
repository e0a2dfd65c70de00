#pragma once
// JSON numbers: checks whether a text is a number, and converts it to a double.

#include <string_view>

namespace json {

/// Whether `text` is a valid JSON number.
bool is_number(std::string_view text);
/// The double nearest to `digits`, which must be a number; infinity if it's too large.
double number(std::string_view digits);

}  // namespace json
