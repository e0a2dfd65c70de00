// A request to cancel, until it is thrown: requests are counted, taken back, and joined by others.

#include "../core/trace_of.hpp"
#include "aio/gather.hpp"
#include "aio/task.hpp"
#include "cancellation_helpers.hpp"

using aio::coro;
using aio::print;
using aio::task;
using tests::check_same;
using tests::cancellations::end_of;
using tests::cancellations::sleeper;

TEST_CASE("requests to cancel are counted and can be taken back")
{
    const auto worker = []() -> coro<void> {
        try {
            co_await aio::sleep(9);
        } catch (const aio::cancelled_error&) {
            aio::task_base& self = aio::task_base::current();
            print("cancelled", self.cancelling());
            const auto left = self.uncancel();
            const auto none = self.uncancel();
            print(left, none, self.uncancel());
        }
        co_await aio::sleep(1);
        print("goes on");
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(worker());
        co_await aio::sleep(1);
        t.cancel();
        t.cancel();
        print(t.cancelling());
        co_await t;
        print(t.cancelled(), t.cancelling(), t.cancel());
    };
    check_same(main, {R"py(
        async def worker():
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                self = asyncio.current_task()
                print("cancelled", self.cancelling())
                print(self.uncancel(), self.uncancel(), self.uncancel())
            await asyncio.sleep(1)
            print("goes on")
        async def main():
            t = asyncio.create_task(worker())
            await asyncio.sleep(1)
            t.cancel()
            t.cancel()
            print(t.cancelling())
            await t
            print(t.cancelled(), t.cancelling(), t.cancel())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 cancel Task-2
        1 task=Task-1 2
        1 step Task-2
        1 task=Task-2 cancelled 2
        1 task=Task-2 1 0 0
        2 step Task-2
        2 task=Task-2 goes on
        2 done Task-2
        2 step Task-1
        2 task=Task-1 False 0 False
        2 done Task-1
    )"});
}

TEST_CASE("a request that is taken back before it's thrown isn't thrown")
{
    const auto worker = []() -> coro<void> {
        co_await aio::sleep(1);
        print("not cancelled");
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(worker());
        t.cancel();
        print(t.cancelling(), t.uncancel());
        co_await t;
        const auto u = aio::create_task(worker());
        co_await aio::sleep(0);
        u.cancel();
        print(u.uncancel());
        try {
            co_await u;
        } catch (const aio::cancelled_error&) {
            print("too late: what it awaited was cancelled already");
        }
    };
    check_same(main, {R"py(
        async def worker():
            await asyncio.sleep(1)
            print("not cancelled")
        async def main():
            t = asyncio.create_task(worker())
            t.cancel()
            print(t.cancelling(), t.uncancel())
            await t
            u = asyncio.create_task(worker())
            await asyncio.sleep(0)
            u.cancel()
            print(u.uncancel())
            try:
                await u
            except asyncio.CancelledError:
                print("too late: what it awaited was cancelled already")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 cancel Task-2
        0 task=Task-1 1 0
        0 step Task-2
        1 step Task-2
        1 task=Task-2 not cancelled
        1 done Task-2
        1 step Task-1
        1 create Task-3
        1 step Task-3
        1 step Task-1
        1 cancel Task-3
        1 task=Task-1 0
        1 step Task-3
        1 cancelled Task-3
        1 step Task-1
        1 task=Task-1 too late: what it awaited was cancelled already
        1 done Task-1
    )"});
}

TEST_CASE("tasks cancel each other: the one that runs first survives its own request")
{
    const auto main = [&]() -> coro<void> {
        std::vector<task<void>> tasks;
        const auto duelist = [&](std::size_t other) -> coro<void> {
            co_await aio::sleep(1);
            print("shoots", tasks[other].cancel());
            co_await aio::sleep(1);
            print("survives");
        };
        tasks.push_back(aio::create_task(duelist(1), "a"));
        tasks.push_back(aio::create_task(duelist(0), "b"));
        const auto a = co_await end_of(tasks[0]);
        print(a, co_await end_of(tasks[1]));
    };
    check_same(main, {R"py(
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            return "done"
        async def main():
            tasks = []
            async def duelist(other):
                await asyncio.sleep(1)
                print("shoots", tasks[other].cancel())
                await asyncio.sleep(1)
                print("survives")
            tasks.append(asyncio.create_task(duelist(1), name="a"))
            tasks.append(asyncio.create_task(duelist(0), name="b"))
            a = await end_of(tasks[0])
            print(a, await end_of(tasks[1]))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 step a
        0 step b
        1 step a
        1 cancel b
        1 task=a shoots True
        1 step b
        1 cancelled b
        2 step a
        2 task=a survives
        2 done a
        2 step Task-1
        2 task=Task-1 done cancelled ''
        2 done Task-1
    )"});
}

TEST_CASE("a cancelled gather that is awaited with a request pending keeps its own message")
{
    const auto worker = []() -> coro<void> {
        const auto both = aio::gather(sleeper(9), sleeper(9));
        try {
            co_await both;
        } catch (const aio::cancelled_error& e) {
            print("thrown", e.what());
            throw;
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(worker());
        co_await aio::sleep(1);
        t.cancel("one");
        co_await aio::sleep(0);
        co_await aio::sleep(0);
        t.cancel("two");
        print(co_await end_of(t));
    };
    check_same(main, {R"py(
        async def sleeper(delay):
            await asyncio.sleep(delay)
        async def worker():
            both = asyncio.gather(sleeper(9), sleeper(9))
            try:
                await both
            except asyncio.CancelledError as e:
                print("thrown", e)
                raise
        async def end_of(t):
            try:
                await t
            except asyncio.CancelledError as e:
                return f"cancelled '{e}'"
            return "done"
        async def main():
            t = asyncio.create_task(worker())
            await asyncio.sleep(1)
            t.cancel("one")
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            t.cancel("two")
            print(await end_of(t))
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
        1 cancel Task-3
        1 cancel Task-4
        1 step Task-3
        1 cancelled Task-3
        1 step Task-4
        1 cancelled Task-4
        1 step Task-1
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 thrown one
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 cancelled 'one'
        1 done Task-1
    )"});
}

TEST_CASE("an empty message is a message, for a future and for one that a task passes on")
{
    const auto waiter = [](auto awaited) -> coro<void> {
        try {
            co_await awaited;
        } catch (const aio::cancelled_error&) {
            print(std::vector{std::current_exception()});
        }
    };
    const auto main = [&]() -> coro<void> {
        const aio::future<> f;
        const auto t = aio::create_task(sleeper(9));
        const auto direct = aio::create_task(waiter(f));
        const auto passed = aio::create_task(waiter(t));
        co_await aio::sleep(0);
        co_await aio::sleep(0);
        f.cancel("");
        passed.cancel("");
        co_await direct;
        co_await passed;
    };
    check_same(main, {R"py(
        async def sleeper():
            await asyncio.sleep(9)
        async def waiter(awaited):
            try:
                await awaited
            except asyncio.CancelledError as e:
                print([e])
        async def main():
            f = asyncio.get_running_loop().create_future()
            t = asyncio.create_task(sleeper())
            direct = asyncio.create_task(waiter(f))
            passed = asyncio.create_task(waiter(t))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            f.cancel("")
            passed.cancel("")
            await direct
            await passed
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
        0 step Task-1
        0 cancel Task-4
        0 cancel Task-2
        0 step Task-3
        0 task=Task-3 [CancelledError('')]
        0 done Task-3
        0 step Task-2
        0 cancelled Task-2
        0 step Task-1
        0 step Task-4
        0 task=Task-4 [CancelledError('')]
        0 done Task-4
        0 step Task-1
        0 done Task-1
    )"});
}
