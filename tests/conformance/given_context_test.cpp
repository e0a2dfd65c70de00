// The context in which a callback is called can be given; else it's a copy of the current one.

#include "../core/trace_of.hpp"
#include "aio/any_task.hpp"
#include "aio/context.hpp"

using aio::coro;
using aio::loop;
using aio::print;
using tests::check_same;

TEST_CASE("calls, timers and done callbacks run in the given context")
{
    const aio::context_var<std::string> v("v", "none");
    const auto shows = [&](const char* which) {
        print(which, v.get());
        v.set(v.get() + which);
    };
    const auto nothing = []() -> coro<void> { co_return; };
    const auto main = [&]() -> coro<void> {
        v.set("given ");
        const aio::context c = aio::copy_context();
        v.set("current ");
        loop& l = loop::running();
        l.call_soon(c, shows, "a");
        l.call_soon(shows, "b");
        l.call_later(c, 1, shows, "c");
        l.call_later(1, shows, "d");
        l.call_at(c, 2, shows, "e");
        l.call_at(2, shows, "f");
        l.call_soon_threadsafe(c, shows, "g");
        const auto f = l.create_future<int>();
        f.add_done_callback(c, [&](const aio::future<int>& done) {
            print(done.result());
            shows("h");
        });
        f.add_done_callback([&](const aio::future<int>&) { shows("i"); });
        f.set_result(1);
        const auto t = l.create_task(nothing());
        t.add_done_callback(c, [&](const aio::task<>&) { shows("j"); });
        co_await aio::sleep(3);
        print(*c.get(v));
        print(v.get());
    };
    check_same(main, {R"py(
        import contextvars
        v = contextvars.ContextVar("v", default="none")
        def shows(which):
            print(which, v.get())
            v.set(v.get() + which)
        def result(done):
            print(done.result())
            shows("h")
        async def nothing():
            pass
        async def main():
            v.set("given ")
            c = contextvars.copy_context()
            v.set("current ")
            loop = asyncio.get_running_loop()
            loop.call_soon(shows, "a", context=c)
            loop.call_soon(shows, "b")
            loop.call_later(1, shows, "c", context=c)
            loop.call_later(1, shows, "d")
            loop.call_at(2, shows, "e", context=c)
            loop.call_at(2, shows, "f")
            loop.call_soon_threadsafe(shows, "g", context=c)
            f = loop.create_future()
            f.add_done_callback(result, context=c)
            f.add_done_callback(lambda _: shows("i"))
            f.set_result(1)
            t = loop.create_task(nothing())
            t.add_done_callback(lambda _: shows("j"), context=c)
            await asyncio.sleep(3)
            print(c[v])
            print(v.get())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=- a given 
        0 task=- b current 
        0 task=- g given a
        0 task=- 1
        0 task=- h given ag
        0 task=- i current 
        0 step Task-2
        0 done Task-2
        0 task=- j given agh
        1 task=- c given aghj
        1 task=- d current 
        2 task=- e given aghjc
        2 task=- f current 
        3 step Task-1
        3 task=Task-1 given aghjce
        3 task=Task-1 current 
        3 done Task-1
    )"});
}

TEST_CASE("a loop creates tasks as asyncio does: with a name, a context, or an eager start")
{
    const aio::context_var<int> v("v", 0);
    const auto shows = [&](int more) -> coro<int> {
        print(aio::current_task()->get_name(), v.get());
        v.set(v.get() + more);
        co_return v.get();
    };
    const auto main = [&]() -> coro<void> {
        loop& l = loop::running();
        v.set(1);
        const aio::context c = aio::copy_context();
        v.set(2);
        const auto a = l.create_task(shows(1), "a");
        const auto b = l.create_task(shows(2), {.name = "b", .context = c});
        const auto d = l.create_task(shows(3), {.eager_start = true});
        print(co_await a, co_await b, co_await d);
        print(v.get(), *c.get(v));
    };
    check_same(main, {R"py(
        import contextvars
        v = contextvars.ContextVar("v", default=0)
        async def shows(more):
            print(asyncio.current_task().get_name(), v.get())
            v.set(v.get() + more)
            return v.get()
        async def main():
            loop = asyncio.get_running_loop()
            v.set(1)
            c = contextvars.copy_context()
            v.set(2)
            a = loop.create_task(shows(1), name="a")
            b = loop.create_task(shows(2), name="b", context=c)
            d = loop.create_task(shows(3), eager_start=True)
            print(await a, await b, await d)
            print(v.get(), c[v])
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create a
        0 create b
        0 create Task-2
        0 step Task-2
        0 task=Task-2 Task-2 2
        0 done Task-2
        0 step a
        0 task=a a 2
        0 done a
        0 step b
        0 task=b b 1
        0 done b
        0 step Task-1
        0 task=Task-1 3 3 5
        0 task=Task-1 2 3
        0 done Task-1
    )"});
}

TEST_CASE("a token still has the old value after use, and all its copies are used up together")
{
    const aio::context_var<int> v("v", 0);
    const auto main = [&]() -> coro<void> {
        v.set(1);
        const auto token = v.set(2);
        const auto same = token;
        v.reset(token);
        print(v.get(), *token.old_value());
        try {
            v.reset(same);
        } catch (const aio::runtime_error&) {
            print("used already");
        }
        co_return;
    };
    check_same(main, {R"py(
        import contextvars
        v = contextvars.ContextVar("v", default=0)
        async def main():
            v.set(1)
            token = v.set(2)
            same = token
            v.reset(token)
            print(v.get(), token.old_value)
            try:
                v.reset(same)
            except RuntimeError:
                print("used already")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=Task-1 1 1
        0 task=Task-1 used already
        0 done Task-1
    )"});
}
