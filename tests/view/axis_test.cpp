// Moments and pixels: on both axes there and back, and each segment of each lesson where its moments are.

#include "web/view/axis.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "lessons/run.hpp"
#include "lessons/values.hpp"

namespace {

struct whole_run {
    explicit whole_run(const lessons::lesson& l) : run({&l, lessons::defaults(l)}), history(run.recorded())
    {
        run.advance(60);
        history.follow();
    }
    lessons::run run;
    trace::history history;
};

constexpr double left = 116;
constexpr double width = 1300;

}  // namespace

TEST_CASE("a place goes to a pixel and back, on both axes")
{
    const whole_run tasks(*lessons::find("tasks"));
    for (const web::axis_kind kind : {web::axis_kind::time, web::axis_kind::steps}) {
        for (const web::time_view view :
             {web::time_view{0, 4}, web::time_view{1.25, 1.250001}, web::time_view{-3, 900}}) {
            const web::axis to(tasks.history, kind, view, left, width);
            for (double x = left - 50; x < left + width + 50; x += 12.5) {
                CHECK(std::abs(to.x(to.place(x)) - x) < 1e-6);
            }
        }
    }
}

TEST_CASE("on the axis of time each segment of each lesson begins and ends at its own moments")
{
    for (const lessons::lesson& l : lessons::catalogue()) {
        const whole_run r(l);
        const web::time_view view{0, std::max(1.0, r.history.head().time)};
        const web::axis to(r.history, web::axis_kind::time, view, left, width);
        for (const trace::lane& lane : r.history.lanes()) {
            for (const trace::segment& s : lane.segments) {
                CAPTURE(std::string(l.slug));
                CHECK(std::abs(to.begin_of(s) - (left + s.from / view.to * width)) < 1e-6);
                if (std::isfinite(s.to)) {
                    CHECK(std::abs(to.end_of(s) - (left + s.to / view.to * width)) < 1e-6);
                } else {
                    CHECK(to.end_of(s) > 1e300);
                }
            }
        }
    }
}

TEST_CASE("on the axis by steps each step fills its callback's column, and segments follow each other")
{
    for (const lessons::lesson& l : lessons::catalogue()) {
        const whole_run r(l);
        const web::axis to(r.history, web::axis_kind::steps, {0, 128}, 0, 128);  // a pixel a column
        for (const trace::lane& lane : r.history.lanes()) {
            for (std::size_t i = 0; i != lane.segments.size(); ++i) {
                const trace::segment& s = lane.segments[i];
                CAPTURE(std::string(l.slug));
                CAPTURE(s.begin);
                CHECK(to.begin_of(s) <= to.end_of(s));
                if (s.state == trace::task_state::running) {
                    CHECK(to.begin_of(s) == static_cast<double>(r.history.callbacks_at(s.begin)));
                    CHECK(to.end_of(s) == to.begin_of(s) + 1);
                }
                if (i + 1 != lane.segments.size()) {
                    CHECK(to.end_of(s) == to.begin_of(lane.segments[i + 1]));
                }
            }
        }
    }
}
