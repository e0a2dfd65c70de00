// Three cities and five ways to wait for their weather: the program of lesson.py,
// line for line, as coroutines on aio. What's between the two comment lines below
// is the listing that the page shows; trailing marks pair its lines with lesson.py's.
#include "aio/as_completed.hpp"
#include "aio/gather.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/str.hpp"
#include "aio/task.hpp"
#include "aio/task_group.hpp"
#include "aio/wait.hpp"
#include "aio/with.hpp"
#include "lessons/locals.hpp"
#include "lessons/waiting/parameters.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace lessons::waiting {

namespace {
using answer_task = aio::task<std::string>;

std::vector<std::string> results_of(const std::vector<answer_task>& tasks)
{
    std::vector<std::string> results;
    for (const auto& task : tasks) {
        results.push_back(task.result());
    }
    return results;
}

const std::map<std::string, std::string> weather = {{"Oslo", "snow"}, {"Lima", "fog"}, {"Cairo", "sun"}};
}  // namespace

// listing
struct trip {
    std::string city;
    double seconds;
};

aio::coro<std::string> fetch(trip t) {  //: fetch
    locals here;  //-
    here.set("city", t.city);  //-
    here.set("seconds", t.seconds);  //-
    aio::print("asking", t.city);
    co_await aio::sleep(t.seconds);  //: travel
    co_return t.city + ": " + weather.at(t.city);
}

aio::coro<> main(const parameters& p) {  //: main
    locals here;  //-
    const std::vector<trip> trips = {{"Oslo", p.oslo}, {"Lima", p.lima}, {"Cairo", p.cairo}};
    std::vector<answer_task> tasks;
    if (p.how == "await in a loop") {
        for (const auto& trip : trips) {
            here.set_text("trip", "(" + aio::repr(trip.city) + ", " + aio::repr(trip.seconds) + ")");  //-
            aio::print(co_await fetch(trip));  //: await-fetch
        }
    } else if (p.how == "TaskGroup") {
        auto body = [&](aio::task_group& group) {
            for (const auto& trip : trips) tasks.push_back(group.create_task(fetch(trip)));
            aio::print("all queued");
        };
        co_await aio::with(aio::task_group(), body);  //: group
        aio::print(results_of(tasks));
    } else if (p.how == "gather") {
        std::vector<aio::coro<std::string>> fetches;
        for (const auto& trip : trips) fetches.push_back(fetch(trip));
        auto together = aio::gather(std::move(fetches));
        aio::print("all queued");
        aio::print(co_await together);  //: gather
    } else {
        for (const auto& trip : trips) tasks.push_back(aio::create_task(fetch(trip)));
        aio::print("all queued");
        if (p.how == "as_completed") {
            for (auto answer : aio::as_completed(tasks)) {
                aio::print(co_await std::move(answer));  //: await-answer
            }
        } else {
            auto [done, pending] = co_await aio::wait(tasks, {.return_when = aio::return_when::first_completed});  //: wait
            aio::print(results_of(done));
            for (auto& task : tasks) task.cancel();
            co_await aio::wait(tasks);  //: wait-rest
        }
    }
    aio::print("main ends");
}
// end

}  // namespace lessons::waiting
