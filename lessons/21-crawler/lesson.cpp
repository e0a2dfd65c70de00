// A crawler over a made-up weather site: the program of lesson.py, line for line, as coroutines on aio. What
// Python writes as blocks inside `async with` are here functions that `aio::with` calls.
#include "aio/errors.hpp"
#include "aio/print.hpp"
#include "aio/queue.hpp"
#include "aio/random.hpp"
#include "aio/sleep.hpp"
#include "aio/task_group.hpp"
#include "aio/timeout.hpp"
#include "aio/with.hpp"
#include "lessons/locals.hpp"
#include "lessons/crawler/parameters.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lessons::crawler {

namespace {
using page_name = std::string_view;
using page_names = std::vector<page_name>;
using page_queue = aio::queue<page_name>;
using page_set = std::set<page_name>;

void say(page_name page, const std::string& what)
{
    aio::print(std::string(page) + ":", what);
}

struct connection_error : aio::connection_error {
    explicit connection_error(page_name page) : aio::connection_error(std::string(page)) {}
};
}  // namespace

// listing
const std::map<page_name, page_names> site = {
    {"world", {"Europe", "Africa", "Asia"}}, {"Europe", {"Oslo", "Rome", "world"}},
    {"Africa", {"Cairo", "Lagos", "world"}}, {"Asia", {"Delhi", "Tokyo", "world"}},
};

aio::coro<page_names> fetch(const parameters& p, page_name page) {  //: fetch
    locals here;  //-
    here.set("page", page);  //-
    auto travel = [] { return aio::sleep(aio::random::uniform(0.2, 2.0)); };
    co_await aio::with(aio::timeout(p.patience), travel);  //: travel
    if (aio::random::random() < p.failure_rate) {
        throw connection_error(page);
    }
    auto found = site.find(page);
    co_return found == site.end() ? page_names() : found->second;
}

aio::coro<> visit(const parameters& p, page_name page, page_queue queue, page_set& seen) {  //: visit
    page_names links;
    try {
        for (auto link : co_await fetch(p, page)) if (!seen.contains(link)) links.push_back(link);  //: await-fetch
        say(page, aio::str(links.size()) + " new");
    } catch (const aio::os_error& error) {  // a connection_error or a timeout_error
        if (!p.catch_errors) {
            throw;
        }
        say(page, error.type_name());
        links = {page};  // once more, later
    }
    for (auto link : links) {
        queue.put_nowait(link);
    }
    seen.insert(links.begin(), links.end());
}

aio::coro<> worker(const parameters& p, page_queue queue, page_set& seen) {  //: worker
    locals here;  //-
    here.watch_set("seen", seen);  //-
    try {
        while (true) {
            auto page = co_await queue.get();  //: get
            here.set("page", page);  //-
            co_await visit(p, page, queue, seen);  //: await-visit
            queue.task_done();
        }
    } catch (const aio::queue_shut_down&) {
    }
}

aio::coro<> main(const parameters& p) {  //: main
    aio::random::seed(p.site_seed);
    page_queue queue;
    queue.put_nowait("world");
    page_set seen = {"world"};
    locals here;  //-
    here.watch_set("seen", seen);  //-
    here.share("seen");  //-
    auto body = [&](aio::task_group& group) -> aio::coro<> {
        for (std::int64_t n = 0; n < p.workers; ++n) {
            here.set("_", n);  //-
            group.create_task(worker(p, queue, seen));
        }
        co_await queue.join();  //: join
        if (p.shut_down) {
            queue.shutdown();
        }
    };
    co_await aio::with(aio::task_group(), body);  //: group
    aio::print("pages seen:", seen.size());
}
// end

}  // namespace lessons::crawler
