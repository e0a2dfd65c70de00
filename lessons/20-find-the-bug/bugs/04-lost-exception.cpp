// A program that says that all is well, and one of three cities is missing: the program of 04-lost-exception.py,
// line for line, as coroutines on aio.
#include "aio/errors.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "aio/wait.hpp"
#include "lessons/find-the-bug/parameters.hpp"
#include "lessons/locals.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace lessons::find_the_bug::lost_exception {

namespace {
struct table {
    std::array<std::array<std::string_view, 2>, 2> entries;

    std::string_view operator[](std::string_view key) const
    {
        for (const auto& [known, value] : entries) {
            if (known == key) {
                return value;
            }
        }
        throw aio::key_error(std::string(key));
    }
};
}  // namespace

// listing
constexpr table weather{{{{"Oslo", "snow"}, {"Cairo", "sun"}}}};

aio::coro<> report(std::string city) {  //: report
    locals here;  //-
    here.set("city", city);  //-
    co_await aio::sleep(0.1);  //: sleep
    aio::print(city, weather[city]);
}

aio::coro<> main(const parameters& p) {  //: main
    std::vector<aio::task<>> tasks;
    for (auto city : {"Oslo", "Lima", "Cairo"}) tasks.push_back(aio::create_task(report(city)));
    co_await aio::wait(tasks);  //: wait
    if (p.repaired) {
        for (auto& task : tasks) {
            task.result();
        }
    }
    aio::print("all is well");
}
// end

}  // namespace lessons::find_the_bug::lost_exception
