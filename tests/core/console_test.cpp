// What a program in a terminal writes, byte for byte, to stdout and stderr.

#ifndef __EMSCRIPTEN__

#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <string>

#include "aio/console.hpp"
#include "aio/executor.hpp"
#include "aio/run_main.hpp"
#include "aio/thread.hpp"
#include "trace_of.hpp"

using aio::blocking_sleep;
using aio::coro;
using aio::print;

namespace {

struct written {
    std::string text;
    int code;
};

/// Runs `program` in a process of its own whose output goes into a pipe, one for both streams.
written output_of(const std::function<int()>& program)
{
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], 1);
        dup2(ends[1], 2);
        close(ends[0]);
        close(ends[1]);
        std::set_terminate([] { _exit(3); });  // as abort() does, it leaves what's buffered
        const int code = [&]() noexcept { return program(); }();
        std::fflush(stdout);
        _exit(code);
    }
    close(ends[1]);
    written w;
    char part[256];
    for (ssize_t n; (n = read(ends[0], part, sizeof part)) > 0;) {
        w.text.append(part, static_cast<std::size_t>(n));
    }
    close(ends[0]);
    waitpid(child, &w.code, 0);
    w.code = WEXITSTATUS(w.code);
    return w;
}

coro<> fails()
{
    print("begins");
    co_await aio::sleep(1);
    throw aio::value_error("no");
}

coro<> works()
{
    print("loop");
    co_await aio::to_thread([] {
        print("a");
        blocking_sleep(1);
        print("b");
    });
    const aio::thread_pool_executor pool(2, "mine");
    const auto job = pool.submit([] { blocking_sleep(1); });
    pool.submit([] { blocking_sleep(0.5); }).add_done_callback([](const auto&) { print("c"); });
    aio::print_end("", "left ");
    job.result();
    print("open");
    aio::print_end("", "no newline");
}

coro<> waits()
{
    co_await aio::future<>();
}

}  // namespace

TEST_CASE("a console says when each line was printed, and by which task or thread")
{
    const written w = output_of([] { return aio::run_main(works(), {.times = true}); });
    CHECK(w.text == "t=0.000000 task=Task-1 loop\n"
                    "t=0.000000 thread=asyncio_0 a\n"
                    "t=1.000000 thread=asyncio_0 b\n"
                    "t=1.500000 thread=mine_1 left c\n"
                    "t=2.000000 task=Task-1 open\n"
                    "no newline");
    CHECK(w.code == 0);
}

TEST_CASE("a program's main prints the exception that ended it, and fails; output comes first")
{
    const written failed = output_of([] { return aio::run_main(fails()); });
    CHECK(failed.text == "begins\nValueError: no\n");
    CHECK(failed.code == 1);
    const written stuck = output_of([] { return aio::run_main(waits()); });
    CHECK(stuck.text == "deadlock: no task can run\n");
    CHECK(stuck.code == 1);
}

TEST_CASE("an exception that ends the program loses no output")
{
    const written w = output_of([] {
        aio::console console;
        aio::loop l(&console);
        aio::run(l, fails());
        return 0;
    });
    CHECK(w.text == "begins\n");
    CHECK(w.code == 3);
}

TEST_CASE("a report on stderr has the exception that it's about, and the task's name")
{
    const written w = output_of([] {
        return aio::run_main([]() -> coro<> {
            aio::loop::running().call_soon([] { throw aio::value_error("from a callback"); });
            aio::create_task(fails(), "worker");
            co_await aio::sleep(2);
        }());
    });
    CHECK(w.text == "Exception in callback\n"
                    "ValueError: from a callback\n"
                    "begins\n"
                    "Task exception was never retrieved\n"
                    "worker: ValueError: no\n");
}

TEST_CASE("outside a loop, print just prints")
{
    const written w = output_of([] {
        print("before", 1);
        aio::run_main([]() -> coro<> {
            print("in it");
            co_return;
        }());
        print("after");
        return 0;
    });
    CHECK(w.text == "before 1\nin it\nafter\n");
}

#endif
