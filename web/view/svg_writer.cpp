#include "web/view/svg_writer.hpp"

#include <cstdio>

namespace web {

svg_writer& svg_writer::open(const char* name)
{
    name_ = name;
    text_ += text_.empty() ? "<" : "\n<";
    text_ += name;
    return *this;
}

svg_writer& svg_writer::with(const char* attribute, std::string_view value)
{
    text_ += ' ';
    text_ += attribute;
    text_ += "=\"";
    escape(value);
    text_ += '"';
    return *this;
}

svg_writer& svg_writer::end()
{
    text_ += "/>";
    return *this;
}

svg_writer& svg_writer::end(std::string_view text)
{
    text_ += '>';
    escape(text);
    return close(name_);
}

svg_writer& svg_writer::titled(std::string_view title)
{
    text_ += "><title>";
    escape(title);
    text_ += "</title>";
    return close(name_);
}

svg_writer& svg_writer::begin()
{
    text_ += '>';
    return *this;
}

svg_writer& svg_writer::close(const char* name)
{
    text_ += "</";
    text_ += name;
    text_ += '>';
    return *this;
}

std::string svg_writer::number(double value)
{
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.2f", value);
    std::string text = digits;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

// XML has no control characters and no U+FFFE and U+FFFF, not even escaped.
void svg_writer::escape(std::string_view text)
{
    for (std::size_t i = 0; i != text.size(); ++i) {
        const char c = text[i];
        if (const auto three = text.substr(i, 3); three == "\xef\xbf\xbe" || three == "\xef\xbf\xbf") {
            text_ += ' ';
            i += 2;
            continue;
        }
        switch (c) {
        case '&':
            text_ += "&amp;";
            break;
        case '<':
            text_ += "&lt;";
            break;
        case '>':
            text_ += "&gt;";
            break;
        case '"':
            text_ += "&quot;";
            break;
        default:
            text_ += static_cast<unsigned char>(c) < ' ' || c == 0x7f ? ' ' : c;
        }
    }
}

}  // namespace web
