// A generator that's closed at the end of a block.

#include "aio/aclosing.hpp"

#include "../core/trace_of.hpp"
#include "aio/async_generator.hpp"
#include "aio/with.hpp"

using aio::async_generator;
using aio::coro;
using aio::print;
using tests::check_same;

namespace {

struct at_exit {
    ~at_exit() { print("closed"); }
};

async_generator<int> counts()
{
    const at_exit guard;
    for (int i = 0;; ++i) {
        co_yield i;
        co_await aio::sleep(1);
    }
}

coro<void> until(int last)
{
    co_await aio::with(aio::aclosing(counts()), [&](async_generator<int>& generator) -> coro<void> {
        while (const auto i = co_await generator.next()) {
            print(*i);
            if (*i == last) {
                co_return;
            }
            if (*i == 2) {
                throw aio::value_error("enough");
            }
        }
    });
}

}  // namespace

TEST_CASE("a generator is closed at the end of the block: early, by an exception, or by a cancellation")
{
    const auto main = []() -> coro<void> {
        co_await until(1);
        print("left");
        std::string error;
        try {
            co_await until(9);
        } catch (const aio::value_error& e) {
            error = e.what();
        }
        print(error);
        const auto t = aio::create_task(until(9));
        co_await aio::sleep(0.5);
        t.cancel();
        try {
            co_await t;
        } catch (const aio::cancelled_error&) {
            print("cancelled");
        }
        print(&t.get_loop() == &aio::loop::running());
    };
    check_same(main, {R"py(
        from contextlib import aclosing
        async def counts():
            try:
                i = 0
                while True:
                    yield i
                    await asyncio.sleep(1)
                    i += 1
            finally:
                print("closed")
        async def until(last):
            async with aclosing(counts()) as generator:
                async for i in generator:
                    print(i)
                    if i == last:
                        return
                    if i == 2:
                        raise ValueError("enough")
        async def main():
            await until(1)
            print("left")
            try:
                await until(9)
            except ValueError as e:
                error = str(e)
            print(error)
            t = asyncio.create_task(until(9))
            await asyncio.sleep(0.5)
            t.cancel()
            try:
                await t
            except asyncio.CancelledError:
                print("cancelled")
            print(t.get_loop() is asyncio.get_running_loop())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 0
        1 step Task-1
        1 task=Task-1 1
        1 task=Task-1 closed
        1 task=Task-1 left
        1 task=Task-1 0
        2 step Task-1
        2 task=Task-1 1
        3 step Task-1
        3 task=Task-1 2
        3 task=Task-1 closed
        3 task=Task-1 enough
        3 create Task-2
        3 step Task-2
        3 task=Task-2 0
        3.5 step Task-1
        3.5 cancel Task-2
        3.5 step Task-2
        3.5 task=Task-2 closed
        3.5 cancelled Task-2
        3.5 step Task-1
        3.5 task=Task-1 cancelled
        3.5 task=Task-1 True
        3.5 done Task-1
    )"});
}
