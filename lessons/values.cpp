#include "lessons/values.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "aio/print.hpp"

namespace lessons {

namespace {

std::optional<double> number(std::string_view text)
{
    const std::string copy(text);
    const bool plain =
        !copy.empty() && copy.size() < 40 && copy.find_first_not_of("0123456789+-.eE") == std::string::npos;
    char* end = nullptr;
    const double value = plain ? std::strtod(copy.c_str(), &end) : 0;
    if (!plain || *end != '\0' || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

// What was given, short enough to be shown.
std::string quoted(std::string_view text)
{
    std::size_t length = 40;
    if (text.size() <= length) {
        return "'" + std::string(text) + "'";
    }
    while (length != 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80) {
        --length;  // within a character
    }
    return "'" + std::string(text.substr(0, length)) + "…'";
}

std::string range(double min, double max, bool whole)
{
    const auto show = [whole](double v) { return whole ? aio::str(static_cast<long long>(v)) : aio::str(v); };
    return "from " + show(min) + " to " + show(max);
}

reading clamped(std::string_view name, std::string_view text, double value, double min, double max,
                bool whole)
{
    const double rounded = whole ? std::round(value) : value;
    const double inside = std::clamp(rounded, min, max);
    if (inside == value) {
        return {inside, ""};
    }
    return {inside, std::string(name) + " goes " + range(min, max, whole) +
                        (whole ? " in whole numbers" : "") + ", so " + quoted(text) + " became " +
                        (whole ? aio::str(static_cast<long long>(inside)) : aio::str(inside)) + "."};
}

}  // namespace

reading read(const parameter_info& p, std::string_view text)
{
    const auto refuse = [&]() -> reading {
        return {std::nullopt, std::string(p.name) + " must be " + accepts(p) + ", not " + quoted(text) + "."};
    };
    switch (p.type) {
    case parameter_type::number:
    case parameter_type::integer:
        if (const auto value = number(text)) {
            return clamped(p.name, text, *value, p.min, p.max, p.type == parameter_type::integer);
        }
        return refuse();
    case parameter_type::choice: {
        const auto place = std::find(p.choices.begin(), p.choices.end(), text);
        if (place == p.choices.end()) {
            return refuse();
        }
        return {static_cast<double>(place - p.choices.begin()), ""};
    }
    case parameter_type::toggle:
        for (const std::string_view yes : {"true", "True", "1", "on", "yes"}) {
            if (text == yes) {
                return {1, ""};
            }
        }
        for (const std::string_view no : {"false", "False", "0", "off", "no"}) {
            if (text == no) {
                return {0, ""};
            }
        }
        return refuse();
    }
    return refuse();
}

reading read_seed(std::string_view text)
{
    if (const auto value = number(text)) {
        return clamped("seed", text, *value, 0, 4294967295.0, true);
    }
    return {std::nullopt, "seed must be a whole number from 0 to 4294967295, not " + quoted(text) + "."};
}

reading read_seconds(std::string_view what, std::string_view text)
{
    constexpr double most = 1e6;
    if (const auto value = number(text)) {
        return clamped(what, text, *value, 0, most, false);
    }
    return {std::nullopt, std::string(what) + " must be a number of seconds, not " + quoted(text) + "."};
}

reading read_number(std::string_view what, std::string_view text, double min, double max)
{
    if (const auto value = number(text)) {
        return clamped(what, text, *value, min, max, false);
    }
    return {std::nullopt, std::string(what) + " must be a number " + range(min, max, false) + ", not " +
                              quoted(text) + "."};
}

std::string write(const parameter_info& p, double value)
{
    switch (p.type) {
    case parameter_type::number:
        return aio::str(value);
    case parameter_type::integer:
        return aio::str(static_cast<long long>(value));
    case parameter_type::choice:
        return std::string(p.choices[static_cast<std::size_t>(value)]);
    case parameter_type::toggle:
        return value != 0 ? "true" : "false";
    }
    return "";
}

void write(json::writer& out, const parameter_info& p, double value)
{
    switch (p.type) {
    case parameter_type::number:
        out.value(value);
        break;
    case parameter_type::integer:
        out.value(static_cast<long long>(value));
        break;
    case parameter_type::choice:
        out.value(p.choices[static_cast<std::size_t>(value)]);
        break;
    case parameter_type::toggle:
        out.value(value != 0);
        break;
    }
}

void write_choices(json::writer& out, const parameter_info& p)
{
    if (p.type != parameter_type::choice) {
        out.null();
        return;
    }
    out.begin_array();
    for (const std::string_view choice : p.choices) {
        out.value(choice);
    }
    out.end_array();
}

const char* type_name(parameter_type t) noexcept
{
    switch (t) {
    case parameter_type::number:
        return "number";
    case parameter_type::integer:
        return "integer";
    case parameter_type::choice:
        return "choice";
    case parameter_type::toggle:
        return "switch";
    }
    return "";
}

std::string accepts(const parameter_info& p)
{
    switch (p.type) {
    case parameter_type::number:
        return "a number " + range(p.min, p.max, false);
    case parameter_type::integer:
        return "a whole number " + range(p.min, p.max, true);
    case parameter_type::toggle:
        return "true or false";
    case parameter_type::choice:
        break;
    }
    std::string text = "one of";
    for (const std::string_view choice : p.choices) {
        text += (text == "one of" ? " '" : ", '") + std::string(choice) + "'";
    }
    return text;
}

std::vector<double> defaults(std::span<const parameter_info> all)
{
    std::vector<double> values;
    for (const parameter_info& p : all) {
        values.push_back(p.fallback);
    }
    return values;
}

std::optional<std::size_t> find_parameter(std::span<const parameter_info> all, std::string_view name)
{
    for (std::size_t i = 0; i != all.size(); ++i) {
        if (all[i].name == name) {
            return i;
        }
    }
    return std::nullopt;
}

}  // namespace lessons
