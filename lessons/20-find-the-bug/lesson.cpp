// A program that says it's done and has saved nothing: the program of lesson.py, line for line, as coroutines
// on aio.
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "lessons/find-the-bug/parameters.hpp"
#include "lessons/locals.hpp"

#include <string>
#include <vector>

namespace lessons::find_the_bug {

// listing
aio::coro<std::string> fetch(const parameters& p, std::string city) {  //: fetch
    locals here;  //-
    here.set("city", city);  //-
    co_await aio::sleep(p.fetch_time);  //: fetch-sleep
    aio::print("fetched:", city);
    co_return "snow in " + city;
}

aio::coro<> save(const parameters& p, std::vector<std::string> reports) {  //: save
    locals here;  //-
    here.set("reports", reports);  //-
    co_await aio::sleep(p.save_time);  //: save-sleep
    aio::print("saved:", reports.size(), "reports");
}

aio::coro<> main(const parameters& p) {  //: main
    locals here;  //-
    std::vector<aio::task<std::string>> tasks;
    auto body = [&](aio::task_group& group) {
        for (auto city : {"Oslo", "Bergen"}) tasks.push_back(group.create_task(fetch(p, city)));
    };
    co_await aio::with(aio::task_group(), body);  //: group
    std::vector<std::string> reports;
    for (auto& task : tasks) reports.push_back(task.result());
    here.set("reports", reports);  //-
    if (p.repaired) {
        co_await save(p, reports);  //: await-save
    } else {
        static_cast<void>(save(p, reports));
    }
    aio::print("all done");
}
// end

}  // namespace lessons::find_the_bug
