#include "aio/executor.hpp"

#include "aio/gather.hpp"
#include "aio/thread.hpp"
#include "module_helpers.hpp"

using aio::blocking_sleep;
using aio::coro;
using aio::loop;
using aio::print;
using aio::thread_pool_executor;
using aio::to_thread;
using tests::check_module;
using tests::check_same;

namespace {

int begins(int n)
{
    print("begins", n);
    blocking_sleep(n);
    return n;
}

void begins_and_ends(const std::string& name, double seconds)
{
    print(name, "begins");
    blocking_sleep(seconds);
    print(name, "ends");
}

}  // namespace

TEST_CASE("there are eight workers: the ninth job starts when the first worker is free")
{
    const auto main = []() -> coro<void> {
        std::vector<coro<int>> jobs;
        for (int n = 3; n != 12; ++n) {
            jobs.push_back(to_thread(begins, n));
        }
        co_await aio::gather(std::move(jobs));
        print("all");
    };
    check_same(main, {R"py(
        def begins(n):
            print("begins", n)
            time.sleep(n)
        async def main():
            await asyncio.gather(*(asyncio.to_thread(begins, n) for n in range(3, 12)))
            print("all")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 create Task-6
        0 create Task-7
        0 create Task-8
        0 create Task-9
        0 create Task-10
        0 step Task-2
        0 task=- begins 3
        0 step Task-3
        0 task=- begins 4
        0 step Task-4
        0 task=- begins 5
        0 step Task-5
        0 task=- begins 6
        0 step Task-6
        0 task=- begins 7
        0 step Task-7
        0 task=- begins 8
        0 step Task-8
        0 task=- begins 9
        0 step Task-9
        0 task=- begins 10
        0 step Task-10
        3 task=- begins 11
        3 step Task-2
        3 done Task-2
        4 step Task-3
        4 done Task-3
        5 step Task-4
        5 done Task-4
        6 step Task-5
        6 done Task-5
        7 step Task-6
        7 done Task-6
        8 step Task-7
        8 done Task-7
        9 step Task-8
        9 done Task-8
        10 step Task-9
        10 done Task-9
        14 step Task-10
        14 done Task-10
        14 step Task-1
        14 task=Task-1 all
        14 done Task-1
    )"});
}

TEST_CASE("jobs wait for a worker, first come, first served, and their ends come in order of time")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        const thread_pool_executor pool(2);
        const auto run = [&](const char* name, double seconds) {
            auto ended = l.run_in_executor(pool, begins_and_ends, name, seconds);
            ended.add_done_callback([name](const auto&) { print("loop knows", name); });
            return ended;
        };
        std::vector<aio::future<>> jobs{run("a", 3), run("b", 1), run("c", 1), run("d", 2), run("e", 1)};
        co_await aio::gather(jobs);
        print("all");
    };
    check_same(main, {R"py(
        from concurrent.futures import ThreadPoolExecutor
        def begins_and_ends(name, seconds):
            print(name, "begins")
            time.sleep(seconds)
            print(name, "ends")
        async def main():
            loop = asyncio.get_running_loop()
            pool = ThreadPoolExecutor(2)
            def run(name, seconds):
                ended = loop.run_in_executor(pool, begins_and_ends, name, seconds)
                ended.add_done_callback(lambda _: print("loop knows", name))
                return ended
            await asyncio.gather(run("a", 3), run("b", 1), run("c", 1), run("d", 2), run("e", 1))
            print("all")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=- a begins
        0 task=- b begins
        1 task=- b ends
        1 task=- c begins
        1 task=- loop knows b
        2 task=- c ends
        2 task=- d begins
        2 task=- loop knows c
        3 task=- a ends
        3 task=- e begins
        3 task=- loop knows a
        4 task=- d ends
        4 task=- e ends
        4 task=- loop knows d
        4 task=- loop knows e
        4 step Task-1
        4 task=Task-1 all
        4 done Task-1
    )"});
}

