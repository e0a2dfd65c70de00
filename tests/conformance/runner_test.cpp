#include "aio/run.hpp"

#include "aio/any_task.hpp"
#include "aio/handle.hpp"
#include "module_helpers.hpp"

using aio::coro;
using aio::loop;
using aio::print;
using aio::runner;
using tests::check_module;
using tests::check_same;
using tests::in_python;

namespace {

coro<void> ticks(std::string name, int count)
{
    for (int i = 0; i != count; ++i) {
        print(name, i);
        co_await aio::sleep(1);
    }
}

coro<int> gives(int value)
{
    co_await aio::sleep(1);
    co_return value;
}

coro<void> starts_ticks()
{
    aio::create_task(ticks("background", 3));
    co_await aio::sleep(0.5);
    print("first over");
}

coro<void> waits(double delay)
{
    print(aio::current_task()->get_name(), loop::running().time());
    co_await aio::sleep(delay);
}

coro<void> inner()
{
    co_return;
}

coro<int> fails()
{
    co_await aio::sleep(1);
    throw aio::value_error("no");
}

}  // namespace

TEST_CASE("run returns main's result, and the cleanup uses up two task numbers")
{
    check_module(
        [](loop& l) {
            l.print(aio::str(aio::run(l, gives(7))) + "\n");
            aio::run(l, waits(1));
        },
        {R"py(
        async def gives(value):
            await asyncio.sleep(1)
            return value
        async def waits(delay):
            print(asyncio.current_task().get_name(), asyncio.get_running_loop().time())
            await asyncio.sleep(delay)
        print(asyncio.run(gives(7)))
        asyncio.run(waits(1))
    )py",
         R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 done Task-1
        1 task=- 7
        1 create Task-4
        1 step Task-4
        1 task=Task-4 Task-4 1.0
        2 step Task-4
        2 done Task-4
    )"});
}

TEST_CASE("the runs of one runner share the loop: leftovers of one continue in the next")
{
    check_module(
        [](loop& l) {
            runner r(l);
            r.run(starts_ticks());
            l.print("between\n");
            l.print(aio::str(r.run(gives(5))) + "\n");
            r.run(waits(0.25));
            r.close();
        },
        {R"py(
        async def ticks(name, count):
            for i in range(count):
                print(name, i)
                await asyncio.sleep(1)
        async def gives(value):
            await asyncio.sleep(1)
            return value
        async def starts_ticks():
            asyncio.create_task(ticks("background", 3))
            await asyncio.sleep(0.5)
            print("first over")
        async def waits(delay):
            print(asyncio.current_task().get_name(), asyncio.get_running_loop().time())
            await asyncio.sleep(delay)
        with asyncio.Runner() as runner:
            runner.run(starts_ticks())
            print("between")
            print(runner.run(gives(5)))
            runner.run(waits(0.25))
    )py",
         R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 background 0
        0.5 step Task-1
        0.5 task=Task-1 first over
        0.5 done Task-1
        0.5 task=- between
        0.5 create Task-3
        0.5 step Task-3
        1 step Task-2
        1 task=Task-2 background 1
        1.5 step Task-3
        1.5 done Task-3
        1.5 task=- 5
        1.5 create Task-4
        1.5 step Task-4
        1.5 task=Task-4 Task-4 1.5
        1.75 step Task-4
        1.75 done Task-4
        1.75 cancel Task-2
        1.75 step Task-2
        1.75 cancelled Task-2
    )"});
}

TEST_CASE("a failed run throws to its caller, and the runner can be used again")
{
    check_module(
        [](loop& l) {
            runner r(l);
            try {
                r.run(fails());
            } catch (const aio::value_error& e) {
                l.print(std::string("caught ") + e.what() + "\n");
            }
            r.run(waits(1));
            l.print(&r.get_loop() == &l ? "same loop\n" : "another\n");
            r.close();
            try {
                r.run(waits(1));
            } catch (const aio::runtime_error& e) {
                l.print(std::string(e.what()) + "\n");
            }
        },
        {R"py(
        async def waits(delay):
            print(asyncio.current_task().get_name(), asyncio.get_running_loop().time())
            await asyncio.sleep(delay)
        async def fails():
            await asyncio.sleep(1)
            raise ValueError("no")
        with asyncio.Runner() as runner:
            loop = runner.get_loop()
            try:
                runner.run(fails())
            except ValueError as e:
                print("caught", e)
            runner.run(waits(1))
            print("same loop" if runner.get_loop() is loop else "another")
        spent = waits(1)
        try:
            runner.run(spent)
        except RuntimeError as e:
            print(e)
        spent.close()
    )py",
         R"(
        0 create Task-1
        0 step Task-1
        1 step Task-1
        1 failed Task-1 ValueError
        1 task=- caught no
        1 create Task-2
        1 step Task-2
        1 task=Task-2 Task-2 1.0
        2 step Task-2
        2 done Task-2
        2 task=- same loop
        2 task=- Runner is closed
    )"});
}

