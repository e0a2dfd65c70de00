// A program that prints its three lines, and then never ends: the program of 02-hang.py, line for line, as
// coroutines on aio.
#include "aio/print.hpp"
#include "aio/queue.hpp"
#include "aio/sleep.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "lessons/find-the-bug/parameters.hpp"
#include "lessons/locals.hpp"

#include <string>
#include <vector>

namespace lessons::find_the_bug::hang {

namespace {
using cities = aio::queue<std::string>;
}

// listing
aio::coro<> worker(const parameters& p, cities queue) {  //: worker
    locals here;  //-
    while (true) {
        auto city = co_await queue.get();  //: get
        here.set("city", city);  //-
        co_await aio::sleep(0.1);  //: fetch
        aio::print("fetched:", city);
        if (p.repaired) {
            queue.task_done();
        }
    }
}

aio::coro<> main(const parameters& p) {  //: main
    locals here;  //-
    cities queue;
    for (std::string city : {"Oslo", "Lima", "Cairo"}) {
        here.set("city", city);  //-
        queue.put_nowait(city);
    }
    auto body = [&](aio::task_group& group) -> aio::coro<> {
        std::vector<aio::task<>> workers;
        for (int n = 0; n < 2; ++n) workers.push_back(group.create_task(worker(p, queue)));
        co_await queue.join();  //: join
        for (auto& task : workers) {
            task.cancel();
        }
    };
    co_await aio::with(aio::task_group(), body);  //: group
    aio::print("all done");
}
// end

}  // namespace lessons::find_the_bug::hang
