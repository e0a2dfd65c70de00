// A job that waits for another one: its thread's clock moves to the other's end, and it continues after that.

#include "../core/trace_of.hpp"
#include "aio/executor.hpp"
#include "aio/thread.hpp"

using aio::blocking_sleep;
using aio::coro;
using aio::loop;
using aio::print;
using aio::thread_pool_executor;
using tests::check_same;

TEST_CASE("a job waits for another one that has begun, with or without a timeout")
{
    const auto main = []() -> coro<void> {
        const thread_pool_executor pool;
        const auto slow = pool.submit([] {
            blocking_sleep(2);
            print("slow ends");
            return 2;
        });
        const auto fails = pool.submit([] {
            blocking_sleep(3);
            throw aio::value_error("no");
        });
        const auto waits = [=] {
            try {
                slow.result(1);
            } catch (const aio::timeout_error&) {
                print("not yet", slow.done(), slow.running());
            }
            print(slow.result(5), slow.done(), slow.running());
            try {
                fails.result();
            } catch (const aio::value_error& e) {
                print(e.what(), slow.result(0));
            }
            print(fails.exception() != nullptr);
            blocking_sleep(1);
            return slow.result() * 10;
        };
        loop& l = loop::running();
        const auto first = l.run_in_executor(pool, waits);
        const auto second = l.run_in_executor(pool, [=] { return slow.result(); });
        print(co_await second);
        print(co_await first);
    };
    check_same(main, {R"py(
        from concurrent.futures import ThreadPoolExecutor
        def slowly():
            time.sleep(2)
            print("slow ends")
            return 2
        def failing():
            time.sleep(3)
            raise ValueError("no")
        async def main():
            pool = ThreadPoolExecutor()
            slow = pool.submit(slowly)
            fails = pool.submit(failing)
            def waits():
                try:
                    slow.result(1)
                except TimeoutError:
                    print("not yet", slow.done(), slow.running())
                print(slow.result(5), slow.done(), slow.running())
                try:
                    fails.result()
                except ValueError as error:
                    print(error, slow.result(0))
                print(fails.exception() is not None)
                time.sleep(1)
                return slow.result() * 10
            loop = asyncio.get_running_loop()
            first = loop.run_in_executor(pool, waits)
            second = loop.run_in_executor(pool, lambda: slow.result())
            print(await second)
            print(await first)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        1 task=- not yet False True
        2 task=- slow ends
        2 task=- 2 True False
        2 step Task-1
        2 task=Task-1 2
        3 task=- no 2
        3 task=- True
        4 step Task-1
        4 task=Task-1 20
        4 done Task-1
    )"});
}

TEST_CASE("a job waits for one that it has submitted itself, and continues after that one's end")
{
    const auto main = []() -> coro<void> {
        const thread_pool_executor pool;
        const auto grandchild = [] {
            blocking_sleep(1);
            print("grandchild ends");
            return 1;
        };
        const auto child = [=] {
            const auto inner = pool.submit(grandchild);
            print("child waits");
            const int result = inner.result() + 1;
            print("child ends");
            return result;
        };
        const auto parent = [=] {
            const auto inner = pool.submit(child);
            const int result = inner.result(1.5) + 1;
            print("parent goes on");
            blocking_sleep(1);
            print("parent ends");
            return result;
        };
        print(co_await loop::running().run_in_executor(pool, parent));
    };
    check_same(main, {R"py(
        from concurrent.futures import ThreadPoolExecutor
        async def main():
            pool = ThreadPoolExecutor()
            def grandchild():
                time.sleep(1)
                print("grandchild ends")
                return 1
            def child():
                inner = pool.submit(grandchild)
                print("child waits")
                result = inner.result() + 1
                print("child ends")
                return result
            def parent():
                inner = pool.submit(child)
                result = inner.result(1.5) + 1
                print("parent goes on")
                time.sleep(1)
                print("parent ends")
                return result
            print(await asyncio.get_running_loop().run_in_executor(pool, parent))
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=- child waits
        1 task=- grandchild ends
        1 task=- child ends
        1 task=- parent goes on
        2 task=- parent ends
        2 step Task-1
        2 task=Task-1 3
        2 done Task-1
    )"});
}

TEST_CASE("when the timeout and the other's end coincide, the job submitted first comes first")
{
    const auto main = []() -> coro<void> {
        const thread_pool_executor pool;
        const auto two_seconds = [](const char* name) {
            blocking_sleep(2);
            print(name, "ends");
        };
        const auto waits = [](const aio::concurrent_future<void>& other, const char* name) {
            try {
                other.result(2);
                print(name, "has it");
            } catch (const aio::timeout_error&) {
                print(name, "is too late");
            }
        };
        const auto first = pool.submit(two_seconds, "first");
        loop& l = loop::running();
        const auto second = l.run_in_executor(pool, waits, first, "second");
        const auto third = l.run_in_executor(pool, [&] { waits(pool.submit(two_seconds, "fourth"), "third"); });
        co_await second;
        co_await third;
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        from concurrent.futures import ThreadPoolExecutor
        async def main():
            pool = ThreadPoolExecutor()
            def two_seconds(name):
                time.sleep(2)
                print(name, "ends")
            def waits(other, name):
                try:
                    other.result(2)
                    print(name, "has it")
                except TimeoutError:
                    print(name, "is too late")
            first = pool.submit(two_seconds, "first")
            loop = asyncio.get_running_loop()
            second = loop.run_in_executor(pool, waits, first, "second")
            third = loop.run_in_executor(pool, lambda: waits(pool.submit(two_seconds, "fourth"), "third"))
            await second
            await third
            await asyncio.sleep(1)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        2 task=- first ends
        2 task=- second has it
        2 task=- third is too late
        2 task=- fourth ends
        2 step Task-1
        3 step Task-1
        3 done Task-1
    )"});
}
