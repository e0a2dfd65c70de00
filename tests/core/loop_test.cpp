#include "aio/loop.hpp"

#include "aio/errors.hpp"
#include "trace_of.hpp"

using aio::coro;
using aio::loop;
using aio::print;
using aio::progress;
using tests::check_same;

TEST_CASE("callbacks run first in, first out; those they queue wait for the next iteration")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_soon([&l] {
            print("a");
            l.call_soon([] { print("queued by a"); });
        });
        l.call_soon([] { print("b"); });
        co_await aio::sleep(0);
        print("main");
        co_await aio::sleep(0);
        print("main again");
    };
    check_same(main, {R"py(
        async def main():
            l = asyncio.get_running_loop()
            def a():
                print("a")
                l.call_soon(print, "queued by a")
            l.call_soon(a)
            l.call_soon(print, "b")
            await asyncio.sleep(0)
            print("main")
            await asyncio.sleep(0)
            print("main again")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=- a
        0 task=- b
        0 step Task-1
        0 task=Task-1 main
        0 task=- queued by a
        0 step Task-1
        0 task=Task-1 main again
        0 done Task-1
    )"});
}

TEST_CASE("timers fire by deadline, equal ones in the order they were set, after ready callbacks")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_later(2, [] { print("two"); });
        l.call_at(1, [] { print("one"); });
        l.call_later(1, [] { print("one again"); });
        l.call_later(0, [] { print("zero"); });
        l.call_later(-1, [] { print("minus one"); });
        l.call_soon([] { print("soon"); });
        co_await aio::sleep(3);
    };
    check_same(main, {R"py(
        async def main():
            l = asyncio.get_running_loop()
            l.call_later(2, print, "two")
            l.call_at(1, print, "one")
            l.call_later(1, print, "one again")
            l.call_later(0, print, "zero")
            l.call_later(-1, print, "minus one")
            l.call_soon(print, "soon")
            await asyncio.sleep(3)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=- soon
        0 task=- minus one
        0 task=- zero
        1 task=- one
        1 task=- one again
        2 task=- two
        3 step Task-1
        3 done Task-1
    )"});
}

TEST_CASE("deadlines less than a nanosecond apart fire together, at the time of the first")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_at(1 + 5e-10, [] { print("late"); });
        l.call_at(1, [&l] {
            print("early", l.time());
            l.call_soon([] { print("queued by early"); });
        });
        l.call_at(1 + 2e-9, [] { print("later"); });
        co_await aio::sleep(2);
    };
    check_same(main, {R"py(
        async def main():
            l = asyncio.get_running_loop()
            l.call_at(1 + 5e-10, print, "late")
            def early():
                print("early", l.time())
                l.call_soon(print, "queued by early")
            l.call_at(1.0, early)
            l.call_at(1 + 2e-9, print, "later")
            await asyncio.sleep(2)
    )py", R"(
        0 create Task-1
        0 step Task-1
        1 task=- early 1.0
        1 task=- late
        1 task=- queued by early
        1.000000002 task=- later
        2 step Task-1
        2 done Task-1
    )"});
}

TEST_CASE("timers that pass while the loop is held fire afterwards, in the order of their deadlines")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_later(2, [&l] { print("two", l.time()); });
        l.call_later(1, [&l] { print("one", l.time()); });
        aio::blocking_sleep(5);
        l.call_soon([] { print("soon"); });
        print("main", l.time());
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        async def main():
            l = asyncio.get_running_loop()
            l.call_later(2, lambda: print("two", l.time()))
            l.call_later(1, lambda: print("one", l.time()))
            time.sleep(5)
            l.call_soon(print, "soon")
            print("main", l.time())
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        5 task=Task-1 main 5.0
        5 task=- soon
        5 task=- one 5.0
        5 task=- two 5.0
        6 step Task-1
        6 done Task-1
    )"});
}

TEST_CASE("a cancelled call doesn't run, not even from the ready queue")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        const aio::handle soon = l.call_soon([] { print("never printed"); });
        soon.cancel();
        const aio::timer_handle later = l.call_later(1, [] { print("never printed"); });
        l.call_later(0.5, [later] { later.cancel(); });
        const aio::timer_handle due = l.call_later(2, [] { print("never printed"); });
        l.call_at(1.5, [due] {
            aio::blocking_sleep(1);
            loop::running().call_soon([due] { due.cancel(); });
        });
        co_await aio::sleep(3);
        print(soon.cancelled(), later.cancelled(), due.cancelled(), later.when());
    };
    check_same(main, {R"py(
        async def main():
            l = asyncio.get_running_loop()
            soon = l.call_soon(print, "never printed")
            soon.cancel()
            later = l.call_later(1, print, "never printed")
            l.call_later(0.5, lambda: later.cancel())
            due = l.call_later(2, print, "never printed")
            def hold():
                time.sleep(1)
                l.call_soon(due.cancel)
            l.call_at(1.5, hold)
            await asyncio.sleep(3)
            print(soon.cancelled(), later.cancelled(), due.cancelled(), later.when())
    )py", R"(
        0 create Task-1
        0 step Task-1
        3 step Task-1
        3 task=Task-1 True True True 1.0
        3 done Task-1
    )"});
}

