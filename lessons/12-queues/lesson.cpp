// Producers and consumers with a queue between them: the program of lesson.py, line for line, as coroutines
// on aio. What lies between the two comment lines below is the listing that the page shows; trailing marks
// pair its lines with lesson.py's.
#include "aio/gather.hpp"
#include "aio/lifo_queue.hpp"
#include "aio/print.hpp"
#include "aio/priority_queue.hpp"
#include "aio/queue.hpp"
#include "aio/random.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "lessons/locals.hpp"
#include "lessons/queues/parameters.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lessons::queues {

// listing
using letters = aio::queue<std::string>;
constexpr int letters_each = 3;
constexpr std::string_view ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

letters make_queue(const parameters& p) {
    if (p.order == "LIFO") {
        return aio::lifo_queue<std::string>(p.maxsize);
    }
    if (p.order == "priority") {
        return aio::priority_queue<std::string>(p.maxsize);
    }
    return letters(p.maxsize);
}

aio::coro<> produce(letters queue, const parameters& p) {  //: produce
    int made = 0;
    locals here;  //-
    here.watch("made", made);  //-
    while (p.endless || made < letters_each) {
        co_await aio::sleep(aio::random::uniform(p.make_min, p.make_max));  //: make
        const std::string letter(1, aio::random::choice(ascii_uppercase));
        here.set("letter", letter);  //-
        co_await queue.put(letter);  //: put
        aio::print("put", letter);
        made += 1;
    }
}

aio::coro<> consume(letters queue, const parameters& p) {  //: consume
    locals here;  //-
    for (;;) {
        const std::string letter = co_await queue.get();  //: get
        here.set("letter", letter);  //-
        aio::print("got", letter);
        co_await aio::sleep(aio::random::uniform(p.use_min, p.use_max));  //: use
        aio::print("used", letter);
        queue.task_done();
    }
}

aio::coro<> main(const parameters& p) {  //: main
    locals here;  //-
    letters queue = make_queue(p);
    std::vector<aio::task<>> makers;
    for (int n = 1; n <= p.producers; ++n) {
        makers.push_back(aio::create_task(produce(queue, p), "maker-" + aio::str(n)));
    }
    std::vector<aio::task<>> users;
    for (int n = 1; n <= p.consumers; ++n) {
        users.push_back(aio::create_task(consume(queue, p), "user-" + aio::str(n)));
    }
    here.set("n", p.consumers);  //-
    co_await aio::gather(makers);  //: gather
    aio::print("all made");
    co_await queue.join();  //: join
    aio::print("all used");
    for (const auto& user : users) {
        user.cancel();
    }
}
// end

}  // namespace lessons::queues
