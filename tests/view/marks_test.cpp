// The marks of a row: each at its moment, and together of everything that is in view.

#include "web/view/marks.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "lessons/run.hpp"
#include "lessons/values.hpp"
#include "web/view/rows.hpp"

namespace {

using shape = web::mark::shape;
using trace::task_state;

trace::segment segment(task_state state, double from, double to)
{
    trace::segment s;
    s.state = state;
    s.from = from;
    s.to = to;
    return s;
}

const trace::log nothing;
const trace::history no_history(nothing);

// 100 pixels a second.
web::axis axis_of(double from = 0, double to = 10)
{
    return {no_history, web::axis_kind::time, {from, to}, 0, (to - from) * 100};
}

std::size_t total(const std::vector<web::mark>& marks)
{
    std::size_t sum = 0;
    for (const web::mark& m : marks) {
        sum += m.count;
    }
    return sum;
}

}  // namespace

TEST_CASE("a step of no length is a tick, being ready for no time has no mark, an end has one")
{
    trace::lane l;
    l.segments = {segment(task_state::ready, 1, 1), segment(task_state::running, 1, 1),
                  segment(task_state::sleeping, 1, 3), segment(task_state::ready, 3, 3),
                  segment(task_state::running, 3, 4.5)};
    l.segments.push_back(segment(task_state::done, 4.5, std::numeric_limits<double>::infinity()));
    const auto marks = web::marks_of(l, axis_of(), 1000);
    REQUIRE(marks.size() == 4);
    CHECK(marks[0].is == shape::tick);
    CHECK(marks[0].x0 == 100);
    CHECK(marks[1].is == shape::bar);
    CHECK(marks[1].x0 == 100);
    CHECK(marks[1].x1 == 300);
    CHECK(marks[2].is == shape::bar);
    CHECK(marks[2].x1 == 450);
    CHECK(marks[3].is == shape::end);
    CHECK(marks[3].x0 == 450);
}

TEST_CASE("an unfinished state reaches to the edge")
{
    trace::lane l;
    l.segments = {segment(task_state::waiting, 2, std::numeric_limits<double>::infinity())};
    const auto marks = web::marks_of(l, axis_of(), 730);
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].x0 == 200);
    CHECK(marks[0].x1 == 730);
}

TEST_CASE("dense states become one bar, which says how many it covers")
{
    trace::lane l;
    for (int i = 0; i != 1000; ++i) {  // a pixel each
        l.segments.push_back(
            segment(i % 2 == 0 ? task_state::running : task_state::sleeping, i * 0.01, (i + 1) * 0.01));
    }
    const auto marks = web::marks_of(l, axis_of(), 1000);
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].is == shape::folded);
    CHECK(marks[0].x0 == 0);
    CHECK(marks[0].x1 == 1000);
    CHECK(marks[0].count == 1000);
}

TEST_CASE("the marks of each lesson's rows cover every segment in view, at every zoom")
{
    for (const lessons::lesson& l : lessons::catalogue()) {
        lessons::run run({&l, lessons::defaults(l)});
        run.advance(30);
        trace::history h(run.recorded());
        h.follow();
        const double end = std::max(h.head().time, 1.0);
        for (double span = end; span > end / 1000; span /= 5) {
            const web::axis to(h, web::axis_kind::time, {0, span}, 0, 700);
            for (const trace::lane& lane : h.lanes()) {
                std::size_t shown = 0;
                std::size_t none = 0;  // of no length, and no step
                for (const trace::segment& s : lane.segments) {
                    if (to.begin_of(s) > 700 + 8) {
                        break;
                    }
                    ++shown;
                    const bool point = s.state == task_state::running || s.state >= task_state::done;
                    none += !point && to.end_of(s) == to.begin_of(s) ? 1 : 0;
                }
                const auto marks = web::marks_of(lane, to, 700);
                CAPTURE(std::string(l.slug));
                CAPTURE(span);
                CAPTURE(lane.task);
                CHECK(total(marks) <= shown);
                CHECK(total(marks) + none >= shown);
            }
        }
    }
}

TEST_CASE("the mark at a pixel: a step or an end near it, or else the state over it")
{
    trace::lane l;
    l.segments = {segment(task_state::sleeping, 1, 3), segment(task_state::running, 3, 3),
                  segment(task_state::waiting, 3, 5)};
    const auto marks = web::marks_of(l, axis_of(), 1000);
    CHECK(web::mark_at(marks, 50) == nullptr);
    REQUIRE(web::mark_at(marks, 200));
    CHECK(web::mark_at(marks, 200)->of->state == task_state::sleeping);
    for (const double near : {296.0, 300.0, 304.0}) {
        CHECK(web::mark_at(marks, near)->of->state == task_state::running);
    }
    CHECK(web::mark_at(marks, 305)->of->state == task_state::waiting);
    CHECK(web::mark_at(marks, 501) == nullptr);
}
