// Counters that print and wait, one after another or side by side: the program of
// lesson.py, line for line, as coroutines on aio. What's between the two comment
// lines below is the listing that the page shows; trailing marks pair its lines with
// lesson.py's.
#include "aio/gather.hpp"
#include "aio/loop.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "lessons/locals.hpp"
#include "lessons/sync-and-async/parameters.hpp"

#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace lessons::sync_and_async {

// listing
void count_sync(double wait, std::string_view name) {
    aio::print(name, "One");
    aio::blocking_sleep(wait);
    aio::print(name, "Two");
    aio::blocking_sleep(wait);
}

aio::coro<> count_async(double wait, std::string_view name) {  //: count-async
    locals here;  //-
    here.set("name", name);  //-
    aio::print(name, "One");
    co_await aio::sleep(wait);  //: sleep-after-one
    aio::print(name, "Two");
    co_await aio::sleep(wait);  //: sleep-after-two
}

aio::coro<> main(const parameters& p) {  //: main
    const aio::loop& loop = aio::loop::running();
    const double start = loop.time();
    const std::string_view names = "ABCDEF";
    const auto counters = static_cast<std::size_t>(p.counters);
    locals here;  //-
    here.set("start", start);  //-
    here.set("names", names.substr(0, counters));  //-
    if (p.how == "sync") {
        for (std::size_t i = 0; i != counters; ++i) {
            count_sync(p.wait, names.substr(i, 1));
        }
    } else {
        std::vector<aio::coro<>> counts;
        for (std::size_t i = 0; i != counters; ++i) {
            counts.push_back(count_async(p.wait, names.substr(i, 1)));
        }
        co_await aio::gather(std::move(counts));  //: gather
    }
    aio::print("finished after", std::round(100 * (loop.time() - start)) / 100, "s");
}
// end

}  // namespace lessons::sync_and_async
