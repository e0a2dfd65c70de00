#include "../core/trace_of.hpp"
#include "aio/gather.hpp"
#include "aio/queue.hpp"
#include "aio/random.hpp"
#include "aio/thread.hpp"

using aio::blocking_sleep;
using aio::coro;
using aio::handle;
using aio::loop;
using aio::print;
using aio::to_thread;
using tests::check_same;

namespace {

void says(const std::string& name, const std::vector<double>& sleeps)
{
    for (const double seconds : sleeps) {
        blocking_sleep(seconds);
    }
    print(name);
}

coro<void> runs_says(std::string name, double seconds)
{
    co_await to_thread(says, name, std::vector<double>(1, seconds));
}

}  // namespace

TEST_CASE("while the loop is blocked, threads continue, and their ends wait for the loop")
{
    const auto main = []() -> coro<void> {
        std::vector<aio::task<>> jobs;
        for (const int n : {1, 2, 4}) {
            jobs.push_back(aio::create_task(runs_says("job " + aio::str(n), n)));
        }
        loop::running().call_later(0.5, [] { print("timer"); });
        co_await aio::sleep(0);
        print("blocks");
        blocking_sleep(3);
        print("blocked");
        loop::running().call_soon([] { print("queued after the ends of jobs"); });
        co_await aio::gather(jobs);
    };
    check_same(main, {R"py(
        def says(name, seconds):
            time.sleep(seconds)
            print(name)
        async def main():
            jobs = [asyncio.create_task(asyncio.to_thread(says, f"job {n}", n)) for n in (1, 2, 4)]
            asyncio.get_running_loop().call_later(0.5, print, "timer")
            await asyncio.sleep(0)
            print("blocks")
            time.sleep(3)
            print("blocked")
            asyncio.get_running_loop().call_soon(print, "queued after the ends of jobs")
            await asyncio.gather(*jobs)
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
        0 step Task-1
        0 task=Task-1 blocks
        1 task=- job 1
        2 task=- job 2
        3 task=Task-1 blocked
        3 task=- queued after the ends of jobs
        3 task=- timer
        3 step Task-2
        3 done Task-2
        3 step Task-3
        3 done Task-3
        4 task=- job 4
        4 step Task-4
        4 done Task-4
        4 step Task-1
        4 done Task-1
    )"});
}

TEST_CASE("at the same moment jobs come in the order of submission, before the timers")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_later(1, [] { print("timer"); });
        const auto first = l.run_in_executor(nullptr, says, "first", std::vector{0.5, 0.5});
        const auto second = l.run_in_executor(nullptr, says, "second", std::vector{1.0});
        const auto third = l.run_in_executor(nullptr, says, "third", std::vector{0.25, 0.75});
        for (const auto& job : {third, second, first}) {
            job.add_done_callback([](const auto&) { print("done"); });
        }
        co_await aio::sleep(1);
        print("slept");
        co_await aio::gather(first, second, third);
    };
    check_same(main, {R"py(
        def says(name, *sleeps):
            for seconds in sleeps:
                time.sleep(seconds)
            print(name)
        async def main():
            loop = asyncio.get_running_loop()
            loop.call_later(1, print, "timer")
            first = loop.run_in_executor(None, says, "first", 0.5, 0.5)
            second = loop.run_in_executor(None, says, "second", 1)
            third = loop.run_in_executor(None, says, "third", 0.25, 0.75)
            for job in third, second, first:
                job.add_done_callback(lambda _: print("done"))
            await asyncio.sleep(1)
            print("slept")
            await asyncio.gather(first, second, third)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 task=- first
        1 task=- second
        1 task=- third
        1 task=- timer
        1 task=- done
        1 task=- done
        1 task=- done
        1 step Task-1
        1 task=Task-1 slept
        1 done Task-1
    )"});
}

