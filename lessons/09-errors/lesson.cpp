// Three jobs, one of which fails, and four ways to learn of it: the program of
// lesson.py, line for line, as coroutines on aio. The lists of results are of
// several types, so run_jobs gives them as text.
#include "aio/errors.hpp"
#include "aio/gather.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/str.hpp"
#include "aio/task.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "lessons/errors/parameters.hpp"
#include "lessons/locals.hpp"

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace lessons::errors {

namespace {
using job_task = aio::task<std::int64_t>;

std::string job_name(std::int64_t number)
{
    return "job " + std::to_string(number);
}

/// As a variable's value is told: '[10, <ValueError>, 30]'.
std::string without_details(std::string results)
{
    constexpr std::string_view error = "ValueError(";
    for (auto at = results.find(error); at != std::string::npos; at = results.find(error, at)) {
        results.replace(at, results.find(')', at) + 1 - at, "<ValueError>");
    }
    return results;
}

bool is_in(std::int64_t number, std::string_view text)
{
    return text.find(std::to_string(number)) != std::string_view::npos;
}
}  // namespace

// listing
aio::coro<std::int64_t> job(const parameters& p, std::int64_t number) {  //: job
    locals here;  //-
    here.set("number", number);  //-
    if (is_in(number, p.who_fails)) {
        co_await aio::sleep(p.fail_after);  //: before-failing
        throw aio::value_error(job_name(number) + " broke");
    }
    co_await aio::sleep(static_cast<double>(number) * p.work_time);  //: work
    aio::print(job_name(number), "is done");
    co_return number * 10;
}

aio::coro<std::string> run_jobs(const parameters& p) {  //: run-jobs
    std::vector<job_task> tasks;
    std::vector<std::int64_t> results;
    if (p.collect == "TaskGroup") {
        auto body = [&](aio::task_group& group) {
            for (int n : {1, 2, 3}) tasks.push_back(group.create_task(job(p, n)));
        };
        co_await aio::with(aio::task_group(), body);  //: group
        for (auto& task : tasks) results.push_back(task.result());
        co_return aio::str(results);
    }
    for (int n : {1, 2, 3}) tasks.push_back(aio::create_task(job(p, n)));
    if (p.collect == "await") {
        for (auto& task : tasks) results.push_back(co_await task);  //: await-each
        co_return aio::str(results);
    }
    if (p.collect == "gather") {
        co_return aio::str(co_await aio::gather(tasks));  //: gather
    }
    co_return aio::str(co_await aio::gather(tasks, aio::return_exceptions));  //: gather-all
}

aio::coro<> main(const parameters& p) {  //: main
    locals here;  //-
    try {
        auto results = co_await run_jobs(p);  //: await-jobs
        here.set_text("results", without_details(results));  //-
        aio::print("results:", results);
    } catch (const aio::exception&) {
        aio::print("caught:", aio::repr(std::current_exception()));
    }
    co_await aio::sleep(p.stay);  //: stay
    aio::print("main ends");
}
// end

}  // namespace lessons::errors
