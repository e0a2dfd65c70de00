#include "json/number.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace json {

namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

}  // namespace

// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?
bool is_number(std::string_view text)
{
    const char* at = text.data();
    const char* const end = at + text.size();
    const auto digits = [&] {
        const char* const from = at;
        while (at != end && is_digit(*at)) {
            ++at;
        }
        return at != from;
    };
    if (at != end && *at == '-') {
        ++at;
    }
    const char* const whole = at;
    if (!digits() || (*whole == '0' && at != whole + 1)) {
        return false;
    }
    if (at != end && *at == '.') {
        ++at;
        if (!digits()) {
            return false;
        }
    }
    if (at != end && (*at == 'e' || *at == 'E')) {
        ++at;
        if (at != end && (*at == '-' || *at == '+')) {
            ++at;
        }
        if (!digits()) {
            return false;
        }
    }
    return at == end;
}

double number(std::string_view digits)
{
    // Few digits and a small power of ten are both exact, so their quotient is the nearest double.
    constexpr double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    constexpr std::size_t most_exact = 15;
    const bool negative = digits.starts_with('-');
    std::uint64_t whole = 0;
    std::size_t count = 0;
    std::size_t places = 0;
    bool after_point = false;
    for (const char c : digits.substr(negative ? 1 : 0)) {
        if (c == '.') {
            after_point = true;
            continue;
        }
        if (!is_digit(c) || ++count > most_exact) {
            return std::strtod(std::string(digits).c_str(), nullptr);
        }
        whole = whole * 10 + static_cast<std::uint64_t>(c - '0');
        places += after_point ? 1 : 0;
    }
    const double value = static_cast<double>(whole) / powers[places];
    return negative ? -value : value;
}

}  // namespace json
