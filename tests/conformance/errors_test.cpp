// Failures that no code catches: where they go, and when.

#include "aio/errors.hpp"

#include "../core/trace_of.hpp"
#include "aio/exception_context.hpp"

using aio::coro;
using aio::exception_context;
using aio::loop;
using aio::print;
using tests::check_same;

namespace {

void show(loop&, const exception_context& context)
{
    if (context.exception) {
        const aio::error_text error = aio::describe(context.exception);
        print("handler:", context.message, "/", error.type, error.message);
    } else {
        print("handler:", context.message);
    }
}

coro<void> fails(std::string why)
{
    print("fails");
    throw aio::value_error(std::move(why));
    co_return;
}

}  // namespace

TEST_CASE("an exception in a call is reported, and the loop continues")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_soon([] { throw aio::value_error("soon"); });
        l.call_soon([] { print("goes on"); });
        l.call_later(1, [] { throw aio::runtime_error("later"); });
        co_await aio::sleep(1);
        co_await aio::sleep(0);
        print("main");
    };
    check_same(main, {R"py(
        async def main():
            loop = asyncio.get_running_loop()
            def soon():
                raise ValueError("soon")
            def later():
                raise RuntimeError("later")
            loop.call_soon(soon)
            loop.call_soon(print, "goes on")
            loop.call_later(1, later)
            await asyncio.sleep(1)
            await asyncio.sleep(0)
            print("main")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=- goes on
        1 step Task-1
        1 step Task-1
        1 task=Task-1 main
        1 done Task-1
    )",
                      R"(
        Exception in callback
        Exception in callback
    )"});
}

TEST_CASE("a custom exception handler gets it instead, at once, with no current task")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        print(static_cast<bool>(l.get_exception_handler()));
        l.set_exception_handler(show);
        print(static_cast<bool>(l.get_exception_handler()));
        l.call_soon([] { throw aio::value_error("no"); });
        l.call_soon([] { print("beside"); });
        co_await aio::sleep(0);
        l.set_exception_handler(nullptr);
        l.call_soon([] { throw aio::value_error("reported"); });
        co_await aio::sleep(0);
        print(static_cast<bool>(l.get_exception_handler()));
    };
    check_same(main, {R"py(
        def show(loop, context):
            error = context["exception"]
            print("handler:", context["message"].split(" main")[0], "/", type(error).__name__, error)
        async def main():
            loop = asyncio.get_running_loop()
            print(loop.get_exception_handler() is not None)
            loop.set_exception_handler(show)
            print(loop.get_exception_handler() is not None)
            def fails(why):
                raise ValueError(why)
            loop.call_soon(fails, "no")
            loop.call_soon(print, "beside")
            await asyncio.sleep(0)
            loop.set_exception_handler(None)
            loop.call_soon(fails, "reported")
            await asyncio.sleep(0)
            print(loop.get_exception_handler() is not None)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 False
        0 task=Task-1 True
        0 task=- handler: Exception in callback / ValueError no
        0 task=- beside
        0 step Task-1
        0 step Task-1
        0 task=Task-1 False
        0 done Task-1
    )",
                      R"(
        Exception in callback
    )"});
}

