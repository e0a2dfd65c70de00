// What calls and tasks are made of: functions, their arguments, and options.

#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "aio/any_task.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "trace_of.hpp"

using aio::coro;
using aio::loop;

TEST_CASE("a call's arguments are moved into it: they needn't be copied")
{
    loop l;
    int sum = 0;
    const auto adds = [&](std::unique_ptr<int> a, int b) { sum += *a + b; };
    l.call_soon(adds, std::make_unique<int>(1), 2);
    l.call_later(1, adds, std::make_unique<int>(10), 20);
    l.call_at(1, adds, std::make_unique<int>(100), 200);
    l.call_soon_threadsafe(adds, std::make_unique<int>(1000), 2000);
    while (l.step() == aio::progress::ran) {
    }
    CHECK(sum == 3333);
}

TEST_CASE("a task made from a function and its arguments takes the same options as one from a coroutine")
{
    const aio::context_var<int> v("v", 0);
    const auto child = [&](int n) -> coro<int> {
        aio::print(aio::current_task()->get_name(), v.get());
        v.set(n);
        co_await aio::sleep(n);
        co_return n;
    };
    const auto main = [&]() -> coro<void> {
        const aio::context c;
        const auto a = aio::create_task({.name = "a", .context = c}, child, 1);
        const auto b = loop::running().create_task({.eager_start = true}, child, 2);
        aio::print(co_await a, co_await b, *c.get(v));
        co_await aio::with(aio::task_group(), [&](aio::task_group& group) -> coro<void> {
            group.create_task({.name = "in the group"}, child, 3);
            co_return;
        });
        const auto elsewhere = [](loop& l, auto f) { return l.create_task(f, 4); };
        co_await elsewhere(loop::running(), child);
    };
    CHECK(tests::output_of(main) == "Task-2 0\na 0\n1 2 1\nin the group 0\nTask-3 0\n");
}

TEST_CASE("a task destroys its function and arguments once its coroutine has ended, though handles are left")
{
    const auto owned = std::make_shared<int>(1);
    aio::loop l;
    std::optional<aio::task<>> kept;
    aio::run(l, [](std::shared_ptr<int> s, std::optional<aio::task<>>& t) -> coro<> {
        t = aio::create_task([s]() -> coro<> { co_await aio::sleep(*s); });
        s.reset();
        co_await *t;
    }(owned, kept));
    CHECK(kept->done());
    CHECK(owned.use_count() == 1);
}

TEST_CASE("tasks and futures are keys of maps, and a callback may be added to one of any type")
{
    aio::loop l;
    aio::run(l, []() -> coro<> {
        const auto t = aio::create_task([]() -> coro<int> { co_return 2; });
        const std::unordered_map<aio::task<int>, int> by_task{{t, 1}};
        CHECK(by_task.count(t) == 1);
        const std::unordered_set<aio::any_future> any{t, t, aio::future<>()};
        CHECK(any.size() == 2);
        bool called = false;
        aio::any_task(t).add_done_callback([&called, t](const aio::any_future& f) { called = f == t; });
        co_await t;
        co_await aio::sleep(0);
        CHECK(called);
    }());
}
