// Two coroutines awaited one after the other, or gathered: the program of lesson.py,
// line for line, as coroutines on aio. What's between the two comment lines below is
// the listing that the page shows; trailing marks pair its lines with lesson.py's.
#include "aio/gather.hpp"
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "lessons/await/parameters.hpp"
#include "lessons/locals.hpp"

#include <string_view>
#include <utility>

namespace lessons::await {

// listing
aio::coro<> pause(const parameters& p, double delay) {  //: pause
    locals here;  //-
    here.set("delay", delay);  //-
    if (p.suspend) {
        co_await aio::sleep(delay);  //: sleep
    }
}

aio::coro<> say_after(const parameters& p, double delay, std::string_view word) {  //: say-after
    aio::print("before", word);
    co_await pause(p, delay);  //: await-pause
    aio::print(word);
}

aio::coro<> main(const parameters& p) {  //: main
    if (p.how == "one after the other") {
        co_await say_after(p, p.delay_1, "hello");  //: await-hello
        co_await say_after(p, p.delay_2, "world");  //: await-world
    } else {
        auto first = say_after(p, p.delay_1, "hello");
        auto second = say_after(p, p.delay_2, "world");
        locals here;  //-
        here.set_text("first", "<coroutine say_after>");  //-
        here.set_text("second", "<coroutine say_after>");  //-
        co_await aio::gather(std::move(first), std::move(second));  //: gather
    }
    aio::print("finished");
}
// end

}  // namespace lessons::await