TEST_CASE("a call's exception goes to the exception handler, and the loop continues")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_soon([] { throw aio::value_error("reported"); });
        co_await aio::sleep(0);
        l.set_exception_handler([](loop&, const aio::exception_context& context) {
            print("handler:", aio::describe(context.exception).message);
        });
        l.call_soon([] { throw aio::value_error("handled"); });
        co_await aio::sleep(0);
        print("main goes on");
    };
    check_same(main, {R"py(
        def throw(message):
            raise ValueError(message)
        async def main():
            l = asyncio.get_running_loop()
            l.call_soon(throw, "reported")
            await asyncio.sleep(0)
            l.set_exception_handler(lambda l, context: print("handler:", context["exception"]))
            l.call_soon(throw, "handled")
            await asyncio.sleep(0)
            print("main goes on")
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 step Task-1
        0 task=- handler: handled
        0 step Task-1
        0 task=Task-1 main goes on
        0 done Task-1
    )", R"(
        Exception in callback
    )"});
}

TEST_CASE("an iteration runs what was ready at its beginning, and steps tell iterations apart")
{
    loop l;
    std::string log;
    l.call_soon([&] {
        log += "a";
        l.call_soon([&] { log += "c"; });
    });
    l.call_soon([&] { log += "b"; });
    l.call_later(1, [&] { log += "d"; });
    CHECK(l.between_iterations());
    CHECK(l.step() == progress::ran);
    CHECK_FALSE(l.between_iterations());
    CHECK(l.step_iteration() == progress::ran);
    CHECK(log == "ab");
    CHECK(l.between_iterations());
    CHECK(l.step_iteration(0.5) == progress::ran);
    CHECK(log == "abc");
    CHECK(l.next_deadline() == 1);
    CHECK(l.step_iteration(0.5) == progress::waiting);
    CHECK(l.time() == 0);
    CHECK(l.step_iteration(1) == progress::ran);
    CHECK(l.time() == 1);
    CHECK(l.step_iteration() == progress::idle);
    CHECK(l.next_deadline() == loop::forever);
    CHECK(log == "abcd");
}

TEST_CASE("a loop is running during its callbacks, and can't be stepped or closed then")
{
    loop l;
    CHECK(loop::running_or_null() == nullptr);
    CHECK_THROWS_AS(loop::running(), aio::runtime_error);
    int calls = 0;
    l.call_soon([&] {
        CHECK(&loop::running() == &l);
        l.call_soon([&] { ++calls; });
        CHECK_THROWS_WITH_AS(l.step(), "This event loop is already running", aio::runtime_error);
        CHECK_THROWS_WITH_AS(l.step_iteration(), "This event loop is already running", aio::runtime_error);
        CHECK_THROWS_WITH_AS(l.close(), "Cannot close a running event loop", aio::runtime_error);
        CHECK(loop::running().current_task() == nullptr);
    });
    CHECK(l.step() == progress::ran);
    CHECK(calls == 0);
    CHECK(l.step() == progress::ran);
    CHECK(calls == 1);
    CHECK(loop::running_or_null() == nullptr);
}

TEST_CASE("while one loop runs, another can be closed, but not stepped")
{
    loop outer;
    loop inner;
    bool called = false;
    outer.call_soon([&] {
        inner.call_soon([&] { called = true; });
        CHECK_THROWS_WITH_AS(inner.step(), "Cannot run the event loop while another loop is running",
                             aio::runtime_error);
        CHECK(&loop::running() == &outer);
        inner.close();
        CHECK(&loop::running() == &outer);
        CHECK_THROWS_WITH_AS(inner.call_soon([] {}), "Event loop is closed", aio::runtime_error);
    });
    outer.step();
    CHECK_FALSE(called);
}

TEST_CASE("a destroyed loop drops its contents silently")
{
    std::string log;
    {
        loop l;
        const std::shared_ptr<void> guard(nullptr, [&](void*) { log += "gone "; });
        l.call_soon([guard, &log] { log += "called "; });
        l.call_later(1, [guard, &log] { log += "called "; });
        l.set_exception_handler([&](loop&, const aio::exception_context&) { log += "complaint "; });
    }
    CHECK(log == "gone ");
}
