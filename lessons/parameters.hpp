#pragma once
// Parameters: what can be set about a program, and one choice of all its settings.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lessons/intervention.hpp"

namespace lessons {

enum class parameter_type { number, integer, choice, toggle };

/// When a change of a parameter shows.
enum class effect {
    live,     ///< where the program next reads it
    restart,  ///< the run is laid out again from 0 s
};

/// A value is a double for every type: a choice is its index, a switch 0 or 1.
struct parameter_info {
    std::string_view name;
    std::string_view label;
    parameter_type type;
    double min;
    double max;
    double step;
    std::span<const std::string_view> choices;
    double fallback;
    std::string_view unit;
    lessons::effect effect;
    std::string_view help;
    bool more = false;  ///< it's folded under 'more'
};

/// A parameter set while the program ran. Its moment is a number of callbacks, since time alone does not tell
/// apart what happens at one instant.
struct change {
    std::size_t after_callbacks = 0;
    std::size_t parameter = 0;
    double value = 0;
    bool operator==(const change&) const = default;
};

/// Everything that a run depends on besides its program.
struct settings {
    std::vector<double> values = {};  ///< at the start, one for each parameter
    std::uint32_t seed = 1;
    std::vector<change> changes = {};              ///< in the order of their moments
    std::vector<intervention> interventions = {};  ///< in their order
    bool operator==(const settings&) const = default;
};

}  // namespace lessons
