#include "aio/thread.hpp"

#include <limits>

#include "../core/trace_of.hpp"
#include "aio/gather.hpp"
#include "aio/shield.hpp"
#include "aio/task_group.hpp"
#include "aio/timeout.hpp"
#include "aio/wait_for.hpp"
#include "aio/with.hpp"

using aio::blocking_sleep;
using aio::coro;
using aio::loop;
using aio::print;
using aio::to_thread;
using tests::check_same;

namespace {

coro<void> tick()
{
    for (int n = 0; n != 3; ++n) {
        print("tick", n);
        co_await aio::sleep(0.4);
    }
}

std::string talks()
{
    print("begins");
    blocking_sleep(1);
    print("ends");
    return "result";
}

void fails()
{
    blocking_sleep(1);
    throw aio::value_error("no");
}

void says(const std::string& name, double seconds)
{
    blocking_sleep(seconds);
    print(name);
}

coro<void> awaits_failure()
{
    try {
        co_await to_thread(fails);
    } catch (const aio::value_error& e) {
        print("caught", e.what());
    }
}

std::string reads(const std::string& name, double seconds)
{
    blocking_sleep(seconds);
    return name + name;
}

coro<std::string> both(std::string first, std::string second)
{
    std::string a = co_await to_thread(reads, first, 1.0);
    co_return a + co_await to_thread(reads, second, 2.0);
}

}  // namespace

