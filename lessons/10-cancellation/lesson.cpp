// An endless worker that is asked to stop: the program of lesson.py, line for
// line, as coroutines on aio. A `finally` with an await in it is written as a
// catch that keeps the exception until the tidying is over.
#include "aio/print.hpp"
#include "aio/shield.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "aio/timeout.hpp"
#include "aio/with.hpp"
#include "lessons/cancellation/parameters.hpp"
#include "lessons/locals.hpp"

#include <cstdint>
#include <exception>

namespace lessons::cancellation {

// listing
aio::coro<> save(std::int64_t number) {  //: save
    locals here;  //-
    here.set("number", number);  //-
    co_await aio::sleep(1.0);  //: save-sleep
    aio::print("saved", number);
}

aio::coro<> one_round(const parameters& p, std::int64_t number) {  //: one-round
    locals here;  //-
    here.set("number", number);  //-
    try {
        co_await aio::sleep(1.0);  //: work
        if (p.shield_save) {
            co_await aio::shield(save(number));  //: shield
        } else {
            co_await save(number);  //: await-save
        }
    } catch (const aio::cancelled_error&) {
        aio::print("cancelled in round", number);
        if (p.on_cancel == "raise it again") {
            throw;
        }
    }
}

aio::coro<> worker(const parameters& p) {  //: worker
    std::int64_t number = 0;
    locals here;  //-
    here.watch("number", number);  //-
    std::exception_ptr ending;
    try {
        while (true) {
            number += 1;
            co_await one_round(p, number);  //: await-round
        }
    } catch (...) {
        ending = std::current_exception();
    }
    aio::print("tidying up");
    co_await aio::sleep(p.tidy_time);  //: tidy
    aio::print("tidy");
    std::rethrow_exception(ending);
}

aio::coro<> main(const parameters& p) {  //: main
    auto task = aio::create_task(worker(p));
    try {
        if (p.stop_with == "asyncio.timeout") {
            auto body = [&]() -> aio::coro<> {
                co_await task;  //: await-in-time
            };
            co_await aio::with(aio::timeout(p.stop_after), body);  //: timeout
        } else {
            co_await aio::sleep(p.stop_after);  //: wait
            aio::print("please stop");
            task.cancel();
            co_await task;  //: await-task
        }
    } catch (const aio::timeout_error&) {
        aio::print("main caught TimeoutError");
    } catch (const aio::cancelled_error&) {
        aio::print("main caught CancelledError");
    }
}
// end

}  // namespace lessons::cancellation
