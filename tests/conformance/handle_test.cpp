#include "aio/handle.hpp"

#include <memory>

#include "../core/trace_of.hpp"

using aio::coro;
using aio::handle;
using aio::loop;
using aio::print;
using aio::timer_handle;
using tests::check_same;

TEST_CASE("a cancelled call is skipped, and those around it run")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        const handle first = l.call_soon([] { print("first"); });
        const handle second = l.call_soon([] { print("second"); });
        const handle third = l.call_soon([] { print("third"); });
        print(second.cancelled());
        second.cancel();
        second.cancel();
        print(first.cancelled(), second.cancelled(), third.cancelled());
        co_await aio::sleep(0);
        print("main");
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            first = loop.call_soon(print, "first")
            second = loop.call_soon(print, "second")
            third = loop.call_soon(print, "third")
            print(second.cancelled())
            second.cancel()
            second.cancel()
            print(first.cancelled(), second.cancelled(), third.cancelled())
            await asyncio.sleep(0)
            print("main")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 False
        0 task=Task-1 False True False
        0 task=- first
        0 task=- third
        0 step Task-1
        0 task=Task-1 main
        0 done Task-1
    )"});
}

TEST_CASE("a call can cancel one in the same iteration")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        std::optional<handle> last;
        l.call_soon([&last] {
            print("cancels");
            last->cancel();
        });
        l.call_soon([] { print("between"); });
        last = l.call_soon([] { print("never"); });
        l.call_soon([] { print("after"); });
        co_await aio::sleep(0);
        print(last->cancelled());
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            def cancels():
                print("cancels")
                last.cancel()
            loop.call_soon(cancels)
            loop.call_soon(print, "between")
            last = loop.call_soon(print, "never")
            loop.call_soon(print, "after")
            await asyncio.sleep(0)
            print(last.cancelled())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=- cancels
        0 task=- between
        0 task=- after
        0 step Task-1
        0 task=Task-1 True
        0 done Task-1
    )"});
}

TEST_CASE("a timer that is due together with others can still be cancelled by one of them")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        std::vector<timer_handle> timers;
        l.call_later(1, [&timers] {
            print("cancels the second and the fourth");
            timers[1].cancel();
            timers[3].cancel();
        });
        for (const int i : {1, 2, 3, 4, 5}) {
            timers.push_back(l.call_later(1, [i] { print(i); }));
        }
        co_await aio::sleep(1);
        co_await aio::sleep(0);
        print("main");
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            timers = []
            def cancels():
                print("cancels the second and the fourth")
                timers[1].cancel()
                timers[3].cancel()
            loop.call_later(1, cancels)
            for i in 1, 2, 3, 4, 5:
                timers.append(loop.call_later(1, print, i))
            await asyncio.sleep(1)
            await asyncio.sleep(0)
            print("main")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 task=- cancels the second and the fourth
        1 task=- 1
        1 task=- 3
        1 task=- 5
        1 step Task-1
        1 step Task-1
        1 task=Task-1 main
        1 done Task-1
    )"});
}

TEST_CASE("a timer handle has its time, before and after firing, and cancelling late is harmless")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        co_await aio::sleep(1);
        const timer_handle later = l.call_later(0.5, [] { print("later"); });
        const timer_handle at = l.call_at(1.25, [] { print("at"); });
        print(later.when(), at.when(), later.cancelled());
        co_await aio::sleep(1);
        print(later.when(), later.cancelled());
        later.cancel();
        print(later.cancelled(), at.cancelled());
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            await asyncio.sleep(1)
            later = loop.call_later(0.5, print, "later")
            at = loop.call_at(1.25, print, "at")
            print(later.when(), at.when(), later.cancelled())
            await asyncio.sleep(1)
            print(later.when(), later.cancelled())
            later.cancel()
            print(later.cancelled(), at.cancelled())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 1.5 1.25 False
        1.25 task=- at
        1.5 task=- later
        2 step Task-1
        2 task=Task-1 1.5 False
        2 task=Task-1 True False
        2 done Task-1
    )"});
}

