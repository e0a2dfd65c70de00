#pragma once
// Parameter values from text and back, with one sentence for what is wrong.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/writer.hpp"
#include "lessons/catalogue.hpp"

namespace lessons {

/// What a text was taken for: a value that is always usable, and a complaint where it was not what was asked.
struct reading {
    std::optional<double> value;  ///< clamped into the range; none where the text is no value at all
    std::string complaint;        ///< one sentence; empty when all is well
};

/// Reads `text` as a value of `p`.
reading read(const parameter_info& p, std::string_view text);

/// Reads a seed: a whole number from 0 to 4294967295.
reading read_seed(std::string_view text);

/// Reads a number of seconds, 0 or more.
reading read_seconds(std::string_view what, std::string_view text);

/// Reads a number from `min` to `max`.
reading read_number(std::string_view what, std::string_view text, double min, double max);

/// Writes `value` as it would be read.
std::string write(const parameter_info& p, double value);

/// Writes `value` as JSON: a number, an integer, true or false, or the name of a choice.
void write(json::writer& out, const parameter_info& p, double value);
/// Writes the names of its choices as a JSON array; null if it is no choice.
void write_choices(json::writer& out, const parameter_info& p);
/// The type as files name it: number, integer, choice or switch.
const char* type_name(parameter_type t) noexcept;

/// What `p` accepts: 'a number from 0.0 to 6.0'.
std::string accepts(const parameter_info& p);

/// The default of each parameter.
std::vector<double> defaults(std::span<const parameter_info> all);
inline std::vector<double> defaults(const lesson& l)
{
    return defaults(l.parameters);
}

/// The index of the parameter with this name, if it is among them.
std::optional<std::size_t> find_parameter(std::span<const parameter_info> all, std::string_view name);
inline std::optional<std::size_t> find_parameter(const lesson& l, std::string_view name)
{
    return find_parameter(l.parameters, name);
}

}  // namespace lessons
