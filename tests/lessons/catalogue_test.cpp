#include "lessons/catalogue.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "lessons/run.hpp"
#include "lessons/values.hpp"

TEST_CASE("lessons are in the order of their numbers, and each can be found by its slug")
{
    int number = 0;
    std::set<std::string_view> slugs;
    for (const lessons::lesson& l : lessons::catalogue()) {
        CAPTURE(l.slug);
        CHECK(l.number > number);
        number = l.number;
        CHECK(slugs.insert(l.slug).second);
        CHECK(lessons::find(l.slug) == &l);
        CHECK_FALSE(l.title.empty());
        CHECK_FALSE(l.summary.empty());
    }
    CHECK(slugs.size() == lessons::catalogue().size());
    CHECK(slugs.count("tasks") == 1);
    CHECK(lessons::find("no such lesson") == nullptr);
    CHECK(lessons::find("") == nullptr);
}

TEST_CASE("every parameter's default is within its range, and reads back as it's written")
{
    for (const lessons::lesson& l : lessons::catalogue()) {
        std::set<std::string_view> names;
        CHECK(lessons::defaults(l).size() == l.parameters.size());
        for (const lessons::parameter_info& p : l.parameters) {
            CAPTURE(l.slug);
            CAPTURE(p.name);
            CHECK(names.insert(p.name).second);
            CHECK(p.min <= p.fallback);
            CHECK(p.fallback <= p.max);
            CHECK(p.min < p.max);
            CHECK(p.step > 0);
            CHECK((p.type == lessons::parameter_type::choice) == !p.choices.empty());
            if (p.type == lessons::parameter_type::choice) {
                CHECK(p.max == static_cast<double>(p.choices.size() - 1));
            }
            const auto reading = lessons::read(p, lessons::write(p, p.fallback));
            CHECK(reading.value == p.fallback);
            CHECK(reading.complaint.empty());
        }
    }
}

TEST_CASE("a parameter is found by its name")
{
    const lessons::lesson& l = *lessons::find("tasks");
    for (std::size_t i = 0; i != l.parameters.size(); ++i) {
        CHECK(lessons::find_parameter(l, l.parameters[i].name) == i);
    }
    CHECK_FALSE(lessons::find_parameter(l, "no such parameter").has_value());
    CHECK_FALSE(lessons::find_parameter(l, "").has_value());
}

TEST_CASE("every lesson ends by itself at its defaults")
{
    for (const lessons::lesson& l : lessons::catalogue()) {
        CAPTURE(l.slug);
        lessons::run r({&l, lessons::defaults(l)});
        CHECK(r.advance(1e6, 1000000));
        CHECK(r.ended());
    }
}
