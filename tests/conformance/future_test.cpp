#include "aio/future.hpp"

#include "../core/trace_of.hpp"
#include "aio/handle.hpp"

using aio::coro;
using aio::future;
using aio::loop;
using aio::print;
using tests::check_same;

TEST_CASE("callbacks, calls and waiting tasks run in the order in which they became ready")
{
    const auto waits = [](const char* name, future<int> f) -> coro<void> { print(name, co_await f); };
    const auto main = [&]() -> coro<void> {
        const future<int> f;
        f.add_done_callback([](const future<int>& done) { print("callback", done.result()); });
        aio::create_task(waits("task", f));
        co_await aio::sleep(0);
        f.add_done_callback([](const future<int>&) { print("second callback"); });
        loop::running().call_soon([] { print("call before"); });
        f.set_result(1);
        loop::running().call_soon([] { print("call after"); });
        f.add_done_callback([](const future<int>&) { print("late callback"); });
        co_await aio::sleep(0);
        print("main");
    };
    check_same(main, {
                         R"py(
        async def waits(name, f):
            print(name, await f)
        async def main():
            loop = asyncio.get_running_loop()
            f = loop.create_future()
            f.add_done_callback(lambda f: print("callback", f.result()))
            asyncio.create_task(waits("task", f))
            await asyncio.sleep(0)
            f.add_done_callback(lambda f: print("second callback"))
            loop.call_soon(print, "call before")
            f.set_result(1)
            loop.call_soon(print, "call after")
            f.add_done_callback(lambda f: print("late callback"))
            await asyncio.sleep(0)
            print("main")
    )py",
                         R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 task=- call before
        0 task=- callback 1
        0 step Task-2
        0 task=Task-2 task 1
        0 done Task-2
        0 task=- second callback
        0 task=- call after
        0 task=- late callback
        0 step Task-1
        0 task=Task-1 main
        0 done Task-1
    )"});
}

TEST_CASE("a removed callback isn't called, unless it was queued already")
{
    const auto main = []() -> coro<void> {
        const future<int> f;
        const auto first = f.add_done_callback([](const future<int>&) { print("first"); });
        const auto second = f.add_done_callback([](const future<int>&) { print("second"); });
        f.add_done_callback([](const future<int>&) { print("third"); });
        print(f.remove_done_callback(first), f.remove_done_callback(first));
        f.set_result(1);
        print(f.remove_done_callback(second));
        co_await aio::sleep(0);
    };
    check_same(main, {
                         R"py(
        async def main():
            f = asyncio.get_running_loop().create_future()
            first, second, third = (lambda f: print("first")), (lambda f: print("second")), (lambda f: print("third"))
            for callback in first, second, third:
                f.add_done_callback(callback)
            print(f.remove_done_callback(first), f.remove_done_callback(first))
            f.set_result(1)
            print(f.remove_done_callback(second))
            await asyncio.sleep(0)
    )py",
                         R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 1 0
        0 task=Task-1 0
        0 task=- second
        0 task=- third
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("a callback may add others, which wait for the next iteration")
{
    const auto main = []() -> coro<void> {
        const future<int> f;
        f.add_done_callback([](const future<int>& done) {
            print("outer");
            done.add_done_callback([](const future<int>&) { print("inner"); });
        });
        f.add_done_callback([](const future<int>&) { print("beside"); });
        f.set_result(1);
        for (const int turn : {1, 2}) {
            co_await aio::sleep(0);
            print("turn", turn);
        }
    };
    check_same(main, {
                         R"py(
        async def main():
            f = asyncio.get_running_loop().create_future()
            def outer(f):
                print("outer")
                f.add_done_callback(lambda f: print("inner"))
            f.add_done_callback(outer)
            f.add_done_callback(lambda f: print("beside"))
            f.set_result(1)
            for turn in 1, 2:
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
        0 done Task-1
    )"});
}

TEST_CASE("futures that a timer fulfils, that are cancelled before, or that nothing refers to any more")
{
    const auto fulfil = [](const future<std::string>& f, const char* with) {
        if (!f.done()) {
            f.set_result(with);
        }
    };
    const auto main = [&]() -> coro<void> {
        loop& l = loop::running();
        const future<std::string> kept;
        const future<std::string> cancelled;
        l.call_later(1, fulfil, kept, "kept");
        const aio::timer_handle timer = l.call_later(2, fulfil, cancelled, "cancelled");
        l.call_later(1.5, fulfil, future<std::string>(), "dropped");
        print(co_await kept);
        timer.cancel();
        cancelled.cancel("too late");
        try {
            co_await cancelled;
        } catch (const aio::cancelled_error& e) {
            print("cancelled:", e.what());
        }
        co_await aio::sleep(1);
    };
    check_same(main, {
                         R"py(
        def fulfil(f, result):
            if not f.done():
                f.set_result(result)
        async def main():
            loop = asyncio.get_running_loop()
            kept = loop.create_future()
            cancelled = loop.create_future()
            loop.call_later(1, fulfil, kept, "kept")
            timer = loop.call_later(2, fulfil, cancelled, "cancelled")
            loop.call_later(1.5, fulfil, loop.create_future(), "dropped")
            print(await kept)
            timer.cancel()
            cancelled.cancel("too late")
            try:
                await cancelled
            except asyncio.CancelledError as e:
                print("cancelled:", e)
            await asyncio.sleep(1)
    )py",
                         R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 kept
        1 task=Task-1 cancelled: too late
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("a future can't fail with a null exception")
{
    const auto main = []() -> coro<void> {
        const aio::future<int> f;
        try {
            f.set_exception(std::exception_ptr());
        } catch (const aio::type_error& e) {
            print(e.what(), f.done());
        }
        co_return;
    };
    check_same(main, {R"py(
        async def main():
            f = asyncio.get_running_loop().create_future()
            try:
                f.set_exception(None)
            except TypeError as e:
                print(e, f.done())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 invalid exception object False
        0 done Task-1
    )"});
}
