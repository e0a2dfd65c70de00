// A program that says it's done and has saved nothing: the program of lesson.py, line for line, as coroutines
// on aio.
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "lessons/find-the-bug/parameters.hpp"

#include <string>

namespace lessons::find_the_bug {

// listing
aio::coro<std::string> fetch(const parameters& p, std::string city) {  //: fetch
    co_await aio::sleep(p.fetch_time);  //: fetch-sleep
    co_return "snow in " + city;
}

aio::coro<> save(const parameters& p, std::string weather) {  //: save
    co_await aio::sleep(p.save_time);  //: save-sleep
    aio::print("saved:", weather);
}

aio::coro<> update(const parameters& p, std::string city) {  //: update
    auto weather = co_await fetch(p, city);  //: await-fetch
    aio::print("fetched:", weather);
    if (p.repaired) {
        co_await save(p, weather);  //: await-save
    } else {
        static_cast<void>(save(p, weather));
    }
}

aio::coro<> main(const parameters& p) {  //: main
    auto body = [&](aio::task_group& group) {
        for (auto city : {"Oslo", "Bergen"}) {
            group.create_task(update(p, city));
        }
    };
    co_await aio::with(aio::task_group(), body);  //: group
    aio::print("all done");
}
// end

}  // namespace lessons::find_the_bug
