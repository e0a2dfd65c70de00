#include "aio/shield.hpp"

#include "../core/trace_of.hpp"
#include "aio/gather.hpp"
#include "aio/wait_for.hpp"

using aio::coro;
using aio::print;
using aio::task;
using tests::check_same;

namespace {

coro<int> give(int value, double delay)
{
    co_await aio::sleep(delay);
    print("give", value);
    co_return value;
}

coro<int> fail(double delay)
{
    co_await aio::sleep(delay);
    throw aio::value_error("no");
}

}  // namespace

TEST_CASE("the waiter is cancelled at once, and the shielded task continues")
{
    const auto waiter = [](task<int> inner) -> coro<void> {
        try {
            co_await aio::shield(inner);
        } catch (const aio::cancelled_error&) {
            print("cancelled", inner.done());
            throw;
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto inner = aio::create_task(give(1, 3));
        const auto task = aio::create_task(waiter(inner));
        co_await aio::sleep(1);
        task.cancel();
        print(co_await inner, task.cancelled());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def waiter(inner):
            try:
                await asyncio.shield(inner)
            except asyncio.CancelledError:
                print("cancelled", inner.done())
                raise
        async def main():
            inner = asyncio.create_task(give(1, 3))
            task = asyncio.create_task(waiter(inner))
            await asyncio.sleep(1)
            task.cancel()
            print(await inner, task.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 cancel Task-3
        1 step Task-3
        1 task=Task-3 cancelled False
        1 cancelled Task-3
        3 step Task-2
        3 task=Task-2 give 1
        3 done Task-2
        3 step Task-1
        3 task=Task-1 1 True
        3 done Task-1
    )"});
}

TEST_CASE("undisturbed, a shield takes one turn more than its task")
{
    const auto ticks = []() -> coro<void> {
        for (int i = 0; i != 4; ++i) {
            print("tick", i);
            co_await aio::sleep(0);
        }
    };
    const auto quick = []() -> coro<int> {
        print("quick");
        co_return 1;
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(ticks());
        print(co_await aio::shield(quick()));
        try {
            co_await aio::shield(fail(1));
        } catch (const aio::value_error& e) {
            print("caught", e.what());
        }
    };
    check_same(main, {R"py(
        async def fail(delay):
            await asyncio.sleep(delay)
            raise ValueError("no")
        async def ticks():
            for i in range(4):
                print("tick", i)
                await asyncio.sleep(0)
        async def quick():
            print("quick")
            return 1
        async def main():
            asyncio.create_task(ticks())
            print(await asyncio.shield(quick()))
            try:
                await asyncio.shield(fail(1))
            except ValueError as e:
                print("caught", e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 tick 0
        0 step Task-3
        0 task=Task-3 quick
        0 done Task-3
        0 step Task-2
        0 task=Task-2 tick 1
        0 step Task-2
        0 task=Task-2 tick 2
        0 step Task-1
        0 task=Task-1 1
        0 create Task-4
        0 step Task-2
        0 task=Task-2 tick 3
        0 step Task-4
        0 step Task-2
        0 done Task-2
        1 step Task-4
        1 failed Task-4 ValueError
        1 step Task-1
        1 task=Task-1 caught no
        1 done Task-1
    )"});
}

TEST_CASE("the shielded task itself is cancelled: so is the shield, and its waiter")
{
    const auto main = []() -> coro<void> {
        const auto inner = aio::create_task(give(1, 3));
        const auto outer = aio::shield(inner);
        co_await aio::sleep(1);
        inner.cancel("message");
        try {
            co_await outer;
        } catch (const aio::cancelled_error& e) {
            print("cancelled", outer.cancelled(), "'" + std::string(e.what()) + "'");
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def main():
            inner = asyncio.create_task(give(1, 3))
            outer = asyncio.shield(inner)
            await asyncio.sleep(1)
            inner.cancel("message")
            try:
                await outer
            except asyncio.CancelledError as e:
                print("cancelled", outer.cancelled(), f"'{e}'")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 cancelled True ''
        1 done Task-1
    )"});
}

TEST_CASE("a shield around a done task doesn't suspend")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        const auto inner = aio::create_task(give(1, 0));
        co_await inner;
        aio::create_task(other());
        const auto outer = aio::shield(inner);
        print(outer == inner, co_await outer);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def other():
            print("other")
        async def main():
            inner = asyncio.create_task(give(1, 0))
            await inner
            asyncio.create_task(other())
            outer = asyncio.shield(inner)
            print(outer is inner, await outer)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-2
        0 task=Task-2 give 1
        0 done Task-2
        0 step Task-1
        0 create Task-3
        0 task=Task-1 True 1
        0 done Task-1
        0 step Task-3
        0 task=Task-3 other
        0 done Task-3
    )"});
}

TEST_CASE("a failure after the waiter is gone is reported, once for all its shields")
{
    const auto waiter = [](task<int> inner) -> coro<void> { co_await aio::shield(inner); };
    const auto main = [&]() -> coro<void> {
        const auto inner = aio::create_task(fail(3));
        const std::vector tasks{aio::create_task(waiter(inner)), aio::create_task(waiter(inner))};
        co_await aio::sleep(1);
        tasks[0].cancel();
        co_await aio::sleep(1);
        tasks[1].cancel();
        co_await aio::sleep(2);
        print(inner.done(), tasks[0].cancelled(), tasks[1].cancelled());
    };
    check_same(main, {R"py(
        async def fail(delay):
            await asyncio.sleep(delay)
            raise ValueError("no")
        async def waiter(inner):
            await asyncio.shield(inner)
        async def main():
            inner = asyncio.create_task(fail(3))
            tasks = [asyncio.create_task(waiter(inner)), asyncio.create_task(waiter(inner))]
            await asyncio.sleep(1)
            tasks[0].cancel()
            await asyncio.sleep(1)
            tasks[1].cancel()
            await asyncio.sleep(2)
            print(inner.done(), tasks[0].cancelled(), tasks[1].cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        1 step Task-1
        1 cancel Task-3
        1 step Task-3
        1 cancelled Task-3
        2 step Task-1
        2 cancel Task-4
        2 step Task-4
        2 cancelled Task-4
        3 step Task-2
        3 failed Task-2 ValueError
        4 step Task-1
        4 task=Task-1 True True True
        4 done Task-1
    )", R"(
        ValueError exception in shielded future
    )"});
}

TEST_CASE("a shield inside wait_for: time is up, and the work still gets done")
{
    const auto main = []() -> coro<void> {
        const auto work = aio::create_task(give(1, 3));
        try {
            co_await aio::wait_for(aio::shield(work), 1);
        } catch (const aio::timeout_error&) {
            print("timeout", work.done());
        }
        print(co_await work);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def main():
            work = asyncio.create_task(give(1, 3))
            try:
                await asyncio.wait_for(asyncio.shield(work), 1)
            except TimeoutError:
                print("timeout", work.done())
            print(await work)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 timeout False
        3 step Task-2
        3 task=Task-2 give 1
        3 done Task-2
        3 step Task-1
        3 task=Task-1 1
        3 done Task-1
    )"});
}

TEST_CASE("a shielded gather: its children continue when the waiter is cancelled")
{
    const auto waiter = []() -> coro<void> {
        const auto both = aio::gather(give(1, 2), give(2, 3));
        co_await aio::shield(both);
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(waiter());
        co_await aio::sleep(1);
        task.cancel();
        co_await aio::sleep(3);
        print(task.cancelled());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def waiter():
            both = asyncio.gather(give(1, 2), give(2, 3))
            await asyncio.shield(both)
        async def main():
            task = asyncio.create_task(waiter())
            await asyncio.sleep(1)
            task.cancel()
            await asyncio.sleep(3)
            print(task.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-3
        0 step Task-4
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancelled Task-2
        2 step Task-3
        2 task=Task-3 give 1
        2 done Task-3
        3 step Task-4
        3 task=Task-4 give 2
        3 done Task-4
        4 step Task-1
        4 task=Task-1 True
        4 done Task-1
    )"});
}

TEST_CASE("both end in one iteration: the waiter is cancelled just before it would get the result")
{
    const auto waiter = [](task<int> inner) -> coro<void> {
        try {
            print("got", co_await aio::shield(inner));
        } catch (const aio::cancelled_error&) {
            print("cancelled", inner.done());
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto inner = aio::create_task(give(1, 1));
        const auto first = aio::create_task(waiter(inner));
        co_await inner;
        first.cancel();
        const auto again = aio::create_task(give(2, 1));
        const auto second = aio::create_task(waiter(again));
        co_await again;
        co_await aio::sleep(0);
        second.cancel();
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def waiter(inner):
            try:
                print("got", await asyncio.shield(inner))
            except asyncio.CancelledError:
                print("cancelled", inner.done())
        async def main():
            inner = asyncio.create_task(give(1, 1))
            first = asyncio.create_task(waiter(inner))
            await inner
            first.cancel()
            again = asyncio.create_task(give(2, 1))
            second = asyncio.create_task(waiter(again))
            await again
            await asyncio.sleep(0)
            second.cancel()
            await asyncio.sleep(0)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-2
        1 task=Task-2 give 1
        1 done Task-2
        1 step Task-1
        1 cancel Task-3
        1 create Task-4
        1 create Task-5
        1 step Task-3
        1 task=Task-3 cancelled True
        1 done Task-3
        1 step Task-4
        1 step Task-5
        2 step Task-4
        2 task=Task-4 give 2
        2 done Task-4
        2 step Task-1
        2 step Task-1
        2 cancel Task-5
        2 step Task-5
        2 task=Task-5 cancelled True
        2 done Task-5
        2 step Task-1
        2 done Task-1
    )"});
}
