// The lens against the snapshots: at each boundary of each lesson, the place that it gives a task is the
// task's place in the ready queue.

#include "web/view/lens.hpp"

#include <doctest/doctest.h>

#include "lessons/run.hpp"
#include "lessons/values.hpp"

TEST_CASE("in every lesson the lens gives a task its actual place in the ready queue")
{
    std::size_t compared = 0;
    for (const lessons::lesson& l : lessons::catalogue()) {
        lessons::run run({&l, lessons::defaults(l)});
        run.advance(10);
        trace::history h(run.recorded());
        h.follow();
        trace::snapshot before;
        for (const std::size_t boundary : h.boundaries()) {
            const web::lens lens = web::lens_at(h, boundary, 40, 40);
            for (std::size_t c = 0; c != lens.columns; ++c) {
                const trace::instant* instant = nullptr;
                for (const trace::instant& i : h.instants()) {
                    instant = i.time == lens.time ? &i : instant;
                }
                REQUIRE(instant);
                h.move(before, h.begins()[instant->first + lens.first + c] +
                                   1);  // the callback runs, the queue is the rest
                for (const web::lens::row& row : lens.rows) {
                    const web::lens::cell& cell = row.cells[c];
                    if (cell.is != web::lens::cell::kind::ready || cell.place == 0) {
                        continue;
                    }
                    std::size_t place = 0;
                    std::size_t found = 0;
                    for (const trace::queued_callback& q : before.ready) {
                        ++place;
                        const bool goes_on =
                            q.kind == aio::callback_kind::step || q.kind == aio::callback_kind::wakeup;
                        found = q.task == row.task && goes_on ? place : found;
                    }
                    CAPTURE(std::string(l.slug));
                    CAPTURE(boundary);
                    CAPTURE(row.task);
                    CAPTURE(c);
                    CHECK(cell.place == found);
                    ++compared;
                }
            }
        }
    }
    CHECK(compared > 500);
}