TEST_CASE("a job runs in its own thread, and its end wakes the awaiting task")
{
    const auto main = []() -> coro<void> {
        const auto ticks = aio::create_task(tick());
        print(co_await to_thread(talks));
    };
    check_same(main, {R"py(
        def talks():
            print("begins")
            time.sleep(1)
            print("ends")
            return "result"
        async def tick():
            for n in range(3):
                print("tick", n)
                await asyncio.sleep(0.4)
        async def main():
            ticks = asyncio.create_task(tick())
            print(await asyncio.to_thread(talks))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=- begins
        0 step Task-2
        0 task=Task-2 tick 0
        0.4 step Task-2
        0.4 task=Task-2 tick 1
        0.8 step Task-2
        0.8 task=Task-2 tick 2
        1 task=- ends
        1 step Task-1
        1 task=Task-1 result
        1 done Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancelled Task-2
    )"});
}

TEST_CASE("a job that doesn't sleep is over before anything else runs; its end is a callback")
{
    const auto main = []() -> coro<void> {
        const auto other = []() -> coro<void> {
            print("other");
            co_return;
        };
        const auto task = aio::create_task(other());
        co_await to_thread([] { print("job"); });
        print("awaited");
        co_await task;
    };
    check_same(main, {R"py(
        async def other():
            print("other")
        async def main():
            task = asyncio.create_task(other())
            await asyncio.to_thread(lambda: print("job"))
            print("awaited")
            await task
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=- job
        0 step Task-2
        0 task=Task-2 other
        0 done Task-2
        0 step Task-1
        0 task=Task-1 awaited
        0 done Task-1
    )"});
}

TEST_CASE("an exception goes from the job to the awaiting task, and the program")
{
    const auto main = []() -> coro<void> {
        co_await awaits_failure();
        co_await loop::running().run_in_executor(nullptr, fails);
    };
    check_same(main, {R"py(
        def fails():
            time.sleep(1)
            raise ValueError("no")
        async def main():
            try:
                await asyncio.to_thread(fails)
            except ValueError as error:
                print("caught", error)
            await asyncio.get_running_loop().run_in_executor(None, fails)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 caught no
        2 step Task-1
        2 failed Task-1 ValueError
        2 task=- ValueError: no
    )"});
}

TEST_CASE("a job that has begun continues when its task is cancelled, and run waits for it")
{
    const auto main = []() -> coro<void> {
        const auto job = [] {
            for (int n = 0; n != 3; ++n) {
                blocking_sleep(1);
                print("job", n);
            }
        };
        const auto task = aio::create_task(to_thread(job));
        co_await aio::sleep(1.5);
        task.cancel();
        try {
            co_await task;
        } catch (const aio::cancelled_error&) {
            print("cancelled");
        }
    };
    check_same(main, {R"py(
        def job():
            for n in range(3):
                time.sleep(1)
                print("job", n)
        async def main():
            task = asyncio.create_task(asyncio.to_thread(job))
            await asyncio.sleep(1.5)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                print("cancelled")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 task=- job 0
        1.5 step Task-1
        1.5 cancel Task-2
        1.5 step Task-2
        1.5 cancelled Task-2
        1.5 step Task-1
        1.5 task=Task-1 cancelled
        1.5 done Task-1
        2 task=- job 1
        3 task=- job 2
    )"});
}

TEST_CASE("a task that is cancelled before its first step starts no job")
{
    const auto main = []() -> coro<void> {
        const auto task = aio::create_task(to_thread([] { print("never"); }));
        task.cancel();
        co_await aio::sleep(0);
        print(task.cancelled());
    };
    check_same(main, {R"py(
        async def main():
            task = asyncio.create_task(asyncio.to_thread(print, "never"))
            task.cancel()
            await asyncio.sleep(0)
            print(task.cancelled())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 cancel Task-2
        0 step Task-2
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 True
        0 done Task-1
    )"});
}

TEST_CASE("a timeout ends the wait for a job, not the job")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::wait_for(to_thread(says, "first", 2.0), 0.5);
        } catch (const aio::timeout_error&) {
            print("too slow");
        }
        try {
            co_await aio::with(aio::timeout(0.5), [](auto&) -> coro<void> {
                co_await to_thread(says, "second", 2.0);
            });
        } catch (const aio::timeout_error&) {
            print("too slow");
        }
    };
    check_same(main, {R"py(
        def says(name, seconds):
            time.sleep(seconds)
            print(name)
        async def main():
            try:
                await asyncio.wait_for(asyncio.to_thread(says, "first", 2), 0.5)
            except TimeoutError:
                print("too slow")
            try:
                async with asyncio.timeout(0.5):
                    await asyncio.to_thread(says, "second", 2)
            except TimeoutError:
                print("too slow")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0.5 cancel Task-1
        0.5 step Task-1
        0.5 task=Task-1 too slow
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 too slow
        1 done Task-1
        2 task=- first
        2.5 task=- second
    )"});
}

TEST_CASE("gather returns the results of several jobs in the order of its arguments")
{
    const auto main = []() -> coro<void> {
        const auto [a, b, c] = co_await aio::gather(to_thread(reads, "a", 3.0), to_thread(reads, "b", 1.0),
                                                    to_thread(reads, "c", 2.0));
        print(a, b, c);
    };
    check_same(main, {R"py(
        def reads(name, seconds):
            time.sleep(seconds)
            return name + name
        async def main():
            print(*await asyncio.gather(asyncio.to_thread(reads, "a", 3), asyncio.to_thread(reads, "b", 1),
                                        asyncio.to_thread(reads, "c", 2)))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        1 step Task-3
        1 done Task-3
        2 step Task-4
        2 done Task-4
        3 step Task-2
        3 done Task-2
        3 step Task-1
        3 task=Task-1 aa bb cc
        3 done Task-1
    )"});
}

TEST_CASE("tasks of all kinds start jobs: a group, a nested coroutine, one job after another")
{
    const auto main = []() -> coro<void> {
        std::optional<aio::task<std::string>> left;
        std::optional<aio::task<std::string>> right;
        co_await aio::with(aio::task_group(), [&](aio::task_group& group) -> coro<void> {
            left = group.create_task(both("a", "b"));
            right = group.create_task(both("c", "d"));
            print(co_await to_thread(reads, "e", 1.5));
        });
        print(left->result(), right->result());
    };
    check_same(main, {R"py(
        def reads(name, seconds):
            time.sleep(seconds)
            return name + name
        async def both(first, second):
            a = await asyncio.to_thread(reads, first, 1)
            return a + await asyncio.to_thread(reads, second, 2)
        async def main():
            async with asyncio.TaskGroup() as group:
                left = group.create_task(both("a", "b"))
                right = group.create_task(both("c", "d"))
                print(await asyncio.to_thread(reads, "e", 1.5))
            print(left.result(), right.result())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-2
        1 step Task-3
        1.5 step Task-1
        1.5 task=Task-1 ee
        3 step Task-2
        3 done Task-2
        3 step Task-3
        3 done Task-3
        3 step Task-1
        3 task=Task-1 aabb ccdd
        3 done Task-1
    )"});
}

TEST_CASE("run waits for a job before its exception ends the program")
{
    const auto main = []() -> coro<void> {
        loop::running().run_in_executor(nullptr, says, "job", 2.0);
        co_await aio::sleep(1);
        throw aio::value_error("over");
    };
    check_same(main, {R"py(
        def says(name, seconds):
            time.sleep(seconds)
            print(name)
        async def main():
            asyncio.get_running_loop().run_in_executor(None, says, "job", 2)
            await asyncio.sleep(1)
            raise ValueError("over")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 failed Task-1 ValueError
        2 task=- job
        2 task=- ValueError: over
    )"});
}

TEST_CASE("to_thread does nothing until it's awaited, and is reported if it never was")
{
    const auto main = []() -> coro<void> {
        { const auto unused = to_thread([] { print("never"); }); }
        co_return;
    };
    check_same(main, {R"py(
        async def main():
            asyncio.to_thread(print, "never")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 done Task-1
    )",
                      R"(
        coroutine 'to_thread' was never awaited
    )"});
}

TEST_CASE("a shielded job can be awaited again after its waiter was cancelled")
{
    const auto main = []() -> coro<void> {
        const auto waits = [](aio::future<std::string> job) -> coro<void> {
            print(co_await aio::shield(job));
        };
        const auto job = loop::running().run_in_executor(nullptr, reads, "a", 2.0);
        const auto task = aio::create_task(waits(job));
        co_await aio::sleep(1);
        task.cancel();
        co_await aio::sleep(0);
        print(task.cancelled(), job.done());
        print(co_await job);
    };
    check_same(main, {R"py(
        def reads(name, seconds):
            time.sleep(seconds)
            return name + name
        async def waits(job):
            print(await asyncio.shield(job))
        async def main():
            job = asyncio.get_running_loop().run_in_executor(None, reads, "a", 2)
            task = asyncio.create_task(waits(job))
            await asyncio.sleep(1)
            task.cancel()
            await asyncio.sleep(0)
            print(task.cancelled(), job.done())
            print(await job)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 True False
        2 step Task-1
        2 task=Task-1 aa
        2 done Task-1
    )"});
}

TEST_CASE("run gives jobs five minutes to end; longer ones continue after it, and end the program")
{
    const auto main = []() -> coro<void> {
        loop::running().run_in_executor(nullptr, says, "job", 400.0);
        print("main");
        co_return;
    };
    check_same(main, {R"py(
        def says(name, seconds):
            time.sleep(seconds)
            print(name)
        async def main():
            asyncio.get_running_loop().run_in_executor(None, says, "job", 400)
            print("main")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 main
        0 done Task-1
        400 task=- job
    )",
                      R"(
        The executor did not finishing joining its threads within 300 seconds
    )"});
}

TEST_CASE("a job can't sleep for a negative time either")
{
    const auto sleep = [](double seconds) -> coro<void> {
        try {
            co_await to_thread([seconds] { blocking_sleep(seconds); });
        } catch (const aio::value_error& e) {
            print(e.what());
        }
    };
    const auto main = [&]() -> coro<void> {
        co_await sleep(-1);
        co_await sleep(std::numeric_limits<double>::quiet_NaN());
    };
    check_same(main, {R"py(
        async def sleep(seconds):
            try:
                await asyncio.to_thread(time.sleep, seconds)
            except ValueError as e:
                print(e)
        async def main():
            await sleep(-1)
            await sleep(float("nan"))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 step Task-1
        0 task=Task-1 sleep length must be non-negative
        0 step Task-1
        0 task=Task-1 Invalid value NaN (not a number)
        0 done Task-1
    )"});
}
