#include "aio/loop.hpp"

#include "../core/trace_of.hpp"
#include "aio/any_task.hpp"

using aio::coro;
using aio::loop;
using aio::print;
using tests::check_same;

namespace {

const auto show = [](const char* what) { print(what, aio::loop::running().time()); };

}  // namespace

TEST_CASE("calls run in the order in which they were scheduled, among the tasks' steps")
{
    const auto worker = []() -> coro<void> {
        print("worker");
        co_await aio::sleep(0);
        print("worker again");
    };
    const auto main = [&]() -> coro<void> {
        loop& l = loop::running();
        l.call_soon([] { print("first"); });
        aio::create_task(worker());
        l.call_soon([] { print("second"); });
        co_await aio::sleep(0);
        print("main");
        l.call_soon([] { print("third"); });
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def worker():
            print("worker")
            await asyncio.sleep(0)
            print("worker again")
        async def main():
            loop = asyncio.get_running_loop()
            loop.call_soon(lambda: print("first"))
            asyncio.create_task(worker())
            loop.call_soon(lambda: print("second"))
            await asyncio.sleep(0)
            print("main")
            loop.call_soon(lambda: print("third"))
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=- first
        0 step Task-2
        0 task=Task-2 worker
        0 task=- second
        0 step Task-1
        0 task=Task-1 main
        0 step Task-2
        0 task=Task-2 worker again
        0 done Task-2
        0 task=- third
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("a call that another call schedules waits for the next iteration")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_soon([&l] {
            print("outer");
            l.call_soon([] { print("inner"); });
        });
        l.call_soon([] { print("beside"); });
        for (const int turn : {1, 2, 3}) {
            co_await aio::sleep(0);
            print("turn", turn);
        }
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            def outer():
                print("outer")
                loop.call_soon(lambda: print("inner"))
            loop.call_soon(outer)
            loop.call_soon(lambda: print("beside"))
            for turn in 1, 2, 3:
                await asyncio.sleep(0)
                print("turn", turn)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=- outer
        0 task=- beside
        0 step Task-1
        0 task=Task-1 turn 1
        0 task=- inner
        0 step Task-1
        0 task=Task-1 turn 2
        0 step Task-1
        0 task=Task-1 turn 3
        0 done Task-1
    )"});
}

