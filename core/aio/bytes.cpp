#include "aio/bytes.hpp"

namespace aio {

std::string bytes_repr(std::string_view bytes)
{
    constexpr const char* digits = "0123456789abcdef";
    const bool has_single = bytes.find('\'') != std::string_view::npos;
    const char quote = has_single && bytes.find('"') == std::string_view::npos ? '"' : '\'';
    std::string text = {'b', quote};
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        if (byte == quote || byte == '\\') {
            text += {'\\', byte};
        } else if (byte == '\n') {
            text += "\\n";
        } else if (byte == '\r') {
            text += "\\r";
        } else if (byte == '\t') {
            text += "\\t";
        } else if (code >= 0x20 && code < 0x7f) {
            text += byte;
        } else {
            text += {'\\', 'x', digits[code / 16], digits[code % 16]};
        }
    }
    return text + quote;
}

}  // namespace aio