TEST_CASE("a job cancelled while it waits for a worker never starts; one that has begun continues")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.set_default_executor(thread_pool_executor(1));
        const auto first = l.run_in_executor(nullptr, begins, 2);
        const auto second = l.run_in_executor(nullptr, begins, 3);
        const auto third = l.run_in_executor(nullptr, begins, 4);
        co_await aio::sleep(1);
        print(first.cancel(), second.cancel());
        print(co_await third);
        print(first.cancelled(), second.cancelled());
    };
    check_same(main, {R"py(
        from concurrent.futures import ThreadPoolExecutor
        def begins(n):
            print("begins", n)
            time.sleep(n)
            return n
        async def main():
            loop = asyncio.get_running_loop()
            loop.set_default_executor(ThreadPoolExecutor(1))
            first, second, third = (loop.run_in_executor(None, begins, n) for n in (2, 3, 4))
            await asyncio.sleep(1)
            print(first.cancel(), second.cancel())
            print(await third)
            print(first.cancelled(), second.cancelled())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=- begins 2
        1 step Task-1
        1 task=Task-1 True True
        2 task=- begins 4
        6 step Task-1
        6 task=Task-1 4
        6 task=Task-1 True True
        6 done Task-1
    )"});
}

TEST_CASE("a custom executor isn't waited for when the run ends: its jobs run on, and end the program")
{
    const auto main = []() -> coro<void> {
        const thread_pool_executor pool(1);
        loop::running().run_in_executor(pool, begins_and_ends, "a", 2.0);
        loop::running().run_in_executor(pool, begins_and_ends, "b", 1.0);
        co_await aio::sleep(0.5);
        throw aio::value_error("over");
    };
    check_same(main, {R"py(
        from concurrent.futures import ThreadPoolExecutor
        def begins_and_ends(name, seconds):
            print(name, "begins")
            time.sleep(seconds)
            print(name, "ends")
        async def main():
            pool = ThreadPoolExecutor(1)
            asyncio.get_running_loop().run_in_executor(pool, begins_and_ends, "a", 2)
            asyncio.get_running_loop().run_in_executor(pool, begins_and_ends, "b", 1)
            await asyncio.sleep(0.5)
            raise ValueError("over")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=- a begins
        0.5 step Task-1
        0.5 failed Task-1 ValueError
        0.5 task=- ValueError: over
        2 task=- a ends
        2 task=- b begins
        3 task=- b ends
    )"});
}

TEST_CASE("result() blocks the loop until the job is done, or up to the timeout")
{
    const auto main = []() -> coro<void> {
        loop::running().call_later(0.5, [] { print("late"); });
        const thread_pool_executor pool;
        const auto job = pool.submit([] {
            blocking_sleep(1);
            print("job");
            return 1;
        });
        print(job.running(), job.done());
        try {
            job.result(0.25);
        } catch (const aio::timeout_error&) {
            print("not yet");
        }
        print(job.result(), job.done(), job.cancel());
        print(job.exception() == nullptr);
        pool.shutdown();
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        from concurrent.futures import ThreadPoolExecutor
        def job():
            time.sleep(1)
            print("job")
            return 1
        async def main():
            asyncio.get_running_loop().call_later(0.5, print, "late")
            with ThreadPoolExecutor() as pool:
                future = pool.submit(job)
                print(future.running(), future.done())
                try:
                    future.result(timeout=0.25)
                except TimeoutError:
                    print("not yet")
                print(future.result(), future.done(), future.cancel())
                print(future.exception() is None)
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 True False
        0.25 task=Task-1 not yet
        1 task=- job
        1 task=Task-1 1 True False
        1 task=Task-1 True
        1 step Task-1
        1 done Task-1
        1 task=- late
    )"});
}

TEST_CASE("an executor accepts no job after its shutdown, and can cancel waiting ones")
{
    const auto main = []() -> coro<void> {
        const thread_pool_executor pool(1);
        std::vector<aio::concurrent_future<>> jobs;
        for (int n = 0; n != 3; ++n) {
            jobs.push_back(pool.submit(blocking_sleep, 1.0));
        }
        const auto wrapped = aio::wrap_future(jobs[1]);
        pool.shutdown(true, true);
        print(jobs[0].cancelled(), jobs[1].cancelled(), jobs[2].cancelled(), loop::running().time());
        try {
            jobs[2].result();
        } catch (const aio::exception& e) {
            print(e.type_name());
        }
        try {
            co_await wrapped;
        } catch (const aio::cancelled_error&) {
            print("cancelled");
        }
        pool.submit([] { print("never"); });
    };
    check_same(main, {R"py(
        from concurrent.futures import ThreadPoolExecutor
        async def main():
            pool = ThreadPoolExecutor(1)
            jobs = [pool.submit(time.sleep, 1) for _ in range(3)]
            wrapped = asyncio.wrap_future(jobs[1])
            pool.shutdown(cancel_futures=True)
            print(*(job.cancelled() for job in jobs), time.time())
            try:
                jobs[2].result()
            except Exception as error:
                print(type(error).__name__)
            try:
                await wrapped
            except asyncio.CancelledError:
                print("cancelled")
            pool.submit(print, "never")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 task=Task-1 False True True 1.0
        1 task=Task-1 CancelledError
        1 step Task-1
        1 task=Task-1 cancelled
        1 failed Task-1 RuntimeError
        1 task=- RuntimeError: cannot schedule new futures after shutdown
    )"});
}

TEST_CASE("a thread future's callbacks run in that thread, at the end of the job")
{
    const auto main = []() -> coro<void> {
        const auto names = [](const char* name) {
            blocking_sleep(1);
            return std::string(name);
        };
        const thread_pool_executor pool(1);
        pool.submit(names, "first").add_done_callback([](const auto& future) {
            print(future.result(), "ended", loop::running_or_null() != nullptr);
            blocking_sleep(1);
            print("told");
        });
        pool.submit(names, "second");
        pool.shutdown();
        print(loop::running().time());
        co_return;
    };
    check_same(main, {R"py(
        from concurrent.futures import ThreadPoolExecutor
        def names(name):
            time.sleep(1)
            return name
        def ended(future):
            print(future.result(), "ended", asyncio._get_running_loop() is not None)
            time.sleep(1)
            print("told")
        async def main():
            with ThreadPoolExecutor(1) as pool:
                pool.submit(names, "first").add_done_callback(ended)
                pool.submit(names, "second")
            print(time.time())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 task=- first ended False
        2 task=- told
        3 task=Task-1 3.0
        3 done Task-1
    )"});
}

TEST_CASE("a job that submits another one does so at its moment")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        const thread_pool_executor pool(1);
        const auto outer = [pool] {
            blocking_sleep(1);
            pool.submit(begins_and_ends, "inner", 1.0);
            print("submitted");
            blocking_sleep(1);
            print("outer ends");
        };
        co_await aio::gather(to_thread(outer), l.run_in_executor(pool, begins_and_ends, "early", 1.0));
        pool.shutdown();
    };
    check_same(main, {R"py(
        from concurrent.futures import ThreadPoolExecutor
        def begins_and_ends(name, seconds):
            print(name, "begins")
            time.sleep(seconds)
            print(name, "ends")
        async def main():
            loop = asyncio.get_running_loop()
            pool = ThreadPoolExecutor(1)
            def outer():
                time.sleep(1)
                pool.submit(begins_and_ends, "inner", 1)
                print("submitted")
                time.sleep(1)
                print("outer ends")
            await asyncio.gather(asyncio.to_thread(outer), loop.run_in_executor(pool, begins_and_ends, "early", 1))
            pool.shutdown()
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=- early begins
        0 create Task-2
        0 step Task-2
        1 task=- early ends
        1 task=- inner begins
        1 task=- submitted
        2 task=- outer ends
        2 task=- inner ends
        2 step Task-2
        2 done Task-2
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("an executor needs a worker, and a job waits for another no longer than its timeout")
{
    const auto main = []() -> coro<void> {
        try {
            const thread_pool_executor none(0);
        } catch (const aio::value_error& e) {
            print(e.what());
        }
        const thread_pool_executor pool;
        const auto other = pool.submit(begins, 2);
        const auto waits = [other] {
            try {
                other.result(1);
            } catch (const aio::timeout_error&) {
                print("not yet", loop::running_or_null() != nullptr);
            }
            blocking_sleep(1);
        };
        co_await loop::running().run_in_executor(pool, waits);
        print(other.result());
    };
    check_same(main, {R"py(
        from concurrent.futures import ThreadPoolExecutor
        def begins(n):
            print("begins", n)
            time.sleep(n)
            return n
        async def main():
            try:
                ThreadPoolExecutor(0)
            except ValueError as error:
                print(error)
            pool = ThreadPoolExecutor()
            other = pool.submit(begins, 2)
            def waits():
                try:
                    other.result(1)
                except TimeoutError:
                    print("not yet", False)
                time.sleep(1)
            await asyncio.get_running_loop().run_in_executor(pool, waits)
            print(other.result())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 max_workers must be greater than 0
        0 task=- begins 2
        1 task=- not yet False
        2 step Task-1
        2 task=Task-1 2
        2 done Task-1
    )"});
}

TEST_CASE("a job's failure that isn't retrieved is reported, unless the wait was cancelled")
{
    const auto main = []() -> coro<void> {
        const auto fails = [](double seconds) {
            blocking_sleep(seconds);
            throw aio::value_error("no");
        };
        loop& l = loop::running();
        l.run_in_executor(nullptr, fails, 1.0);
        l.run_in_executor(nullptr, fails, 2.0).cancel();
        co_await aio::sleep(3);
    };
    check_same(main, {R"py(
        async def main():
            def fails(seconds):
                time.sleep(seconds)
                raise ValueError("no")
            loop = asyncio.get_running_loop()
            loop.run_in_executor(None, fails, 1)
            loop.run_in_executor(None, fails, 2).cancel()
            await asyncio.sleep(3)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        3 step Task-1
        3 done Task-1
    )",
                      R"(
        Future exception was never retrieved
    )"});
}

TEST_CASE("an executor works between runs, and a job that outlasts a run ends in the next")
{
    check_module(
        [](loop& l) {
            const thread_pool_executor pool(l, 1);
            const auto main = [](const thread_pool_executor& executor) -> coro<void> {
                loop::running().run_in_executor(executor, begins_and_ends, "a", 2.0);
                co_await aio::sleep(1);
            };
            aio::run(l, main(pool));
            l.print("between\n");
            l.print(aio::str(pool.submit(begins, 1).result()) + "\n");
            const auto second = []() -> coro<void> {
                co_await aio::sleep(1);
                print("second");
            };
            aio::run(l, second());
        },
        {R"py(
        from concurrent.futures import ThreadPoolExecutor
        pool = ThreadPoolExecutor(1)
        def begins(n):
            print("begins", n)
            time.sleep(n)
            return n
        def begins_and_ends(name, seconds):
            print(name, "begins")
            time.sleep(seconds)
            print(name, "ends")
        async def main(executor):
            asyncio.get_running_loop().run_in_executor(executor, begins_and_ends, "a", 2)
            await asyncio.sleep(1)
        asyncio.run(main(pool))
        print("between")
        print(pool.submit(begins, 1).result())
        async def second():
            await asyncio.sleep(1)
            print("second")
        asyncio.run(second())
    )py",
         R"(
        0 create Task-1
        0 step Task-1
        0 task=- a begins
        1 step Task-1
        1 done Task-1
        1 task=- between
        2 task=- a ends
        2 task=- begins 1
        3 task=- 1
        3 create Task-4
        3 step Task-4
        4 step Task-4
        4 task=Task-4 second
        4 done Task-4
    )"});
}
