// What outlives what: loops, handles, parents and children.
#include "aio/any_task.hpp"
#include "aio/as_completed.hpp"
#include "aio/barrier.hpp"
#include "aio/condition.hpp"
#include "aio/event.hpp"
#include "aio/gather.hpp"
#include "aio/queue.hpp"
#include "aio/semaphore.hpp"
#include "aio/shield.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "trace_of.hpp"

#include <memory>

using aio::coro;
using aio::future;
using aio::loop;

namespace {

/// Notes in its creator's list when it is destroyed.
struct note {
    note(std::vector<int>& list, int number) : list_(list), number_(number) {}
    note(const note&) = delete;
    note& operator=(const note&) = delete;
    ~note() { list_.push_back(number_); }

    std::vector<int>& list_;
    int number_;
};

coro<void> child(std::vector<int>& list, int number)
{
    const note noted(list, number);
    co_await aio::sleep(5);
}

}  // namespace

TEST_CASE("a callback may hold the last handle to its own future")
{
    const auto ends = [](auto main) {
        loop l;
        aio::run(l, main());
        CHECK(l.is_closed());
    };
    ends([]() -> coro<void> {
        const future<> f;
        f.add_done_callback([f](auto) {});
        co_return;
    });
    ends([]() -> coro<void> {
        static_cast<void>(aio::shield(future<>()));
        co_return;
    });
    ends([]() -> coro<void> {
        aio::gather(std::vector{future<>(), future<>()});
        co_return;
    });
    ends([]() -> coro<void> {
        future<> f;
        const aio::callback_id id = f.add_done_callback([f](auto) {});
        aio::future_base& base = f.base();
        f = future<>();
        CHECK(base.remove_done_callback(id) == 1);
        co_return;
    });
}

TEST_CASE("when a loop is destroyed, the tasks that a task made go before its frame does")
{
    std::vector<int> list;
    const auto parent = [&]() -> coro<void> {
        const note last(list, 0);
        co_await aio::with(aio::task_group(), [&](aio::task_group& group) -> coro<void> {
            group.create_task(child(list, 1));
            group.create_task(child(list, 2));
            co_return;
        });
    };
    {
        loop l;
        aio::runner r(l, parent());
        r.advance(1);
    }
    CHECK(list == std::vector{2, 1, 0});
}

TEST_CASE("a queue, a lock and so on may be destroyed after their loop")
{
    trace::log events;
    trace::recorder recorder(events);
    std::optional<aio::lock> lock;
    std::optional<aio::queue<int>> queue;
    std::optional<aio::event> event;
    std::optional<aio::condition> condition;
    std::optional<aio::semaphore> semaphore;
    std::optional<aio::barrier> barrier;
    {
        const auto l = std::make_unique<loop>(&recorder);
        aio::run(*l, [](auto&... all) -> coro<void> {
            (all.emplace(), ...);
            co_return;
        }(lock, queue, event, condition, semaphore));
        aio::run(*l, [](auto& one) -> coro<void> {
            one.emplace(2);
            co_return;
        }(barrier));
    }
    const std::size_t told = events.events().size();
    lock.reset();
    queue.reset();
    event.reset();
    condition.reset();
    semaphore.reset();
    barrier.reset();
    CHECK(events.events().size() == told);
}

TEST_CASE("a future of another loop can't be awaited, and its loop doesn't get the task")
{
    loop other;
    future<int> theirs(other);
    loop l;
    std::string said;
    aio::run(l, [](future<int> f, std::string& text) -> coro<void> {
        try {
            co_await f;
        } catch (const aio::runtime_error& e) {
            text = e.what();
        }
    }(theirs, said));
    CHECK(said ==
          "Task <Task pending name='Task-1'> got Future <Future pending> attached to a different loop");
    theirs.set_result(1);
    CHECK(other.step() == aio::progress::idle);
    int result = 0;
    loop third;
    aio::run(third, [](future<int> f, int& into) -> coro<void> { into = co_await f; }(theirs, result));
    CHECK(result == 1);
}

TEST_CASE("gather and as_completed reject futures of different loops")
{
    loop other;
    future<int> theirs(other);
    loop l;
    std::vector<std::string> said;
    aio::run(l, [](future<int> f, std::vector<std::string>& texts) -> coro<void> {
        const future<int> ours;
        try {
            const auto both = aio::gather(ours, f);
        } catch (const aio::value_error& e) {
            texts.push_back(e.what());
        }
        try {
            const auto completed = aio::as_completed(std::vector{f});
        } catch (const aio::value_error& e) {
            texts.push_back(e.what());
        }
        try {
            co_await aio::gather(f);
        } catch (const aio::runtime_error& e) {
            texts.push_back(e.what());
        }
    }(theirs, said));
    REQUIRE(said.size() == 3);
    CHECK(said[0] == "The future belongs to a different loop than the one specified as the loop argument");
    CHECK(said[1] == said[0]);
    CHECK(said[2] ==
          "Task <Task pending name='Task-1'> got Future <Future pending> attached to a different loop");
    theirs.set_result(1);
}

TEST_CASE("a task of unknown type can be awaited: it ends, or throws its failure")
{
    CHECK(tests::output_of([]() -> coro<void> {
              const auto fails = []() -> coro<int> {
                  co_await aio::sleep(1);
                  throw aio::value_error("no");
              };
              const aio::any_task task(aio::create_task(fails()));
              try {
                  co_await task;
              } catch (const aio::value_error& e) {
                  aio::print("caught", e.what());
              }
          }) == "caught no\n");
}

TEST_CASE("if moving a result fails, the task fails with that")
{
    struct immovable {
        immovable() = default;
        immovable(const immovable&) = default;
        immovable(immovable&&) { throw aio::value_error("stuck"); }
    };
    CHECK(tests::output_of([]() -> coro<void> {
              const auto gives = []() -> coro<immovable> {
                  const immovable made;
                  co_return made;
              };
              const auto task = aio::create_task(gives());
              try {
                  co_await task;
              } catch (const aio::value_error& e) {
                  aio::print("caught", e.what());
              }
          }) == "caught stuck\n");
}
