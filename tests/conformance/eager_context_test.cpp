// An eager task's first step is within its own context, and that within its maker's.

#include "../core/trace_of.hpp"
#include "aio/any_task.hpp"
#include "aio/context.hpp"

using aio::context;
using aio::context_var;
using aio::coro;
using aio::print;
using tests::check_same;

namespace {

void enters(const std::string& whose, const context& c)
{
    try {
        c.run([&] { print(whose, "is entered"); });
    } catch (const aio::runtime_error&) {
        print(whose, "was entered already");
    }
}

context own_context()
{
    return aio::current_task()->base().get_context();
}

}  // namespace

TEST_CASE("during an eager task's first step, neither its context nor its creator's can be entered")
{
    const context_var<std::string> v("v", "none");
    const auto grandchild = [&](context mine, context above) -> coro<void> {
        enters("the maker's", mine);
        enters("the one above", above);
        co_await aio::sleep(0);
        enters("the maker's", mine);
    };
    const auto child = [&](context above) -> coro<void> {
        v.set("the child's");
        enters("its own", own_context());
        enters("the maker's", above);
        aio::create_task(grandchild(own_context(), above), {.eager_start = true});
        co_await aio::sleep(0);
        enters("its own", own_context());
        enters("the maker's", above);
        print(v.get());
    };
    const auto main = [&]() -> coro<void> {
        const context other = aio::copy_context();
        const auto t = aio::create_task(child(own_context()), {.eager_start = true, .context = other});
        print(v.get(), *other.get(v));
        enters("the other", other);
        co_await t;
        const auto inner = [&] { enters("main's", own_context()); };
        other.run(inner);
    };
    check_same(main, {R"py(
        import contextvars
        v = contextvars.ContextVar("v", default="none")
        def enters(whose, c):
            try:
                c.run(print, whose, "is entered")
            except RuntimeError:
                print(whose, "was entered already")
        def own_context():
            return asyncio.current_task().get_context()
        async def grandchild(mine, above):
            enters("the maker's", mine)
            enters("the one above", above)
            await asyncio.sleep(0)
            enters("the maker's", mine)
        async def child(above):
            v.set("the child's")
            enters("its own", own_context())
            enters("the maker's", above)
            asyncio.create_task(grandchild(own_context(), above), eager_start=True)
            await asyncio.sleep(0)
            enters("its own", own_context())
            enters("the maker's", above)
            print(v.get())
        async def main():
            other = contextvars.copy_context()
            t = asyncio.create_task(child(own_context()), eager_start=True, context=other)
            print(v.get(), other[v])
            enters("the other", other)
            await t
            def inner():
                enters("main's", own_context())
            other.run(inner)
    )py",
                      R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 step Task-2
        0 task=Task-2 its own was entered already
        0 task=Task-2 the maker's was entered already
        0 create Task-3
        0 step Task-3
        0 task=Task-3 the maker's was entered already
        0 task=Task-3 the one above was entered already
        0 task=Task-1 none the child's
        0 task=Task-1 the other is entered
        0 step Task-3
        0 task=Task-3 the maker's is entered
        0 done Task-3
        0 step Task-2
        0 task=Task-2 its own was entered already
        0 task=Task-2 the maker's is entered
        0 task=Task-2 the child's
        0 done Task-2
        0 step Task-1
        0 task=Task-1 main's was entered already
        0 done Task-1
    )"});
}

// CPython 3.14 refuses it too, but then its current task is the one that hasn't begun, and the program comes to a halt.
TEST_CASE("an eager task can't begin in an entered context: that's an error, and its creator continues")
{
    const auto child = []() -> coro<void> {
        print("begins");
        co_return;
    };
    const auto main = [&]() -> coro<void> {
        const context c = aio::copy_context();
        c.run([&] {
            try {
                aio::create_task(child(), {.eager_start = true, .context = c});
            } catch (const aio::runtime_error& e) {
                print(e.what());
            }
        });
        try {
            aio::create_task(child(), {.eager_start = true, .context = own_context()});
        } catch (const aio::runtime_error& e) {
            print(e.what());
        }
        print(aio::current_task()->get_name(), aio::all_tasks().size());
        co_await aio::create_task(child(), {.eager_start = true, .context = c});
    };
    tests::trial t(main);
    CHECK(t.finish().records() == tests::full(R"(
        0 create Task-1
        0 step Task-1
        0 create Task-2
        0 task=Task-1 cannot enter context: it is already entered
        0 create Task-3
        0 task=Task-1 cannot enter context: it is already entered
        0 task=Task-1 Task-1 1
        0 create Task-4
        0 step Task-4
        0 task=Task-4 begins
        0 done Task-4
        0 done Task-1
    )"));
    CHECK(t.reports() == tests::plain(R"(
        Task was destroyed but it is pending!
        coroutine 'operator()' was never awaited
        Task was destroyed but it is pending!
        coroutine 'operator()' was never awaited
    )"));
}
