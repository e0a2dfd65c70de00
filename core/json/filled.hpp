#pragma once
// Sentences from a catalogue, with the values that they tell of. A translation may change the order of the
// values.

#include <initializer_list>
#include <string>
#include <string_view>

namespace json {

/// `pattern` with the first of `values` in place of each '$1', and so on to '$9'.
std::string filled(std::string_view pattern, std::initializer_list<std::string_view> values);

}  // namespace json
