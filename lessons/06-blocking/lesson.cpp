// Counters that hold the loop, or don't: the program of lesson.py, line for line,
// as coroutines on aio. What's between the two comment lines below is the
// listing that the page shows; trailing marks pair its lines with lesson.py's.
#include "aio/executor.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "aio/thread.hpp"
#include "lessons/locals.hpp"
#include "lessons/blocking/parameters.hpp"

#include <cstdint>
#include <vector>

namespace lessons::blocking {

// listing
void load(const parameters& p, std::int64_t number) {
    aio::blocking_sleep(p.blocking_time);
    aio::print("counter", number, "loaded");
}

aio::coro<> count(const parameters& p, std::int64_t number) {  //: count
    locals here;  //-
    here.set("number", number);  //-
    aio::print("counter", number, "One");  //: print-one
    if (p.blocking) {
        load(p, number);  //: block
    } else if (p.instead == "to_thread") {
        co_await aio::to_thread(aio::named("load", [&p, number] { load(p, number); }));  //: to-thread
    } else {
        co_await aio::sleep(p.blocking_time);  //: sleep-instead
    }
    co_await aio::sleep(1.0);  //: sleep
    aio::print("counter", number, "Two");  //: print-two
}

aio::coro<> main(const parameters& p) {  //: main
    std::vector<aio::task<>> tasks;
    for (std::int64_t n = 1; n <= p.counters; ++n) tasks.push_back(aio::create_task(count(p, n)));
    if (p.leave_early) {
        co_await aio::sleep(0.5);  //: patience
        aio::print("main leaves");
    } else {
        for (auto& task : tasks) {
            co_await task;  //: await-task
        }
        aio::print("all counted");
    }
}
// end

}  // namespace lessons::blocking
