// Three questions with time limits, one within another: the program of lesson.py, line for line, as coroutines
// on aio. What Python writes as blocks inside `async with` are here functions that `aio::with` calls.
#include "aio/errors.hpp"
#include "aio/loop.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "aio/timeout.hpp"
#include "aio/wait_for.hpp"
#include "aio/with.hpp"
#include "lessons/locals.hpp"
#include "lessons/timeouts/parameters.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lessons::timeouts {

namespace {
void say(std::string_view city, std::string_view what)
{
    aio::print(std::string(city) + ":", what);
}
}  // namespace

// listing
aio::coro<> fetch(const parameters& p, std::string_view city, double takes) {  //: fetch
    locals here;  //-
    here.set("city", city);  //-
    here.set("takes", takes);  //-
    if (p.blocking) {
        aio::blocking_sleep(takes);  //: block
    } else {
        co_await aio::sleep(takes);  //: travel
    }
    say(city, "sunny");
}

aio::coro<> ask(const parameters& p, std::string_view city, double takes) {  //: ask
    locals here;  //-
    here.set("city", city);  //-
    here.set("takes", takes);  //-
    try {
        if (p.how == "timeout") {
            auto body = [&] { return fetch(p, city, takes); };  //: fetch-in-time
            co_await aio::with(aio::timeout(p.patience), body);  //: timeout
        } else if (p.how == "timeout_at") {
            auto deadline = aio::loop::running().time() + p.patience;
            here.set("deadline", deadline);  //-
            auto body = [&] { return fetch(p, city, takes); };  //: fetch-by-then
            co_await aio::with(aio::timeout_at(deadline), body);  //: timeout-at
        } else {
            co_await aio::wait_for(fetch(p, city, takes), p.patience);  //: wait-for
        }
    } catch (const aio::timeout_error&) {
        say(city, "too slow");
    }
}

aio::coro<> draw_map(const parameters& p) {  //: draw-map
    co_await aio::sleep(1.5);  //: before-map
    aio::blocking_sleep(p.hold);  //: hold
    aio::print("the map is drawn");
}

aio::coro<> main(const parameters& p) {  //: main
    std::optional<aio::task<>> drawing;
    if (p.hold > 0) {
        drawing = aio::create_task(draw_map(p), "map");
    }
    try {
        auto body = [&]() -> aio::coro<> {
            co_await ask(p, "Oslo", 1.0);  //: oslo
            co_await ask(p, "Lima", p.lima_takes);  //: lima
            co_await ask(p, "Cairo", 1.5);  //: cairo
        };
        co_await aio::with(aio::timeout(p.budget), body);  //: budget
    } catch (const aio::timeout_error&) {
        aio::print("out of time");
    }
    if (p.hold > 0) {
        co_await *drawing;  //: await-map
    }
}
// end

}  // namespace lessons::timeouts
