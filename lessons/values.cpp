#include "lessons/values.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "aio/print.hpp"
#include "json/filled.hpp"
#include "values.words.hpp"

namespace lessons {

namespace {

using json::filled;

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

std::string shown(double value, bool whole)
{
    return whole ? aio::str(static_cast<long long>(value)) : aio::str(value);
}

reading refused(std::string_view name, std::string_view accepted, std::string_view text)
{
    return {std::nullopt, filled(words::must_be, {name, accepted, quoted(text)})};
}

reading clamped(std::string_view name, std::string_view text, double value, double min, double max,
                bool whole)
{
    const double rounded = whole ? std::round(value) : value;
    const double inside = std::clamp(rounded, min, max);
    if (inside == value) {
        return {inside, ""};
    }
    return {inside, filled(whole ? words::out_of_whole_range : words::out_of_range,
                           {name, shown(min, whole), shown(max, whole), quoted(text), shown(inside, whole)})};
}

}  // namespace

reading read(const parameter_info& p, std::string_view text)
{
    const auto refuse = [&]() -> reading { return refused(p.name, accepts(p), text); };
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
    constexpr double most = 4294967295.0;
    if (const auto value = number(text)) {
        return clamped("seed", text, *value, 0, most, true);
    }
    return refused("seed", filled(words::a_whole_number, {shown(0, true), shown(most, true)}), text);
}

reading read_seconds(std::string_view what, std::string_view text)
{
    constexpr double most = 1e6;
    if (const auto value = number(text)) {
        return clamped(what, text, *value, 0, most, false);
    }
    return refused(what, words::some_seconds, text);
}

reading read_number(std::string_view what, std::string_view text, double min, double max)
{
    if (const auto value = number(text)) {
        return clamped(what, text, *value, min, max, false);
    }
    return refused(what, filled(words::a_number, {shown(min, false), shown(max, false)}), text);
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
        return filled(words::a_number, {shown(p.min, false), shown(p.max, false)});
    case parameter_type::integer:
        return filled(words::a_whole_number, {shown(p.min, true), shown(p.max, true)});
    case parameter_type::toggle:
        return words::true_or_false;
    case parameter_type::choice:
        break;
    }
    std::string choices;
    for (const std::string_view choice : p.choices) {
        choices += (choices.empty() ? "'" : ", '") + std::string(choice) + "'";
    }
    return filled(words::one_of, {choices});
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
