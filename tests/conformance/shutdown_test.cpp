// What happens when main has ended: tasks are cancelled, asynchronous generators closed, and the rest
// dropped.

#include "../core/trace_of.hpp"
#include "aio/async_generator.hpp"
#include "aio/exception_context.hpp"

using aio::async_generator;
using aio::coro;
using aio::loop;
using aio::print;
using tests::check_same;

namespace {

/// `finally` with an await in it: C++ has none in a catch block.
template <class Cleanup>
coro<void> until_cancelled(double delay, Cleanup cleanup)
{
    std::exception_ptr error;
    try {
        co_await aio::sleep(delay);
    } catch (...) {
        error = std::current_exception();
    }
    co_await cleanup();
    if (error) {
        std::rethrow_exception(error);
    }
}

/// What a global variable of the program does: `what` is there until the loop is closed.
template <class T>
void keep(T what)
{
    loop::running().call_at(loop::forever, [what = std::move(what)] {});
}

}  // namespace

TEST_CASE("remaining tasks are cancelled in the order of creation, and their cleanup is awaited")
{
    const auto child = [](const char* name, double delay) -> coro<void> {
        co_await until_cancelled(10, [=]() -> coro<void> {
            print(name, "cleans up");
            co_await aio::sleep(delay);
            print(name, "is clean");
        });
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(child("slow", 2));
        aio::create_task(child("quick", 1));
        co_await aio::sleep(0);
        aio::create_task(child("never begun", 1));
        print("main over");
    };
    check_same(main, {R"py(
        async def child(name, delay):
            try:
                await asyncio.sleep(10)
            finally:
                print(name, "cleans up")
                await asyncio.sleep(delay)
                print(name, "is clean")
        async def main():
            asyncio.create_task(child("slow", 2))
            asyncio.create_task(child("quick", 1))
            await asyncio.sleep(0)
            asyncio.create_task(child("never begun", 1))
            print("main over")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 create Task-4
        0 task=Task-1 main over
        0 done Task-1
        0 step Task-4
        0 cancel Task-2
        0 cancel Task-3
        0 cancel Task-4
        0 step Task-2
        0 task=Task-2 slow cleans up
        0 step Task-3
        0 task=Task-3 quick cleans up
        0 step Task-4
        0 task=Task-4 never begun cleans up
        1 step Task-3
        1 task=Task-3 quick is clean
        1 cancelled Task-3
        1 step Task-4
        1 task=Task-4 never begun is clean
        1 cancelled Task-4
        2 step Task-2
        2 task=Task-2 slow is clean
        2 cancelled Task-2
    )"});
}

TEST_CASE("a task that fails while it's being cancelled is reported when all are done")
{
    const auto child = [](double delay) -> coro<void> {
        co_await until_cancelled(10, [=]() -> coro<void> {
            co_await aio::sleep(delay);
            print("fails");
            throw aio::value_error("in the clean-up");
        });
    };
    const auto main = [&]() -> coro<void> {
        loop::running().set_exception_handler([](loop& l, const aio::exception_context& context) {
            print("handler:", context.message, "/", aio::describe(context.exception).message);
            l.default_exception_handler(context);
        });
        aio::create_task(child(1));
        aio::create_task(child(2));
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        def handler(loop, context):
            print("handler:", context["message"], "/", context["exception"])
            loop.default_exception_handler(context)
        async def child(delay):
            try:
                await asyncio.sleep(10)
            finally:
                await asyncio.sleep(delay)
                print("fails")
                raise ValueError("in the clean-up")
        async def main():
            asyncio.get_running_loop().set_exception_handler(handler)
            asyncio.create_task(child(1))
            asyncio.create_task(child(2))
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-1
        0 done Task-1
        0 cancel Task-2
        0 cancel Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-2
        1 task=Task-2 fails
        1 failed Task-2 ValueError
        2 step Task-3
        2 task=Task-3 fails
        2 failed Task-3 ValueError
        2 task=- handler: unhandled exception during asyncio.run() shutdown / in the clean-up
        2 task=- handler: unhandled exception during asyncio.run() shutdown / in the clean-up
    )",
                      R"(
        unhandled exception during asyncio.run() shutdown
        unhandled exception during asyncio.run() shutdown
    )"});
}

