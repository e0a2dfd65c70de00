// A clock that stops while a report is parsed: the program of 03-slow-callback.py, line for line, as coroutines
// on aio.
#include "aio/executor.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task_group.hpp"
#include "aio/thread.hpp"
#include "aio/with.hpp"
#include "lessons/find-the-bug/parameters.hpp"
#include "lessons/locals.hpp"

#include <string>

namespace lessons::find_the_bug::slow_callback {

namespace {
std::string upper(std::string text)
{
    for (char& c : text) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return text;
}
}  // namespace

// listing
aio::coro<> clock() {  //: clock
    locals here;  //-
    for (int n = 0; n < 10; ++n) {
        here.set("_", n);  //-
        aio::print("tick");
        co_await aio::sleep(0.1);  //: tick
    }
}

void parse(std::string report) {
    aio::blocking_sleep(0.5);  // stands for half a second of real work
    aio::print(upper(report));
}

aio::coro<> fetch(const parameters& p, std::string city) {  //: fetch
    locals here;  //-
    here.set("city", city);  //-
    co_await aio::sleep(0.25);  //: fetch-sleep
    if (p.repaired) {
        co_await aio::to_thread(aio::named("parse", [&city] { parse("snow in " + city); }));  //: to-thread
    } else {
        parse("snow in " + city);
    }
}

aio::coro<> main(const parameters& p) {  //: main
    auto body = [&](aio::task_group& group) {
        group.create_task(clock());
        group.create_task(fetch(p, "Oslo"));
    };
    co_await aio::with(aio::task_group(), body);  //: group
}
// end

}  // namespace lessons::find_the_bug::slow_callback
