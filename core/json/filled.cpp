#include "json/filled.hpp"

namespace json {

value_text::value_text(const std::string& from) : text(from) {}
value_text::value_text(std::string_view from) : text(from) {}
value_text::value_text(const char* from) : text(from) {}

std::string filled(const char* pattern_text, std::initializer_list<value_text> values)
{
    const std::string_view pattern(pattern_text);
    std::size_t size = pattern.size();
    for (const value_text& value : values) {
        size += value.text.size();
    }
    std::string text;
    text.reserve(size);
    for (std::size_t i = 0; i != pattern.size(); ++i) {
        const std::size_t place =
            pattern[i] == '$' && i + 1 != pattern.size() ? static_cast<std::size_t>(pattern[i + 1] - '1') : 9;
        if (place < 9) {
            text += place < values.size() ? values.begin()[place].text : std::string_view();
            ++i;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

}  // namespace json
