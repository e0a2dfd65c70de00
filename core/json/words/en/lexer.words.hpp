#pragma once
// What is said of a text that isn't JSON.
// The values are printf's: `%2$u` is the second one.

namespace json::words {

// Where a text breaks off being JSON, and why.
constexpr const char* at_byte = "Byte %llu: %s.";
constexpr const char* expected_not = "%s is expected, not '%c'";
constexpr const char* expected_not_byte = "%s is expected, not byte 0x%02x";
constexpr const char* a_key = "a key in double quotes";
constexpr const char* a_colon = "a colon";
constexpr const char* comma_or_brace = "a comma or '}'";
constexpr const char* comma_or_bracket = "a comma or ']'";
constexpr const char* end_of_text = "the end of the text";
constexpr const char* a_value = "a value";
constexpr const char* text_end = "a text's end or an escape";
constexpr const char* an_escape = "one of \"\\/bfnrtu after a backslash";
constexpr const char* hex_digit = "a hexadecimal digit";
constexpr const char* too_deep = "lists and objects nest deeper than %u";
constexpr const char* text_too_long = "a text is longer than %zu bytes";
constexpr const char* number_too_long = "a number is longer than %zu bytes";
constexpr const char* no_number = "'%s' isn't a number";
constexpr const char* no_value = "'%s' isn't a value";

}  // namespace json::words
