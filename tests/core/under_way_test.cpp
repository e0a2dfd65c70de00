// While something of a loop's is under way it can be neither stepped, closed nor destroyed: not by a callback, not by
// what a job does, and not by an observer that's told of either.

#include <exception>
#include <functional>
#include <set>
#include <string>

#include "aio/executor.hpp"
#include "aio/thread.hpp"
#include "trace_of.hpp"

#ifndef __EMSCRIPTEN__
#include <sys/wait.h>
#include <unistd.h>
#endif

using aio::blocking_sleep;
using aio::coro;
using aio::loop;

namespace {

std::string refusal(const std::function<void()>& call)
{
    try {
        call();
    } catch (const aio::runtime_error& e) {
        return e.what();
    }
    return "not refused";
}

coro<void> nothing()
{
    co_return;
}

/// An observer that tries what can't be, whatever it's told.
class meddler : public aio::observer {
public:
    loop* own = nullptr;
    loop* other = nullptr;
    std::set<std::string> told;
    std::set<std::string> answers;
    bool is_run = false;

    void meddle(const char* when)
    {
        told.insert(when);
        answers.insert("step: " + refusal([&] { own->step(); }));
        answers.insert("step_iteration: " + refusal([&] { own->step_iteration(); }));
        answers.insert("close: " + refusal([&] { own->close(); }));
        answers.insert("step another: " + refusal([&] { other->step(); }));
        is_run = is_run || refusal([&] { aio::run(*other, nothing()); }) == "not refused";
    }

    void clock_moved(double) noexcept override { meddle("clock_moved"); }
    void held(double) noexcept override { meddle("held"); }
    void thread_entered() noexcept override { meddle("thread_entered"); }
    void thread_left() noexcept override { meddle("thread_left"); }
    void thread_started(std::uint32_t, std::string_view) noexcept override { meddle("thread_started"); }
    void job_began(std::uint32_t, std::uint32_t, std::string_view) noexcept override { meddle("job_began"); }
    void job_slept(std::uint32_t, double) noexcept override { meddle("job_slept"); }
    void job_woke(std::uint32_t) noexcept override { meddle("job_woke"); }
    void job_ended(std::uint32_t, aio::ending, std::string_view) noexcept override { meddle("job_ended"); }
    void printed(std::string_view) noexcept override { meddle("printed"); }
};

void works()
{
    aio::print("begins");
    blocking_sleep(1);
    aio::print("ends");
}

const std::set<std::string> refused{"step: This event loop is already running",
                                    "step_iteration: This event loop is already running",
                                    "close: Cannot close a running event loop",
                                    "step another: Cannot run the event loop while another loop is running"};

}  // namespace

TEST_CASE("an observer of a job's events can neither step nor close a loop, nor run another")
{
    meddler watcher;
    loop l(&watcher);
    loop other;
    watcher.own = &l;
    watcher.other = &other;
    const auto main = [&]() -> coro<void> {
        const aio::thread_pool_executor pool;
        const auto outlasts = pool.submit([] { blocking_sleep(9); });
        co_await aio::to_thread(works);
        pool.submit(works).result();
    };
    aio::runner r(l, main());
    while (r.busy()) {
        r.step();
    }
    CHECK(watcher.told == std::set<std::string>{"clock_moved", "held", "job_began", "job_ended", "job_slept", "job_woke",
                                                "printed", "thread_entered", "thread_left", "thread_started"});
    CHECK(watcher.answers == refused);
    CHECK_FALSE(watcher.is_run);
    CHECK(l.time() == 9);
}

TEST_CASE("neither can it if a job runs outside the loop")
{
    meddler watcher;
    loop l(&watcher);
    loop other;
    watcher.own = &l;
    watcher.other = &other;
    const aio::thread_pool_executor pool(l);
    pool.submit(works).result();
    CHECK(watcher.answers == refused);
    CHECK_FALSE(watcher.is_run);
    l.close();
}

#ifndef __EMSCRIPTEN__

namespace {

/// What the exception says that ends a program in which `ends` runs; empty if none does.
std::string last_words(const std::function<void()>& ends)
{
    int ours[2];
    REQUIRE(pipe(ours) == 0);
    const pid_t child = fork();
    if (child == 0) {
        static int to = 0;
        to = ours[1];
        std::set_terminate([] {
            const std::string words = refusal([] { std::rethrow_exception(std::current_exception()); });
            const auto written = write(to, words.data(), words.size());
            _exit(written < 0);
        });
        ends();
        _exit(0);
    }
    close(ours[1]);
    std::string words;
    char part[256];
    for (ssize_t n; (n = read(ours[0], part, sizeof part)) > 0;) {
        words.append(part, static_cast<std::size_t>(n));
    }
    close(ours[0]);
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(status == 0);
    return words;
}

}  // namespace

TEST_CASE("a loop that's destroyed within one of its callbacks ends the program, with a message")
{
    const char* const why = "a loop can't be destroyed while one of its callbacks runs";
    CHECK(last_words([] {
              auto* const l = new loop;
              l->call_soon([l] { delete l; });
              l->step();
          }) == why);
    CHECK(last_words([] {
              auto* const l = new loop;
              const auto main = [](loop* own) -> coro<void> {
                  co_await aio::to_thread([own] { delete own; });
              };
              aio::run(*l, main(l));
          }) == why);
    CHECK(last_words([] {
              loop l;
              auto* const other = new loop;
              l.call_soon([other] { delete other; });
              l.step();
          }) == "");
}

#endif
