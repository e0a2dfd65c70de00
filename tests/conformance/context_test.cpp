// Context variables: each task and each callback has values of its own.

#include "aio/context.hpp"

#include "../core/trace_of.hpp"
#include "aio/any_task.hpp"
#include "aio/async_generator.hpp"
#include "aio/gather.hpp"
#include "aio/thread.hpp"

using aio::context_var;
using aio::coro;
using aio::print;
using tests::check_same;

TEST_CASE("a task has a copy of the context in which it's created: its changes are its own")
{
    const context_var<std::string> who("who", "nobody");
    const auto child = [&](std::string name) -> coro<void> {
        print(name, "begins with", who.get());
        who.set(name);
        co_await aio::sleep(1);
        print(name, "has", who.get());
    };
    const auto awaited = [&]() -> coro<void> {
        who.set("set by a call");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        print(who.get());
        who.set("main");
        const auto a = aio::create_task(child("a"));
        who.set("changed");
        const auto b = aio::create_task(child("b"));
        co_await a;
        co_await b;
        print(who.get());
        co_await awaited();
        print(who.get(), who.get("fallback"));
    };
    check_same(main, {R"py(
        import contextvars
        who = contextvars.ContextVar("who", default="nobody")
        async def child(name):
            print(name, "begins with", who.get())
            who.set(name)
            await asyncio.sleep(1)
            print(name, "has", who.get())
        async def awaited():
            who.set("set by a call")
        async def main():
            print(who.get())
            who.set("main")
            a = asyncio.create_task(child("a"))
            who.set("changed")
            b = asyncio.create_task(child("b"))
            await a
            await b
            print(who.get())
            await awaited()
            print(who.get(), who.get("fallback"))
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 nobody
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 task=Task-2 a begins with main
        0 step Task-3
        0 task=Task-3 b begins with changed
        1 step Task-2
        1 task=Task-2 a has a
        1 done Task-2
        1 step Task-3
        1 task=Task-3 b has b
        1 done Task-3
        1 step Task-1
        1 task=Task-1 changed
        1 task=Task-1 set by a call set by a call
        1 done Task-1
    )"});
}

TEST_CASE("callbacks, timers, generators and threads copy the context in which they were requested")
{
    const context_var<int> depth("depth", 0);
    const auto numbers = [&](int count) -> aio::async_generator<int> {
        for (int i = 0; i != count; ++i) {
            depth.set(depth.get() + 10);
            co_yield depth.get();
        }
    };
    const auto main = [&]() -> coro<void> {
        aio::loop& loop = aio::loop::running();
        depth.set(1);
        loop.call_soon([&] { print("soon", depth.get()); depth.set(99); });
        loop.call_later(1, [&] { print("later", depth.get()); });
        const aio::future<int> f;
        f.add_done_callback([&](auto done) { print("done", done.result(), depth.get()); });
        aio::context own;
        own.run([&] { depth.set(50); });
        loop.call_soon(own, [&] { print("in a context", depth.get()); depth.set(51); });
        depth.set(2);
        loop.call_soon([&] { print("soon", depth.get()); });
        f.set_result(5);
        co_await aio::sleep(0);
        co_await aio::sleep(0);
        print(depth.get(), *own.get(depth));
        print(co_await aio::to_thread([&] { depth.set(depth.get() + 100); return depth.get(); }), depth.get());
        print(co_await aio::to_thread([&] { return depth.get(); }));
        for (auto it = numbers(2); auto value = co_await it.next();) {
            print(*value, depth.get());
        }
        co_await aio::sleep(1);
    };
    check_same(main, {R"py(
        import contextvars
        depth = contextvars.ContextVar("depth", default=0)
        async def numbers(count):
            for i in range(count):
                depth.set(depth.get() + 10)
                yield depth.get()
        def soon():
            print("soon", depth.get())
            depth.set(99)
        def in_a_context():
            print("in a context", depth.get())
            depth.set(51)
        def more():
            depth.set(depth.get() + 100)
            return depth.get()
        async def main():
            loop = asyncio.get_running_loop()
            depth.set(1)
            loop.call_soon(soon)
            loop.call_later(1, lambda: print("later", depth.get()))
            f = loop.create_future()
            f.add_done_callback(lambda done: print("done", done.result(), depth.get()))
            own = contextvars.Context()
            own.run(depth.set, 50)
            loop.call_soon(in_a_context, context=own)
            depth.set(2)
            loop.call_soon(lambda: print("soon", depth.get()))
            f.set_result(5)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            print(depth.get(), own[depth])
            print(await asyncio.to_thread(more), depth.get())
            print(await asyncio.to_thread(depth.get))
            async for value in numbers(2):
                print(value, depth.get())
            await asyncio.sleep(1)
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=- soon 1
        0 task=- in a context 50
        0 task=- soon 2
        0 task=- done 5 1
        0 step Task-1
        0 step Task-1
        0 task=Task-1 2 51
        0 step Task-1
        0 task=Task-1 102 2
        0 step Task-1
        0 task=Task-1 2
        0 task=Task-1 12 12
        0 task=Task-1 22 22
        1 task=- later 1
        1 step Task-1
        1 done Task-1
    )"});
}

TEST_CASE("a context is copied, entered and shared by tasks, and changes are reset")
{
    const context_var<int> x("x");
    const context_var<int> y("y", 7);
    const auto adds = [&](int more) -> coro<void> {
        co_await aio::sleep(0);
        x.set(x.get(0) + more);
    };
    const auto main = [&]() -> coro<void> {
        try {
            x.get();
        } catch (const aio::lookup_error&) {
            print("LookupError");
        }
        auto first = x.set(1);
        auto second = x.set(2);
        print(first.old_value().has_value(), *second.old_value());
        const aio::context copy = aio::copy_context();
        x.reset(second);
        print(x.get(), *copy.get(x), copy.size(), copy.contains(y), y.get());
        try {
            x.reset(second);
        } catch (const aio::runtime_error&) {
            print("used already");
        }
        try {
            y.reset(first);
        } catch (const aio::value_error&) {
            print("another variable's");
        }
        try {
            copy.run([&] { x.reset(first); });
        } catch (const aio::value_error&) {
            print("another context's");
        }
        x.reset(first);
        print(aio::copy_context().contains(x));

        const aio::context shared;
        const auto a = aio::create_task(adds(1), {.context = shared});
        const auto b = aio::create_task(adds(2), {.context = shared});
        co_await a;
        co_await b;
        print(*shared.get(x), x.get(-1));
        try {
            shared.run([&] { shared.run([] {}); });
        } catch (const aio::runtime_error&) {
            print("entered already");
        }
        try {
            aio::current_task()->base().get_context().run([] {});
        } catch (const aio::runtime_error&) {
            print("entered already");
        }
        print(shared.run([&](int more) { x.set(x.get() + more); return x.get(); }, 10), *shared.copy().get(x));

        const auto eager = [&]() -> coro<void> {
            x.set(5);
            co_await aio::sleep(0);
            print("eager", x.get());
        };
        const auto t = aio::create_task(eager(), {.eager_start = true});
        print(x.get(-1));
        co_await t;
        y.set(8);
    };
    const auto again = [&]() -> coro<void> {
        print("another run", y.get());
        co_return;
    };
    check_same({main, again}, {R"py(
        import contextvars
        x = contextvars.ContextVar("x")
        y = contextvars.ContextVar("y", default=7)
        async def adds(more):
            await asyncio.sleep(0)
            x.set(x.get(0) + more)
        async def main():
            try:
                x.get()
            except LookupError:
                print("LookupError")
            first = x.set(1)
            second = x.set(2)
            print(first.old_value is not first.MISSING, second.old_value)
            copy = contextvars.copy_context()
            x.reset(second)
            print(x.get(), copy[x], len(copy), y in copy, y.get())
            try:
                x.reset(second)
            except RuntimeError:
                print("used already")
            try:
                y.reset(first)
            except ValueError:
                print("another variable's")
            try:
                copy.run(x.reset, first)
            except ValueError:
                print("another context's")
            x.reset(first)
            print(x in contextvars.copy_context())

            shared = contextvars.Context()
            a = asyncio.create_task(adds(1), context=shared)
            b = asyncio.create_task(adds(2), context=shared)
            await a
            await b
            print(shared[x], x.get(-1))
            try:
                shared.run(shared.run, print)
            except RuntimeError:
                print("entered already")
            try:
                asyncio.current_task().get_context().run(print)
            except RuntimeError:
                print("entered already")
            def add(more):
                x.set(x.get() + more)
                return x.get()
            print(shared.run(add, 10), shared.copy()[x])

            async def eager():
                x.set(5)
                await asyncio.sleep(0)
                print("eager", x.get())
            t = asyncio.Task(eager(), loop=asyncio.get_running_loop(), eager_start=True)
            print(x.get(-1))
            await t
            y.set(8)
        async def again():
            print("another run", y.get())
        asyncio.run(main())
        asyncio.run(again())
    )py", R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 LookupError
        0 task=Task-1 False 1
        0 task=Task-1 1 2 1 False 7
        0 task=Task-1 used already
        0 task=Task-1 another variable's
        0 task=Task-1 another context's
        0 task=Task-1 False
        0 create Task-2
        0 create Task-3
        0 step Task-2
        0 step Task-3
        0 step Task-2
        0 done Task-2
        0 step Task-3
        0 done Task-3
        0 step Task-1
        0 task=Task-1 3 -1
        0 task=Task-1 entered already
        0 task=Task-1 entered already
        0 task=Task-1 13 13
        0 create Task-4
        0 step Task-4
        0 task=Task-1 -1
        0 step Task-4
        0 task=Task-4 eager 5
        0 done Task-4
        0 step Task-1
        0 done Task-1
        0 create Task-7
        0 step Task-7
        0 task=Task-7 another run 7
        0 done Task-7
    )"});
}
