// One task for each kind of awaitable: the program of lesson.py, line for line, as coroutines on aio. What
// lies between the two comment lines below is the listing that the page shows; trailing marks pair its lines
// with lesson.py's.
#include "aio/any_task.hpp"
#include "aio/gather.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "lessons/awaitables/parameters.hpp"
#include "lessons/locals.hpp"

#include <string>
#include <utility>

namespace lessons::awaitables {
// listing
aio::coro<std::string> work(double delay) {  //: work
    locals here;  //-
    here.set("delay", delay);  //-
    co_await aio::sleep(delay);  //: work-sleep
    co_return "work done";
}

aio::coro<> answer(aio::future<std::string> future, const parameters& p) {  //: answer
    co_await aio::sleep(p.future_delay);  //: answer-sleep
    future.set_result("an answer");
}

struct rest {
    const parameters& p;
    aio::coro<std::string> as_coro() const {  //: rest
        co_await aio::sleep(p.object_delay);  //: rest-sleep
        co_return "rested";
    }
};

template <class A>
aio::coro<> show(A awaitable, const parameters& p) {  //: show
    const std::string name = aio::current_task()->get_name();
    locals here;  //-
    here.set("name", name);  //-
    aio::print(name, "gives", co_await std::forward<A>(awaitable));  //: await
    if (p.await_again == name || p.await_again == "all") {
        try {
            aio::print(name, "gives", co_await std::forward<A>(awaitable));  //: await-again
        } catch (const aio::runtime_error& error) {
            aio::print(name, "says", error.what());
        }
    }
}

aio::coro<> main(const parameters& p) {  //: main
    aio::future<std::string> future;
    if (p.set_by == "a task") {
        aio::create_task(answer(future, p), "answer");
    } else if (p.set_by == "a timer") {
        auto& loop = aio::loop::running();
        loop.call_later(p.future_delay, [future] { future.set_result("an answer"); });
    }
    auto task = aio::create_task(work(p.task_delay), "work");
    co_await aio::gather(  //: gather
        aio::create_task(show(work(p.coroutine_delay), p), "coroutine"),
        aio::create_task(show(task, p), "task"),
        aio::create_task(show(future, p), "future"),
        aio::create_task(show(rest{p}, p), "object"));
}
// end

}  // namespace lessons::awaitables
