// Three cities, one of which is down, and five ways to learn of it: the program of
// lesson.py, line for line, as coroutines on aio. The lists of results are of several
// types, so fetch_all returns them as text. `except*` is a catch that keeps the
// exception, and `except_group` on what it has kept.
#include "aio/errors.hpp"
#include "aio/exception_group.hpp"
#include "aio/gather.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/str.hpp"
#include "aio/task.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "lessons/locals.hpp"
#include "lessons/errors/parameters.hpp"

#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lessons::errors {

namespace {
using city_task = aio::task<std::string>;
using texts = std::vector<std::string>;

bool is_in(const std::string& city, std::string_view text)
{
    return text.find(city) != std::string_view::npos;
}

/// The exceptions of the group that `failed` holds.
std::vector<std::exception_ptr> exceptions_of(const std::exception_ptr& failed)
{
    try {
        std::rethrow_exception(failed);
    } catch (const aio::base_exception_group& group) {
        return group.exceptions();
    }
}
}  // namespace

// listing
aio::coro<std::string> fetch(const parameters& p, std::string city, std::string sky, double seconds) {  //: fetch
    locals here;  //-
    here.set("city", city);  //-
    here.set("sky", sky);  //-
    here.set("seconds", seconds);  //-
    if (is_in(city, p.who_fails)) {
        co_await aio::sleep(p.fail_after);  //: before-failing
        throw aio::connection_error(city + " is down");
    }
    co_await aio::sleep(seconds);  //: travel
    aio::print(city, "is here");
    co_return sky;
}

aio::coro<std::string> fetch_all(const parameters& p) {  //: fetch-all
    std::vector<aio::coro<std::string>> trips;
    trips.push_back(fetch(p, "Oslo", "snow", 2.0));
    trips.push_back(fetch(p, "Lima", "fog", 3.0));
    trips.push_back(fetch(p, "Cairo", "sun", 4.0));
    std::vector<city_task> tasks;
    texts results;
    if (p.collect == "TaskGroup") {
        auto body = [&](aio::task_group& group) {
            for (auto& trip : trips) tasks.push_back(group.create_task(std::move(trip)));
        };
        co_await aio::with(aio::task_group(), body);  //: group
        for (auto& task : tasks) results.push_back(task.result());
        co_return aio::str(results);
    }
    if (p.collect == "gather") {
        co_return aio::str(co_await aio::gather(std::move(trips)));  //: gather
    }
    if (p.collect == "gather with return_exceptions") {
        co_return aio::str(co_await aio::gather(std::move(trips), aio::return_exceptions));  //: gather-all
    }
    for (auto& trip : trips) tasks.push_back(aio::create_task(std::move(trip)));
    if (p.collect == "one by one") {
        for (auto& task : tasks) results.push_back(co_await task);  //: await-each
        co_return aio::str(results);
    }
    co_return "None";
}

aio::coro<> show(const parameters& p) {  //: show
    aio::print("weather:", co_await fetch_all(p));  //: await-all
}

aio::coro<> main(const parameters& p) {  //: main
    if (p.handler == "except*") {
        std::exception_ptr thrown;
        try {
            co_await show(p);  //: show-star
        } catch (...) {
            thrown = std::current_exception();
        }
        if (thrown) {
            auto [group, rest] = aio::except_group<aio::connection_error>(thrown);
            if (group) {
                for (auto& error : exceptions_of(group)) aio::print("caught:", aio::describe(error).message);
            }
            if (rest) std::rethrow_exception(rest);
        }
    } else {
        try {
            co_await show(p);  //: show-plain
        } catch (const aio::connection_error& error) {
            aio::print("caught:", error.what());
        }
    }
    co_await aio::sleep(p.stay);  //: stay
    aio::print("main ends");
}
// end

}  // namespace lessons::errors
