// One student's laundry and reading, organised in four ways: the program of lesson.py,
// line for line, as coroutines on aio. Threads and processes are tasks here, too: each
// row of the panel stands for a worker. What's between the two comment lines below
// is the listing that the page shows; trailing marks pair its lines with lesson.py's.
#include "aio/lock.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "lessons/locals.hpp"
#include "lessons/concurrency/parameters.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace lessons::concurrency {

// listing
struct room {
    const parameters& p;
    std::optional<aio::lock> gil = {};
};

aio::coro<> compute(const room& r, double seconds) {  //: compute
    locals here;  //-
    here.watch("seconds", seconds);  //-
    if (r.p.how == "threads") {
        while (seconds > 0) {
            co_await r.gil->acquire();  //: acquire
            co_await aio::sleep(std::min(seconds, 0.5));  //: take-a-turn
            r.gil->release();
            seconds -= 0.5;
        }
    } else if (r.p.how == "processes") {
        co_await aio::sleep(seconds);  //: compute-alone
    } else {
        aio::blocking_sleep(seconds);
    }
}

aio::coro<> work(const room& r, std::string step, double seconds) {  //: work
    locals here;  //-
    here.set("step", step);  //-
    here.set("seconds", seconds);  //-
    const double computing = seconds * static_cast<double>(r.p.share) / 100;
    here.set("computing", computing);  //-
    co_await compute(r, computing);  //: await-compute
    if (r.p.how == "sync") {
        aio::blocking_sleep(seconds - computing);
    } else {
        co_await aio::sleep(seconds - computing);  //: wait
    }
    aio::print(step);
}

aio::coro<> laundry(const room& r) {  //: laundry
    co_await work(r, "washed", r.p.wash);  //: await-wash
    co_await work(r, "dried", r.p.dry);  //: await-dry
}

aio::coro<> study(const room& r) {  //: study
    for (int chapter = 1; chapter != 4; ++chapter) {
        co_await work(r, "read chapter " + aio::str(chapter), r.p.read);  //: await-read
    }
}

aio::coro<> main(const parameters& p) {  //: main
    room r{p};
    if (p.how == "sync") {
        co_await laundry(r);  //: await-laundry
        co_await study(r);  //: await-study
    } else {
        if (p.how == "threads") {
            r.gil.emplace();
        }
        auto one = aio::create_task(laundry(r), "laundry");
        auto two = aio::create_task(study(r), "study");
        co_await one;  //: await-one
        co_await two;  //: await-two
    }
    aio::print("all done");
}
// end

}  // namespace lessons::concurrency
