#include "aio/str.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "aio/errors.hpp"
#include "aio/exception_group.hpp"

namespace aio {

namespace {

bool reads_back(const char* digits, double value)
{
    return std::strtod(digits, nullptr) == value;
}

// Adds one to the last digit; false if that carries past the first.
bool round_up(char* digits)
{
    for (char* c = std::strchr(digits, 'e') - 1; c >= digits; --c) {
        if (*c == '9') {
            *c = '0';
        } else if (*c >= '0' && *c < '9') {
            ++*c;
            return true;
        }
    }
    return false;
}

}  // namespace

std::string str(double value)
{
    if (std::isnan(value)) {
        return "nan";
    }
    if (std::isinf(value)) {
        return value < 0 ? "-inf" : "inf";
    }
    char digits[40];
    // For a normal number, trying 15 digits shows whether 15 or fewer are enough: those that aren't needed
    // are zeros.
    for (int precision = std::fabs(value) < 1e-290 ? 0 : 14; precision < 17; ++precision) {
        std::snprintf(digits, sizeof digits, "%.*e", precision, value);
        // A power of two is closer to the number below it than to the one above: the decimal that reads back
        // may be the next one up, though it isn't the nearest.
        if (reads_back(digits, value) || (round_up(digits) && reads_back(digits, value))) {
            break;
        }
    }
    // digits: [-]d[.ddd]e±xx. Python writes exponents from -4 to 15 as plain decimals.
    const char* e = std::strchr(digits, 'e');
    const int exponent = std::atoi(e + 1);
    std::string sign = digits[0] == '-' ? "-" : "";
    std::string plain;
    for (const char* c = digits + sign.size(); c != e; ++c) {
        if (*c != '.') {
            plain += *c;
        }
    }
    while (plain.size() > 1 && plain.back() == '0') {
        plain.pop_back();
    }
    const int count = static_cast<int>(plain.size());
    if (exponent < -4 || exponent >= 16) {
        std::string text = sign + plain.substr(0, 1);
        if (count > 1) {
            text += '.';
            text += plain.substr(1);
        }
        std::snprintf(digits, sizeof digits, "e%c%02d", exponent < 0 ? '-' : '+', std::abs(exponent));
        return text + digits;
    }
    if (exponent < 0) {
        return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + plain;
    }
    if (count <= exponent + 1) {
        return sign + plain + std::string(static_cast<std::size_t>(exponent + 1 - count), '0') + ".0";
    }
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    return sign + plain.substr(0, whole) + "." + plain.substr(whole);
}

std::string str(const std::exception_ptr& error)
{
    return error ? describe(error).message : "None";
}

std::string repr(std::string_view text)
{
    const bool has_single = text.find('\'') != std::string_view::npos;
    const char quote = has_single && text.find('"') == std::string_view::npos ? '"' : '\'';
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if ((c >= 0 && c < ' ') || c == '\x7f') {
            char digits[8];
            std::snprintf(digits, sizeof digits, "\\x%02x", static_cast<unsigned>(c));
            out += digits;
        } else {
            out += c;
        }
    }
    return out + quote;
}

std::string repr(const std::exception_ptr& error)
{
    if (!error) {
        return "None";
    }
    try {
        std::rethrow_exception(error);
    } catch (const base_exception_group& e) {
        return e.type_name() + ("(" + repr(e.message())) + ", " + repr(e.exceptions()) + ")";
    } catch (const cancelled_error& e) {
        return e.type_name() + ("(" + (e.message() ? repr(*e.message()) : "")) + ")";
    } catch (const exception& e) {
        return e.type_name() + ("(" + e.argument() + ")");
    } catch (...) {
        const error_text text = describe(error);
        return text.type + "(" + (text.message.empty() ? "" : repr(text.message)) + ")";
    }
}

}  // namespace aio
