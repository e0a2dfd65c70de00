#include "aio/with.hpp"

#include "../core/trace_of.hpp"
#include "aio/lock.hpp"
#include "aio/timeout.hpp"

using aio::coro;
using aio::print;
using tests::check_same;

namespace {

/// A context manager that says what happens to it.
struct manager {
    const char* name;
    bool swallows = false;
    double delay = 0;

    coro<std::string> enter()
    {
        print("entering", name);
        co_await aio::sleep(delay);
        co_return std::string("what ") + name + " gives";
    }
    coro<bool> exit(std::exception_ptr error)
    {
        print("leaving", name, error ? aio::describe(error).type : "None");
        co_await aio::sleep(delay);
        co_return swallows;
    }
};

}  // namespace

TEST_CASE("the entered object is passed to the body, and exited when the body is over")
{
    const auto main = []() -> coro<void> {
        co_await aio::with(manager{.name = "m", .delay = 1}, [](const std::string& value) -> coro<void> {
            print(value);
            co_await aio::sleep(1);
            print("body over");
        });
        print("main over");
    };
    check_same(main, {R"py(
        class Manager:
            def __init__(self, name, swallows=False, delay=0):
                self.name, self.swallows, self.delay = name, swallows, delay
            async def __aenter__(self):
                print("entering", self.name)
                await asyncio.sleep(self.delay)
                return f"what {self.name} gives"
            async def __aexit__(self, kind, error, traceback):
                print("leaving", self.name, kind.__name__ if kind else "None")
                await asyncio.sleep(self.delay)
                return self.swallows
        async def main():
            async with Manager("m", delay=1) as value:
                print(value)
                await asyncio.sleep(1)
                print("body over")
            print("main over")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 entering m
        1 step Task-1
        1 task=Task-1 what m gives
        2 step Task-1
        2 task=Task-1 body over
        2 task=Task-1 leaving m None
        3 step Task-1
        3 task=Task-1 main over
        3 done Task-1
    )"});
}

TEST_CASE("an exception passes through the exit, or is swallowed there")
{
    const auto main = []() -> coro<void> {
        co_await aio::with(manager{.name = "swallows", .swallows = true}, []() -> coro<void> {
            co_await aio::sleep(1);
            throw aio::value_error("one");
        });
        try {
            co_await aio::with(manager{.name = "lets pass"}, []() -> coro<void> {
                co_await aio::sleep(1);
                throw aio::value_error("two");
            });
        } catch (const aio::value_error& e) {
            print("caught", e.what());
        }
    };
    check_same(main, {R"py(
        class Manager:
            def __init__(self, name, swallows=False, delay=0):
                self.name, self.swallows, self.delay = name, swallows, delay
            async def __aenter__(self):
                print("entering", self.name)
                await asyncio.sleep(self.delay)
                return f"what {self.name} gives"
            async def __aexit__(self, kind, error, traceback):
                print("leaving", self.name, kind.__name__ if kind else "None")
                await asyncio.sleep(self.delay)
                return self.swallows
        async def main():
            async with Manager("swallows", swallows=True):
                await asyncio.sleep(1)
                raise ValueError("one")
            try:
                async with Manager("lets pass"):
                    await asyncio.sleep(1)
                    raise ValueError("two")
            except ValueError as e:
                print("caught", e)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 entering swallows
        0 step Task-1
        1 step Task-1
        1 task=Task-1 leaving swallows ValueError
        1 step Task-1
        1 task=Task-1 entering lets pass
        1 step Task-1
        2 step Task-1
        2 task=Task-1 leaving lets pass ValueError
        2 step Task-1
        2 task=Task-1 caught two
        2 done Task-1
    )"});
}

TEST_CASE("nested managers are exited from the inside out, each with its own arguments")
{
    const auto main = []() -> coro<void> {
        manager outer{.name = "outer"};
        manager middle{.name = "middle", .swallows = true};
        manager inner{.name = "inner"};
        co_await aio::with(outer, [&]() -> coro<void> {
            co_await aio::with(middle, [&]() -> coro<void> {
                co_await aio::with(inner, [](const std::string& value) -> coro<void> {
                    print("in", value);
                    throw aio::runtime_error("no");
                    co_return;
                });
                print("never printed");
            });
            print("after the middle");
        });
    };
    check_same(main, {R"py(
        class Manager:
            def __init__(self, name, swallows=False, delay=0):
                self.name, self.swallows, self.delay = name, swallows, delay
            async def __aenter__(self):
                print("entering", self.name)
                await asyncio.sleep(self.delay)
                return f"what {self.name} gives"
            async def __aexit__(self, kind, error, traceback):
                print("leaving", self.name, kind.__name__ if kind else "None")
                await asyncio.sleep(self.delay)
                return self.swallows
        async def main():
            async with Manager("outer"):
                async with Manager("middle", swallows=True):
                    async with Manager("inner") as value:
                        print("in", value)
                        raise RuntimeError("no")
                    print("never printed")
                print("after the middle")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 entering outer
        0 step Task-1
        0 task=Task-1 entering middle
        0 step Task-1
        0 task=Task-1 entering inner
        0 step Task-1
        0 task=Task-1 in what inner gives
        0 task=Task-1 leaving inner RuntimeError
        0 step Task-1
        0 task=Task-1 leaving middle RuntimeError
        0 step Task-1
        0 task=Task-1 after the middle
        0 task=Task-1 leaving outer None
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("a cancellation also runs the exit, and waits for it")
{
    const auto worker = []() -> coro<void> {
        co_await aio::with(manager{.name = "m", .delay = 1}, []() -> coro<void> {
            print("body");
            co_await aio::sleep(10);
        });
    };
    const auto main = [&]() -> coro<void> {
        const auto entering = aio::create_task(worker());
        co_await aio::sleep(0.5);
        entering.cancel();
        const auto inside = aio::create_task(worker());
        co_await aio::sleep(2);
        inside.cancel();
        try {
            co_await inside;
        } catch (const aio::cancelled_error&) {
            print("cancelled", aio::loop::running().time());
        }
    };
    check_same(main, {R"py(
        class Manager:
            def __init__(self, name, swallows=False, delay=0):
                self.name, self.swallows, self.delay = name, swallows, delay
            async def __aenter__(self):
                print("entering", self.name)
                await asyncio.sleep(self.delay)
                return f"what {self.name} gives"
            async def __aexit__(self, kind, error, traceback):
                print("leaving", self.name, kind.__name__ if kind else "None")
                await asyncio.sleep(self.delay)
                return self.swallows
        async def worker():
            async with Manager("m", delay=1):
                print("body")
                await asyncio.sleep(10)
        async def main():
            entering = asyncio.create_task(worker())
            await asyncio.sleep(0.5)
            entering.cancel()
            inside = asyncio.create_task(worker())
            await asyncio.sleep(2)
            inside.cancel()
            try:
                await inside
            except asyncio.CancelledError:
                print("cancelled", asyncio.get_running_loop().time())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 entering m
        0.5 step Task-1
        0.5 cancel Task-2
        0.5 create Task-3
        0.5 step Task-2
        0.5 cancelled Task-2
        0.5 step Task-3
        0.5 task=Task-3 entering m
        1.5 step Task-3
        1.5 task=Task-3 body
        2.5 step Task-1
        2.5 cancel Task-3
        2.5 step Task-3
        2.5 task=Task-3 leaving m CancelledError
        3.5 step Task-3
        3.5 cancelled Task-3
        3.5 step Task-1
        3.5 task=Task-1 cancelled 3.5
        3.5 done Task-1
    )"});
}

TEST_CASE("a failed enter isn't exited; a failed exit's exception replaces the body's")
{
    struct failing : manager {
        bool at_entry = false;
        coro<std::string> enter()
        {
            if (at_entry) {
                throw aio::value_error("at entry");
            }
            co_return co_await manager::enter();
        }
        coro<bool> exit(std::exception_ptr error)
        {
            co_await manager::exit(error);
            throw aio::runtime_error("on the way out");
        }
    };
    const auto body = []() -> coro<void> {
        print("body");
        throw aio::value_error("body");
        co_return;
    };
    const auto attempt = [&](bool at_entry) -> coro<void> {
        try {
            co_await aio::with(failing{{.name = "m"}, at_entry}, body);
        } catch (const aio::exception& e) {
            print(e.type_name(), e.what());
        }
    };
    const auto main = [&]() -> coro<void> {
        co_await attempt(true);
        co_await attempt(false);
    };
    check_same(main, {R"py(
        class Failing:
            def __init__(self, at_entry):
                self.at_entry = at_entry
            async def __aenter__(self):
                if self.at_entry:
                    raise ValueError("at entry")
                print("entering m")
                await asyncio.sleep(0)
            async def __aexit__(self, kind, error, traceback):
                print("leaving m", kind.__name__ if kind else "None")
                await asyncio.sleep(0)
                raise RuntimeError("on the way out")
        async def main():
            for at_entry in True, False:
                try:
                    async with Failing(at_entry):
                        print("body")
                        raise ValueError("body")
                except Exception as e:
                    print(type(e).__name__, e)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 ValueError at entry
        0 task=Task-1 entering m
        0 step Task-1
        0 task=Task-1 body
        0 task=Task-1 leaving m ValueError
        0 step Task-1
        0 task=Task-1 RuntimeError on the way out
        0 done Task-1
    )"});
}

TEST_CASE("entering a free lock doesn't suspend, nor does exiting it, and the body has a result")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        aio::lock l;
        aio::create_task(other());
        const int result = co_await aio::with(l, [&]() -> coro<int> {
            print("body", l.locked());
            co_return 5;
        });
        print(result, l.locked());
        co_await aio::with(l, [&] { print("a body that awaits nothing", l.locked()); });
        const auto late = co_await aio::with(aio::timeout(1), [&](aio::timeout_scope& limit) -> coro<bool> {
            co_await aio::with(l, []() -> coro<void> { co_await aio::sleep(0.5); });
            co_return limit.expired();
        });
        print(late, l.locked());
    };
    check_same(main, {R"py(
        async def other():
            print("other")
        async def main():
            lock = asyncio.Lock()
            asyncio.create_task(other())
            async with lock:
                print("body", lock.locked())
                result = 5
            print(result, lock.locked())
            async with lock:
                print("a body that awaits nothing", lock.locked())
            async with asyncio.timeout(1) as limit:
                async with lock:
                    await asyncio.sleep(0.5)
                late = limit.expired()
            print(late, lock.locked())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 body True
        0 task=Task-1 5 False
        0 task=Task-1 a body that awaits nothing True
        0 step Task-2
        0 task=Task-2 other
        0 done Task-2
        0.5 step Task-1
        0.5 task=Task-1 False False
        0.5 done Task-1
    )"});
}
