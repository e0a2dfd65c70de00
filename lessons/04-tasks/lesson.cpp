// Two tasks that sleep side by side: the program of lesson.py, line for line,
// as coroutines on aio. What's between the two comment lines below is the
// listing that the page shows; trailing marks pair its lines with lesson.py's.
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "lessons/locals.hpp"
#include "lessons/tasks/parameters.hpp"

#include <string_view>

namespace lessons::tasks {

// listing
aio::coro<> say_after(double delay, std::string_view word) {  //: say-after
    locals here;  //-
    here.set("delay", delay);  //-
    here.set("word", word);  //-
    aio::print("before", word);  //: print-before
    co_await aio::sleep(delay);  //: sleep
    aio::print(word);  //: print-word
}

aio::coro<> main(const parameters& p) {  //: main
    aio::print("started");  //: print-started
    auto task1 = aio::create_task(say_after(p.delay_1, "hello"));
    if (p.start == "create and await one by one") {
        co_await task1;  //: await-task1-at-once
    }
    auto task2 = aio::create_task(say_after(p.delay_2, "world"));
    aio::print("both created");  //: print-created
    co_await task1;  //: await-task1
    if (p.await_task_2) {
        co_await task2;  //: await-task2
    }
    aio::print("finished");  //: print-finished
}
// end

}  // namespace lessons::tasks
