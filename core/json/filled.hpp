#pragma once
// Sentences from a catalogue, with the values that they tell of. A translation may change the order of the
// values.

#include <initializer_list>
#include <string>
#include <string_view>

namespace json {

/// A value in a sentence, for as long as the call takes. Its constructors aren't inline, which saves WebAssembly.
struct value_text {
    value_text(const std::string& from);
    value_text(std::string_view from);
    value_text(const char* from);

    std::string_view text;
};

/// `pattern` with the first of `values` in place of each '$1', and so on to '$9'.
std::string filled(const char* pattern, std::initializer_list<value_text> values);

}  // namespace json