TEST_CASE("a sleep of zero lets the others at that moment go first")
{
    const auto main = []() -> coro<void> {
        const auto job = [](const char* name) {
            print(name, 1);
            blocking_sleep(0);
            print(name, 2);
            blocking_sleep(1);
            print(name, 3);
            blocking_sleep(0);
            print(name, 4);
        };
        co_await aio::gather(to_thread(job, "a"), to_thread(job, "b"));
    };
    check_same(main, {R"py(
        def job(name):
            print(name, 1)
            time.sleep(0)
            print(name, 2)
            time.sleep(1)
            print(name, 3)
            time.sleep(0)
            print(name, 4)
        async def main():
            await asyncio.gather(asyncio.to_thread(job, "a"), asyncio.to_thread(job, "b"))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=- a 1
        0 step Task-3
        0 task=- b 1
        0 task=- a 2
        0 task=- b 2
        1 task=- a 3
        1 task=- a 4
        1 task=- b 3
        1 task=- b 4
        1 step Task-2
        1 done Task-2
        1 step Task-3
        1 done Task-3
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("a job has its own clock, and no loop runs in it")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        const auto job = [&l] {
            for (int n = 0; n != 2; ++n) {
                print(l.time(), loop::running_or_null() != nullptr);
                blocking_sleep(1.5);
            }
            try {
                loop::running();
            } catch (const aio::runtime_error& e) {
                print(e.what());
            }
        };
        co_await aio::gather(to_thread(job), aio::sleep(2));
        print(l.time());
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            def job():
                for n in range(2):
                    print(loop.time(), asyncio._get_running_loop() is not None)
                    time.sleep(1.5)
                try:
                    asyncio.get_running_loop()
                except RuntimeError as error:
                    print(error)
            await asyncio.gather(asyncio.to_thread(job), asyncio.sleep(2))
            print(loop.time())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=- 0.0 False
        0 step Task-3
        1.5 task=- 1.5 False
        2 step Task-3
        2 done Task-3
        3 task=- no running event loop
        3 step Task-2
        3 done Task-2
        3 step Task-1
        3 task=Task-1 3.0
        3 done Task-1
    )"});
}

TEST_CASE("a job hands calls over to the loop, each at its moment, and can cancel one before that")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        aio::queue<int> queue;
        const auto job = [&l, &queue] {
            const auto put = [&queue](int item) { queue.put_nowait(item); };
            l.call_soon_threadsafe(put, 1);
            blocking_sleep(1);
            const handle never = l.call_soon_threadsafe([] { print("never"); });
            never.cancel();
            l.call_soon_threadsafe(put, 2);
            blocking_sleep(1);
            l.call_soon_threadsafe(put, 0);
            return never.cancelled();
        };
        const auto done = aio::create_task(to_thread(job));
        while (const int item = co_await queue.get()) {
            print(item);
        }
        print(co_await done);
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            queue = asyncio.Queue()
            def job():
                loop.call_soon_threadsafe(queue.put_nowait, 1)
                time.sleep(1)
                never = loop.call_soon_threadsafe(print, "never")
                never.cancel()
                loop.call_soon_threadsafe(queue.put_nowait, 2)
                time.sleep(1)
                loop.call_soon_threadsafe(queue.put_nowait, 0)
                return never.cancelled()
            done = asyncio.create_task(asyncio.to_thread(job))
            while item := await queue.get():
                print(item)
            print(await done)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 task=Task-1 1
        1 step Task-1
        1 task=Task-1 2
        2 step Task-1
        2 step Task-2
        2 done Task-2
        2 step Task-1
        2 task=Task-1 True
        2 done Task-1
    )"});
}

TEST_CASE("in the loop's own thread call_soon_threadsafe is call_soon, and refuses a closed loop")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_soon([] { print("soon"); });
        const handle cancelled = l.call_soon_threadsafe([](int n) { print("never", n); }, 1);
        l.call_soon_threadsafe([](int n) { print("threadsafe", n); }, 2);
        cancelled.cancel();
        print("main");
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            loop.call_soon(print, "soon")
            cancelled = loop.call_soon_threadsafe(print, "never", 1)
            loop.call_soon_threadsafe(print, "threadsafe", 2)
            cancelled.cancel()
            print("main")
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 main
        0 task=- soon
        0 task=- threadsafe 2
        0 step Task-1
        0 done Task-1
    )"});
    loop closed;
    closed.close();
    CHECK_THROWS_AS(closed.call_soon_threadsafe([] {}), aio::runtime_error);
}

TEST_CASE("a job that ends while a program waits for nothing else prevents a deadlock")
{
    const auto main = []() -> coro<void> {
        aio::future<int> answer;
        loop& l = loop::running();
        l.run_in_executor(nullptr, [&l, answer] {
            blocking_sleep(5);
            l.call_soon_threadsafe([answer] { answer.set_result(42); });
        });
        print(co_await answer);
        co_await aio::future<int>();
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            answer = loop.create_future()
            def job():
                time.sleep(5)
                loop.call_soon_threadsafe(answer.set_result, 42)
            loop.run_in_executor(None, job)
            print(await answer)
            await loop.create_future()
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        5 step Task-1
        5 task=Task-1 42
        5 task=- deadlock: no task can run
    )"});
}

TEST_CASE("a running job takes no iteration of the loop, so busy tasks keep getting their turns")
{
    const auto main = []() -> coro<void> {
        const auto turns = []() -> coro<void> {
            for (int n = 0; n != 3; ++n) {
                print("turn", n);
                co_await aio::sleep(0);
            }
        };
        const auto job = [] {
            print("job");
            blocking_sleep(0);
            print("job goes on");
        };
        co_await aio::gather(turns(), to_thread(job));
    };
    check_same(main, {R"py(
        async def turns():
            for n in range(3):
                print("turn", n)
                await asyncio.sleep(0)
        def job():
            print("job")
            time.sleep(0)
            print("job goes on")
        async def main():
            await asyncio.gather(turns(), asyncio.to_thread(job))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 turn 0
        0 step Task-3
        0 task=- job
        0 task=- job goes on
        0 step Task-2
        0 task=Task-2 turn 1
        0 step Task-2
        0 task=Task-2 turn 2
        0 step Task-3
        0 done Task-3
        0 step Task-2
        0 done Task-2
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("a job's random numbers are the program's")
{
    const auto main = []() -> coro<void> {
        const auto draw = [] { return aio::random::randint(1, 100); };
        const std::int64_t first = co_await to_thread(draw);
        const std::int64_t second = draw();
        print(first, second, co_await to_thread(draw));
    };
    check_same(main, {R"py(
        import random
        async def main():
            def draw():
                return random.randint(1, 100)
            first = await asyncio.to_thread(draw)
            second = draw()
            print(first, second, await asyncio.to_thread(draw))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 step Task-1
        0 step Task-1
        0 task=Task-1 18 73 98
        0 done Task-1
    )"});
}
