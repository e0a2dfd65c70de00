#include "json/formatted.hpp"

#include <cstdarg>
#include <cstdio>

namespace json {

std::string formatted(const char* format, ...)
{
    char text[500];
    std::va_list arguments;
    va_start(arguments, format);
    std::vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return text;
}

}  // namespace json
