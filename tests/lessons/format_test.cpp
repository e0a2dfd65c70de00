// Lessons' traces in the format of docs/trace-format.md: at the defaults, and at settings drawn at random.

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <random>

#include "format_of.hpp"
#include "lessons/run.hpp"
#include "lessons/trace_json.hpp"
#include "lessons/values.hpp"

namespace {

constexpr double longest = 30;  // seconds of a run that may have no end

std::vector<double> drawn(const lessons::lesson& l, std::mt19937& random)
{
    std::vector<double> values;
    for (const auto& p : l.parameters) {
        const bool listed = p.type == lessons::parameter_type::choice;
        const double min = listed ? 0 : p.min;
        const double max = listed ? static_cast<double>(p.choices.size()) - 1
                           : p.type == lessons::parameter_type::toggle ? 1
                                                                       : p.max;
        const double at = min + (max - min) * static_cast<double>(random() % 1001) / 1000;
        values.push_back(p.type == lessons::parameter_type::number ? at : std::round(at));
    }
    return values;
}

}  // namespace

TEST_CASE("a lesson's trace is read back as the same trace, and keeps every rule")
{
    std::mt19937 random(1);
    const int draws = std::getenv("INTERLEAVE_FULL") ? 200 : 10;
    for (const auto& l : lessons::catalogue()) {
        CAPTURE(l.slug);
        for (int i = 0; i != draws; ++i) {
            const auto seed = static_cast<std::uint32_t>(i == 0 ? 1 : random());
            lessons::run r({&l, i == 0 ? lessons::defaults(l) : drawn(l, random), seed});
            r.advance(longest);
            CHECK(tests::format_fault(r.recorded()) == "");
            trace::log copy;
            CHECK(tests::read(lessons::trace_json(r), copy) == "");
            CHECK(copy == r.recorded());
        }
    }
}