TEST_CASE("the clock doesn't go to a cancelled deadline")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        const timer_handle first = l.call_later(1, [] { print("first"); });
        const timer_handle last = l.call_later(3, [] { print("last"); });
        l.call_later(2, [&l, last] {
            print("cancels", l.time());
            last.cancel();
        });
        first.cancel();
        co_await aio::future<void>();
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            first = loop.call_later(1, print, "first")
            last = loop.call_later(3, print, "last")
            def cancels():
                print("cancels", loop.time())
                last.cancel()
            loop.call_later(2, cancels)
            first.cancel()
            await loop.create_future()
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        2 task=- cancels 2.0
        2 task=- deadlock: no task can run
    )"});
}

TEST_CASE("a call may cancel itself, which has no effect but shows")
{
    const auto main = []() -> coro<void> {
        std::optional<timer_handle> own;
        own = loop::running().call_later(1, [&own] {
            print("begins", own->cancelled());
            own->cancel();
            print("goes on", own->cancelled());
        });
        co_await aio::sleep(1.5);
        print(own->cancelled(), own->when());
    };
    check_same(main, {R"py(
        async def main():
            def call():
                print("begins", own.cancelled())
                own.cancel()
                print("goes on", own.cancelled())
            own = asyncio.get_running_loop().call_later(1, call)
            await asyncio.sleep(1.5)
            print(own.cancelled(), own.when())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 task=- begins False
        1 task=- goes on True
        1.5 step Task-1
        1.5 task=Task-1 True 1.0
        1.5 done Task-1
    )"});
}

TEST_CASE("an iteration with only cancelled calls still counts as one")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        const handle one = l.call_soon([] { print("one"); });
        const handle two = l.call_soon([] { print("two"); });
        l.call_later(1, [] { print("timer"); });
        one.cancel();
        two.cancel();
        co_await aio::sleep(1);
        print("main");
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            one = loop.call_soon(print, "one")
            two = loop.call_soon(print, "two")
            loop.call_later(1, print, "timer")
            one.cancel()
            two.cancel()
            await asyncio.sleep(1)
            print("main")
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 task=- timer
        1 step Task-1
        1 task=Task-1 main
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("of a hundred timers, those left after most were cancelled keep their order")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        std::vector<timer_handle> timers;
        for (int i = 0; i != 100; ++i) {
            timers.push_back(l.call_at(1 + i * 37 % 10, [i] { print(i); }));
        }
        for (int i = 0; i != 100; ++i) {
            if (i % 7 != 0) {
                timers[static_cast<std::size_t>(i)].cancel();
            }
        }
        co_await aio::sleep(20);
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            timers = [loop.call_at(1 + i * 37 % 10, print, i) for i in range(100)]
            for i in range(100):
                if i % 7 != 0:
                    timers[i].cancel()
            await asyncio.sleep(20)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 task=- 0
        1 task=- 70
        2 task=- 63
        3 task=- 56
        4 task=- 49
        5 task=- 42
        6 task=- 35
        7 task=- 28
        7 task=- 98
        8 task=- 21
        8 task=- 91
        9 task=- 14
        9 task=- 84
        10 task=- 7
        10 task=- 77
        20 step Task-1
        20 done Task-1
    )"});
}

TEST_CASE("a call's arguments are destroyed as soon as it's cancelled or has run")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        const auto token = std::make_shared<int>(1);
        const auto call = [token] { print("made"); };
        const handle cancelled = l.call_soon(call);
        const timer_handle timer = l.call_later(1, call);
        const handle made = l.call_soon(call);
        print(token.use_count());
        cancelled.cancel();
        timer.cancel();
        print(token.use_count());
        co_await aio::sleep(0);
        print(token.use_count());
    };
    CHECK(tests::output_of(main) == "5\n3\nmade\n2\n");
}
