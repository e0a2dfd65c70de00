#include <doctest/doctest.h>

#include <string>

#include "scenes.hpp"
#include "web/view/address.hpp"
#include "web/view/describe.hpp"
#include "web/view/outside.hpp"

namespace {

using web::session;

std::string waits(const session& s)
{
    std::string text;
    for (const web::outside_wait& w : web::outside_waits(s)) {
        text += (w.task == 0 ? "-" : web::task_name(s.history(), w.task)) + ": " + w.what + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("a program without sockets and threads waits for nothing outside, and says so")
{
    session s(tests::ticker_lesson);
    s.seek(0.5);
    CHECK(waits(s).empty());
    CHECK(web::no_outside_waits(s) == "no sockets");
}

TEST_CASE("while nothing is ready and time passes, the loop waits for sockets or the earliest timer")
{
    session s(tests::ticker_lesson);
    CHECK(web::describe_idle(s).empty());  // main is ready
    s.seek(0.5);
    CHECK(web::describe_idle(s) == "nothing: waits for sockets or the earliest timer, whichever is first");
    s.to_end();
    CHECK(web::describe_idle(s).empty());
}

TEST_CASE("a reader waits for data on its stream, and no longer once they're there")
{
    const lessons::lesson* const network = lessons::find("network");
    REQUIRE(network);
    session s(*network);
    std::string seen;
    for (int i = 0; i != 400 && !s.at_end(); ++i) {
        s.step();
        const std::string now = waits(s);
        if (seen.find(now) == std::string::npos) {
            seen += now;
        }
    }
    CHECK(seen.find(": data on stream ") != std::string::npos);
    CHECK(seen.find(": a connection\n") != std::string::npos);
    s.to_end();
    CHECK(waits(s).empty());
    CHECK(web::no_outside_waits(s) == "no task waits for a socket now");
}

TEST_CASE("a thread that works is waited for by the task that asked for it")
{
    const lessons::lesson* const blocking = lessons::find("blocking");
    REQUIRE(blocking);
    session s(*blocking);
    REQUIRE(web::set(s, "blocking", "false").empty());
    s.seek(0.5);
    CHECK(waits(s).find("load() in ") != std::string::npos);
    s.to_end();
    CHECK(waits(s).empty());
    CHECK(web::no_outside_waits(s) == "no thread works now");
}
