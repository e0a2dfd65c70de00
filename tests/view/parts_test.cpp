// Sentences of what a task waits for, of several things, as of each moment.

#include "web/view/parts.hpp"

#include "../core/trace_of.hpp"
#include "aio/event.hpp"
#include "aio/gather.hpp"
#include "aio/task_group.hpp"
#include "aio/wait.hpp"
#include "aio/with.hpp"
#include "web/view/describe.hpp"
#include "web/view/why.hpp"

using aio::coro;
using aio::create_task;

namespace {

coro<> naps(double seconds)
{
    co_await aio::sleep(seconds);
}

class told {
public:
    explicit told(tests::main_function main) : trial_(std::move(main)), history_(trial_.finish().events())
    {
        history_.follow();
    }

    /// What the first task waits for after all events up to `time`, in its first wait for several things.
    std::string at(double time) const { return before(history_.position_at(time)); }
    std::string before(std::size_t now) const
    {
        const trace::lane& l = history_.lanes()[0];
        for (const trace::segment& s : l.segments) {
            if (!l.parts_of(s).empty()) {
                return web::parts_in_words(history_, l, s, now);
            }
        }
        return "none";
    }
    std::string state_at(double time) const
    {
        const trace::snapshot s = history_.at(history_.position_at(time));
        return web::describe(history_, s, s.tasks[0]);
    }
    std::string chain_at(double time) const
    {
        const trace::snapshot s = history_.at(history_.position_at(time));
        return web::who_is_awaited(history_, s, s.tasks[0]);
    }
    const trace::history& history() const { return history_; }

private:
    tests::trial trial_;
    trace::history history_;
};

}  // namespace

TEST_CASE("a gather's wait says which of its children are done, at each moment")
{
    const told t([]() -> coro<> { co_await aio::gather(naps(2), naps(1), naps(3)); });
    CHECK(t.before(1) == " It will wait for Task-2, Task-3 and Task-4.");
    CHECK(t.at(0.5) == " It waits for Task-2, Task-3 and Task-4.");
    CHECK(t.at(1.5) == " It waits for 3 tasks: Task-3 is done, Task-2 and Task-4 aren't.");
    CHECK(t.at(2.5) == " It waits for 3 tasks: Task-2 and Task-3 are done, Task-4 isn't.");
    CHECK(t.at(3.5) == " It waited for Task-2, Task-3 and Task-4.");
}

TEST_CASE("the state and the chain of a task name those that aren't done, and the chain continues with the last")
{
    const told t([]() -> coro<> { co_await aio::gather(naps(2), naps(1), naps(3)); });
    CHECK(t.state_at(0.5) == "waiting for Task-2, Task-3 and Task-4 in gather()");
    CHECK(t.state_at(1.5) == "waiting for Task-2 and Task-4 in gather()");
    CHECK(t.state_at(2.5) == "waiting for Task-4 in gather()");
    CHECK(t.chain_at(1.5).ends_with(" → gather(Task-2, Task-4)"));
    CHECK(t.chain_at(2.5).find(" → gather() → Task-4: naps") != std::string::npos);
}

TEST_CASE("a long list is cut, and says how many more there are")
{
    const told t([]() -> coro<> {
        std::vector<coro<>> naps_of;
        for (int i = 0; i != 9; ++i) {
            naps_of.push_back(naps(i == 0 ? 1 : 2));
        }
        co_await aio::gather(std::move(naps_of));
    });
    CHECK(t.at(0.5) == " It waits for Task-2, Task-3, Task-4, Task-5 and 5 more.");
    CHECK(t.at(1.5) == " It waits for 9 tasks: Task-2 is done, Task-3, Task-4, Task-5, Task-6 and 4 more aren't.");
    CHECK(t.state_at(1.5) == "waiting for Task-3, Task-4, Task-5, Task-6 and 4 more in gather()");
}

TEST_CASE("futures are named too, and something without a number is a future")
{
    const told t([]() -> coro<> {
        const aio::future<> f;
        aio::loop::running().call_later(1, [f] { f.set_result(); });
        co_await aio::gather(f, naps(2));
    });
    CHECK(t.at(0.5) == " It waits for future and Task-2.");
    CHECK(t.at(1.5) == " It waits for 2 things: future is done, Task-2 isn't.");
}

TEST_CASE("a wait() and a group say the same in their own words")
{
    const told several([]() -> coro<> { co_await aio::wait(std::vector{create_task(naps(1)), create_task(naps(2))}); });
    CHECK(several.state_at(1.5) == "waiting for Task-3 in wait()");
    CHECK(several.chain_at(0.5).ends_with(" → wait(Task-2, Task-3)"));
    const told group([]() -> coro<> {
        co_await aio::with(aio::task_group(), [](aio::task_group& g) -> coro<> {
            g.create_task(naps(1));
            g.create_task(naps(2));
            co_return;
        });
    });
    CHECK(group.state_at(0.5) == "waiting for Task-2 and Task-3 of its group");
    CHECK(group.at(1.5) == " It waits for 2 tasks: Task-2 is done, Task-3 isn't.");
    CHECK(group.chain_at(0.5).ends_with(" → its group: Task-2, Task-3"));
}

TEST_CASE("a wait whose parts the log doesn't tell says nothing of them")
{
    trace::log l;
    trace::recorder r(l);
    r.task_created(1, "Task-1", "main", 1);
    r.task_stepped(1);
    r.task_suspended(1, {.kind = aio::wait_kind::gather});
    trace::history h(l);
    h.follow();
    CHECK(web::parts_in_words(h, h.lanes()[0], h.lanes()[0].segments.back(), h.size()).empty());
    CHECK(web::describe(h, h.head(), h.head().tasks[0]) == "waiting for gather()");
}
