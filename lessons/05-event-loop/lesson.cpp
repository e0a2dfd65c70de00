// Workers that take turns: the program of lesson.py, line for line, as coroutines
// on aio. What's between the two comment lines below is the listing that the
// page shows; trailing marks pair its lines with lesson.py's.
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "lessons/locals.hpp"
#include "lessons/event-loop/parameters.hpp"

#include <cstdint>
#include <vector>

namespace lessons::event_loop {

// listing
aio::coro<> worker(const parameters& p, std::int64_t number) {  //: worker
    locals here;  //-
    here.set("number", number);  //-
    for (std::int64_t turn = 1; turn < p.turns; ++turn) {
        here.set("turn", turn);  //-
        aio::print("worker", number, "turn", turn);  //: print-turn
        if (p.pause == "sleep(delay)") {
            co_await aio::sleep(p.delay);  //: sleep-delay
        } else if (p.pause == "sleep(delay * number)") {
            co_await aio::sleep(p.delay * static_cast<double>(number));  //: sleep-own-delay
        } else {
            co_await aio::sleep(0);  //: sleep-0
        }
    }
    aio::print("worker", number, "turn", p.turns);  //: print-last-turn
}

aio::coro<> main(const parameters& p) {  //: main
    std::vector<aio::task<>> workers;
    for (std::int64_t number = 1; number <= p.tasks; ++number) {
        workers.push_back(aio::create_task(worker(p, number)));  //: create
    }
    locals here;  //-
    here.set("number", p.tasks);  //-
    for (const auto& task : workers) {
        co_await task;  //: await-task
    }
    aio::print("all workers are done");  //: print-done
}
// end

}  // namespace lessons::event_loop
