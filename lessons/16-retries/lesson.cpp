// Three tasks that try until they have luck: the program of lesson.py, line for line, as coroutines on aio.
// What lies between the two comment lines below is the listing that the page shows; trailing marks pair its
// lines with lesson.py's.
#include "aio/any_task.hpp"
#include "aio/gather.hpp"
#include "aio/print.hpp"
#include "aio/random.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "lessons/locals.hpp"
#include "lessons/retries/parameters.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace lessons::retries {

// listing
aio::coro<int> roll(std::int64_t threshold, double pause, const parameters& p) {  //: roll
    const std::string name = aio::current_task()->get_name();
    aio::random::generator own(p.own_dice ? aio::random::randrange(1000) : 0);
    auto& dice = p.own_dice ? own : aio::random::current();
    int tries = 1;
    auto number = dice.randint(1, 6);
    locals here;  //-
    here.set("threshold", threshold);  //-
    here.watch("pause", pause);  //-
    here.set("name", name);  //-
    here.watch("tries", tries);  //-
    here.watch("number", number);  //-
    while (number < threshold) {
        aio::print(name, "rolls", number);
        co_await aio::sleep(pause * p.pace);  //: pause
        if (p.back_off) {
            pause = std::min(2 * pause, 8.0);
        }
        tries += 1;
        number = dice.randint(1, 6);
    }
    aio::print(name, "rolls", number, "and is done");
    co_return tries;
}

aio::coro<> main(const parameters& p) {  //: main
    auto fast = aio::create_task(roll(p.threshold_fast, 1, p), "fast");
    auto medium = aio::create_task(roll(p.threshold_medium, 2, p), "medium");
    auto slow = aio::create_task(roll(p.threshold_slow, 3, p), "slow");
    auto tries = co_await aio::gather(std::vector{fast, medium, slow});  //: gather
    aio::print("tries:", tries);
}
// end

}  // namespace lessons::retries
