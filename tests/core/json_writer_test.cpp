#include "json/writer.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>

using json::writer;

TEST_CASE("commas are between values, and only there")
{
    writer out;
    out.begin_object().field("a", 1.0).key("b").begin_array().value(true).value("x").null();
    out.begin_array().end_array().begin_object().end_object().end_array().field("c", false).end_object();
    CHECK(out.text() == R"({"a":1.0,"b":[true,"x",null,[],{}],"c":false})");
}

TEST_CASE("texts are escaped, and other characters stay as they are")
{
    writer out;
    out.begin_array().value("\"\\/").value(std::string_view("a\nb\t\0c\x1f", 7)).value("ä…😀").end_array();
    CHECK(out.text() == "[\"\\\"\\\\/\",\"a\\u000ab\\u0009\\u0000c\\u001f\",\"ä…😀\"]");
}

TEST_CASE("numbers are written with their shortest digits; NaN and infinity are null")
{
    writer out;
    out.begin_array().value(0.1).value(-0.0).value(1e300).value(3.0);
    out.value(std::numeric_limits<double>::infinity()).value(std::numeric_limits<double>::quiet_NaN());
    out.value(3).value(-4).value(std::uint64_t{18446744073709551615U});
    CHECK(out.end_array().text() == "[0.1,-0.0,1e+300,3.0,null,null,3,-4,18446744073709551615]");
}

TEST_CASE("the names in an object are escaped too")
{
    writer out;
    CHECK(out.begin_object().field("a\"b", "c").end_object().text() == R"({"a\"b":"c"})");
}

TEST_CASE("a value or a bracket can begin a line")
{
    writer out;
    out.begin_array().line().value(1).line().value(2).line().end_array();
    CHECK(out.text() == "[\n1,\n2\n]");
}
