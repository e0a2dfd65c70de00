// What a task tells of itself, and what a task can be made of.

#include "aio/task.hpp"

#include "../core/trace_of.hpp"
#include "aio/ensure_future.hpp"
#include "task_helpers.hpp"

using aio::coro;
using aio::future;
using aio::print;
using aio::task;
using tests::check_same;
using tests::tasks::give;
using tests::tasks::ticks;

namespace {

coro<int> fail(double delay)
{
    co_await aio::sleep(delay);
    throw aio::value_error("no");
}

}  // namespace

TEST_CASE("a name can be given, changed and read")
{
    const auto worker = []() -> coro<void> {
        print("before");
        co_await aio::sleep(1);
        print("after");
    };
    const auto main = [&]() -> coro<void> {
        const auto a = aio::create_task(worker());
        const auto b = aio::create_task(worker(), "my own");
        print(a.get_name(), b.get_name());
        co_await aio::sleep(0);
        a.set_name("renamed");
        b.set_name(a.get_name() + "_too");
        co_await b;
        print(a.get_name(), b.get_name());
        print(aio::create_task(worker()).get_name());
        co_await aio::sleep(2);
    };
    check_same(main, {R"py(
        async def worker():
            print("before")
            await asyncio.sleep(1)
            print("after")
        async def main():
            a = asyncio.create_task(worker())
            b = asyncio.create_task(worker(), name="my own")
            print(a.get_name(), b.get_name())
            await asyncio.sleep(0)
            a.set_name("renamed")
            b.set_name(a.get_name() + "_too")
            await b
            print(a.get_name(), b.get_name())
            print(asyncio.create_task(worker()).get_name())
            await asyncio.sleep(2)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create my_own
        0 task=Task-1 Task-2 my own
        0 step Task-2
        0 task=Task-2 before
        0 step my_own
        0 task=my_own before
        0 step Task-1
        1 step renamed
        1 task=renamed after
        1 done renamed
        1 step renamed_too
        1 task=renamed_too after
        1 done renamed_too
        1 step Task-1
        1 task=Task-1 renamed renamed_too
        1 create Task-3
        1 task=Task-1 Task-3
        1 step Task-3
        1 task=Task-3 before
        2 step Task-3
        2 task=Task-3 after
        2 done Task-3
        3 step Task-1
        3 done Task-1
    )"});
}

TEST_CASE("a task that awaits itself gets an error in its next turn, after the ready tasks")
{
    const auto main = []() -> coro<void> {
        std::optional<task<void>> self;
        const auto narcissus = [&]() -> coro<void> {
            try {
                co_await *self;
            } catch (const aio::runtime_error& e) {
                print(std::string(e.what()).substr(0, 27));
            }
            co_await aio::sleep(1);
            print("goes on");
        };
        self = aio::create_task(narcissus(), "n");
        aio::create_task(ticks(2));
        co_await *self;
    };
    check_same(main, {R"py(
        async def ticks(count):
            for i in range(count):
                print("tick", i)
                await asyncio.sleep(0)
        async def main():
            async def narcissus():
                try:
                    await self
                except RuntimeError as e:
                    print(str(e)[:27])
                await asyncio.sleep(1)
                print("goes on")
            self = asyncio.create_task(narcissus(), name="n")
            asyncio.create_task(ticks(2))
            await self
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create n
        0 create Task-2
        0 step n
        0 step Task-2
        0 task=Task-2 tick 0
        0 step n
        0 task=n Task cannot await on itself
        0 step Task-2
        0 task=Task-2 tick 1
        0 step Task-2
        0 done Task-2
        1 step n
        1 task=n goes on
        1 done n
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("a coroutine that was already awaited can't be awaited again, nor become a task")
{
    const auto main = []() -> coro<void> {
        auto once = give(1, 0);
        print(co_await std::move(once));
        try {
            co_await std::move(once);
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        const auto t = aio::create_task(std::move(once));
        try {
            co_await t;
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def main():
            once = give(1, 0)
            print(await once)
            try:
                await once
            except RuntimeError as e:
                print(e)
            t = asyncio.create_task(once)
            try:
                await t
            except RuntimeError as e:
                print(e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 step Task-1
        0 task=Task-1 1
        0 task=Task-1 cannot reuse already awaited coroutine
        0 create Task-2
        0 step Task-2
        0 failed Task-2 RuntimeError
        0 step Task-1
        0 task=Task-1 cannot reuse already awaited coroutine
        0 done Task-1
    )"});
}

TEST_CASE("a task refuses to return a missing result, and to be given one")
{
    const auto main = []() -> coro<void> {
        const auto t = aio::create_task(fail(1));
        print(t.done(), t.cancelled());
        try {
            t.result();
        } catch (const aio::invalid_state_error& e) {
            print(e.what());
        }
        try {
            t.exception();
        } catch (const aio::invalid_state_error& e) {
            print(e.what());
        }
        try {
            t.set_result(5);
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        try {
            t.set_exception(aio::value_error("given"));
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        co_await aio::sleep(2);
        print(t.done(), aio::describe(t.exception()).message, t.cancel());
        try {
            t.result();
        } catch (const aio::value_error& e) {
            print(e.what());
        }
        const auto c = aio::create_task(give(1, 1));
        c.cancel("message");
        co_await aio::sleep(0);
        print(c.done(), c.cancelled(), c.cancel());
        try {
            c.exception();
        } catch (const aio::cancelled_error& e) {
            print("cancelled", e.what());
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def fail(delay):
            await asyncio.sleep(delay)
            raise ValueError("no")
        async def main():
            t = asyncio.create_task(fail(1))
            print(t.done(), t.cancelled())
            try:
                t.result()
            except asyncio.InvalidStateError as e:
                print(e)
            try:
                t.exception()
            except asyncio.InvalidStateError as e:
                print(e)
            try:
                t.set_result(5)
            except RuntimeError as e:
                print(e)
            try:
                t.set_exception(ValueError("given"))
            except RuntimeError as e:
                print(e)
            await asyncio.sleep(2)
            print(t.done(), t.exception(), t.cancel())
            try:
                t.result()
            except ValueError as e:
                print(e)
            c = asyncio.create_task(give(1, 1))
            c.cancel("message")
            await asyncio.sleep(0)
            print(c.done(), c.cancelled(), c.cancel())
            try:
                c.exception()
            except asyncio.CancelledError as e:
                print("cancelled", e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 False False
        0 task=Task-1 Result is not set.
        0 task=Task-1 Exception is not set.
        0 task=Task-1 Task does not support set_result operation
        0 task=Task-1 Task does not support set_exception operation
        0 step Task-2
        1 step Task-2
        1 failed Task-2 ValueError
        2 step Task-1
        2 task=Task-1 True no False
        2 task=Task-1 no
        2 create Task-3
        2 cancel Task-3
        2 step Task-3
        2 cancelled Task-3
        2 step Task-1
        2 task=Task-1 True True False
        2 task=Task-1 cancelled message
        2 done Task-1
    )"});
}

TEST_CASE("ensure_future returns a future unchanged, and makes anything else a task")
{
    const auto main = []() -> coro<void> {
        const auto t = aio::create_task(give(1, 1));
        print(aio::ensure_future(t) == t);
        const future<int> f;
        print(aio::ensure_future(f) == f);
        const auto u = aio::ensure_future(give(2, 1));
        print(u.get_name());
        co_await aio::ensure_future(aio::sleep(2));
        print(t.result(), u.result());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            return value
        async def main():
            t = asyncio.create_task(give(1, 1))
            print(asyncio.ensure_future(t) is t)
            f = asyncio.get_running_loop().create_future()
            print(asyncio.ensure_future(f) is f)
            u = asyncio.ensure_future(give(2, 1))
            print(u.get_name())
            await asyncio.ensure_future(asyncio.sleep(2))
            print(t.result(), u.result())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 True
        0 task=Task-1 True
        0 create Task-3
        0 task=Task-1 Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        1 step Task-2
        1 done Task-2
        1 step Task-3
        1 done Task-3
        2 step Task-4
        2 done Task-4
        2 step Task-1
        2 task=Task-1 1 2
        2 done Task-1
    )"});
}
