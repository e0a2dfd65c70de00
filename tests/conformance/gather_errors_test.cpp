// A child fails: who is told, and what becomes of the others.

#include "aio/gather.hpp"

#include "../core/trace_of.hpp"
#include "gather_helpers.hpp"

using aio::coro;
using aio::print;
using tests::check_same;
using tests::gathers::give;

namespace {

coro<int> fail(double delay)
{
    co_await aio::sleep(delay);
    throw aio::value_error("no");
}

std::string name_of(const std::exception_ptr& error)
{
    return aio::describe(error).type;
}

}  // namespace

TEST_CASE("the first exception is thrown at once, and the others continue")
{
    const auto main = [&]() -> coro<void> {
        try {
            co_await aio::gather(give(1, 2), fail(1), fail(1.5));
        } catch (const aio::value_error& e) {
            print("caught", e.what());
        }
        co_await aio::sleep(2);
        print("end");
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def fail(delay):
            await asyncio.sleep(delay)
            raise ValueError("no")
        async def main():
            try:
                await asyncio.gather(give(1, 2), fail(1), fail(1.5))
            except ValueError as e:
                print("caught", e)
            await asyncio.sleep(2)
            print("end")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        1 step Task-3
        1 failed Task-3 ValueError
        1 step Task-1
        1 task=Task-1 caught no
        1.5 step Task-4
        1.5 failed Task-4 ValueError
        2 step Task-2
        2 task=Task-2 give 1
        2 done Task-2
        3 step Task-1
        3 task=Task-1 end
        3 done Task-1
    )"});
}

TEST_CASE("with return_exceptions, exceptions and cancellations are results like others")
{
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(give(2, 5));
        const auto all = aio::gather(give(1, 2), fail(1), task, aio::return_exceptions);
        co_await aio::sleep(1.5);
        task.cancel("unwanted");
        const auto [a, b, c] = co_await all;
        print(a.value(), name_of(b.exception()), name_of(c.exception()), c.has_value());
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def fail(delay):
            await asyncio.sleep(delay)
            raise ValueError("no")
        async def main():
            task = asyncio.create_task(give(2, 5))
            all = asyncio.gather(give(1, 2), fail(1), task, return_exceptions=True)
            await asyncio.sleep(1.5)
            task.cancel("unwanted")
            a, b, c = await all
            print(a, type(b).__name__, type(c).__name__, isinstance(c, int))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 step Task-4
        1 step Task-4
        1 failed Task-4 ValueError
        1.5 step Task-1
        1.5 cancel Task-2
        1.5 step Task-2
        1.5 cancelled Task-2
        2 step Task-3
        2 task=Task-3 give 1
        2 done Task-3
        2 step Task-1
        2 task=Task-1 1 ValueError CancelledError False
        2 done Task-1
    )"});
}

TEST_CASE("cancelling a failed gather leaves the other children alone")
{
    const auto main = [&]() -> coro<void> {
        const auto all = aio::gather(fail(1), give(2, 3));
        try {
            co_await all;
        } catch (const aio::value_error&) {
            print("failed", all.cancel());
        }
        co_await aio::sleep(3);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def fail(delay):
            await asyncio.sleep(delay)
            raise ValueError("no")
        async def main():
            all = asyncio.gather(fail(1), give(2, 3))
            try:
                await all
            except ValueError:
                print("failed", all.cancel())
            await asyncio.sleep(3)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-2
        1 failed Task-2 ValueError
        1 step Task-1
        1 task=Task-1 failed False
        3 step Task-3
        3 task=Task-3 give 2
        3 done Task-3
        4 step Task-1
        4 done Task-1
    )"});
}

TEST_CASE("a gather whose failure isn't retrieved is reported, and its children aren't")
{
    const auto main = [&]() -> coro<void> {
        aio::gather(fail(1), fail(1));
        co_await aio::sleep(2);
    };
    check_same(main, {R"py(
        async def fail(delay):
            await asyncio.sleep(delay)
            raise ValueError("no")
        async def main():
            asyncio.gather(fail(1), fail(1))
            await asyncio.sleep(2)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        1 step Task-2
        1 failed Task-2 ValueError
        1 step Task-3
        1 failed Task-3 ValueError
        2 step Task-1
        2 done Task-1
    )", R"(
        _GatheringFuture exception was never retrieved
    )"});
}