TEST_CASE("the failure of an unreferenced task is reported as soon as its last step is over")
{
    const auto main = []() -> coro<void> {
        loop::running().set_exception_handler(show);
        aio::create_task(fails("dropped"));
        loop::running().call_soon([] { print("beside"); });
        {
            const auto kept = aio::create_task(fails("kept"));
            co_await aio::sleep(0);
            print("main");
        }
        print("end");
    };
    check_same(main, {R"py(
        def show(loop, context):
            error = context["exception"]
            print("handler:", context["message"], "/", type(error).__name__, error)
        async def fails(why):
            print("fails")
            raise ValueError(why)
        async def main():
            asyncio.get_running_loop().set_exception_handler(show)
            asyncio.create_task(fails("dropped"))
            asyncio.get_running_loop().call_soon(print, "beside")
            kept = asyncio.create_task(fails("kept"))
            await asyncio.sleep(0)
            print("main")
            del kept
            print("end")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 fails
        0 failed Task-2 ValueError
        0 task=- handler: Task exception was never retrieved / ValueError dropped
        0 task=- beside
        0 step Task-3
        0 task=Task-3 fails
        0 failed Task-3 ValueError
        0 step Task-1
        0 task=Task-1 main
        0 task=Task-1 handler: Task exception was never retrieved / ValueError kept
        0 task=Task-1 end
        0 done Task-1
    )"});
}

TEST_CASE("a retrieved failure isn't reported: by await, result, exception, or a callback that asks")
{
    const auto main = []() -> coro<void> {
        loop::running().set_exception_handler(show);
        const auto awaited = aio::create_task(fails("awaited"));
        const auto asked = aio::create_task(fails("asked"));
        const auto result = aio::create_task(fails("result"));
        aio::create_task(fails("callback")).add_done_callback([](const aio::task<void>& t) {
            print("callback:", aio::describe(t.exception()).message);
        });
        try {
            co_await awaited;
        } catch (const aio::value_error& e) {
            print("caught", e.what());
        }
        print(aio::describe(asked.exception()).message);
        try {
            result.result();
        } catch (const aio::value_error& e) {
            print("caught", e.what());
        }
    };
    check_same(main, {R"py(
        def show(loop, context):
            print("handler:", context["message"])
        async def fails(why):
            print("fails")
            raise ValueError(why)
        async def main():
            asyncio.get_running_loop().set_exception_handler(show)
            awaited = asyncio.create_task(fails("awaited"))
            asked = asyncio.create_task(fails("asked"))
            result = asyncio.create_task(fails("result"))
            asyncio.create_task(fails("callback")).add_done_callback(lambda t: print("callback:", t.exception()))
            try:
                await awaited
            except ValueError as e:
                print("caught", e)
            print(asked.exception())
            try:
                result.result()
            except ValueError as e:
                print("caught", e)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 create Task-4
        0 create Task-5
        0 step Task-2
        0 task=Task-2 fails
        0 failed Task-2 ValueError
        0 step Task-3
        0 task=Task-3 fails
        0 failed Task-3 ValueError
        0 step Task-4
        0 task=Task-4 fails
        0 failed Task-4 ValueError
        0 step Task-5
        0 task=Task-5 fails
        0 failed Task-5 ValueError
        0 step Task-1
        0 task=Task-1 caught awaited
        0 task=Task-1 asked
        0 task=Task-1 caught result
        0 done Task-1
        0 task=- callback: callback
    )"});
}

TEST_CASE("the failure of a future is reported when its last handle is destroyed")
{
    const auto main = []() -> coro<void> {
        loop::running().set_exception_handler(show);
        std::optional<aio::future<int>> future;
        future.emplace();
        future->set_exception(aio::value_error("future"));
        print("set");
        auto second = future;
        future.reset();
        print("one is left");
        second.reset();
        print("gone");
        aio::future<int> cancelled;
        cancelled.cancel();
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        def show(loop, context):
            error = context["exception"]
            print("handler:", context["message"], "/", type(error).__name__, error)
        async def main():
            asyncio.get_running_loop().set_exception_handler(show)
            future = asyncio.get_running_loop().create_future()
            future.set_exception(ValueError("future"))
            print("set")
            second = future
            del future
            print("one is left")
            del second
            print("gone")
            cancelled = asyncio.get_running_loop().create_future()
            cancelled.cancel()
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 set
        0 task=Task-1 one is left
        0 task=Task-1 handler: Future exception was never retrieved / ValueError future
        0 task=Task-1 gone
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("a done callback that throws doesn't prevent the others")
{
    const auto main = []() -> coro<void> {
        loop::running().set_exception_handler(show);
        aio::future<int> f;
        f.add_done_callback([](const aio::future<int>&) { print("first"); });
        f.add_done_callback([](const aio::future<int>&) { throw aio::runtime_error("second"); });
        f.add_done_callback([](const aio::future<int>& done) { print("third", done.result()); });
        f.set_result(5);
        print(co_await f);
        co_await aio::sleep(0);
        print("main");
    };
    check_same(main, {R"py(
        def show(loop, context):
            error = context["exception"]
            print("handler:", context["message"].split(" main")[0], "/", type(error).__name__, error)
        async def main():
            asyncio.get_running_loop().set_exception_handler(show)
            f = asyncio.get_running_loop().create_future()
            def second(f):
                raise RuntimeError("second")
            f.add_done_callback(lambda f: print("first"))
            f.add_done_callback(second)
            f.add_done_callback(lambda f: print("third", f.result()))
            f.set_result(5)
            print(await f)
            await asyncio.sleep(0)
            print("main")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 5
        0 task=- first
        0 task=- handler: Exception in callback / RuntimeError second
        0 task=- third 5
        0 step Task-1
        0 task=Task-1 main
        0 done Task-1
    )"});
}

TEST_CASE("a handler that fails is reported, and is called again the next time")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.set_exception_handler([](loop&, const exception_context& context) {
            print("handler:", context.message);
            throw aio::runtime_error("in the handler");
        });
        l.call_exception_handler({.message = "one"});
        print("between");
        l.call_exception_handler({.message = "two"});
        co_return;
    };
    check_same(main, {R"py(
        def handler(loop, context):
            print("handler:", context["message"])
            raise RuntimeError("in the handler")
        async def main():
            loop = asyncio.get_running_loop()
            loop.set_exception_handler(handler)
            loop.call_exception_handler({"message": "one"})
            print("between")
            loop.call_exception_handler({"message": "two"})
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 handler: one
        0 task=Task-1 between
        0 task=Task-1 handler: two
        0 done Task-1
    )",
                      R"(
        Unhandled error in exception handler
        Unhandled error in exception handler
    )"});
}

TEST_CASE("a program may call the handler itself, or the default one")
{
    const auto main = []() -> coro<void> {
        loop& l = loop::running();
        l.call_exception_handler({});
        l.set_exception_handler(show);
        l.call_exception_handler(
            {.message = "mine", .exception = std::make_exception_ptr(aio::value_error("v"))});
        l.call_exception_handler({.message = "without an exception"});
        l.default_exception_handler({});
        l.set_exception_handler([](loop& of, const exception_context& context) {
            print("passes it on");
            of.default_exception_handler(context);
        });
        l.call_soon([] { throw aio::value_error("passed on"); });
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        def show(loop, context):
            if "exception" in context:
                error = context["exception"]
                print("handler:", context["message"], "/", type(error).__name__, error)
            else:
                print("handler:", context["message"])
        def passes_on(loop, context):
            print("passes it on")
            loop.default_exception_handler(context)
        async def main():
            loop = asyncio.get_running_loop()
            loop.call_exception_handler({})
            loop.set_exception_handler(show)
            loop.call_exception_handler({"message": "mine", "exception": ValueError("v")})
            loop.call_exception_handler({"message": "without an exception"})
            loop.default_exception_handler({})
            loop.set_exception_handler(passes_on)
            def fails():
                raise ValueError("passed on")
            loop.call_soon(fails)
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 handler: mine / ValueError v
        0 task=Task-1 handler: without an exception
        0 task=- passes it on
        0 step Task-1
        0 done Task-1
    )",
                      R"(
        Unhandled exception in event loop
        Unhandled exception in event loop
        Exception in callback
    )"});
}

TEST_CASE("a cancellation that a call throws belongs to no task: it goes to the handler too")
{
    const auto main = []() -> coro<void> {
        loop::running().set_exception_handler(show);
        loop::running().call_soon([] { throw aio::cancelled_error("nobody's"); });
        co_await aio::sleep(0);
        print("main");
    };
    check_same(main, {R"py(
        def show(loop, context):
            error = context["exception"]
            print("handler:", context["message"].split(" main")[0], "/", type(error).__name__, error)
        async def main():
            def cancels():
                raise asyncio.CancelledError("nobody's")
            asyncio.get_running_loop().set_exception_handler(show)
            asyncio.get_running_loop().call_soon(cancels)
            await asyncio.sleep(0)
            print("main")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=- handler: Exception in callback / CancelledError nobody's
        0 step Task-1
        0 task=Task-1 main
        0 done Task-1
    )"});
}

TEST_CASE("a callback may have a name, which reports about it contain")
{
    struct named {
        void operator()() const { throw aio::value_error("no"); }
        std::string callback_name() const { return "main.<locals>.named()"; }
    };
    const auto main = []() -> coro<void> {
        loop::running().set_exception_handler(show);
        loop::running().call_soon(named{});
        co_await aio::sleep(0);
    };
    CHECK(tests::output_of(main) == "handler: Exception in callback main.<locals>.named() / ValueError no\n");
}
