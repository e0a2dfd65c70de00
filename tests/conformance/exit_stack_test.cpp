// A stack of what has to be undone at the end of a block.

#include "aio/async_exit_stack.hpp"

#include "../core/trace_of.hpp"
#include "aio/lock.hpp"
#include "aio/timeout.hpp"
#include "aio/wait.hpp"

using aio::async_exit_stack;
using aio::coro;
using aio::print;
using tests::check_same;

namespace {

// Says when it's entered and exited, and with which exception; it may swallow that, or throw.
struct door {
    std::string name;
    bool swallows = false;
    bool breaks = false;

    coro<std::string> enter()
    {
        co_await aio::sleep(1);
        print("enter", name);
        co_return name + "!";
    }
    coro<bool> exit(std::exception_ptr error)
    {
        co_await aio::sleep(1);
        print("exit", name, error ? aio::describe(error).type : "None");
        if (breaks) {
            throw aio::value_error(name);
        }
        co_return swallows;
    }
};

coro<void> says(std::string text)
{
    co_await aio::sleep(1);
    print(text);
}

}  // namespace

TEST_CASE("a stack undoes what was pushed, the newest first, when its block ends")
{
    const auto main = []() -> coro<void> {
        const aio::lock lock;
        co_await aio::with(async_exit_stack(), [&](async_exit_stack& stack) -> coro<void> {
            co_await stack.enter_async_context(lock);
            print(co_await stack.enter_async_context(door{"a"}));
            stack.callback([](const std::string& text) { print(text); }, std::string("called"));
            stack.push_async_callback(says, std::string("awaited"));
            stack.push_async_exit(door{"b"});
            print("body", lock.locked());
        });
        print("after", lock.locked());
    };
    check_same(main, {R"py(
        from contextlib import AsyncExitStack
        class Door:
            def __init__(self, name):
                self.name = name
            async def __aenter__(self):
                await asyncio.sleep(1)
                print("enter", self.name)
                return self.name + "!"
            async def __aexit__(self, kind, error, traceback):
                await asyncio.sleep(1)
                print("exit", self.name, kind.__name__ if kind else None)
        async def says(text):
            await asyncio.sleep(1)
            print(text)
        async def main():
            lock = asyncio.Lock()
            async with AsyncExitStack() as stack:
                await stack.enter_async_context(lock)
                print(await stack.enter_async_context(Door("a")))
                stack.callback(print, "called")
                stack.push_async_callback(says, "awaited")
                stack.push_async_exit(Door("b"))
                print("body", lock.locked())
            print("after", lock.locked())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 enter a
        1 task=Task-1 a!
        1 task=Task-1 body True
        2 step Task-1
        2 task=Task-1 exit b None
        3 step Task-1
        3 task=Task-1 awaited
        3 task=Task-1 called
        4 step Task-1
        4 task=Task-1 exit a None
        4 task=Task-1 after False
        4 done Task-1
    )"});
}

TEST_CASE("an exception goes through a stack: it may be swallowed, and another one may take its place")
{
    const auto main = []() -> coro<void> {
        co_await aio::with(async_exit_stack(), [](async_exit_stack& stack) -> coro<void> {
            co_await stack.enter_async_context(door{"a"});
            co_await stack.enter_async_context(door{"b", true});
            co_await stack.enter_async_context(door{"c", false, true});
            throw aio::type_error("no");
        });
        print("swallowed");
        std::string error;
        try {
            co_await aio::with(async_exit_stack(), [](async_exit_stack& stack) -> coro<void> {
                co_await stack.enter_async_context(door{"d", false, true});
                co_await stack.enter_async_context(door{"e", true});
                throw aio::type_error("no");
            });
        } catch (const aio::value_error& e) {
            error = e.what();
        }
        print(error);
        try {
            co_await aio::with(async_exit_stack(), [](async_exit_stack& stack) -> coro<void> {
                co_await stack.enter_async_context(door{"f"});
                throw aio::type_error("through");
            });
        } catch (const aio::type_error& e) {
            error = e.what();
        }
        print(error);
    };
    check_same(main, {R"py(
        from contextlib import AsyncExitStack
        class Door:
            def __init__(self, name, swallows=False, breaks=False):
                self.name, self.swallows, self.breaks = name, swallows, breaks
            async def __aenter__(self):
                await asyncio.sleep(1)
                print("enter", self.name)
                return self.name + "!"
            async def __aexit__(self, kind, error, traceback):
                await asyncio.sleep(1)
                print("exit", self.name, kind.__name__ if kind else None)
                if self.breaks:
                    raise ValueError(self.name)
                return self.swallows
        async def main():
            async with AsyncExitStack() as stack:
                await stack.enter_async_context(Door("a"))
                await stack.enter_async_context(Door("b", True))
                await stack.enter_async_context(Door("c", False, True))
                raise TypeError("no")
            print("swallowed")
            try:
                async with AsyncExitStack() as stack:
                    await stack.enter_async_context(Door("d", False, True))
                    await stack.enter_async_context(Door("e", True))
                    raise TypeError("no")
            except ValueError as e:
                print(e)
            try:
                async with AsyncExitStack() as stack:
                    await stack.enter_async_context(Door("f"))
                    raise TypeError("through")
            except TypeError as e:
                print(e)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 enter a
        2 step Task-1
        2 task=Task-1 enter b
        3 step Task-1
        3 task=Task-1 enter c
        4 step Task-1
        4 task=Task-1 exit c TypeError
        5 step Task-1
        5 task=Task-1 exit b ValueError
        6 step Task-1
        6 task=Task-1 exit a None
        6 task=Task-1 swallowed
        7 step Task-1
        7 task=Task-1 enter d
        8 step Task-1
        8 task=Task-1 enter e
        9 step Task-1
        9 task=Task-1 exit e TypeError
        10 step Task-1
        10 task=Task-1 exit d None
        10 task=Task-1 d
        11 step Task-1
        11 task=Task-1 enter f
        12 step Task-1
        12 task=Task-1 exit f TypeError
        12 task=Task-1 through
        12 done Task-1
    )"});
}

TEST_CASE("what a stack has to undo can be moved to another one, and a cancelled task still undoes it")
{
    const auto main = []() -> coro<void> {
        async_exit_stack kept;
        co_await aio::with(async_exit_stack(), [&](async_exit_stack& stack) -> coro<void> {
            co_await stack.enter_async_context(door{"a"});
            kept = stack.pop_all();
        });
        print("left");
        co_await kept.aclose();
        co_await kept.aclose();
        const auto work = []() -> coro<void> {
            co_await aio::with(async_exit_stack(), [](async_exit_stack& stack) -> coro<void> {
                stack.push_async_exit(door{"b"});
                co_await stack.enter_async_context(aio::timeout(5));
                stack.push_async_callback(says, std::string("undone"));
                co_await aio::sleep(9);
            });
        };
        const auto t = aio::create_task(work);
        co_await aio::sleep(1);
        t.cancel();
        co_await aio::wait(std::vector{t});
        print(t.cancelled());
        std::string error;
        try {
            co_await work();
        } catch (const aio::timeout_error&) {
            error = "timeout";
        }
        print(error);
    };
    check_same(main, {R"py(
        from contextlib import AsyncExitStack
        class Door:
            def __init__(self, name):
                self.name = name
            async def __aenter__(self):
                await asyncio.sleep(1)
                print("enter", self.name)
                return self.name + "!"
            async def __aexit__(self, kind, error, traceback):
                await asyncio.sleep(1)
                print("exit", self.name, kind.__name__ if kind else None)
        async def says(text):
            await asyncio.sleep(1)
            print(text)
        async def work():
            async with AsyncExitStack() as stack:
                stack.push_async_exit(Door("b"))
                await stack.enter_async_context(asyncio.timeout(5))
                stack.push_async_callback(says, "undone")
                await asyncio.sleep(9)
        async def main():
            async with AsyncExitStack() as stack:
                await stack.enter_async_context(Door("a"))
                kept = stack.pop_all()
            print("left")
            await kept.aclose()
            await kept.aclose()
            t = asyncio.create_task(work())
            await asyncio.sleep(1)
            t.cancel()
            await asyncio.wait([t])
            print(t.cancelled())
            try:
                await work()
            except TimeoutError:
                print("timeout")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 enter a
        1 task=Task-1 left
        2 step Task-1
        2 task=Task-1 exit a None
        2 create Task-2
        2 step Task-2
        3 step Task-1
        3 cancel Task-2
        3 step Task-2
        4 step Task-2
        4 task=Task-2 undone
        5 step Task-2
        5 task=Task-2 exit b CancelledError
        5 cancelled Task-2
        5 step Task-1
        5 task=Task-1 True
        10 cancel Task-1
        10 step Task-1
        11 step Task-1
        11 task=Task-1 undone
        12 step Task-1
        12 task=Task-1 exit b TimeoutError
        12 task=Task-1 timeout
        12 done Task-1
    )"});
}
