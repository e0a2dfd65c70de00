#pragma once
// The lessons, as their front matter declares them. The table is generated from the lesson folders at build
// time; see lessons/build/.

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "aio/coro.hpp"
#include "lessons/parameters.hpp"

namespace lessons {

/// A lesson's program together with the storage of its parameters.
class program {
public:
    virtual ~program() = default;
    /// Sets the parameter with this index; the program sees it where it next reads it.
    virtual void set(std::size_t index, double value) = 0;
    /// The main coroutine. The program must outlive it.
    virtual aio::coro<void> main() = 0;
};

struct lesson {
    int number;
    std::string_view slug;
    std::string_view title;
    std::string_view summary;
    std::span<const parameter_info> parameters;
    std::unique_ptr<program> (*make)();
    /// The parameter with two values whose other value is shown beside the run, on the same time axis.
    std::optional<std::size_t> compare = std::nullopt;
    /// Whether the run's seed makes a difference.
    bool seeded = false;
};

/// All lessons, in the order of their numbers.
std::span<const lesson> catalogue();

/// The lesson with this slug, or null.
const lesson* find(std::string_view slug);

}  // namespace lessons
