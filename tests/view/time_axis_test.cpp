#include <doctest/doctest.h>

#include "web/view/time_axis.hpp"

using web::time_view;

TEST_CASE("a moment goes to its pixel and back")
{
    const time_view v{2, 6};
    CHECK(web::x_of(v, 2, 100, 400) == 100);
    CHECK(web::x_of(v, 4, 100, 400) == 300);
    CHECK(web::time_at(v, 300, 100, 400) == 4);
}

TEST_CASE("zooming keeps the moment under the pointer in place, and never shows time before the start")
{
    const time_view near = web::zoomed({2, 6}, 2, 5);
    CHECK(near == time_view{3.5, 5.5});
    CHECK(web::x_of(near, 5, 0, 400) == web::x_of({2, 6}, 5, 0, 400));
    CHECK(web::zoomed({0, 4}, 0.5, 4).from == 0);
}

TEST_CASE("zooming stops at the shortest and at the longest allowed span")
{
    const web::view_limits limits{.shortest = 0.5, .longest = 100};
    CHECK(web::zoomed({0, 1}, 1e9, 0.5, limits).span() == doctest::Approx(0.5));
    CHECK(web::zoomed({0, 1}, 1e-9, 0.5, limits).span() == doctest::Approx(100));
}

TEST_CASE("panning stops at the start of time")
{
    CHECK(web::panned({1, 3}, 2) == time_view{3, 5});
    CHECK(web::panned({1, 3}, -5) == time_view{0, 2});
}

TEST_CASE("a view starts where the run does, however late that is")
{
    const web::view_limits limits{.earliest = 1000};
    CHECK(web::zoomed({1000, 1004}, 0.5, 1004, limits).from == 1000);
    CHECK(web::panned({1001, 1003}, -5, limits) == time_view{1000, 1002});
    CHECK(web::fitted(1000, 1003, 300).from == 1000);
}

TEST_CASE("a fitted view shows the end of the run with room after it, however narrow the picture is")
{
    for (const double width : {80.0, 300.0, 2000.0}) {
        const time_view v = web::fitted(0, 3, width);
        CHECK(v.from == 0);
        CHECK(web::x_of(v, 3, 0, width) < width - 20);
    }
    CHECK(web::fitted(0, 0, 300) == time_view{0, 1});
    CHECK(web::fitted(5, 5.002, 300).span() < 0.003);
}

TEST_CASE("a view that follows moves only when the playhead leaves its room")
{
    CHECK(web::following({0, 10}, 5) == time_view{0, 10});
    CHECK(web::following({0, 10}, 9).to == doctest::Approx(10.5));
    CHECK(web::following({5, 15}, 2).from == 2);
}

TEST_CASE("axis marks are at round moments with their unit, far enough apart to read")
{
    std::string labels;
    for (const auto& mark : web::axis_marks({0, 3.2}, 600, 90)) {
        labels += mark.label.empty() ? "" : mark.label + "|";
    }
    CHECK(labels == "0.0 s|0.5 s|1.0 s|1.5 s|2.0 s|2.5 s|3.0 s|");
    labels.clear();
    for (const auto& mark : web::axis_marks({100, 400}, 300, 90)) {
        labels += mark.label.empty() ? "" : mark.label + "|";
    }
    CHECK(labels == "100 s|200 s|300 s|400 s|");
}

TEST_CASE("an axis on which a double has no digits left has no marks")
{
    CHECK(web::axis_marks({1e300, 1e300}, 600, 90).empty());
    CHECK(web::axis_marks({1e17, 1e17 + 64}, 600, 90).empty());
}

TEST_CASE("times are written with their unit")
{
    CHECK(web::seconds(1.84) == "1.840 s");
    CHECK(web::seconds(0.5, 1) == "0.5 s");
}
