#include "trace/schema.hpp"

#include <algorithm>

#include "trace/schema_table.hpp"

namespace trace {

namespace {

// Without the sentences for the docs, which would be a fifth of what reading costs the page.
constexpr auto shapes = [] {
    auto all = table::shapes;
    for (shape& s : all) {
        s.says = "";
        for (field* f : {&s.task, &s.subject, &s.value, &s.detail, &s.text, &s.other}) {
            f->says = "";
        }
    }
    return all;
}();

// With their lengths, for fast comparison.
constexpr auto kind_names = [] {
    std::array<std::string_view, kind_count> all;
    for (std::size_t i = 0; i != kind_count; ++i) {
        all[i] = shapes[i].name;
    }
    return all;
}();

}  // namespace

const shape& shape_of(kind k) noexcept
{
    return shapes[static_cast<std::size_t>(k)];
}

std::optional<kind> kind_named(std::string_view name) noexcept
{
    const auto place = std::find(kind_names.begin(), kind_names.end(), name);
    return place == kind_names.end() ? std::nullopt
                                     : std::optional(static_cast<kind>(place - kind_names.begin()));
}

std::optional<std::uint8_t> place_of(std::string_view name, names all) noexcept
{
    const auto place = std::find(all.begin(), all.end(), name);
    return place == all.end() ? std::nullopt : std::optional(static_cast<std::uint8_t>(place - all.begin()));
}

}  // namespace trace