TEST_CASE("a call keeps its arguments as they were when it was scheduled")
{
    const auto main = []() -> coro<void> {
        std::string word = "before";
        int number = 1;
        const auto both = [](const std::string& w, int n) { print(w, n); };
        loop::running().call_soon(both, word, number);
        loop::running().call_later(1, both, word, number + 1);
        word = "after";
        number = 7;
        loop::running().call_soon(both, word, number);
        co_await aio::sleep(1);
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def main():
            word = "before"
            number = 1
            loop = asyncio.get_running_loop()
            loop.call_soon(print, word, number)
            loop.call_later(1, print, word, number + 1)
            word = "after"
            number = 7
            loop.call_soon(print, word, number)
            await asyncio.sleep(1)
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=- before 1
        0 task=- after 7
        1 task=- before 2
        1 step Task-1
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("timers fire by deadline; those with equal deadlines fire in the order they were set")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_later(2, show, "two");
        l.call_later(1, show, "one");
        l.call_at(2, show, "at two");
        l.call_at(1, show, "at one");
        l.call_later(0.5, show, "half");
        co_await aio::sleep(2);
        show("main");
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            def show(what):
                print(what, loop.time())
            loop.call_later(2, show, "two")
            loop.call_later(1, show, "one")
            loop.call_at(2, show, "at two")
            loop.call_at(1, show, "at one")
            loop.call_later(0.5, show, "half")
            await asyncio.sleep(2)
            show("main")
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0.5 task=- half 0.5
        1 task=- one 1.0
        1 task=- at one 1.0
        2 task=- two 2.0
        2 task=- at two 2.0
        2 step Task-1
        2 task=Task-1 main 2.0
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("ten timers with one deadline keep their order, set from tasks and calls alike")
{
    const auto setter = [](int from) -> coro<void> {
        co_await aio::sleep(0);
        for (int i = from; i != from + 3; ++i) {
            loop::running().call_at(1, [i] { print(i); });
        }
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(setter(0));
        loop::running().call_at(1, [] { print("main's"); });
        loop::running().call_soon([] {
            for (int i = 10; i != 13; ++i) {
                loop::running().call_at(1, [i] { print(i); });
            }
        });
        aio::create_task(setter(20));
        co_await aio::sleep(1);
        print("main");
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def setter(start):
            await asyncio.sleep(0)
            for i in range(start, start + 3):
                asyncio.get_running_loop().call_at(1, print, i)
        async def main():
            loop = asyncio.get_running_loop()
            asyncio.create_task(setter(0))
            loop.call_at(1, print, "main's")
            def more():
                for i in range(10, 13):
                    loop.call_at(1, print, i)
            loop.call_soon(more)
            asyncio.create_task(setter(20))
            await asyncio.sleep(1)
            print("main")
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-2
        0 done Task-2
        0 step Task-3
        0 done Task-3
        1 task=- main's
        1 task=- 10
        1 task=- 11
        1 task=- 12
        1 task=- 0
        1 task=- 1
        1 task=- 2
        1 task=- 20
        1 task=- 21
        1 task=- 22
        1 step Task-1
        1 task=Task-1 main
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("an overdue timer fires in the next iteration, after ready callbacks, by its deadline")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        co_await aio::sleep(1);
        l.call_later(0, show, "zero");
        l.call_at(0.5, show, "past");
        l.call_later(-3, show, "long past");
        l.call_soon(show, "soon");
        co_await aio::sleep(0);
        show("main");
        l.call_soon(show, "sooner");
        co_await aio::sleep(0);
        show("main");
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            def show(what):
                print(what, loop.time())
            await asyncio.sleep(1)
            loop.call_later(0, show, "zero")
            loop.call_at(0.5, show, "past")
            loop.call_later(-3, show, "long past")
            loop.call_soon(show, "soon")
            await asyncio.sleep(0)
            show("main")
            loop.call_soon(show, "sooner")
            await asyncio.sleep(0)
            show("main")
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=- soon 1.0
        1 step Task-1
        1 task=Task-1 main 1.0
        1 task=- long past 1.0
        1 task=- past 1.0
        1 task=- zero 1.0
        1 task=- sooner 1.0
        1 step Task-1
        1 task=Task-1 main 1.0
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("a blocking call makes all timers due that it sleeps through, and delays everything else")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_later(1, [] {
            show("blocks");
            aio::blocking_sleep(3);
            show("blocked");
        });
        l.call_later(1, show, "same time");
        l.call_later(3, show, "three");
        l.call_later(2, show, "two");
        l.call_later(4.5, show, "later");
        co_await aio::sleep(2.5);
        show("main");
        co_await aio::sleep(2);
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            def show(what):
                print(what, loop.time())
            def blocks():
                show("blocks")
                time.sleep(3)
                show("blocked")
            loop.call_later(1, blocks)
            loop.call_later(1, show, "same time")
            loop.call_later(3, show, "three")
            loop.call_later(2, show, "two")
            loop.call_later(4.5, show, "later")
            await asyncio.sleep(2.5)
            show("main")
            await asyncio.sleep(2)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 task=- blocks 1.0
        4 task=- blocked 4.0
        4 task=- same time 4.0
        4 task=- two 4.0
        4 task=- three 4.0
        4 step Task-1
        4 task=Task-1 main 4.0
        4.5 task=- later 4.5
        6 step Task-1
        6 done Task-1
    )"});
}

TEST_CASE("a chain of timers adds its delays as doubles do")
{
    const auto main = []() -> coro<void> {
        struct again {
            int left;
            void operator()() const
            {
                show("tick");
                if (left > 1) {
                    loop::running().call_later(0.1, again{left - 1});
                }
            }
        };
        loop::running().call_later(0.1, again{4});
        co_await aio::sleep(0.3);
        show("main");
        co_await aio::sleep(0.2);
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            def again(left):
                print("tick", loop.time())
                if left > 1:
                    loop.call_later(0.1, again, left - 1)
            loop.call_later(0.1, again, 4)
            await asyncio.sleep(0.3)
            print("main", loop.time())
            await asyncio.sleep(0.2)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0.1 task=- tick 0.1
        0.2 task=- tick 0.2
        0.3 task=- tick 0.3
        0.3 step Task-1
        0.3 task=Task-1 main 0.3
        0.4 task=- tick 0.4
        0.5 step Task-1
        0.5 done Task-1
    )"});
}

TEST_CASE("a call has no current task, and unfinished tasks are listed in the order of creation")
{
    const auto show_tasks = [] {
        std::string names = aio::current_task() ? aio::current_task()->get_name() : "nobody";
        for (const aio::any_task& t : aio::all_tasks()) {
            names += " " + t.get_name();
        }
        print(names);
    };
    const auto child = [&](double delay) -> coro<void> {
        co_await aio::sleep(delay);
        show_tasks();
    };
    const auto main = [&]() -> coro<void> {
        show_tasks();
        aio::create_task(child(2), "slow");
        aio::create_task(child(1));
        loop::running().call_soon(show_tasks);
        aio::create_task(child(0));
        co_await aio::sleep(3);
        show_tasks();
    };
    check_same(main, {R"py(
        def show_tasks():
            current = asyncio.current_task()
            print(current.get_name() if current else "nobody", *[t.get_name() for t in asyncio.all_tasks()])
        async def child(delay):
            await asyncio.sleep(delay)
            show_tasks()
        async def main():
            show_tasks()
            asyncio.create_task(child(2), name="slow")
            asyncio.create_task(child(1))
            asyncio.get_running_loop().call_soon(show_tasks)
            asyncio.create_task(child(0))
            await asyncio.sleep(3)
            show_tasks()
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 Task-1 Task-1
        0 create slow
        0 create Task-2
        0 create Task-3
        0 step slow
        0 step Task-2
        0 task=- nobody Task-1 slow Task-2 Task-3
        0 step Task-3
        0 step Task-3
        0 task=Task-3 Task-3 Task-1 slow Task-2 Task-3
        0 done Task-3
        1 step Task-2
        1 task=Task-2 Task-2 Task-1 slow Task-2
        1 done Task-2
        2 step slow
        2 task=slow slow Task-1 slow
        2 done slow
        3 step Task-1
        3 task=Task-1 Task-1 Task-1
        3 done Task-1
    )"});
}

TEST_CASE("a timer that never fires doesn't keep the program alive")
{
    const auto main = []() -> coro<void> {
        loop::running().call_later(loop::forever, [] { print("never"); });
        loop::running().call_later(1, show, "one");
        co_await aio::future<void>();
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            loop.call_later(float("inf"), print, "never")
            loop.call_later(1, lambda: print("one", loop.time()))
            await loop.create_future()
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 task=- one 1.0
        1 task=- deadlock: no task can run
    )"});
}

TEST_CASE("stop ends the run after the iteration, even if main isn't done, and main is cancelled")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_later(1, [&l] {
            print("stops");
            l.stop();
        });
        l.call_later(1, [] { print("same iteration"); });
        try {
            co_await aio::sleep(5);
        } catch (const aio::cancelled_error&) {
            print("cancelled");
            throw;
        }
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            def stops():
                print("stops")
                loop.stop()
            loop.call_later(1, stops)
            loop.call_later(1, print, "same iteration")
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                print("cancelled")
                raise
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 task=- stops
        1 task=- same iteration
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 cancelled
        1 cancelled Task-1
        1 task=- RuntimeError: Event loop stopped before Future completed.
    )"});
}
