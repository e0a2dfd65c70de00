// A crawler: three workers take pages from a queue and put the links that they find back into it. join()
// returns when everything that was put into the queue is done. Pages that take too long are skipped.
#include <aio/aio.hpp>

#include <map>
#include <set>

struct page {
    double seconds;
    std::vector<std::string> links;
};

const std::map<std::string, page> site = {
    {"home", {0.5, {"news", "shop", "help"}}},
    {"news", {1.0, {"home", "spring"}}},
    {"shop", {1.5, {"home", "books"}}},
    {"help", {9.0, {"home", "contact"}}},
    {"spring", {0.5, {"news"}}},
    {"books", {0.5, {"shop", "spring"}}},
};

struct crawl {
    aio::queue<std::string> to_visit;
    std::set<std::string> seen;

    void add(const std::string& url)
    {
        if (seen.insert(url).second) {
            to_visit.put_nowait(url);
        }
    }
};

aio::coro<std::vector<std::string>> fetch(std::string url)
{
    co_await aio::sleep(site.at(url).seconds);
    co_return site.at(url).links;
}

aio::coro<> visit(crawl& c, std::string url)
{
    try {
        for (const std::string& link : co_await aio::wait_for(fetch(url), 2)) {
            c.add(link);
        }
        aio::print(url, "visited");
    } catch (const aio::timeout_error&) {
        aio::print(url, "is too slow");
    }
}

aio::coro<> work(crawl& c)
{
    while (true) {
        co_await visit(c, co_await c.to_visit.get());
        c.to_visit.task_done();
    }
}

aio::coro<> program()
{
    crawl c;
    c.add("home");
    co_await aio::with(aio::task_group(), [&](aio::task_group& group) -> aio::coro<> {
        const std::vector workers = {group.create_task(work(c)), group.create_task(work(c)),
                                     group.create_task(work(c))};
        co_await c.to_visit.join();
        for (const aio::task<>& worker : workers) {
            worker.cancel();
        }
    });
    aio::print(c.seen.size(), "pages seen");
}

int main()
{
    aio::console console({.times = true});
    aio::loop loop(&console);
    aio::run(loop, program());
}
