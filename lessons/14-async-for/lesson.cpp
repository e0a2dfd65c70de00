// Two tasks that listen to weather stations: the program of lesson.py, line for line, as coroutines on aio.
// What @asynccontextmanager does in Python is done by a small class before the listing.
#include "aio/aclosing.hpp"
#include "aio/async_for.hpp"
#include "aio/async_generator.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "lessons/async-for/parameters.hpp"
#include "lessons/locals.hpp"

#include <exception>
#include <optional>
#include <string_view>
#include <utility>

namespace lessons::async_for {

namespace {
/// What @asynccontextmanager makes of a generator that yields once: a context manager for `aio::with`.
class generator_manager {
public:
    explicit generator_manager(aio::async_generator<bool> generator) : generator_(std::move(generator)) {}

    auto enter() const { return generator_.next(); }
    aio::coro<> exit(std::exception_ptr error) const
    {
        return close(aio::detail::hidden{"__aexit__"}, generator_, std::move(error));
    }

private:
    static aio::coro<> close(aio::detail::hidden, aio::async_generator<bool> generator, std::exception_ptr error)
    {
        if (error) {
            co_await generator.athrow(error);
        } else {
            co_await generator.next();
        }
    }

    aio::async_generator<bool> generator_;
};
}  // namespace

// listing
aio::async_generator<bool> connection(std::string_view city, const parameters& p) {  //: connection
    locals here;  //-
    here.set("city", city);  //-
    co_await aio::sleep(p.connect_time);  //: connect
    aio::print(city, "connected");
    std::exception_ptr ending;
    try {
        co_yield true;
    } catch (...) {
        ending = std::current_exception();
    }
    co_await aio::sleep(p.connect_time);  //: disconnect
    aio::print(city, "disconnected");
    if (ending) {
        std::rethrow_exception(ending);
    }
}

using measurements = aio::async_generator<int>;

measurements measure(std::string_view city, const parameters& p) {  //: measure
    locals here;  //-
    here.set("city", city);  //-
    try {
        for (int degrees = 1; degrees <= p.count; ++degrees) {
            here.set("degrees", degrees);  //-
            co_await aio::sleep(p.interval);  //: interval
            co_yield degrees;  //: yield
        }
    } catch (...) {
        aio::print(city, "stops measuring");
        throw;
    }
    aio::print(city, "stops measuring");
}

aio::coro<> hear(std::string_view city, measurements readings, double work, const parameters& p) {  //: hear
    locals here;  //-
    here.set("city", city);  //-
    here.set("work", work);  //-
    while (auto degrees = co_await readings.next()) {  //: for
        here.set("degrees", *degrees);  //-
        aio::print(city, "hears", *degrees);
        co_await aio::sleep(work);  //: work
        if (p.leave_early && *degrees == 2) {
            break;
        }
    }
}

aio::coro<> listen(std::string_view city, double work, const parameters& p) {  //: listen
    locals here;  //-
    here.set("city", city);  //-
    here.set("work", work);  //-
    std::optional<measurements> readings;  // keeps the generator until listen returns
    auto body = [&]() -> aio::coro<> {
        if (p.use_aclosing) {
            auto loop = [&](measurements& stream) {
                return hear(city, stream, work, p);  //: await-hear
            };
            co_await aio::with(aio::aclosing(measure(city, p)), loop);  //: aclosing
        } else {
            readings.emplace(measure(city, p));
            co_await hear(city, *readings, work, p);  //: hear-unclosed
        }
    };
    co_await aio::with(generator_manager(connection(city, p)), body);  //: with
}

aio::coro<> main(const parameters& p) {  //: main
    auto body = [&](aio::task_group& group) {
        group.create_task(listen("Oslo", 0, p), "Oslo");
        group.create_task(listen("Lima", p.slow_work, p), "Lima");
    };
    co_await aio::with(aio::task_group(), body);  //: group
    auto twice = [](int degrees) { return degrees * 2; };
    aio::print(co_await aio::collect(measure("Cairo", p), twice));  //: comprehension
}
// end

}  // namespace lessons::async_for
