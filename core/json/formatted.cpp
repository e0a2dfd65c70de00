#include "json/formatted.hpp"

#include <cstdio>

namespace json {

std::string formatted(const char* format, ...)
{
    std::va_list arguments;
    va_start(arguments, format);
    std::string text = formatted_list(format, arguments);
    va_end(arguments);
    return text;
}

std::string formatted_list(const char* format, std::va_list arguments)
{
    char text[500];
    std::vsnprintf(text, sizeof text, format, arguments);
    return text;
}

}  // namespace json
