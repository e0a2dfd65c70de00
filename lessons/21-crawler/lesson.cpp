// A crawler over a made-up site: the program of lesson.py, line for line, as
// coroutines on aio. What Python writes as blocks inside `async with` are here
// functions that `aio::with` calls.
#include "aio/errors.hpp"
#include "aio/print.hpp"
#include "aio/queue.hpp"
#include "aio/random.hpp"
#include "aio/semaphore.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "aio/timeout.hpp"
#include "aio/with.hpp"
#include "lessons/locals.hpp"
#include "lessons/crawler/parameters.hpp"

#include <cstdint>
#include <map>
#include <optional>
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

void say(page_name page, std::string_view what)
{
    aio::print(std::string(page) + ":", what);
}
}  // namespace

// listing
const std::map<page_name, page_names> site = {
    {"home", {"news", "shop", "help"}},
    {"news", {"home", "spring", "summer"}},
    {"shop", {"home", "books", "maps"}},
    {"help", {"home", "contact"}},
    {"spring", {"news", "summer"}},
    {"summer", {"news", "spring"}},
    {"books", {"shop", "maps"}},
    {"maps", {"shop"}},
    {"contact", {"help"}},
};

struct page_error : aio::exception {
    const char* type_name() const noexcept override { return "PageError"; }
};

aio::coro<page_names> fetch(const parameters& p, page_name page) {  //: fetch
    locals here;  //-
    here.set("page", page);  //-
    co_await aio::sleep(aio::random::uniform(0.2, 2.0));  //: travel
    if (aio::random::random() < p.failure_rate) {
        throw page_error();
    }
    co_return site.at(page);
}

aio::coro<std::optional<page_names>> try_once(const parameters& p, page_name page, aio::semaphore server) {  //: try-once
    locals here;  //-
    here.set("page", page);  //-
    try {
        auto in_time = [&] { return fetch(p, page); };  //: await-fetch
        auto with_permit = [&] { return aio::with(aio::timeout(p.patience), in_time); };  //: timeout
        co_return co_await aio::with(server, with_permit);  //: server
    } catch (const aio::timeout_error&) {
        say(page, "too slow");
    } catch (const page_error&) {
        if (!p.catch_page_error) {
            throw;
        }
        say(page, "error");
    }
    co_return std::nullopt;
}

aio::coro<page_names> load(const parameters& p, page_name page, aio::semaphore server) {  //: load
    locals here;  //-
    here.set("page", page);  //-
    for (std::int64_t attempt = 0; attempt < p.attempts; ++attempt) {
        here.set("attempt", attempt);  //-
        if (attempt > 0) {
            co_await aio::sleep(0.5 * static_cast<double>(attempt));  //: back-off
        }
        auto links = co_await try_once(p, page, server);  //: await-try
        here.set("links", links);  //-
        if (links) {
            say(page, "loaded");
            co_return *links;
        }
    }
    say(page, "given up");
    co_return page_names();
}

aio::coro<> worker(const parameters& p, page_queue queue, page_set& seen, aio::semaphore server) {  //: worker
    locals here;  //-
    here.watch_set("seen", seen);  //-
    while (true) {
        auto page = co_await queue.get();  //: get
        here.set("page", page);  //-
        for (auto link : co_await load(p, page, server)) {  //: await-load
            here.set("link", link);  //-
            if (!seen.contains(link)) {
                seen.insert(link);
                queue.put_nowait(link);
            }
        }
        queue.task_done();
    }
}

aio::coro<> main(const parameters& p) {  //: main
    aio::random::seed(p.site_seed);
    page_queue queue;
    aio::semaphore server(p.permits);
    queue.put_nowait("home");
    page_set seen = {"home"};
    locals here;  //-
    here.watch_set("seen", seen);  //-
    here.share("seen");  //-
    std::vector<aio::task<>> team;
    for (std::int64_t n = 0; n < p.workers; ++n) team.push_back(aio::create_task(worker(p, queue, seen, server)));
    co_await queue.join();  //: join
    aio::print("pages seen:", seen.size());
    for (auto& task : team) task.cancel();
}
// end

}  // namespace lessons::crawler
