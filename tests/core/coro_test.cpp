#include "aio/coro.hpp"

#include <memory>

#include "trace_of.hpp"

using aio::coro;
using aio::print;
using tests::check_same;

namespace {

coro<void> never_run()
{
    print("never printed");
    co_return;
}

struct noisy {
    explicit noisy(const char* n) : name(n) {}
    noisy(const noisy&) = delete;
    noisy& operator=(const noisy&) = delete;
    ~noisy() { print(name, "is gone"); }
    const char* name;
};

}  // namespace

TEST_CASE("calling a coroutine function runs nothing; awaiting it is a call that other tasks don't see")
{
    const auto inner = []() -> coro<int> {
        print("inner");
        co_return 7;
    };
    const auto outer = [&]() -> coro<int> {
        auto called = inner();
        print("outer");
        co_return co_await std::move(called) + 1;
    };
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(other());
        print(co_await outer());
    };
    check_same(main, {R"py(
        async def inner():
            print("inner")
            return 7
        async def outer():
            called = inner()
            print("outer")
            return await called + 1
        async def other():
            print("other")
        async def main():
            asyncio.create_task(other())
            print(await outer())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 outer
        0 task=Task-1 inner
        0 task=Task-1 8
        0 done Task-1
        0 step Task-2
        0 task=Task-2 other
        0 done Task-2
    )"});
}

TEST_CASE("a suspended coroutine suspends all that await it, and returns its result later")
{
    const auto fetch = [](std::string what) -> coro<std::string> {
        co_await aio::sleep(1);
        co_return what + "!";
    };
    const auto both = [&]() -> coro<std::string> {
        const std::string first = co_await fetch("a");
        co_return first + co_await fetch("b");
    };
    const auto main = [&]() -> coro<void> { print(co_await both()); };
    check_same(main, {R"py(
        async def fetch(what):
            await asyncio.sleep(1)
            return what + "!"
        async def both():
            first = await fetch("a")
            return first + await fetch("b")
        async def main():
            print(await both())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        2 step Task-1
        2 task=Task-1 a!b!
        2 done Task-1
    )"});
}

TEST_CASE("an exception goes through the awaits to its handler")
{
    const auto fails = [](bool late) -> coro<int> {
        if (late) {
            co_await aio::sleep(1);
        }
        throw aio::value_error("no");
    };
    const auto middle = [&](bool late) -> coro<int> {
        const int result = co_await fails(late);
        print("never printed");
        co_return result;
    };
    const auto attempt = [&](bool late) -> coro<void> {
        try {
            co_await middle(late);
        } catch (const aio::value_error& e) {
            print("caught", e.what());
        }
    };
    const auto main = [&]() -> coro<void> {
        co_await attempt(false);
        co_await attempt(true);
        co_await middle(true);
    };
    check_same(main, {R"py(
        async def fails(late):
            if late:
                await asyncio.sleep(1)
            raise ValueError("no")
        async def middle(late):
            result = await fails(late)
            print("never printed")
            return result
        async def attempt(late):
            try:
                await middle(late)
            except ValueError as e:
                print("caught", e)
        async def main():
            await attempt(False)
            await attempt(True)
            await middle(True)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 caught no
        1 step Task-1
        1 task=Task-1 caught no
        2 step Task-1
        2 failed Task-1 ValueError
        2 task=- ValueError: no
    )"});
}

TEST_CASE("a coroutine that is dropped without an await is reported, a moved-from one isn't")
{
    const auto main = []() -> coro<void> {
        {
            const auto forgotten = never_run();
            auto kept = never_run();
            co_await aio::create_task(std::move(kept));
        }
        print("after");
    };
    check_same(main, {R"py(
        async def never_run():
            print("never printed")
        async def main():
            forgotten = never_run()
            kept = never_run()
            await asyncio.create_task(kept)
            del forgotten, kept
            print("after")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 never printed
        0 done Task-2
        0 step Task-1
        0 task=Task-1 after
        0 done Task-1
    )", R"(
        coroutine 'never_run' was never awaited
    )"});
}

TEST_CASE("results may be move-only")
{
    const auto make = []() -> coro<std::unique_ptr<int>> {
        co_await aio::sleep(0);
        co_return std::make_unique<int>(5);
    };
    const auto main = [&]() -> coro<void> {
        const std::unique_ptr<int> called = co_await make();
        const std::unique_ptr<int> of_task = co_await aio::create_task(make());
        print(*called, *of_task);
    };
    CHECK(tests::output_of(main) == "5 5\n");
}

TEST_CASE("a coroutine's variables are destroyed when the await is over, even if it throws")
{
    const auto inner = [](bool fail) -> coro<void> {
        const noisy local("local");
        co_await aio::sleep(1);
        if (fail) {
            throw aio::exception("no");
        }
    };
    const auto main = [&]() -> coro<void> {
        co_await inner(false);
        print("returned");
        try {
            co_await inner(true);
        } catch (const aio::exception&) {
            print("caught");
        }
    };
    CHECK(tests::output_of(main) == "local is gone\nreturned\nlocal is gone\ncaught\n");
}

TEST_CASE("a task's place is the innermost await: its line and its function")
{
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    const auto main = [&]() -> coro<void> {
        first = __LINE__ + 1;
        co_await aio::sleep(1);
        second = __LINE__ + 1;
        co_await aio::sleep(1);
    };
    const std::string lines = tests::trial(main).finish().records({.lines = true});
    CHECK(lines == tests::full("0 line Task-1 " + aio::str(first) + "\n1 line Task-1 " + aio::str(second)));
}
