// Counters that hold the loop, or do not: the program of lesson.py, line for line,
// as coroutines on aio. What lies between the two comment lines below is the
// listing that the page shows; trailing marks pair its lines with lesson.py's.
#include "aio/gather.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "lessons/locals.hpp"
#include "lessons/blocking/parameters.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace lessons::blocking {

// listing
aio::coro<std::int64_t> count(const parameters& p, std::int64_t number) {  //: count
    locals here;  //-
    here.set("number", number);  //-
    aio::print("counter", number, "One");  //: print-one
    if (p.blocking) {
        aio::blocking_sleep(p.blocking_time);  //: block
    } else {
        co_await aio::sleep(p.blocking_time);  //: sleep-instead
    }
    co_await aio::sleep(p.waiting_time);  //: sleep
    aio::print("counter", number, "Two");  //: print-two
    co_return number;
}

aio::coro<> main(const parameters& p) {  //: main
    std::vector<aio::coro<std::int64_t>> counts;
    for (std::int64_t n = 1; n <= p.counters; ++n) {
        counts.push_back(count(p, n));
    }
    auto together = aio::gather(std::move(counts));  //: gather
    aio::print("gathered");  //: print-gathered
    auto results = co_await together;  //: await-together
    aio::print("results", results);  //: print-results
}
// end

}  // namespace lessons::blocking
