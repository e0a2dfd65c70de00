// Chains of coroutines, each link with a random delay: the program of lesson.py,
// line for line, as coroutines on aio. What's between the two comment lines below
// is the listing that the page shows; trailing marks pair its lines with lesson.py's.
#include "aio/print.hpp"
#include "aio/random.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "lessons/locals.hpp"
#include "lessons/pipelines/parameters.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lessons::pipelines {

// listing
constexpr std::array<std::string_view, 5> steps = {"locate", "forecast", "draw", "check", "publish"};
constexpr std::array<std::string_view, 6> names = {"Oslo", "Lima", "Cairo", "Quito", "Kyoto", "Delhi"};

aio::coro<std::string> link(const parameters& p, std::string step, std::string data) {  //: link
    locals here;  //-
    here.set("step", step);  //-
    here.set("data", data);  //-
    co_await aio::sleep(aio::random::uniform(p.shortest, p.longest));  //: sleep
    auto result = step + "(" + data + ")";
    aio::print(result);  //: print-result
    co_return result;
}

aio::coro<std::string> chain(const parameters& p, std::string_view city) {  //: chain
    std::string data(city);
    for (auto step : std::span(steps).first(static_cast<std::size_t>(p.links))) {
        data = co_await link(p, std::string(step), data);  //: await-link
    }
    co_return data;
}

aio::coro<> main(const parameters& p) {  //: main
    aio::random::seed(p.weather_seed);
    auto cities = std::span(names).first(static_cast<std::size_t>(p.chains));
    std::vector<std::string> results;
    locals here;  //-
    here.set("cities", std::vector<std::string>(cities.begin(), cities.end()));  //-
    if (p.start == "all at once") {
        std::vector<aio::task<std::string>> tasks;
        auto body = [&](aio::task_group& group) {
            for (auto city : cities) tasks.push_back(group.create_task(chain(p, city), std::string(city)));
        };
        co_await aio::with(aio::task_group(), body);  //: group
        for (auto& task : tasks) results.push_back(task.result());
    } else {
        for (auto city : cities) {
            results.push_back(co_await chain(p, city));  //: await-chain
        }
    }
    aio::print("results:", results);  //: print-results
}
// end

}  // namespace lessons::pipelines
