// What a trace says of threads: the same as tests/python/thread_events.test.mjs has for the same programs in
// Python.

#include "aio/gather.hpp"
#include "aio/thread.hpp"
#include "trace/history.hpp"
#include "trace/timeline_text.hpp"
#include "trace_of.hpp"

using aio::blocking_sleep;
using aio::coro;
using aio::loop;
using aio::named;
using aio::print;
using aio::thread_pool_executor;
using aio::to_thread;
using trace::kind;

namespace {

std::string words(const trace::log& log, const trace::event& e)
{
    const std::string text = log.text(e.text);
    switch (e.kind) {
    case kind::thread_started:
        return "thread " + aio::str(e.subject) + " " + text;
    case kind::job_began:
        return aio::str(e.subject) + " begins " + text + " for " + aio::str(e.task);
    case kind::job_slept:
        return aio::str(e.subject) + " sleeps until " + aio::str(e.value);
    case kind::job_woke:
        return aio::str(e.subject) + " wakes";
    case kind::job_ended:
        return aio::str(e.subject) + (e.detail == 0 ? " done" : " failed " + text);
    case kind::printed:
        return "print " + text.substr(0, text.size() - 1);
    case kind::held:
        return "held until " + aio::str(e.value);
    default:
        return "";
    }
}

std::string told(const trace::log& log)
{
    std::string lines;
    for (const trace::event& e : log.events()) {
        if (const std::string line = words(log, e); !line.empty()) {
            lines += aio::str(e.time) + " " + line + (e.by == 0 ? "" : " by " + aio::str(e.by)) + "\n";
        }
    }
    return lines;
}

void check_told(const tests::main_function& main, std::string_view expected)
{
    tests::trial t(main);
    CHECK(told(t.finish().events()) == tests::plain(expected));
}

}  // namespace

TEST_CASE("a job begins, sleeps, wakes and ends in a thread of the default executor")
{
    check_told(
        []() -> coro<void> {
            co_await to_thread(named("read", [] {
                print("reads");
                blocking_sleep(1);
                print("has read");
            }));
        },
        R"(
        0.0 thread 1 asyncio_0 by 1
        0.0 1 begins read for 1 by 1
        0.0 print reads
        0.0 1 sleeps until 1.0
        1.0 1 wakes
        1.0 print has read
        1.0 1 done
    )");
}

TEST_CASE("a function without a name is shown as a lambda or a function")
{
    check_told(
        []() -> coro<void> {
            co_await to_thread([] {});
            co_await to_thread(blocking_sleep, 0.5);
        },
        R"(
        0.0 thread 1 asyncio_0 by 1
        0.0 1 begins <lambda> for 1 by 1
        0.0 1 done by 1
        0.0 1 begins <function> for 1 by 1
        0.0 1 sleeps until 0.5
        0.5 1 wakes
        0.5 1 done
    )");
}

TEST_CASE("each sleep is recorded between the job's actions before and after it, even one of zero")
{
    check_told(
        []() -> coro<void> {
            const auto job = [] {
                blocking_sleep(1);
                print("a");
                blocking_sleep(0);
                print("b");
                blocking_sleep(0.5);
                throw aio::value_error("no");
            };
            const auto failed = co_await aio::gather(to_thread(named("job", job)), aio::return_exceptions);
            print(aio::describe(std::get<0>(failed).exception()).type);
        },
        R"(
        0.0 thread 1 asyncio_0 by 2
        0.0 1 begins job for 2 by 2
        0.0 1 sleeps until 1.0
        1.0 1 wakes
        1.0 print a
        1.0 1 sleeps until 1.0
        1.0 1 wakes
        1.0 print b
        1.0 1 sleeps until 1.5
        1.5 1 wakes
        1.5 1 failed ValueError
        1.5 print ValueError by 1
    )");
}

TEST_CASE("the next job begins in the free thread, and belongs to the task that submitted it")
{
    check_told(
        []() -> coro<void> {
            const thread_pool_executor pool(2);
            const auto ask = [](thread_pool_executor executor, int n) -> coro<void> {
                const auto work = named("work", [n] { blocking_sleep(n); });
                co_await loop::running().run_in_executor(executor, work);
            };
            co_await aio::gather(ask(pool, 3), ask(pool, 1), ask(pool, 1));
            pool.shutdown();
        },
        R"(
        0.0 thread 1 ThreadPoolExecutor-0_0 by 2
        0.0 1 begins work for 2 by 2
        0.0 1 sleeps until 3.0
        0.0 thread 2 ThreadPoolExecutor-0_1 by 3
        0.0 2 begins work for 3 by 3
        0.0 2 sleeps until 1.0
        1.0 2 wakes
        1.0 2 done
        1.0 2 begins work for 4
        1.0 2 sleeps until 2.0
        2.0 2 wakes
        2.0 2 done
        3.0 1 wakes
        3.0 1 done
    )");
}

TEST_CASE("the worker that has been idle longest gets the next job")
{
    check_told(
        []() -> coro<void> {
            co_await aio::gather(to_thread(blocking_sleep, 2.0), to_thread(blocking_sleep, 1.0));
            co_await to_thread(named("next", [] {}));
        },
        R"(
        0.0 thread 1 asyncio_0 by 2
        0.0 1 begins <function> for 2 by 2
        0.0 1 sleeps until 2.0
        0.0 thread 2 asyncio_1 by 3
        0.0 2 begins <function> for 3 by 3
        0.0 2 sleeps until 1.0
        1.0 2 wakes
        1.0 2 done
        2.0 1 wakes
        2.0 1 done
        2.0 2 begins next for 1 by 1
        2.0 2 done by 1
    )");
}

