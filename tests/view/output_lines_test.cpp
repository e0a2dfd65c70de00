#include "web/view/output_lines.hpp"

#include <doctest/doctest.h>

using web::first_line;

TEST_CASE("the newest line is the last visible one, wherever the screen ends")
{
    CHECK(first_line(3, 14, 20) == 0);
    CHECK(first_line(20, 14, 20) == 6);
    CHECK(first_line(20, 14, 6.9F) == 14);
    CHECK(first_line(5, 14, 6.9F) == 0);
    CHECK(first_line(20, 14, 1) == 19);
}

TEST_CASE("an output that's out of sight is filled for readers who scroll there")
{
    CHECK(first_line(20, 14, 0.9F) == 6);
    CHECK(first_line(20, 14, -30) == 6);
}
