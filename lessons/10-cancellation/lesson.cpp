// An endless watcher that is asked to stop: the program of lesson.py, line for line,
// as coroutines on aio. A `finally` with an await in it is written as a catch that
// keeps the exception until the cleanup is over.
#include "aio/any_task.hpp"
#include "aio/gather.hpp"
#include "aio/loop.hpp"
#include "aio/print.hpp"
#include "aio/shield.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "lessons/locals.hpp"
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
    aio::print("saved report", number);
}

aio::coro<> one_round(const parameters& p, std::int64_t number) {  //: one-round
    locals here;  //-
    here.set("number", number);  //-
    try {
        co_await aio::sleep(1.0);  //: fetch
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

aio::coro<> watch(const parameters& p) {  //: watch
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
    co_await aio::sleep(1.0);  //: clean-up
    aio::print("cleaned up");
    std::rethrow_exception(ending);
}

aio::coro<> main(const parameters& p) {  //: main
    auto task = aio::create_task(watch(p));
    if (p.stop == "with Ctrl+C") {
        auto cancel = [me = *aio::current_task()] { me.cancel(); };
        aio::loop::running().call_later(p.stop_after, cancel);
    } else {
        if (p.stop != "before its first turn") {
            co_await aio::sleep(p.stop_after);  //: wait
        }
        task.cancel();
        if (p.stop == "twice") {
            co_await aio::sleep(0.5);  //: lose-patience
            task.cancel();
        }
    }
    co_await aio::gather(task, aio::return_exceptions);  //: gather
    aio::print("stopped");
}
// end

}  // namespace lessons::cancellation
