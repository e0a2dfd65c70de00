// A coroutine that is made, kept for a while, and awaited, or forgotten: the program of
// lesson.py, line for line, as coroutines on aio. What's between the two comment
// lines below is the listing that the page shows; trailing marks pair its lines with
// lesson.py's.
#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "lessons/coroutines/parameters.hpp"
#include "lessons/locals.hpp"

#include <string_view>
#include <utility>

namespace lessons::coroutines {

// listing
aio::coro<std::string_view> fetch_weather(double delay, std::string_view city) {  //: fetch-weather
    locals here;  //-
    here.set("city", city);  //-
    aio::print("asking about", city);
    co_await aio::sleep(delay);  //: sleep
    aio::print("got a reply");
    co_return "rain";
}

aio::coro<> main(const parameters& p) {  //: main
    aio::print("calling fetch_weather");
    auto coro = fetch_weather(p.delay, "Oslo");
    locals here;  //-
    here.set_text("coro", "<coroutine fetch_weather>");  //-
    aio::print("got a coroutine");
    co_await aio::sleep(p.pause);  //: pause
    if (!p.forget_await) {
        const std::string_view weather = co_await std::move(coro);  //: await-coro
        aio::print("weather:", weather);
    }
    aio::print("finished");
}
// end

}  // namespace lessons::coroutines
