#include "lessons/json.hpp"

#include <cmath>
#include <cstdio>

#include "aio/print.hpp"

namespace lessons {

void json::separate()
{
    if (!first_) {
        text_ += ',';
    }
    first_ = false;
}

json& json::open(char bracket)
{
    separate();
    text_ += bracket;
    first_ = true;
    return *this;
}

json& json::close(char bracket)
{
    text_ += bracket;
    first_ = false;
    return *this;
}

json& json::raw(std::string_view text)
{
    separate();
    text_ += text;
    return *this;
}

json& json::key(std::string_view name)
{
    value(name);
    text_ += ':';
    first_ = true;
    return *this;
}

json& json::value(std::string_view text)
{
    separate();
    text_ += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            text_ += '\\';
            text_ += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char escaped[8];
            std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
            text_ += escaped;
        } else {
            text_ += c;
        }
    }
    text_ += '"';
    return *this;
}

json& json::value(double number)
{
    return std::isfinite(number) ? raw(aio::str(number)) : null();
}

}  // namespace lessons
