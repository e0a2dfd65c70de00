#include "lessons/values.hpp"

#include <doctest/doctest.h>

#include <array>

using lessons::effect;
using lessons::parameter_info;
using lessons::parameter_type;
using lessons::read;
using lessons::write;

namespace {

constexpr std::array<std::string_view, 2> ways{"both first", "one by one"};

constexpr parameter_info delay{"delay", "delay", parameter_type::number, 0, 6, 0.1, {},
                               3,       "s",     effect::restart,        ""};
constexpr parameter_info workers{"workers", "workers", parameter_type::integer, 1, 9, 1, {},
                                 3,         "",        effect::restart,         ""};
constexpr parameter_info start{"start", "start", parameter_type::choice, 0, 1, 1, ways,
                               0,       "",      effect::restart,        ""};
constexpr parameter_info patient{"patient", "patient", parameter_type::toggle, 0, 1, 1, {},
                                 1,         "",        effect::live,           ""};

}  // namespace

TEST_CASE("a value in its range is taken as it is")
{
    CHECK(read(delay, "2.5").value == 2.5);
    CHECK(read(delay, "2.5").complaint.empty());
    CHECK(read(delay, "1e-1").value == 0.1);
    CHECK(read(delay, "0").value == 0);
    CHECK(read(delay, "6").value == 6);
    CHECK(read(workers, "9").value == 9);
    CHECK(read(workers, "9").complaint.empty());
    CHECK(read(workers, "2.0").complaint.empty());
    CHECK(read(start, "one by one").value == 1);
    CHECK(read(start, "one by one").complaint.empty());
}

TEST_CASE("a value out of its range is clamped, and one sentence says so")
{
    CHECK(read(delay, "7").value == 6);
    CHECK(read(delay, "7").complaint == "delay goes from 0.0 to 6.0, so '7' became 6.0.");
    CHECK(read(delay, "-0.5").value == 0);
    CHECK(read(delay, "-0.5").complaint == "delay goes from 0.0 to 6.0, so '-0.5' became 0.0.");
    CHECK(read(workers, "0").value == 1);
    CHECK(read(workers, "0").complaint == "workers goes from 1 to 9 in whole numbers, so '0' became 1.");
    CHECK(read(workers, "2.6").value == 3);
    CHECK(read(workers, "2.6").complaint == "workers goes from 1 to 9 in whole numbers, so '2.6' became 3.");
    CHECK(read(delay, "1e300").value == 6);
    CHECK(read(workers, "-1e300").value == 1);
}

TEST_CASE("an invalid value is refused, and one sentence says what is expected")
{
    for (const char* text :
         {"", " ", "two", "1s", "1 2", "0x10", "nan", "inf", "--1", "1e999", "e", ".", "-"}) {
        CHECK_FALSE(read(delay, text).value.has_value());
        CHECK(read(delay, text).complaint ==
              std::string("delay must be a number from 0.0 to 6.0, not '") + text + "'.");
    }
    CHECK(read(workers, "many").complaint == "workers must be a whole number from 1 to 9, not 'many'.");
    CHECK_FALSE(read(start, "never").value.has_value());
    CHECK(read(start, "never").complaint == "start must be one of 'both first', 'one by one', not 'never'.");
    CHECK_FALSE(read(start, "0").value.has_value());
    CHECK(read(patient, "maybe").complaint == "patient must be true or false, not 'maybe'.");
}

TEST_CASE("a switch is read from several words")
{
    for (const char* yes : {"true", "True", "1", "on", "yes"}) {
        CHECK(read(patient, yes).value == 1);
        CHECK(read(patient, yes).complaint.empty());
    }
    for (const char* no : {"false", "False", "0", "off", "no"}) {
        CHECK(read(patient, no).value == 0);
    }
}

TEST_CASE("a quotation is short, and cuts no character")
{
    const std::string complaint = read(delay, std::string(1000, 'x')).complaint;
    CHECK(complaint.size() < 200);
    CHECK(complaint.find("…") != std::string::npos);
    // Forty bytes end within the twentieth of these two-byte characters.
    std::string text = "x";
    for (int i = 0; i != 30; ++i) {
        text += "ä";
    }
    std::string kept = "'x";
    for (int i = 0; i != 19; ++i) {
        kept += "ä";
    }
    CHECK(read(delay, text).complaint.find(kept + "…'") != std::string::npos);
}

TEST_CASE("a seed is a whole number of 32 bits, a time a number of seconds")
{
    CHECK(lessons::read_seed("7").value == 7);
    CHECK(lessons::read_seed("4294967295").value == 4294967295.0);
    CHECK(lessons::read_seed("4294967295").complaint.empty());
    CHECK(lessons::read_seed("-1").value == 0);
    CHECK(lessons::read_seed("1.5").value == 2);
    CHECK(lessons::read_seed("x").complaint == "seed must be a whole number from 0 to 4294967295, not 'x'.");
    CHECK(lessons::read_seconds("t", "1.5").value == 1.5);
    CHECK(lessons::read_seconds("t", "-1").value == 0);
    CHECK(lessons::read_seconds("t", "soon").complaint == "t must be a number of seconds, not 'soon'.");
}

TEST_CASE("what is written is read as the same value")
{
    for (const double value : {0.0, 0.1, 2.5, 6.0}) {
        CHECK(read(delay, write(delay, value)).value == value);
    }
    CHECK(write(delay, 3) == "3.0");
    CHECK(write(workers, 3) == "3");
    CHECK(write(start, 1) == "one by one");
    CHECK(write(patient, 1) == "true");
    CHECK(write(patient, 0) == "false");
    CHECK(read(start, write(start, 1)).value == 1);
    CHECK(read(patient, write(patient, 0)).value == 0);
}
