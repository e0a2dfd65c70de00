// A coroutine that is made, kept for a while, and awaited, or forgotten: the program of
// lesson.py, line for line, as coroutines on aio. What lies between the two comment
// lines below is the listing that the page shows; trailing marks pair its lines with
// lesson.py's.
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "lessons/coroutines/parameters.hpp"
#include "lessons/locals.hpp"

#include <utility>

namespace lessons::coroutines {

// listing
aio::coro<int> greet(double delay) {  //: greet
    aio::print("hello");
    co_await aio::sleep(delay);  //: sleep
    aio::print("world");
    co_return 2;
}

aio::coro<> main(const parameters& p) {  //: main
    aio::print("calling greet");
    auto greeting = greet(p.delay);
    locals here;  //-
    here.set_text("greeting", "<coroutine greet>");  //-
    aio::print("got a coroutine");
    co_await aio::sleep(p.pause);  //: pause
    if (!p.forget_await) {
        const int words = co_await std::move(greeting);  //: await-greeting
        aio::print("words said:", words);
    }
    aio::print("finished");
}
// end

}  // namespace lessons::coroutines