TEST_CASE("a second run finds a fresh loop: no handler, no eager tasks, none of the old calls")
{
    check_module(
        [](loop& l) {
            const auto first = []() -> coro<void> {
                loop& own = loop::running();
                own.set_exception_handler([](loop&, const aio::exception_context&) { print("never"); });
                own.set_task_factory(aio::eager_task_factory);
                own.call_later(0.5, [] { print("never"); });
                own.call_soon([&own] {
                    own.call_soon([&own] {
                        own.call_soon([] { print("fourth turn"); });
                        print("third turn");
                    });
                    print("second turn");
                });
                co_return;
            };
            const auto second = []() -> coro<void> {
                loop& own = loop::running();
                own.call_soon([] { throw aio::value_error("reported"); });
                aio::create_task(ticks("not eager", 1));
                print("main");
                co_await aio::sleep(1);
            };
            aio::run(l, first());
            aio::run(l, second());
        },
        {R"py(
        async def ticks(name, count):
            for i in range(count):
                print(name, i)
                await asyncio.sleep(1)
        async def first():
            loop = asyncio.get_running_loop()
            loop.set_exception_handler(lambda loop, context: print("never"))
            loop.set_task_factory(asyncio.eager_task_factory)
            loop.call_later(0.5, print, "never")
            def second_turn():
                loop.call_soon(third_turn)
                print("second turn")
            def third_turn():
                loop.call_soon(print, "fourth turn")
                print("third turn")
            loop.call_soon(second_turn)
        async def second():
            loop = asyncio.get_running_loop()
            def fails():
                raise ValueError("reported")
            loop.call_soon(fails)
            asyncio.create_task(ticks("not eager", 1))
            print("main")
            await asyncio.sleep(1)
        asyncio.run(first())
        asyncio.run(second())
    )py",
         R"(
        0 create Task-1
        0 step Task-1
        0 done Task-1
        0 task=- second turn
        0 task=- third turn
        0 task=- fourth turn
        0 create Task-4
        0 step Task-4
        0 create Task-5
        0 task=Task-4 main
        0 step Task-5
        0 task=Task-5 not eager 0
        1 step Task-4
        1 done Task-4
        1 step Task-5
        1 done Task-5
    )",
         R"(
        Exception in callback
    )"});
}

TEST_CASE("the iteration in which main ends is completed, and what it made ready runs in the cleanup")
{
    const auto worker = [](const char* name) -> coro<void> {
        for (int i = 0;; ++i) {
            print(name, i);
            co_await aio::sleep(0);
        }
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(worker("a"));
        co_await aio::sleep(0);
        aio::create_task(worker("b"));
        loop::running().call_soon([] { print("call"); });
        print("main over");
    };
    check_same(main, {R"py(
        async def worker(name):
            i = 0
            while True:
                print(name, i)
                i += 1
                await asyncio.sleep(0)
        async def main():
            asyncio.create_task(worker("a"))
            await asyncio.sleep(0)
            asyncio.create_task(worker("b"))
            asyncio.get_running_loop().call_soon(print, "call")
            print("main over")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 a 0
        0 step Task-1
        0 create Task-3
        0 task=Task-1 main over
        0 done Task-1
        0 step Task-2
        0 task=Task-2 a 1
        0 step Task-3
        0 task=Task-3 b 0
        0 task=- call
        0 cancel Task-2
        0 cancel Task-3
        0 step Task-2
        0 cancelled Task-2
        0 step Task-3
        0 cancelled Task-3
    )"});
}

TEST_CASE("no run may begin while a loop runs")
{
    const auto main = []() -> coro<void> {
        try {
            runner(loop::running()).run(inner());
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        co_return;
    };
    check_same(main, {R"py(
        async def inner():
            pass
        async def main():
            try:
                asyncio.Runner().run(inner())
            except RuntimeError as e:
                print(e)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 Runner.run() cannot be called from a running event loop
        0 done Task-1
    )",
                      R"(
        coroutine 'inner' was never awaited
    )"});
}

TEST_CASE("runs of one runner can be stepped, one after the other, up to a cleanup that reports an error")
{
    trace::log events;
    trace::recorder recorder(events);
    loop l(&recorder);
    runner r(l);
    CHECK_FALSE(r.busy());
    CHECK(r.step() == aio::progress::idle);
    const auto first = r.start(gives(1));
    while (r.busy()) {
        r.step();
    }
    CHECK(first.result() == 1);
    const auto second = r.start(fails());
    CHECK(r.advance(1.5) > 0);
    CHECK(r.busy());
    CHECK(r.advance(2) > 0);
    CHECK_FALSE(r.busy());
    CHECK_FALSE(r.ended());
    r.start_closing(second.exception());
    while (r.busy()) {
        r.step_iteration();
    }
    CHECK(r.ended());
    CHECK(l.is_closed());
    CHECK(trace::record_writer({}).next(events) == "t=2.000000 task=- ValueError: no\n");
}

TEST_CASE("a runner copies the context when it's first used, not when it's created")
{
    check_module(
        [](loop& l) {
            const aio::context_var<int> v("v", 0);
            const auto shows = [&]() -> coro<void> {
                print(v.get());
                v.set(v.get() + 10);
                co_return;
            };
            {
                runner r(l);
                v.set(1);
                r.run(shows());
                v.set(2);
                r.run(shows());
                r.close();
            }
            runner r(l);
            v.set(3);
            r.get_loop();
            v.set(4);
            r.run(shows());
        },
        {R"py(
        import contextvars
        v = contextvars.ContextVar("v", default=0)
        async def shows():
            print(v.get())
            v.set(v.get() + 10)
        r = asyncio.Runner()
        v.set(1)
        r.run(shows())
        v.set(2)
        r.run(shows())
        r.close()
        r = asyncio.Runner()
        v.set(3)
        r.get_loop()
        v.set(4)
        r.run(shows())
    )py",
         R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 1
        0 done Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 11
        0 done Task-2
        0 create Task-5
        0 step Task-5
        0 task=Task-5 3
        0 done Task-5
    )"});
}
