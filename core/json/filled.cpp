#include "json/filled.hpp"

namespace json {

std::string filled(std::string_view pattern, std::initializer_list<std::string_view> values)
{
    std::size_t size = pattern.size();
    for (const std::string_view value : values) {
        size += value.size();
    }
    std::string text;
    text.reserve(size);
    for (std::size_t i = 0; i != pattern.size(); ++i) {
        const std::size_t place =
            pattern[i] == '$' && i + 1 != pattern.size() ? static_cast<std::size_t>(pattern[i + 1] - '1') : 9;
        if (place < 9) {
            text += place < values.size() ? values.begin()[place] : std::string_view();
            ++i;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

}  // namespace json
