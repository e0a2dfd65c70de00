#include "aio/gather.hpp"

#include "../core/trace_of.hpp"

using aio::coro;
using aio::print;
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

coro<void> stubborn()
{
    try {
        co_await aio::sleep(9);
    } catch (const aio::cancelled_error&) {
        print("not me");
    }
}

std::string name_of(const std::exception_ptr& error)
{
    return aio::describe(error).type;
}

}  // namespace

TEST_CASE("results stand in the order of the arguments, whoever is done first")
{
    const auto word = []() -> coro<std::string> { co_return "word"; };
    const auto main = [&]() -> coro<void> {
        const auto [a, b, c] = co_await aio::gather(give(1, 3), word(), give(2, 1));
        print(a, b, c);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def word():
            return "word"
        async def main():
            a, b, c = await asyncio.gather(give(1, 3), word(), give(2, 1))
            print(a, b, c)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 step Task-2
        0 step Task-3
        0 done Task-3
        0 step Task-4
        1 step Task-4
        1 task=Task-4 give 2
        1 done Task-4
        3 step Task-2
        3 task=Task-2 give 1
        3 done Task-2
        3 step Task-1
        3 task=Task-1 1 word 2
        3 done Task-1
    )"});
}

TEST_CASE("as many as there are: the results of a list")
{
    const auto main = [&]() -> coro<void> {
        std::vector<coro<int>> calls;
        for (int i = 0; i != 3; ++i) {
            calls.push_back(give(i, 3 - i));
        }
        for (const int value : co_await aio::gather(std::move(calls))) {
            print(value);
        }
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def main():
            for value in await asyncio.gather(*[give(i, 3 - i) for i in range(3)]):
                print(value)
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
        1 task=Task-4 give 2
        1 done Task-4
        2 step Task-3
        2 task=Task-3 give 1
        2 done Task-3
        3 step Task-2
        3 task=Task-2 give 0
        3 done Task-2
        3 step Task-1
        3 task=Task-1 0
        3 task=Task-1 1
        3 task=Task-1 2
        3 done Task-1
    )"});
}

TEST_CASE("gathering what is done already does not suspend")
{
    const auto other = []() -> coro<void> {
        print("other");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        const auto a = aio::create_task(give(1, 0));
        aio::future<int> b;
        b.set_result(2);
        co_await a;
        aio::create_task(other());
        const auto both = aio::gather(a, b);
        print(both.done());
        const auto [one, two] = co_await both;
        print(one, two);
        co_await aio::gather();
        co_await aio::gather(std::vector<aio::task<int>>());
        print("end");
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def other():
            print("other")
        async def main():
            a = asyncio.create_task(give(1, 0))
            b = asyncio.get_running_loop().create_future()
            b.set_result(2)
            await a
            asyncio.create_task(other())
            both = asyncio.gather(a, b)
            print(both.done())
            one, two = await both
            print(one, two)
            await asyncio.gather()
            await asyncio.gather(*[])
            print("end")
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
        0 task=Task-1 True
        0 task=Task-1 1 2
        0 task=Task-1 end
        0 done Task-1
        0 step Task-3
        0 task=Task-3 other
        0 done Task-3
    )"});
}

TEST_CASE("the first exception is thrown at once, and the others go on")
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

TEST_CASE("a future that is there twice is waited for once, and its result is there twice")
{
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(give(1, 1));
        const auto all = aio::gather(task, give(2, 0.5), task);
        const auto [a, b, c] = co_await all;
        print(a, b, c);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def main():
            task = asyncio.create_task(give(1, 1))
            all = asyncio.gather(task, give(2, 0.5), task)
            a, b, c = await all
            print(a, b, c)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0.5 step Task-3
        0.5 task=Task-3 give 2
        0.5 done Task-3
        1 step Task-2
        1 task=Task-2 give 1
        1 done Task-2
        1 step Task-1
        1 task=Task-1 1 2 1
        1 done Task-1
    )"});
}

TEST_CASE("who waits is cancelled: so are all children that are not done, a duplicate twice")
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
            print("cancelled", "'" + e.message() + "'");
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

TEST_CASE("a child is cancelled: gather fails with that, but is not cancelled, and the others go on")
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

TEST_CASE("cancelling gather once it has failed leaves the other children alone")
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

TEST_CASE("each level of gathers within gathers takes a turn of the loop")
{
    const auto ticks = []() -> coro<void> {
        for (int i = 0; i != 5; ++i) {
            print("tick", i);
            co_await aio::sleep(0);
        }
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(ticks());
        const auto [a, b] = co_await aio::gather(aio::gather(give(1, 0), give(2, 0)), give(3, 0));
        print(std::get<0>(a), std::get<1>(a), b);
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def ticks():
            for i in range(5):
                print("tick", i)
                await asyncio.sleep(0)
        async def main():
            asyncio.create_task(ticks())
            a, b = await asyncio.gather(asyncio.gather(give(1, 0), give(2, 0)), give(3, 0))
            print(a[0], a[1], b)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 step Task-2
        0 task=Task-2 tick 0
        0 step Task-3
        0 step Task-4
        0 step Task-5
        0 step Task-2
        0 task=Task-2 tick 1
        0 step Task-3
        0 task=Task-3 give 1
        0 done Task-3
        0 step Task-4
        0 task=Task-4 give 2
        0 done Task-4
        0 step Task-5
        0 task=Task-5 give 3
        0 done Task-5
        0 step Task-2
        0 task=Task-2 tick 2
        0 step Task-2
        0 task=Task-2 tick 3
        0 step Task-2
        0 task=Task-2 tick 4
        0 step Task-1
        0 task=Task-1 1 2 3
        0 done Task-1
        0 step Task-2
        0 done Task-2
    )"});
}

TEST_CASE("a gather whose failure nobody sees is reported, and its children are not")
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

TEST_CASE("sleeps and other awaitables are made tasks of")
{
    const auto main = [&]() -> coro<void> {
        co_await aio::gather(aio::sleep(2), aio::sleep(1), give(1, 1));
        print("end");
    };
    check_same(main, {R"py(
        async def give(value, delay):
            await asyncio.sleep(delay)
            print("give", value)
            return value
        async def main():
            await asyncio.gather(asyncio.sleep(2), asyncio.sleep(1), give(1, 1))
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
        1 done Task-3
        1 step Task-4
        1 task=Task-4 give 1
        1 done Task-4
        2 step Task-2
        2 done Task-2
        2 step Task-1
        2 task=Task-1 end
        2 done Task-1
    )"});
}
