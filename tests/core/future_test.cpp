#include "aio/future.hpp"

#include <memory>

#include "trace_of.hpp"

using aio::coro;
using aio::future;
using aio::print;
using tests::check_same;

TEST_CASE("tasks that await a future resume, in the order of awaiting, in the iteration after it's done")
{
    const auto waiter = [](const char* name, future<int> f) -> coro<void> {
        const int result = co_await f;
        print(name, result);
    };
    const auto main = [&]() -> coro<void> {
        const future<int> f;
        aio::create_task(waiter("a", f));
        const auto b = aio::create_task(waiter("b", f));
        co_await aio::sleep(1);
        f.set_result(7);
        print("set", f.done());
        co_await b;
        const int again = co_await f;
        print("awaited again", again);
    };
    check_same(main, {R"py(
        async def waiter(name, f):
            print(name, await f)
        async def main():
            f = asyncio.get_running_loop().create_future()
            asyncio.create_task(waiter("a", f))
            b = asyncio.create_task(waiter("b", f))
            await asyncio.sleep(1)
            f.set_result(7)
            print("set", f.done())
            await b
            print("awaited again", await f)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 task=Task-1 set True
        1 step Task-2
        1 task=Task-2 a 7
        1 done Task-2
        1 step Task-3
        1 task=Task-3 b 7
        1 done Task-3
        1 step Task-1
        1 task=Task-1 awaited again 7
        1 done Task-1
    )"});
}

TEST_CASE("callbacks run from the loop, in the order of adding, among the awaiting tasks")
{
    const auto waiter = [](future<void> f) -> coro<void> {
        co_await f;
        print("waiter");
    };
    const auto main = [&]() -> coro<void> {
        const future<void> f;
        f.add_done_callback([](const future<void>& done) { print("first", done.done()); });
        aio::create_task(waiter(f));
        co_await aio::sleep(0);
        f.add_done_callback([](const future<void>&) { print("third"); });
        f.set_result();
        print("set");
        f.add_done_callback([](const future<void>&) { print("added when it was done"); });
        co_await aio::sleep(0);
        print("main");
    };
    check_same(main, {R"py(
        async def waiter(f):
            await f
            print("waiter")
        async def main():
            f = asyncio.get_running_loop().create_future()
            f.add_done_callback(lambda done: print("first", done.done()))
            asyncio.create_task(waiter(f))
            await asyncio.sleep(0)
            f.add_done_callback(lambda done: print("third"))
            f.set_result(None)
            print("set")
            f.add_done_callback(lambda done: print("added when it was done"))
            await asyncio.sleep(0)
            print("main")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 task=Task-1 set
        0 task=- first True
        0 step Task-2
        0 task=Task-2 waiter
        0 done Task-2
        0 task=- third
        0 task=- added when it was done
        0 step Task-1
        0 task=Task-1 main
        0 done Task-1
    )"});
}

TEST_CASE("a callback's exception is only reported")
{
    const auto main = []() -> coro<void> {
        const future<void> f;
        f.add_done_callback([](const future<void>&) { throw aio::value_error("no"); });
        f.add_done_callback([](const future<void>&) { print("second"); });
        f.set_result();
        co_await aio::sleep(0);
        print("main goes on");
    };
    check_same(main, {R"py(
        def bad(f):
            raise ValueError("no")
        async def main():
            f = asyncio.get_running_loop().create_future()
            f.add_done_callback(bad)
            f.add_done_callback(lambda f: print("second"))
            f.set_result(None)
            await asyncio.sleep(0)
            print("main goes on")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=- second
        0 step Task-1
        0 task=Task-1 main goes on
        0 done Task-1
    )", R"(
        Exception in callback
    )"});
}

TEST_CASE("several tasks may read a copyable result, one takes a result that isn't")
{
    const auto main = []() -> coro<void> {
        const future<std::string> text;
        text.set_result("abc");
        const std::string first = co_await text;
        print(first, text.result());
        const future<std::unique_ptr<int>> moved;
        moved.set_result(std::make_unique<int>(5));
        const std::unique_ptr<int> taken = co_await moved;
        print(*taken);
    };
    CHECK(tests::output_of(main) == "abc abc\n5\n");
}
