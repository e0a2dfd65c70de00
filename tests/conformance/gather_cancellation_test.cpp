// The task that gathers is cancelled, or a child is, or the future between them.

#include "aio/gather.hpp"

#include "../core/trace_of.hpp"
#include "gather_helpers.hpp"

using aio::coro;
using aio::print;
using tests::check_same;
using tests::gathers::give;

namespace {

coro<void> stubborn()
{
    try {
        co_await aio::sleep(9);
    } catch (const aio::cancelled_error&) {
        print("not me");
    }
}

}  // namespace

TEST_CASE("the waiter is cancelled: so are all children that aren't done, a duplicate twice")
{
    const auto gatherer = []() -> coro<void> {
        const auto task = aio::create_task(give(1, 5));
        co_await aio::gather(task, give(2, 1), task, give(3, 5));
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(gatherer());
        co_await aio::sleep(2);
        task.cancel();
        try {
            co_await task;
        } catch (const aio::cancelled_error&) {
            print("cancelled");
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def gatherer():
            task = asyncio.create_task(give(1, 5))
            await asyncio.gather(task, give(2, 1), task, give(3, 5))
        async def main():
            task = asyncio.create_task(gatherer())
            await asyncio.sleep(2)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                print("cancelled")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 step Task-3
        0 step Task-4
        0 step Task-5
        1 step Task-4
        1 task=Task-4 give 2
        1 done Task-4
        2 step Task-1
        2 cancel Task-2
        2 cancel Task-3
        2 cancel Task-3
        2 cancel Task-5
        2 step Task-3
        2 cancelled Task-3
        2 step Task-5
        2 cancelled Task-5
        2 step Task-2
        2 cancelled Task-2
        2 step Task-1
        2 task=Task-1 cancelled
        2 done Task-1
    )"});
}

TEST_CASE("cancelled with return_exceptions, gather waits for all children and is cancelled itself")
{
    const auto slow = []() -> coro<void> {
        std::exception_ptr error;
        try {
            co_await aio::sleep(9);
        } catch (...) {
            error = std::current_exception();
        }
        co_await aio::sleep(1);
        print("cleaned up");
        std::rethrow_exception(error);
    };
    const auto gatherer = [&]() -> coro<void> {
        co_await aio::gather(slow(), stubborn(), aio::return_exceptions);
        print("never printed");
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(gatherer());
        co_await aio::sleep(2);
        task.cancel();
        try {
            co_await task;
        } catch (const aio::cancelled_error&) {
            print("cancelled");
        }
    };
    check_same(main, {R"py(
        async def stubborn():
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                print("not me")
        async def slow():
            try:
                await asyncio.sleep(9)
            finally:
                await asyncio.sleep(1)
                print("cleaned up")
        async def gatherer():
            await asyncio.gather(slow(), stubborn(), return_exceptions=True)
            print("never printed")
        async def main():
            task = asyncio.create_task(gatherer())
            await asyncio.sleep(2)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                print("cancelled")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-3
        0 step Task-4
        2 step Task-1
        2 cancel Task-2
        2 cancel Task-3
        2 cancel Task-4
        2 step Task-3
        2 step Task-4
        2 task=Task-4 not me
        2 done Task-4
        3 step Task-3
        3 task=Task-3 cleaned up
        3 cancelled Task-3
        3 step Task-2
        3 cancelled Task-2
        3 step Task-1
        3 task=Task-1 cancelled
        3 done Task-1
    )"});
}

TEST_CASE("all children swallow the cancellation: gather throws it nevertheless")
{
    const auto gatherer = [&]() -> coro<void> { co_await aio::gather(stubborn(), stubborn()); };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(gatherer());
        co_await aio::sleep(2);
        print(task.cancel("message"));
        try {
            co_await task;
        } catch (const aio::cancelled_error& e) {
            print("cancelled", "'" + std::string(e.what()) + "'");
        }
    };
    check_same(main, {R"py(
        async def stubborn():
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                print("not me")
        async def gatherer():
            await asyncio.gather(stubborn(), stubborn())
        async def main():
            task = asyncio.create_task(gatherer())
            await asyncio.sleep(2)
            print(task.cancel("message"))
            try:
                await task
            except asyncio.CancelledError as e:
                print("cancelled", f"'{e}'")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-3
        0 step Task-4
        2 step Task-1
        2 cancel Task-2
        2 cancel Task-3
        2 cancel Task-4
        2 task=Task-1 True
        2 step Task-3
        2 task=Task-3 not me
        2 done Task-3
        2 step Task-4
        2 task=Task-4 not me
        2 done Task-4
        2 step Task-2
        2 cancelled Task-2
        2 step Task-1
        2 task=Task-1 cancelled ''
        2 done Task-1
    )"});
}

TEST_CASE("a child is cancelled: gather fails with that, but isn't cancelled, and the others continue")
{
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(give(1, 5));
        const auto all = aio::gather(task, give(2, 3));
        co_await aio::sleep(1);
        task.cancel();
        try {
            co_await all;
        } catch (const aio::cancelled_error&) {
            print("thrown", all.done(), all.cancelled());
        }
        co_await aio::sleep(4);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def main():
            task = asyncio.create_task(give(1, 5))
            all = asyncio.gather(task, give(2, 3))
            await asyncio.sleep(1)
            task.cancel()
            try:
                await all
            except asyncio.CancelledError:
                print("thrown", all.done(), all.cancelled())
            await asyncio.sleep(4)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 thrown True False
        3 step Task-3
        3 task=Task-3 give 2
        3 done Task-3
        5 step Task-1
        5 done Task-1
    )"});
}

TEST_CASE("gather's future is cancelled before its children have taken a step")
{
    const auto main = [&]() -> coro<void> {
        const auto all = aio::gather(give(1, 1), give(2, 1));
        print(all.cancel(), all.done());
        try {
            co_await all;
        } catch (const aio::cancelled_error&) {
            print("cancelled", all.cancelled());
        }
        print(all.cancel());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def main():
            all = asyncio.gather(give(1, 1), give(2, 1))
            print(all.cancel(), all.done())
            try:
                await all
            except asyncio.CancelledError:
                print("cancelled", all.cancelled())
            print(all.cancel())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 cancel Task-2
        0 cancel Task-3
        0 task=Task-1 True False
        0 step Task-2
        0 cancelled Task-2
        0 step Task-3
        0 cancelled Task-3
        0 step Task-1
        0 task=Task-1 cancelled False
        0 task=Task-1 False
        0 done Task-1
    )"});
}
