#include "lessons/json.hpp"

#include <doctest/doctest.h>

#include <limits>

using lessons::json;

TEST_CASE("commas stand between values, and only there")
{
    json out;
    out.begin_object().field("a", 1.0).key("b").begin_array().value(true).value("x").null();
    out.begin_array().end_array().begin_object().end_object().end_array().field("c", false).end_object();
    CHECK(out.text() == R"({"a":1.0,"b":[true,"x",null,[],{}],"c":false})");
}

TEST_CASE("texts are escaped, and other characters left as they are")
{
    json out;
    out.begin_array().value("\"\\/").value(std::string_view("a\nb\t\0c\x1f", 7)).value("ä…😀").end_array();
    CHECK(out.text() == "[\"\\\"\\\\/\",\"a\\u000ab\\u0009\\u0000c\\u001f\",\"ä…😀\"]");
}

TEST_CASE("numbers are written with their shortest digits; what JSON has no number for is null")
{
    json out;
    out.begin_array().value(0.1).value(-0.0).value(1e300).value(3.0);
    out.value(std::numeric_limits<double>::infinity()).value(std::numeric_limits<double>::quiet_NaN());
    CHECK(out.end_array().text() == "[0.1,-0.0,1e+300,3.0,null,null]");
}

TEST_CASE("the names in an object are escaped too")
{
    json out;
    CHECK(out.begin_object().field("a\"b", "c").end_object().text() == R"({"a\"b":"c"})");
}
