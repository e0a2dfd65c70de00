// Loops in several threads share nothing, and run as each would alone. Built under ThreadSanitizer.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "aio/async_generator.hpp"
#include "aio/exception_group.hpp"
#include "aio/gather.hpp"
#include "aio/print.hpp"
#include "aio/queue.hpp"
#include "aio/random.hpp"
#include "aio/run.hpp"
#include "aio/sleep.hpp"
#include "aio/task_group.hpp"
#include "aio/wait_for.hpp"
#include "aio/with.hpp"

using aio::coro;

namespace {

aio::async_generator<int> ticks(int count)
{
    for (int i = 0; i < count; ++i) {
        co_await aio::sleep(0.5);
        co_yield i;
    }
}

coro<int> works(aio::queue<int>& results, int number)
{
    int sum = 0;
    for (auto it = ticks(number % 5); auto tick = co_await it.next();) {
        sum += *tick;
    }
    co_await results.put(sum);
    co_return number + sum;
}

coro<> fails()
{
    co_await aio::sleep(aio::random::uniform(0, 1));
    throw aio::value_error("on purpose");
}

/// Something of everything that might be shared: frames, generators, timers, queues, exceptions, random numbers.
coro<> program(std::string& said)
{
    aio::queue<int> results(2);
    std::vector<aio::task<int>> workers;
    for (int i = 0; i < 20; ++i) {
        workers.push_back(aio::create_task(works(results, i)));
    }
    for (int i = 0; i < 20; ++i) {
        said += std::to_string(co_await results.get()) + " ";
    }
    for (const int result : co_await aio::gather(std::move(workers))) {
        said += std::to_string(result) + " ";
    }
    try {
        co_await aio::with(aio::task_group(), [](aio::task_group& group) -> coro<> {
            for (int i = 0; i < 5; ++i) {
                group.create_task(fails());
            }
            co_return;
        });
    } catch (const aio::exception_group& group) {
        said += std::to_string(group.exceptions().size()) + " failed at " + std::to_string(aio::loop::running().time());
    }
    try {
        co_await aio::wait_for(aio::sleep(10), 1);
    } catch (const aio::timeout_error&) {
        said += ", then a timeout";
    }
}

std::string run_alone()
{
    std::string said;
    for (int i = 0; i < 30; ++i) {
        aio::loop l;
        aio::run(l, program(said));
    }
    return said;
}

}  // namespace

TEST_CASE("loops in four threads at a time do the same as each alone")
{
    const std::string expected = run_alone();
    CHECK(expected.find("then a timeout") != std::string::npos);
    std::vector<std::string> said(4);
    {
        std::vector<std::thread> threads;
        for (std::string& into : said) {
            threads.emplace_back([&into] { into = run_alone(); });
        }
        for (std::thread& t : threads) {
            t.join();
        }
    }
    for (const std::string& one : said) {
        CHECK(one == expected);
    }
}

TEST_CASE("a loop may be created in one thread, and run and dropped in others, one after the other")
{
    auto l = std::make_unique<aio::loop>();
    std::string said;
    std::thread([&] { aio::run(*l, program(said)); }).join();
    CHECK_FALSE(said.empty());
    std::thread([&] { l.reset(); }).join();
}

TEST_CASE("a thread has a running loop only while one runs in it")
{
    aio::loop l;
    bool elsewhere = true;
    l.call_soon([&] {
        CHECK(aio::loop::running_or_null() != nullptr);
        std::thread([&] { elsewhere = aio::loop::running_or_null() != nullptr; }).join();
    });
    l.step();
    CHECK_FALSE(elsewhere);
}
