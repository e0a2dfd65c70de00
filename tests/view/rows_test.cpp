// Which rows there are, and in which order.

#include "web/view/rows.hpp"

#include <doctest/doctest.h>

#include "lessons/catalogue.hpp"
#include "trace/log.hpp"
#include "web/view/address.hpp"
#include "web/view/session.hpp"

namespace {

using names = std::vector<std::string>;

/// Five tasks of two functions; 2 and 4 end, 4 first; 3 steps most.
struct five {
    five()
    {
        for (std::uint32_t i = 1; i <= 5; ++i) {
            trace::event& e = say(trace::kind::task_created, i, i - 1);
            e.text = l.intern((i % 2 == 0 ? "Even-" : "odd-") + std::to_string(i));
            e.other = l.intern(i % 2 == 0 ? "even" : "odd");
        }
        end(4, 10);
        end(2, 20);
        for (int i = 0; i != 4; ++i) {
            say(trace::kind::task_stepped, 3, 30);
            say(trace::kind::task_suspended, 3, 30).detail = static_cast<std::uint8_t>(aio::wait_kind::other);
        }
        h.follow();
    }

    trace::event& say(trace::kind k, std::uint32_t task, double time)
    {
        trace::event e;
        e.kind = k;
        e.task = task;
        e.time = time;
        return l.append(e);
    }
    void end(std::uint32_t task, double time)
    {
        say(trace::kind::task_stepped, task, time);
        say(trace::kind::task_ended, task, time);
    }

    names shown(const web::row_choice& c)
    {
        rows.update(h, h.head(), c);
        names all;
        for (const web::row& r : rows.all()) {
            all.push_back((r.member ? "  " : "") + web::label_of(h, r));
        }
        return all;
    }

    trace::log l;
    trace::history h{l};
    web::rows rows;
};

web::row_choice chosen(std::string_view name, std::string_view text)
{
    web::row_choice c;
    CHECK(web::set(c, name, text) == "");
    return c;
}

}  // namespace

TEST_CASE("rows are in the order in which the tasks were created, ended, or did most")
{
    five f;
    CHECK(f.shown({}) == names{"odd-1", "Even-2", "odd-3", "Even-4", "odd-5"});
    CHECK(f.shown(chosen("rows.order", "end")) == names{"Even-4", "Even-2", "odd-1", "odd-3", "odd-5"});
    CHECK(f.shown(chosen("rows.order", "activity")) == names{"odd-3", "Even-2", "Even-4", "odd-1", "odd-5"});
}

TEST_CASE("a filter takes part of a name in any case, or states, and the others are counted")
{
    five f;
    CHECK(f.shown(chosen("rows.filter", "eVEN")) == names{"Even-2", "Even-4"});
    CHECK(f.rows.left_out() == 3);
    CHECK(f.shown(chosen("rows.states", "done")) == names{"Even-2", "Even-4"});
    CHECK(f.shown(chosen("rows.states", "waiting,done")) == names{"Even-2", "odd-3", "Even-4"});
    CHECK(f.shown(chosen("rows.filter", "none such")).empty());
    CHECK(f.rows.left_out() == 5);
}

TEST_CASE("tasks of one function share a row until it's opened")
{
    five f;
    web::row_choice c = chosen("rows.fold", "true");
    CHECK(f.shown(c) == names{"odd ×3", "even ×2"});
    c.open.insert("even");
    CHECK(f.shown(c) == names{"odd ×3", "even ×2", "  Even-2", "  Even-4"});
}

TEST_CASE("a group knows how many of its tasks are alive at any time")
{
    five f;
    f.shown(chosen("rows.fold", "true"));
    const web::population& even = *f.rows.all()[1].alive;
    CHECK(even.most() == 2);
    CHECK(even.at(0.5) == 0);
    CHECK(even.at(1) == 1);
    CHECK(even.at(5) == 2);
    CHECK(even.at(10) == 1);
    CHECK(even.at(20) == 0);
}

TEST_CASE("if only some rows fit, those of live tasks are listed first")
{
    five f;
    f.shown({});
    CHECK(f.rows.listed(f.h.head(), 3) == std::vector<std::size_t>{0, 2, 4});
    CHECK(f.rows.listed(f.h.head(), 4) == std::vector<std::size_t>{0, 1, 2, 4});
    CHECK(f.rows.listed(f.h.head(), 9).size() == 5);
}

TEST_CASE("one task alone is shown if that's chosen, and the others count as filtered out")
{
    const web::session s(*lessons::find("tasks"));
    web::rows rows;
    web::row_choice choice;
    choice.only = 2;
    rows.update(s.history(), s.now(), choice);
    REQUIRE(rows.size() == 1);
    CHECK(rows.all()[0].task == 2);
    CHECK(rows.left_out() == 2);
}
