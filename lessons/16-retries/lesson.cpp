// Five clients of a server that answers one at a time: the program of lesson.py, line for line, as coroutines
// on aio. What's between the two comment lines below is the listing that the page shows; trailing marks
// pair its lines with lesson.py's.
#include "aio/errors.hpp"
#include "aio/lock.hpp"
#include "aio/loop.hpp"
#include "aio/print.hpp"
#include "aio/random.hpp"
#include "aio/semaphore.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "aio/task_group.hpp"
#include "aio/timeout.hpp"
#include "aio/with.hpp"
#include "lessons/locals.hpp"
#include "lessons/retries/parameters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace lessons::retries {

// listing
constexpr std::array<std::string_view, 5> names = {"Oslo", "Lima", "Cairo", "Quito", "Kyoto"};

aio::coro<> answer(const parameters& p, aio::lock server) {  //: answer
    if (server.locked() || aio::random::random() < p.failure_rate) {
        throw aio::connection_error();
    }
    auto body = []() -> aio::coro<> {
        co_await aio::sleep(0.4);  //: work
    };
    co_await aio::with(server, body);  //: serve
}

aio::coro<bool> attempt(const parameters& p, std::string_view city, aio::lock server, aio::semaphore limit) {  //: attempt
    locals here;  //-
    here.set("city", city);  //-
    try {
        if (p.per_second) {
            co_await limit.acquire();  //: acquire
            aio::loop::running().call_later(1.0, [limit] { limit.release(); });
            co_await answer(p, server);  //: answer-paced
        } else {
            auto body = [&] { return answer(p, server); };  //: await-answer
            co_await aio::with(limit, body);  //: limit
        }
        aio::print(city, "answered");
        co_return true;
    } catch (const aio::connection_error&) {
        aio::print(city, "refused");
        co_return false;
    }
}

aio::coro<> fetch(const parameters& p, std::string_view city, aio::lock server, aio::semaphore limit) {  //: fetch
    double pause = p.first_pause;
    locals here;  //-
    here.set("city", city);  //-
    here.watch("pause", pause);  //-
    try {
        auto body = [&]() -> aio::coro<> {
            while (!co_await attempt(p, city, server, limit)) {  //: await-attempt
                co_await aio::sleep(p.jitter ? aio::random::uniform(0, pause) : pause);  //: pause
                pause = std::min(2 * pause, 8.0);
            }
        };
        co_await aio::with(aio::timeout(p.budget), body);  //: budget
    } catch (const aio::timeout_error&) {
        aio::print(city, "given up");
    }
}

aio::coro<> main(const parameters& p) {  //: main
    aio::random::seed(p.weather_seed);
    aio::lock server;
    aio::semaphore limit(p.permits);
    locals here;  //-
    auto body = [&](aio::task_group& group) {
        for (auto city : std::span(names).first(static_cast<std::size_t>(p.cities))) {
            group.create_task(fetch(p, city, server, limit), std::string(city));
            here.set("city", city);  //-
        }
    };
    co_await aio::with(aio::task_group(), body);  //: group
}
// end

}  // namespace lessons::retries
