#include "aio/awaitable.hpp"

#include "../core/trace_of.hpp"
#include "aio/gather.hpp"
#include "aio/wait_for.hpp"

using aio::coro;
using aio::print;
using tests::check_same;

namespace {

/// Awaitable by a member.
struct delayed {
    double delay;
    int value;

    coro<int> as_coro() const
    {
        co_await aio::sleep(delay);
        co_return value;
    }
};

}  // namespace

namespace elsewhere {

/// Awaitable by a function beside it.
struct ticket {
    aio::future<std::string> called;
};

const aio::future<std::string>& as_coro(const ticket& t)
{
    return t.called;
}

/// Awaitable as C++ has it.
struct instant {
    int value;
    auto operator co_await() const noexcept
    {
        struct awaiter {
            int value;
            bool await_ready() const noexcept { return true; }
            void await_suspend(std::coroutine_handle<>) const noexcept {}
            int await_resume() const noexcept { return value; }
        };
        return awaiter{value};
    }
};

}  // namespace elsewhere

static_assert(aio::awaitable<coro<void>>);
static_assert(aio::awaitable<aio::future<int>>);
static_assert(aio::awaitable<const aio::task<int>&>);
static_assert(aio::awaitable<delayed>);
static_assert(aio::awaitable<const delayed&>);
static_assert(aio::awaitable<elsewhere::ticket&>);
static_assert(aio::awaitable<elsewhere::instant>);
static_assert(!aio::awaitable<int>);
static_assert(!aio::awaitable<std::string>);
static_assert(!aio::awaitable<coro<void>&>, "a coroutine is used up by being awaited");

TEST_CASE("a custom type is awaited through the coroutine that it returns, any number of times")
{
    const auto main = []() -> coro<void> {
        const delayed d{1, 5};
        print(co_await d, co_await d);
        print(co_await delayed{0.5, 6});
        print(aio::loop::running().time());
    };
    check_same(main, {R"py(
        class Delayed:
            def __init__(self, delay, value):
                self.delay, self.value = delay, value
            async def work(self):
                await asyncio.sleep(self.delay)
                return self.value
            def __await__(self):
                return self.work().__await__()
        async def main():
            d = Delayed(1, 5)
            print(await d, await d)
            print(await Delayed(0.5, 6))
            print(asyncio.get_running_loop().time())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        2 step Task-1
        2 task=Task-1 5 5
        2.5 step Task-1
        2.5 task=Task-1 6
        2.5 task=Task-1 2.5
        2.5 done Task-1
    )"});
}

TEST_CASE("a type that holds a future is awaited like that: several tasks may wait, and it may be done")
{
    const auto waits = [](const char* name, elsewhere::ticket t) -> coro<void> { print(name, co_await t); };
    const auto main = [&]() -> coro<void> {
        const elsewhere::ticket t{};
        aio::create_task(waits("a", t));
        aio::create_task(waits("b", t));
        co_await aio::sleep(1);
        t.called.set_result("called");
        print("main", co_await t);
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        class Ticket:
            def __init__(self):
                self.called = asyncio.get_running_loop().create_future()
            def __await__(self):
                return self.called.__await__()
        async def waits(name, ticket):
            print(name, await ticket)
        async def main():
            t = Ticket()
            asyncio.create_task(waits("a", t))
            asyncio.create_task(waits("b", t))
            await asyncio.sleep(1)
            t.called.set_result("called")
            print("main", await t)
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 task=Task-1 main called
        1 step Task-2
        1 task=Task-2 a called
        1 done Task-2
        1 step Task-3
        1 task=Task-3 b called
        1 done Task-3
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("a ready awaitable doesn't suspend")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(other());
        for (const int i : {1, 2}) {
            print(co_await elsewhere::instant{i});
        }
    };
    check_same(main, {R"py(
        class Instant:
            def __init__(self, value):
                self.value = value
            def __await__(self):
                return self.value
                yield
        async def other():
            print("other")
        async def main():
            asyncio.create_task(other())
            for i in 1, 2:
                print(await Instant(i))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 1
        0 task=Task-1 2
        0 done Task-1
        0 step Task-2
        0 task=Task-2 other
        0 done Task-2
    )"});
}

TEST_CASE("custom awaitables can be gathered, have a timeout, and become tasks")
{
    const auto main = []() -> coro<void> {
        const auto [a, b] = co_await aio::gather(delayed{2, 1}, delayed{1, 2});
        print(a, b);
        const auto t = aio::ensure_future(delayed{1, 3});
        print(co_await t, t.get_name());
        try {
            co_await aio::wait_for(delayed{3, 4}, 1);
        } catch (const aio::timeout_error&) {
            print("too slow");
        }
        print(co_await aio::wait_for(delayed{1, 5}, 3), aio::loop::running().time());
    };
    check_same(main, {R"py(
        class Delayed:
            def __init__(self, delay, value):
                self.delay, self.value = delay, value
            async def work(self):
                await asyncio.sleep(self.delay)
                return self.value
            def __await__(self):
                return self.work().__await__()
        async def main():
            a, b = await asyncio.gather(Delayed(2, 1), Delayed(1, 2))
            print(a, b)
            t = asyncio.ensure_future(Delayed(1, 3))
            print(await t, t.get_name())
            try:
                await asyncio.wait_for(Delayed(3, 4), 1)
            except TimeoutError:
                print("too slow")
            print(await asyncio.wait_for(Delayed(1, 5), 3), asyncio.get_running_loop().time())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-3
        1 done Task-3
        2 step Task-2
        2 done Task-2
        2 step Task-1
        2 task=Task-1 1 2
        2 create Task-4
        2 step Task-4
        3 step Task-4
        3 done Task-4
        3 step Task-1
        3 task=Task-1 3 Task-4
        4 cancel Task-1
        4 step Task-1
        4 task=Task-1 too slow
        5 step Task-1
        5 task=Task-1 5 5.0
        5 done Task-1
    )"});
}

TEST_CASE("a cancellation is thrown inside a custom awaitable, which can handle it")
{
    struct careful {
        coro<int> as_coro() const
        {
            try {
                co_await aio::sleep(5);
            } catch (const aio::cancelled_error&) {
                print("inside");
                throw;
            }
            co_return 0;
        }
    };
    const auto worker = []() -> coro<void> { co_await careful{}; };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(worker());
        co_await aio::sleep(1);
        t.cancel();
        co_await aio::sleep(0);
        print(t.cancelled());
    };
    check_same(main, {R"py(
        class Careful:
            def __await__(self):
                try:
                    yield from asyncio.sleep(5).__await__()
                except asyncio.CancelledError:
                    print("inside")
                    raise
        async def worker():
            await Careful()
        async def main():
            t = asyncio.create_task(worker())
            await asyncio.sleep(1)
            t.cancel()
            await asyncio.sleep(0)
            print(t.cancelled())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 inside
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 True
        1 done Task-1
    )"});
}