TEST_CASE("a task that swallows the cancellation is awaited as long as it takes")
{
    const auto once = []() -> coro<void> {
        try {
            co_await aio::sleep(3);
            print("slept");
        } catch (const aio::cancelled_error&) {
            print("no");
        }
    };
    const auto stubborn = [&]() -> coro<void> {
        for (int i = 0; i != 2; ++i) {
            co_await once();
        }
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(stubborn());
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def stubborn():
            for i in range(2):
                try:
                    await asyncio.sleep(3)
                    print("slept")
                except asyncio.CancelledError:
                    print("no")
        async def main():
            asyncio.create_task(stubborn())
            await asyncio.sleep(1)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 done Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 no
        4 step Task-2
        4 task=Task-2 slept
        4 done Task-2
    )"});
}

TEST_CASE("tasks created during the cleanup run until it ends, and are dropped then")
{
    const auto late = [](double delay) -> coro<void> {
        print("late", delay);
        co_await aio::sleep(delay);
        print("late", delay, "over");
    };
    const auto child = [&]() -> coro<void> {
        co_await until_cancelled(10, [&]() -> coro<void> {
            aio::create_task(late(5));
            aio::create_task(late(0));
            co_return;
        });
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(child());
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def late(delay):
            print("late", float(delay))
            await asyncio.sleep(delay)
            print("late", float(delay), "over")
        async def child():
            try:
                await asyncio.sleep(10)
            finally:
                asyncio.create_task(late(5))
                asyncio.create_task(late(0))
        async def main():
            asyncio.create_task(child())
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        0 done Task-1
        0 cancel Task-2
        0 step Task-2
        0 create Task-3
        0 create Task-4
        0 cancelled Task-2
        0 step Task-3
        0 task=Task-3 late 5.0
        0 step Task-4
        0 task=Task-4 late 0.0
        0 step Task-4
        0 task=Task-4 late 0.0 over
        0 done Task-4
    )",
                      R"(
        Task was destroyed but it is pending!
    )"});
}

TEST_CASE("an empty cleanup takes four turns, in which other calls run")
{
    const auto main = []() -> coro<void> {
        struct turn {
            int number;
            void operator()() const
            {
                print("turn", number);
                loop::running().call_soon(turn{number + 1});
            }
        };
        loop::running().call_soon(turn{1});
        co_await aio::sleep(0);
        print("main over");
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            def turn(number):
                print("turn", number)
                loop.call_soon(turn, number + 1)
            loop.call_soon(turn, 1)
            await asyncio.sleep(0)
            print("main over")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=- turn 1
        0 step Task-1
        0 task=Task-1 main over
        0 done Task-1
        0 task=- turn 2
        0 task=- turn 3
        0 task=- turn 4
        0 task=- turn 5
        0 task=- turn 6
    )"});
}