TEST_CASE("a future's callback in the thread belongs to the job, and the loop is held")
{
    check_told(
        []() -> coro<void> {
            const thread_pool_executor pool(1);
            pool.submit(blocking_sleep, 1.0).add_done_callback([](const auto&) { blocking_sleep(2); });
            pool.shutdown();
            co_return;
        },
        R"(
        0.0 thread 1 ThreadPoolExecutor-0_0 by 1
        0.0 1 begins <function> for 1 by 1
        0.0 1 sleeps until 1.0
        0.0 held until 1.0 by 1
        1.0 1 wakes
        1.0 1 sleeps until 3.0
        1.0 held until 3.0 by 1
        3.0 1 wakes
        3.0 1 done
    )");
}

TEST_CASE("a job without an end is left at the horizon, asleep")
{
    tests::trial t([]() -> coro<void> {
        loop::running().set_horizon(2.5);
        co_await to_thread(named("serve", [] {
            for (;;) {
                blocking_sleep(1);
                print("serves");
            }
        }));
    });
    t.runner().advance(2.5);
    CHECK_FALSE(t.runner().ended());
    CHECK(told(t.events()) == tests::plain(R"(
        0.0 thread 1 asyncio_0 by 1
        0.0 1 begins serve for 1 by 1
        0.0 1 sleeps until 1.0
        1.0 1 wakes
        1.0 print serves
        1.0 1 sleeps until 2.0
        2.0 1 wakes
        2.0 print serves
        2.0 1 sleeps until 3.0
    )"));
}

TEST_CASE("a program without jobs has no threads")
{
    check_told(
        []() -> coro<void> {
            thread_pool_executor(3).shutdown();
            print("none");
            co_return;
        },
        R"(
        0.0 print none by 1
    )");
}

TEST_CASE("threads have lanes in the timeline, below the tasks")
{
    tests::trial t([]() -> coro<void> {
        const auto reads = [](double seconds) { blocking_sleep(seconds); };
        co_await aio::gather(to_thread(reads, 2.0), to_thread(reads, 1.0));
        co_await to_thread(reads, 2.0);
    });
    t.finish();
    trace::history h(t.events());
    h.follow();
    CHECK("\n" + trace::timeline_text(h, 60) == R"(
           0 s        1 s         2 s         3 s        4 s
Task-1     #//////////////////////#///////////////////////#*
Task-2     #//////////////////////#*
Task-3     #//////////#*
asyncio_0  #~~~~~~~~~~~~~~~~~~~~~~#
asyncio_1  #~~~~~~~~~~#           #~~~~~~~~~~~~~~~~~~~~~~~#
# runs  o ready  ~ sleeps  / waits  * done  x cancelled  ! failed  ? destroyed
)");
}

TEST_CASE("no loop can run in a job")
{
    check_told(
        []() -> coro<void> {
            co_await to_thread([] {
                loop own;
                aio::runner runner(own);
                const auto nothing = []() -> coro<void> { co_return; };
                try {
                    runner.run(nothing());
                } catch (const aio::runtime_error& e) {
                    print(e.what());
                }
            });
        },
        R"(
        0.0 thread 1 asyncio_0 by 1
        0.0 1 begins <lambda> for 1 by 1
        0.0 print A job in a simulated thread can't run an event loop of its own: await the coroutine where the job is awaited.
        0.0 1 done by 1
    )");
}

TEST_CASE("a job that waits for another one sleeps until that one's end, and wakes after it")
{
    check_told(
        []() -> coro<void> {
            const thread_pool_executor pool;
            co_await loop::running().run_in_executor(pool, [pool] {
                const auto other = pool.submit([] { blocking_sleep(1); });
                other.result();
            });
        },
        R"(
        0.0 thread 1 ThreadPoolExecutor-0_0 by 1
        0.0 1 begins <lambda> for 1 by 1
        0.0 thread 2 ThreadPoolExecutor-0_1
        0.0 2 begins <lambda> for 0
        0.0 2 sleeps until 1.0
        0.0 1 sleeps until 1.0
        1.0 2 wakes
        1.0 2 done
        1.0 1 wakes
        1.0 1 done
    )");
}

TEST_CASE("a job can't wait for one that hasn't begun, because its end isn't known")
{
    check_told(
        []() -> coro<void> {
            const thread_pool_executor pool(1);
            std::optional<aio::concurrent_future<void>> later;
            const auto waits = [&later] {
                try {
                    later->result(0);
                } catch (const aio::timeout_error&) {
                    print("not yet");
                }
                blocking_sleep(1);
                try {
                    later->result(1);
                } catch (const aio::runtime_error& e) {
                    print(e.what());
                }
            };
            pool.submit([] { blocking_sleep(5); });
            later = pool.submit([] {});
            co_await to_thread(waits);
        },
        R"(
        0.0 thread 1 ThreadPoolExecutor-0_0 by 1
        0.0 1 begins <lambda> for 1 by 1
        0.0 1 sleeps until 5.0
        0.0 thread 2 asyncio_0 by 1
        0.0 2 begins <lambda> for 1 by 1
        0.0 print not yet
        0.0 2 sleeps until 1.0
        1.0 2 wakes
        1.0 print A job in a simulated thread can wait for another one only once that has begun, because its function runs in one go: let it return, and wait in the coroutine that awaits it.
        1.0 2 done
        5.0 1 wakes
        5.0 1 done
        5.0 1 begins <lambda> for 1
        5.0 1 done
    )");
}
