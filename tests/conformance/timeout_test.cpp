#include "aio/timeout.hpp"

#include "../core/trace_of.hpp"
#include "aio/with.hpp"

using aio::coro;
using aio::print;
using aio::timeout_scope;
using tests::check_same;

namespace {

double now()
{
    return aio::loop::running().time();
}

}  // namespace

TEST_CASE("when the time is over the block is cancelled, and the cancellation becomes a timeout error")
{
    const auto main = []() -> coro<void> {
        auto limit = aio::timeout(1);
        print(limit.expired());
        try {
            co_await aio::with(limit, [&]() -> coro<void> {
                try {
                    co_await aio::sleep(2);
                } catch (const aio::cancelled_error&) {
                    print("cancelled", limit.expired());
                    throw;
                }
            });
        } catch (const aio::timeout_error& e) {
            print("timeout", "'" + std::string(e.what()) + "'", limit.expired(), now());
        }
    };
    check_same(main, {R"py(
        async def main():
            limit = asyncio.timeout(1)
            print(limit.expired())
            try:
                async with limit:
                    try:
                        await asyncio.sleep(2)
                    except asyncio.CancelledError:
                        print("cancelled", limit.expired())
                        raise
            except TimeoutError as e:
                print("timeout", f"'{e}'", limit.expired(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 False
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 cancelled True
        1 task=Task-1 timeout '' True 1.0
        1 done Task-1
    )"});
}

TEST_CASE("a block that ends in time leaves no timer behind")
{
    const auto main = []() -> coro<void> {
        auto limit = aio::timeout(3);
        co_await aio::with(limit, []() -> coro<void> { co_await aio::sleep(1); });
        print(limit.expired(), *limit.when());
        aio::future<int> never;
        co_await never;
    };
    check_same(main, {R"py(
        async def main():
            limit = asyncio.timeout(3.0)
            async with limit:
                await asyncio.sleep(1)
            print(limit.expired(), limit.when())
            never = asyncio.get_running_loop().create_future()
            await never
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 False 3.0
        1 task=- deadlock: no task can run
    )"});
}

TEST_CASE("a deadline can be put off, brought forward and taken away")
{
    const auto main = []() -> coro<void> {
        try {
            co_await aio::with(aio::timeout(1), [](timeout_scope& limit) -> coro<void> {
                limit.reschedule(3);
                co_await aio::sleep(2);
                print("still here", *limit.when());
                limit.reschedule(std::nullopt);
                co_await aio::sleep(3);
                print("no limit", limit.when().has_value());
                limit.reschedule(5.5);
                co_await aio::sleep(1);
                print("never printed");
            });
        } catch (const aio::timeout_error&) {
            print("timeout", now());
        }
    };
    check_same(main, {R"py(
        async def main():
            try:
                async with asyncio.timeout(1) as limit:
                    limit.reschedule(3.0)
                    await asyncio.sleep(2)
                    print("still here", limit.when())
                    limit.reschedule(None)
                    await asyncio.sleep(3)
                    print("no limit", limit.when() is not None)
                    limit.reschedule(5.5)
                    await asyncio.sleep(1)
                    print("never printed")
            except TimeoutError:
                print("timeout", asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        2 step Task-1
        2 task=Task-1 still here 3.0
        5 step Task-1
        5 task=Task-1 no limit False
        5.5 cancel Task-1
        5.5 step Task-1
        5.5 task=Task-1 timeout 5.5
        5.5 done Task-1
    )"});
}

TEST_CASE("a limit of none or in the past takes effect at the first suspension")
{
    const auto main = []() -> coro<void> {
        co_await aio::sleep(1);
        try {
            co_await aio::with(aio::timeout(0), []() -> coro<void> {
                print("runs");
                co_await aio::sleep(0);
                print("still runs");
                co_await aio::sleep(0);
                print("never printed");
            });
        } catch (const aio::timeout_error&) {
            print("timeout", now());
        }
        try {
            co_await aio::with(aio::timeout_at(0.5), []() -> coro<void> { co_await aio::sleep(1); });
        } catch (const aio::timeout_error&) {
            print("timeout", now());
        }
        co_await aio::with(aio::timeout(-1), []() -> coro<void> {
            print("does not suspend");
            co_return;
        });
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def main():
            await asyncio.sleep(1)
            try:
                async with asyncio.timeout(0):
                    print("runs")
                    await asyncio.sleep(0)
                    print("still runs")
                    await asyncio.sleep(0)
                    print("never printed")
            except TimeoutError:
                print("timeout", asyncio.get_running_loop().time())
            try:
                async with asyncio.timeout_at(0.5):
                    await asyncio.sleep(1)
            except TimeoutError:
                print("timeout", asyncio.get_running_loop().time())
            async with asyncio.timeout(-1):
                print("does not suspend")
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 task=Task-1 runs
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 timeout 1.0
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 timeout 1.0
        1 task=Task-1 does not suspend
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("of two nested limits the inner one is over first: the outer block goes on")
{
    const auto main = []() -> coro<void> {
        co_await aio::with(aio::timeout(3), []() -> coro<void> {
            try {
                co_await aio::with(aio::timeout(1), []() -> coro<void> { co_await aio::sleep(9); });
            } catch (const aio::timeout_error&) {
                print("inner", now());
            }
            co_await aio::sleep(1);
            print("outer goes on", now());
        });
    };
    check_same(main, {R"py(
        async def main():
            async with asyncio.timeout(3):
                try:
                    async with asyncio.timeout(1):
                        await asyncio.sleep(9)
                except TimeoutError:
                    print("inner", asyncio.get_running_loop().time())
                await asyncio.sleep(1)
                print("outer goes on", asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 inner 1.0
        2 step Task-1
        2 task=Task-1 outer goes on 2.0
        2 done Task-1
    )"});
}

TEST_CASE("of two nested limits the outer one is over first: the inner block is cancelled, not timed out")
{
    const auto main = []() -> coro<void> {
        auto outer = aio::timeout(1);
        auto inner = aio::timeout(3);
        try {
            co_await aio::with(outer, [&]() -> coro<void> {
                try {
                    co_await aio::with(inner, []() -> coro<void> { co_await aio::sleep(9); });
                } catch (const aio::timeout_error&) {
                    print("never printed");
                }
            });
        } catch (const aio::timeout_error&) {
            print("outer", outer.expired(), inner.expired(), now());
        }
    };
    check_same(main, {R"py(
        async def main():
            outer = asyncio.timeout(1)
            inner = asyncio.timeout(3)
            try:
                async with outer:
                    try:
                        async with inner:
                            await asyncio.sleep(9)
                    except TimeoutError:
                        print("never printed")
            except TimeoutError:
                print("outer", outer.expired(), inner.expired(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 outer True False 1.0
        1 done Task-1
    )"});
}

TEST_CASE("two nested limits are over together: both have expired, and the outer one gives the error")
{
    const auto main = []() -> coro<void> {
        auto outer = aio::timeout(1);
        auto inner = aio::timeout(1);
        try {
            co_await aio::with(outer, [&]() -> coro<void> {
                try {
                    co_await aio::with(inner, []() -> coro<void> { co_await aio::sleep(9); });
                } catch (const aio::timeout_error&) {
                    print("never printed");
                }
            });
        } catch (const aio::timeout_error&) {
            print("outer", outer.expired(), inner.expired(), now());
        }
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def main():
            outer = asyncio.timeout(1)
            inner = asyncio.timeout(1)
            try:
                async with outer:
                    try:
                        async with inner:
                            await asyncio.sleep(9)
                    except TimeoutError:
                        print("never printed")
            except TimeoutError:
                print("outer", outer.expired(), inner.expired(), asyncio.get_running_loop().time())
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 outer True True 1.0
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("nested limits over together, the inner one set first: still the outer one gives the error")
{
    const auto main = []() -> coro<void> {
        auto outer = aio::timeout(5);
        auto inner = aio::timeout_at(1);
        try {
            co_await aio::with(outer, [&]() -> coro<void> {
                try {
                    co_await aio::with(inner, [&]() -> coro<void> {
                        outer.reschedule(1);
                        co_await aio::sleep(9);
                    });
                } catch (const aio::timeout_error&) {
                    print("inner");
                }
                co_await aio::sleep(0);
                print("never printed");
            });
        } catch (const aio::timeout_error&) {
            print("outer", outer.expired(), inner.expired());
        }
    };
    check_same(main, {R"py(
        async def main():
            outer = asyncio.timeout(5)
            inner = asyncio.timeout_at(1)
            try:
                async with outer:
                    try:
                        async with inner:
                            outer.reschedule(1)
                            await asyncio.sleep(9)
                    except TimeoutError:
                        print("inner")
                    await asyncio.sleep(0)
                    print("never printed")
            except TimeoutError:
                print("outer", outer.expired(), inner.expired())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 outer True True
        1 done Task-1
    )"});
}

TEST_CASE("who is cancelled from outside within the time is cancelled, not timed out")
{
    const auto worker = []() -> coro<void> {
        co_await aio::with(aio::timeout(5), []() -> coro<void> { co_await aio::sleep(9); });
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(worker());
        co_await aio::sleep(1);
        task.cancel();
        try {
            co_await task;
        } catch (const aio::cancelled_error&) {
            print("cancelled", task.cancelling(), now());
        }
    };
    check_same(main, {R"py(
        async def worker():
            async with asyncio.timeout(5):
                await asyncio.sleep(9)
        async def main():
            task = asyncio.create_task(worker())
            await asyncio.sleep(1)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                print("cancelled", task.cancelling(), asyncio.get_running_loop().time())
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
        1 task=Task-1 cancelled 1 1.0
        1 done Task-1
    )"});
}

TEST_CASE("cancelled from outside and timed out at once: the cancellation from outside prevails")
{
    const auto worker = []() -> coro<void> {
        auto limit = aio::timeout(1);
        try {
            co_await aio::with(limit, []() -> coro<void> { co_await aio::sleep(9); });
        } catch (const aio::timeout_error&) {
            print("never printed");
        } catch (const aio::cancelled_error&) {
            print("cancelled", limit.expired());
            throw;
        }
    };
    const auto main = [&]() -> coro<void> {
        const auto task = aio::create_task(worker());
        co_await aio::sleep(1);
        task.cancel();
        try {
            co_await task;
        } catch (const aio::cancelled_error&) {
            print("main", task.cancelling());
        }
    };
    check_same(main, {R"py(
        async def worker():
            limit = asyncio.timeout(1)
            try:
                async with limit:
                    await asyncio.sleep(9)
            except TimeoutError:
                print("never printed")
            except asyncio.CancelledError:
                print("cancelled", limit.expired())
                raise
        async def main():
            task = asyncio.create_task(worker())
            await asyncio.sleep(1)
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:
                print("main", task.cancelling())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        1 cancel Task-2
        1 step Task-1
        1 cancel Task-2
        1 step Task-2
        1 task=Task-2 cancelled True
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 main 1
        1 done Task-1
    )"});
}

TEST_CASE("a block that swallows the cancellation has timed out all the same, without an error")
{
    const auto main = []() -> coro<void> {
        auto limit = aio::timeout(1);
        co_await aio::with(limit, []() -> coro<void> {
            try {
                co_await aio::sleep(9);
            } catch (const aio::cancelled_error&) {
                print("swallowed");
            }
            co_await aio::sleep(1);
            print("goes on");
        });
        print(limit.expired(), now());
    };
    check_same(main, {R"py(
        async def main():
            limit = asyncio.timeout(1)
            async with limit:
                try:
                    await asyncio.sleep(9)
                except asyncio.CancelledError:
                    print("swallowed")
                await asyncio.sleep(1)
                print("goes on")
            print(limit.expired(), asyncio.get_running_loop().time())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 swallowed
        2 step Task-1
        2 task=Task-1 goes on
        2 task=Task-1 True 2.0
        2 done Task-1
    )"});
}

TEST_CASE("another exception out of a block whose time is over stays what it is")
{
    const auto main = []() -> coro<void> {
        auto limit = aio::timeout(1);
        try {
            co_await aio::with(limit, []() -> coro<void> {
                try {
                    co_await aio::sleep(9);
                } catch (const aio::cancelled_error&) {
                    throw aio::value_error("instead");
                }
            });
        } catch (const aio::value_error& e) {
            print("caught", e.what(), limit.expired());
        }
    };
    check_same(main, {R"py(
        async def main():
            limit = asyncio.timeout(1)
            try:
                async with limit:
                    try:
                        await asyncio.sleep(9)
                    except asyncio.CancelledError:
                        raise ValueError("instead")
            except ValueError as e:
                print("caught", e, limit.expired())
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 caught instead True
        1 done Task-1
    )"});
}

TEST_CASE("a limit is used once, and rescheduled only inside its block")
{
    const auto main = []() -> coro<void> {
        auto limit = aio::timeout(1);
        try {
            limit.reschedule(2);
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        co_await aio::with(limit, []() -> coro<void> { co_return; });
        try {
            limit.reschedule(2);
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        try {
            co_await aio::with(limit, []() -> coro<void> { co_return; });
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        auto short_one = aio::timeout(1);
        try {
            co_await aio::with(short_one, [&]() -> coro<void> {
                try {
                    co_await aio::sleep(2);
                } catch (const aio::cancelled_error&) {
                    short_one.reschedule(5);
                }
            });
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        try {
            short_one.reschedule(5);
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
    };
    check_same(main, {R"py(
        async def main():
            limit = asyncio.timeout(1)
            try:
                limit.reschedule(2)
            except RuntimeError as e:
                print(e)
            async with limit:
                pass
            try:
                limit.reschedule(2)
            except RuntimeError as e:
                print(e)
            try:
                async with limit:
                    pass
            except RuntimeError as e:
                print(e)
            short_one = asyncio.timeout(1)
            try:
                async with short_one:
                    try:
                        await asyncio.sleep(2)
                    except asyncio.CancelledError:
                        short_one.reschedule(5)
            except RuntimeError as e:
                print(e)
            try:
                short_one.reschedule(5)
            except RuntimeError as e:
                print(e)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 Timeout has not been entered
        0 task=Task-1 Cannot change state of finished Timeout
        0 task=Task-1 Timeout has already been entered
        1 cancel Task-1
        1 step Task-1
        1 task=Task-1 Cannot change state of expiring Timeout
        1 task=Task-1 Cannot change state of expired Timeout
        1 done Task-1
    )"});
}

TEST_CASE("the time is over just when what is awaited is done: the older timer decides")
{
    const auto main = []() -> coro<void> {
        co_await aio::with(aio::timeout(1), []() -> coro<void> {
            co_await aio::sleep(1);
            print("never printed, for the limit was set first");
        });
    };
    check_same(main, {R"py(
        async def main():
            async with asyncio.timeout(1):
                await asyncio.sleep(1)
                print("never printed, for the limit was set first")
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 cancel Task-1
        1 step Task-1
        1 failed Task-1 TimeoutError
        1 task=- TimeoutError
    )"});
}

TEST_CASE("a task whose wake-up is queued already when its waiter's time is over is cancelled all the same")
{
    const auto main = []() -> coro<void> {
        auto limit = aio::timeout(9);
        const auto sleeper = aio::create_task([]() -> coro<void> { co_await aio::sleep(1); }());
        co_await aio::sleep(0);
        try {
            co_await aio::with(limit, [&]() -> coro<void> {
                limit.reschedule(1);
                co_await sleeper;
                print("never printed");
            });
        } catch (const aio::timeout_error&) {
            print("timeout", sleeper.done(), sleeper.cancelled());
        }
    };
    check_same(main, {R"py(
        async def sleeper():
            await asyncio.sleep(1)
        async def main():
            limit = asyncio.timeout(9)
            task = asyncio.create_task(sleeper())
            await asyncio.sleep(0)
            try:
                async with limit:
                    limit.reschedule(1)
                    await task
                    print("never printed")
            except TimeoutError:
                print("timeout", task.done(), task.cancelled())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 step Task-1
        1 cancel Task-1
        1 cancel Task-2
        1 step Task-2
        1 cancelled Task-2
        1 step Task-1
        1 task=Task-1 timeout True True
        1 done Task-1
    )"});
}
