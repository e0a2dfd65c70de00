// Two tasks that listen to tickers: the program of lesson.py, line for line, as coroutines on aio. What lies
// between the two comment lines below is the listing that the page shows; trailing marks pair its lines with
// lesson.py's.
#include "aio/async_for.hpp"
#include "aio/async_generator.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/str.hpp"
#include "aio/task.hpp"
#include "aio/with.hpp"
#include "lessons/async-for/parameters.hpp"
#include "lessons/locals.hpp"

#include <exception>
#include <string>
#include <string_view>

namespace lessons::async_for {

namespace {
/// What Python gives to __aexit__, as a variable's value is told.
std::string told(const std::exception_ptr& error)
{
    if (!error) {
        return "(None, None, None)";
    }
    const std::string shown = aio::repr(error);
    const std::string name = shown.substr(0, shown.find('('));
    return "(<class " + name + ">, <" + name + ">, <traceback>)";
}
}  // namespace

// listing
aio::async_generator<int> ticker(const parameters& p) {  //: ticker
    locals here;  //-
    for (int tick = 1; tick <= p.ticks; ++tick) {
        here.set("tick", tick);  //-
        co_await aio::sleep(p.interval);  //: tick
        co_yield tick;  //: yield
    }
}

struct line {
    std::string_view name;
    const parameters& p;

    aio::coro<> enter() const {  //: enter
        co_await aio::sleep(p.connect_time);  //: connect
        aio::print(name, "connected");
    }
    aio::coro<> exit(std::exception_ptr error) const {  //: exit
        locals here;  //-
        here.set_text("error", told(error));  //-
        co_await aio::sleep(p.connect_time);  //: disconnect
        aio::print(name, "disconnected");
    }
};

aio::coro<> hear(std::string_view name, double work, const parameters& p) {  //: hear
    locals here;  //-
    here.set("name", name);  //-
    here.set("work", work);  //-
    for (auto it = ticker(p); auto tick = co_await it.next();) {  //: for
        here.set("tick", *tick);  //-
        aio::print(name, "hears", *tick);
        co_await aio::sleep(work);  //: work
        if (p.leave_early && *tick == 2) {
            break;
        }
    }
}

aio::coro<> listen(std::string_view name, double work, const parameters& p) {  //: listen
    co_await aio::with(line{name, p}, [&] {  //: with
        return hear(name, work, p);  //: await-hear
    });
}

aio::coro<> main(const parameters& p) {  //: main
    auto quick = aio::create_task(listen("quick", p.quick_work, p), "quick");
    auto slow = aio::create_task(listen("slow", p.slow_work, p), "slow");
    co_await quick;  //: await-quick
    co_await slow;  //: await-slow
    auto square = [](int tick) { return tick * tick; };
    aio::print(co_await aio::collect(ticker(p), square));  //: comprehension
}
// end

}  // namespace lessons::async_for
