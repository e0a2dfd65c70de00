// Tasks that take their first step when they are made.

#include "../core/trace_of.hpp"
#include "aio/any_task.hpp"
#include "aio/gather.hpp"

using aio::coro;
using aio::loop;
using aio::print;
using tests::check_same;

namespace {

coro<int> steps(const char* name, int suspensions)
{
    for (int i = 0; i != suspensions; ++i) {
        print(name, i);
        co_await aio::sleep(0);
    }
    print(name, "ends");
    co_return suspensions;
}

}  // namespace

TEST_CASE("an eager task runs up to its first suspension before create_task returns")
{
    const auto main = []() -> coro<void> {
        aio::create_task(steps("usual", 1));
        const auto eager = aio::create_task(steps("eager", 1), {.eager_start = true});
        print("main", eager.done());
        print(co_await eager);
    };
    check_same(main, {R"py(
        async def steps(name, suspensions):
            for i in range(suspensions):
                print(name, i)
                await asyncio.sleep(0)
            print(name, "ends")
            return suspensions
        async def main():
            asyncio.create_task(steps("usual", 1))
            eager = asyncio.create_task(steps("eager", 1), eager_start=True)
            print("main", eager.done())
            print(await eager)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create Task-3
        0 step Task-3
        0 task=Task-3 eager 0
        0 task=Task-1 main False
        0 step Task-2
        0 task=Task-2 usual 0
        0 step Task-3
        0 task=Task-3 eager ends
        0 done Task-3
        0 step Task-2
        0 task=Task-2 usual ends
        0 done Task-2
        0 step Task-1
        0 task=Task-1 1
        0 done Task-1
    )"});
}

TEST_CASE("an eager task that doesn't suspend is done at once, and awaiting it doesn't suspend")
{
    const auto main = []() -> coro<void> {
        aio::create_task(steps("other", 0));
        const auto eager = aio::create_task(steps("eager", 0), {.name = "quick", .eager_start = true});
        print(eager.done(), eager.get_name(), co_await eager);
        const auto failed = aio::create_task(
            []() -> coro<void> {
                throw aio::value_error("no");
                co_return;
            }(),
            {.eager_start = true});
        print(failed.done(), aio::describe(failed.exception()).message);
    };
    check_same(main, {R"py(
        async def steps(name, suspensions):
            for i in range(suspensions):
                print(name, i)
                await asyncio.sleep(0)
            print(name, "ends")
            return suspensions
        async def fails():
            raise ValueError("no")
        async def main():
            asyncio.create_task(steps("other", 0))
            eager = asyncio.create_task(steps("eager", 0), name="quick", eager_start=True)
            print(eager.done(), eager.get_name(), await eager)
            failed = asyncio.create_task(fails(), eager_start=True)
            print(failed.done(), failed.exception())
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 create quick
        0 step quick
        0 task=quick eager ends
        0 done quick
        0 task=Task-1 True quick 0
        0 create Task-3
        0 step Task-3
        0 failed Task-3 ValueError
        0 task=Task-1 True no
        0 done Task-1
        0 step Task-2
        0 task=Task-2 other ends
        0 done Task-2
    )"});
}

TEST_CASE("eager tasks nest: the current task is the innermost, and all are registered")
{
    struct show {
        void operator()(const char* where) const
        {
            std::string names;
            for (const auto& t : aio::all_tasks()) {
                names += " " + t.get_name();
            }
            print(where, "current", aio::current_task()->get_name() + ", all" + names);
        }
    };
    const auto inner = []() -> coro<void> {
        show()("inner");
        co_await aio::sleep(1);
        show()("inner");
    };
    const auto outer = [&]() -> coro<void> {
        show()("outer");
        aio::create_task(inner(), {.eager_start = true});
        show()("outer");
        co_await aio::sleep(0);
    };
    const auto main = [&]() -> coro<void> {
        aio::create_task(outer(), {.eager_start = true});
        show()("main");
        co_await aio::sleep(2);
        show()("main");
    };
    check_same(main, {R"py(
        def show(where):
            names = " ".join(t.get_name() for t in asyncio.all_tasks())
            print(where, "current", asyncio.current_task().get_name() + ", all", names)
        async def inner():
            show("inner")
            await asyncio.sleep(1)
            show("inner")
        async def outer():
            show("outer")
            asyncio.create_task(inner(), eager_start=True)
            show("outer")
            await asyncio.sleep(0)
        async def main():
            asyncio.create_task(outer(), eager_start=True)
            show("main")
            await asyncio.sleep(2)
            show("main")
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 outer current Task-2, all Task-1 Task-2
        0 create Task-3
        0 step Task-3
        0 task=Task-3 inner current Task-3, all Task-1 Task-2 Task-3
        0 task=Task-2 outer current Task-2, all Task-1 Task-2 Task-3
        0 task=Task-1 main current Task-1, all Task-1 Task-2 Task-3
        0 step Task-2
        0 done Task-2
        1 step Task-3
        1 task=Task-3 inner current Task-3, all Task-1 Task-3
        1 done Task-3
        2 step Task-1
        2 task=Task-1 main current Task-1, all Task-1
        2 done Task-1
    )"});
}

TEST_CASE("with an eager task factory all tasks are eager unless they say otherwise, except main")
{
    const auto main = []() -> coro<void> {
        loop::running().set_task_factory(aio::eager_task_factory);
        aio::create_task(steps("eager", 1));
        aio::create_task(steps("lazy", 1), {.eager_start = false});
        print("main");
        co_await aio::sleep(0);
        loop::running().set_task_factory({});
        aio::create_task(steps("usual", 0));
        print("main over");
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def steps(name, suspensions):
            for i in range(suspensions):
                print(name, i)
                await asyncio.sleep(0)
            print(name, "ends")
            return suspensions
        async def main():
            loop = asyncio.get_running_loop()
            loop.set_task_factory(asyncio.eager_task_factory)
            asyncio.create_task(steps("eager", 1))
            asyncio.create_task(steps("lazy", 1), eager_start=False)
            print("main")
            await asyncio.sleep(0)
            loop.set_task_factory(None)
            asyncio.create_task(steps("usual", 0))
            print("main over")
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 eager 0
        0 create Task-3
        0 task=Task-1 main
        0 step Task-2
        0 task=Task-2 eager ends
        0 done Task-2
        0 step Task-3
        0 task=Task-3 lazy 0
        0 step Task-1
        0 create Task-4
        0 task=Task-1 main over
        0 step Task-3
        0 task=Task-3 lazy ends
        0 done Task-3
        0 step Task-4
        0 task=Task-4 usual ends
        0 done Task-4
        0 step Task-1
        0 done Task-1
    )"});
}

TEST_CASE("gather of eager tasks that end at once doesn't suspend")
{
    const auto main = []() -> coro<void> {
        loop::running().set_task_factory(aio::eager_task_factory);
        loop::running().call_soon([] { print("call"); });
        const auto [a, b] = co_await aio::gather(steps("a", 0), steps("b", 0));
        print(a, b);
        const auto [c, d] = co_await aio::gather(steps("c", 1), steps("d", 0));
        print(c, d);
    };
    check_same(main, {R"py(
        async def steps(name, suspensions):
            for i in range(suspensions):
                print(name, i)
                await asyncio.sleep(0)
            print(name, "ends")
            return suspensions
        async def main():
            loop = asyncio.get_running_loop()
            loop.set_task_factory(asyncio.eager_task_factory)
            loop.call_soon(print, "call")
            a, b = await asyncio.gather(steps("a", 0), steps("b", 0))
            print(a, b)
            c, d = await asyncio.gather(steps("c", 1), steps("d", 0))
            print(c, d)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 a ends
        0 done Task-2
        0 create Task-3
        0 step Task-3
        0 task=Task-3 b ends
        0 done Task-3
        0 task=Task-1 0 0
        0 create Task-4
        0 step Task-4
        0 task=Task-4 c 0
        0 create Task-5
        0 step Task-5
        0 task=Task-5 d ends
        0 done Task-5
        0 task=- call
        0 step Task-4
        0 task=Task-4 c ends
        0 done Task-4
        0 step Task-1
        0 task=Task-1 1 0
        0 done Task-1
    )"});
}

TEST_CASE("an eager task can be cancelled while it's suspended, and may cancel itself and its creator")
{
    const auto waits = []() -> coro<void> {
        print("waits");
        try {
            co_await aio::sleep(10);
        } catch (const aio::cancelled_error&) {
            print("cancelled");
            throw;
        }
    };
    const auto suicidal = []() -> coro<void> {
        aio::current_task()->cancel();
        print("goes on");
        co_await aio::sleep(0);
        print("never");
    };
    const auto main = [&]() -> coro<void> {
        const auto t = aio::create_task(waits(), {.eager_start = true});
        t.cancel();
        co_await aio::sleep(0);
        print(t.cancelled());
        const auto s = aio::create_task(suicidal(), {.eager_start = true});
        co_await aio::sleep(0);
        print(s.cancelled());
        const aio::any_task self = *aio::current_task();
        aio::create_task(
            [](aio::any_task who) -> coro<void> {
                who.cancel();
                co_return;
            }(self),
            {.eager_start = true});
        print("still here");
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def waits():
            print("waits")
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("cancelled")
                raise
        async def suicidal():
            asyncio.current_task().cancel()
            print("goes on")
            await asyncio.sleep(0)
            print("never")
        async def cancels(who):
            who.cancel()
        async def main():
            t = asyncio.create_task(waits(), eager_start=True)
            t.cancel()
            await asyncio.sleep(0)
            print(t.cancelled())
            s = asyncio.create_task(suicidal(), eager_start=True)
            await asyncio.sleep(0)
            print(s.cancelled())
            asyncio.create_task(cancels(asyncio.current_task()), eager_start=True)
            print("still here")
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 waits
        0 cancel Task-2
        0 step Task-2
        0 task=Task-2 cancelled
        0 cancelled Task-2
        0 step Task-1
        0 task=Task-1 True
        0 create Task-3
        0 step Task-3
        0 cancel Task-3
        0 task=Task-3 goes on
        0 step Task-3
        0 cancelled Task-3
        0 step Task-1
        0 task=Task-1 True
        0 create Task-4
        0 step Task-4
        0 cancel Task-1
        0 done Task-4
        0 task=Task-1 still here
        0 step Task-1
        0 cancelled Task-1
        0 task=- asyncio.exceptions.CancelledError
    )"});
}

TEST_CASE("a call can create an eager task, which then runs inside no other task")
{
    const auto main = []() -> coro<void> {
        loop::running().call_soon([] {
            print("call");
            aio::create_task(steps("eager", 1), {.eager_start = true});
            print("call over", aio::current_task() ? "in a task" : "in no task");
        });
        co_await aio::sleep(0);
        print("main");
        co_await aio::sleep(0);
    };
    check_same(main, {R"py(
        async def steps(name, suspensions):
            for i in range(suspensions):
                print(name, i)
                await asyncio.sleep(0)
            print(name, "ends")
            return suspensions
        async def main():
            def call():
                print("call")
                asyncio.create_task(steps("eager", 1), eager_start=True)
                print("call over", "in a task" if asyncio.current_task() else "in no task")
            asyncio.get_running_loop().call_soon(call)
            await asyncio.sleep(0)
            print("main")
            await asyncio.sleep(0)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 task=- call
        0 create Task-2
        0 step Task-2
        0 task=Task-2 eager 0
        0 task=- call over in no task
        0 step Task-1
        0 task=Task-1 main
        0 step Task-2
        0 task=Task-2 eager ends
        0 done Task-2
        0 step Task-1
        0 done Task-1
    )"});
}
