// Producers and consumers with a queue between them: the program of lesson.py, line for line, as coroutines
// on aio. What's between the two comment lines below is the listing that the page shows; trailing marks
// pair its lines with lesson.py's.
#include "aio/errors.hpp"
#include "aio/gather.hpp"
#include "aio/lifo_queue.hpp"
#include "aio/print.hpp"
#include "aio/priority_queue.hpp"
#include "aio/queue.hpp"
#include "aio/random.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "lessons/locals.hpp"
#include "lessons/queues/parameters.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lessons::queues {

// listing
using letters = aio::queue<std::string>;
constexpr std::string_view ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

letters make_queue(const parameters& p) {
    if (p.order == "LIFO") return aio::lifo_queue<std::string>(p.maxsize);
    if (p.order == "priority") return aio::priority_queue<std::string>(p.maxsize);
    return letters(p.maxsize);
}

aio::coro<> produce(letters queue, const parameters& p) {  //: produce
    int made = 0;
    locals here;  //-
    here.watch("made", made);  //-
    while (p.endless || made < 3) {
        co_await aio::sleep(aio::random::uniform(1, p.make_max));  //: make
        const std::string letter(1, aio::random::choice(ascii_uppercase));
        here.set("letter", letter);  //-
        co_await queue.put(letter);  //: put
        aio::print("put", letter);
        made += 1;
    }
}

aio::coro<> consume(letters queue, const parameters& p) {  //: consume
    locals here;  //-
    try {
        while (true) {
            const std::string letter = co_await queue.get();  //: get
            here.set("letter", letter);  //-
            aio::print("got", letter);
            co_await aio::sleep(aio::random::uniform(1, p.use_max));  //: use
            aio::print("used", letter);
            if (p.ending == "join") {
                queue.task_done();
            }
        }
    } catch (const aio::queue_shut_down&) {
        aio::print("no more letters");
    }
}

aio::coro<> main(const parameters& p) {  //: main
    aio::random::seed(p.letter_seed);
    letters queue = make_queue(p);
    locals here;  //-
    auto body = [&](aio::task_group& group) -> aio::coro<> {
        std::vector<aio::task<>> makers;
        for (std::int64_t n = 0; n < p.producers; ++n) {
            makers.push_back(group.create_task(produce(queue, p), "maker-" + aio::str(n + 1)));
        }
        for (std::int64_t n = 0; n < p.consumers; ++n) {
            here.set("n", n);  //-
            group.create_task(consume(queue, p), "user-" + aio::str(n + 1));
        }
        co_await aio::gather(makers);  //: gather
        aio::print("all made");
        if (p.ending.starts_with("join")) {
            co_await queue.join();  //: join
            aio::print("all used");
        }
        if (p.ending != "nothing") {
            queue.shutdown();
        }
    };
    co_await aio::with(aio::task_group(), body);  //: group
    aio::print("the end");
}
// end

}  // namespace lessons::queues
