#pragma once
// JSON's numbers: whether a text is one, and the double that it writes.

#include <string_view>

namespace json {

/// Whether `text` is a number as JSON has them.
bool is_number(std::string_view text);
/// The double nearest to `digits`, which is a number: infinity if it's too great for one.
double number(std::string_view digits);

}  // namespace json