TEST_CASE("open asynchronous generators are each closed in a separate task, all at once")
{
    const auto numbers = [](int from, double delay) -> async_generator<int> {
        std::exception_ptr error;
        try {
            for (;;) {
                co_yield from++;
            }
        } catch (...) {
            error = std::current_exception();
        }
        print("closing", from);
        co_await aio::sleep(delay);
        print("closed", from);
        std::rethrow_exception(error);
    };
    const auto main = [&]() -> coro<void> {
        std::vector<async_generator<int>> open;
        for (const int from : {10, 20, 30}) {
            open.push_back(numbers(from, from == 10 ? 2 : 1));
        }
        keep(open);
        print(*co_await open[1].next(), *co_await open[0].next());
        print("main over");
    };
    check_same(main, {R"py(
        async def numbers(start, delay):
            try:
                while True:
                    yield start
                    start += 1
            finally:
                print("closing", start + 1)
                await asyncio.sleep(delay)
                print("closed", start + 1)
        async def main():
            global keep
            keep = [numbers(start, 2 if start == 10 else 1) for start in (10, 20, 30)]
            print(await anext(keep[1]), await anext(keep[0]))
            print("main over")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 20 10
        0 task=Task-1 main over
        0 done Task-1
        0 create Task-3
        0 create Task-4
        0 step Task-3
        0 task=Task-3 closing 21
        0 step Task-4
        0 task=Task-4 closing 11
        1 step Task-3
        1 task=Task-3 closed 21
        1 done Task-3
        2 step Task-4
        2 task=Task-4 closed 11
        2 done Task-4
    )"});
}

TEST_CASE("a generator that fails while it's closed at the end is reported")
{
    const auto numbers = []() -> async_generator<int> {
        try {
            co_yield 1;
        } catch (const aio::generator_exit&) {
            throw aio::value_error("in the clean-up");
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto open = numbers();
        keep(open);
        print(*co_await open.next());
    };
    check_same(main, {R"py(
        async def numbers():
            try:
                yield 1
            finally:
                raise ValueError("in the clean-up")
        async def main():
            global keep
            keep = numbers()
            print(await anext(keep))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 1
        0 done Task-1
        0 create Task-3
        0 step Task-3
        0 failed Task-3 ValueError
    )",
                      R"(
        an error occurred during closing of asynchronous generator
    )"});
}

TEST_CASE("a generator dropped in main's last step is cancelled, and still cleans up")
{
    const auto numbers = []() -> async_generator<int> {
        std::exception_ptr error;
        try {
            for (int i = 1;; ++i) {
                co_yield i;
            }
        } catch (...) {
            error = std::current_exception();
        }
        print("closing after", aio::describe(error).type);
        co_await aio::sleep(1);
        print("closed");
        std::rethrow_exception(error);
    };
    const auto main = [&]() -> coro<void> {
        for (auto it = numbers(); auto i = co_await it.next();) {
            print(*i);
            if (*i == 2) {
                break;
            }
        }
        print("main over");
    };
    check_same(main, {R"py(
        async def numbers():
            i = 1
            try:
                while True:
                    yield i
                    i += 1
            except BaseException as e:
                print("closing after", type(e).__name__)
                await asyncio.sleep(1)
                print("closed")
                raise
        async def main():
            async for i in numbers():
                print(i)
                if i == 2:
                    break
            print("main over")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 1
        0 task=Task-1 2
        0 task=Task-1 main over
        0 done Task-1
        0 create Task-2
        0 cancel Task-2
        0 step Task-2
        0 task=Task-2 closing after CancelledError
        1 step Task-2
        1 task=Task-2 closed
        1 cancelled Task-2
    )"});
}

TEST_CASE("main's failure ends the program after the cleanup")
{
    const auto child = []() -> coro<void> {
        co_await until_cancelled(10, []() -> coro<void> {
            co_await aio::sleep(1);
            print("clean");
        });
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(child());
        co_await aio::sleep(0.5);
        throw aio::value_error("main's");
    };
    check_same(main, {R"py(
        async def child():
            try:
                await asyncio.sleep(10)
            finally:
                await asyncio.sleep(1)
                print("clean")
        async def main():
            asyncio.create_task(child())
            await asyncio.sleep(0.5)
            raise ValueError("main's")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0.5 step Task-1
        0.5 failed Task-1 ValueError
        0.5 cancel Task-2
        0.5 step Task-2
        1.5 step Task-2
        1.5 task=Task-2 clean
        1.5 cancelled Task-2
        1.5 task=- ValueError: main's
    )"});
}

TEST_CASE("a deadlock in the cleanup counts as one too")
{
    const auto child = []() -> coro<void> {
        co_await until_cancelled(10, []() -> coro<void> { co_await aio::future<void>(); });
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(child());
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def child():
            try:
                await asyncio.sleep(10)
            finally:
                await asyncio.get_running_loop().create_future()
        async def main():
            asyncio.create_task(child())
            await asyncio.sleep(1)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 done Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=- deadlock: no task can run
    )"});
}
