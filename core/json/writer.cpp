#include "json/writer.hpp"

#include <cmath>
#include <cstdio>

#include "aio/print.hpp"

namespace json {

void writer::separate()
{
    if (!first_) {
        text_ += ',';
    }
    first_ = false;
    break_line();
}

void writer::break_line()
{
    if (std::exchange(broken_, false)) {
        text_ += '\n';
    }
}

writer& writer::open(char bracket)
{
    separate();
    text_ += bracket;
    first_ = true;
    return *this;
}

writer& writer::close(char bracket)
{
    break_line();
    text_ += bracket;
    first_ = false;
    return *this;
}

writer& writer::raw(std::string_view text)
{
    separate();
    text_ += text;
    return *this;
}

writer& writer::key(std::string_view name)
{
    value(name);
    text_ += ':';
    first_ = true;
    return *this;
}

writer& writer::value(std::string_view text)
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

writer& writer::value(double number)
{
    if (!std::isfinite(number)) {
        return null();
    }
    if (number != number_ || std::signbit(number) != std::signbit(number_)) {
        number_ = number;
        digits_ = aio::str(number);
    }
    return raw(digits_);
}

}  // namespace json
