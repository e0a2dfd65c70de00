// Handles that outlive their loop: it's closed for them, and what would need it says so.
#include "aio/context.hpp"
#include "aio/future.hpp"
#include "aio/gather.hpp"
#include "aio/queue.hpp"
#include "aio/run.hpp"
#include "aio/shield.hpp"
#include "trace_of.hpp"

#include <memory>

using aio::coro;
using aio::future;
using aio::loop;

namespace {

coro<int> sleeps()
{
    co_await aio::sleep(5);
    co_return 1;
}

coro<int> fails()
{
    co_await aio::sleep(0);
    throw aio::value_error("no");
}

template <class Made>
auto made_on(aio::observer* watcher, Made made)
{
    loop l(watcher);
    using handle = decltype(made());
    std::optional<handle> kept;
    l.call_soon([&] { kept.emplace(made()); });
    for (int i = 0; i != 3; ++i) {
        l.step_iteration(0);
    }
    return *kept;
}

}  // namespace

TEST_CASE("a future may outlive its loop: it can be done, and says that its loop is closed")
{
    trace::log events;
    trace::recorder recorder(events);
    for (aio::observer* const watcher :
         {static_cast<aio::observer*>(nullptr), static_cast<aio::observer*>(&recorder)}) {
        const auto make = [] { return future<int>(); };
        const future<int> given = made_on(watcher, make);
        const future<int> cancelled = made_on(watcher, make);
        const future<int> failed = made_on(watcher, make);
        const future<int> left = made_on(watcher, make);
        const std::size_t told = events.events().size();
        given.set_result(1);
        CHECK(given.result() == 1);
        CHECK(cancelled.cancel("late"));
        CHECK_THROWS_AS(cancelled.result(), aio::cancelled_error);
        failed.set_exception(aio::value_error("nobody asks"));
        CHECK_FALSE(left.done());
        CHECK_THROWS_WITH_AS(given.base().get_loop(), "Event loop is closed", aio::runtime_error);
        CHECK_THROWS_WITH_AS(given.add_done_callback([](auto) {}), "Event loop is closed",
                             aio::runtime_error);
        left.add_done_callback([](auto) {});
        CHECK_THROWS_WITH_AS(left.set_result(2), "Event loop is closed", aio::runtime_error);
        CHECK(left.result() == 2);
        CHECK(events.events().size() == told);
    }
}

TEST_CASE("a task may outlive its loop: it never ends, and takes its failure along")
{
    const auto pending = made_on(nullptr, [] { return aio::create_task(sleeps()); });
    CHECK_FALSE(pending.done());
    CHECK(pending.get_name() == "Task-1");
    CHECK(pending.cancel());
    CHECK_FALSE(pending.done());
    CHECK_THROWS_AS(pending.result(), aio::invalid_state_error);

    trace::log events;
    trace::recorder recorder(events);
    const auto failed = made_on(&recorder, [] { return aio::create_task(fails()); });
    CHECK(failed.done());
    const auto kept = made_on(&recorder, [] { return aio::gather(std::vector{aio::create_task(fails())}); });
    const auto shielded = made_on(&recorder, [] { return aio::shield(sleeps()); });
    CHECK(shielded.cancel());
}

TEST_CASE("a scheduled call may be cancelled after its loop is gone")
{
    std::optional<aio::timer_handle> timer;
    std::optional<aio::handle> call;
    int calls = 0;
    {
        loop l;
        timer = l.call_later(1, [&] { ++calls; });
        call = l.call_soon([&] { ++calls; });
    }
    CHECK(timer->when() == 1);
    timer->cancel();
    call->cancel();
    CHECK(call->cancelled());
    CHECK(calls == 0);
}

TEST_CASE("a queue may outlive its loop: operations that don't wait still work")
{
    const auto q = made_on(nullptr, [] { return std::make_shared<aio::queue<int>>(1); });
    q->put_nowait(1);
    CHECK(q->full());
    CHECK(q->get_nowait() == 1);
    loop another;
    CHECK_THROWS_WITH_AS(aio::run(another,
                                  [](aio::queue<int>& other) -> coro<void> { co_await other.get(); }(*q)),
                         "it is bound to a different event loop", aio::runtime_error);
}

TEST_CASE("a future whose run is over calls no callbacks: its loop is closed")
{
    loop l;
    std::optional<future<int>> f;
    aio::run(l, [](auto& into) -> coro<void> {
        into.emplace();
        co_return;
    }(f));
    int calls = 0;
    f->add_done_callback([&](auto) { ++calls; });
    CHECK_THROWS_WITH_AS(f->set_result(1), "Event loop is closed", aio::runtime_error);
    CHECK(f->result() == 1);
    aio::run(l, []() -> coro<void> { co_await aio::sleep(1); }());
    CHECK(calls == 0);
}

TEST_CASE("a task keeps its function and arguments alive")
{
    CHECK(tests::output_of([]() -> coro<void> {
              const auto says = [](const std::string& word, std::unique_ptr<int> times) -> coro<void> {
                  co_await aio::sleep(1);
                  for (int i = 0; i != *times; ++i) {
                      aio::print(word);
                  }
              };
              const auto said = aio::create_task(says, std::string("a word that's long enough for the heap"),
                                                 std::make_unique<int>(2));
              const auto captures = aio::create_task(
                  [word = std::string("captured, and as long as the other one")]() -> coro<void> {
                      co_await aio::sleep(2);
                      aio::print(word);
                  });
              co_await said;
              co_await captures;
          }) == "a word that's long enough for the heap\na word that's long enough for the heap\n"
                "captured, and as long as the other one\n");
}

TEST_CASE("destructors that run as a task ends see its context")
{
    static const aio::context_var<std::string> user("user");
    struct asks {
        explicit asks(std::string& into) : into_(into) {}
        asks(const asks&) = delete;
        asks& operator=(const asks&) = delete;
        ~asks() { into_ = user.get("nobody"); }
        std::string& into_;
    };
    std::string answer;
    CHECK(tests::output_of([&]() -> coro<void> {
              user.set("a name that's too long to be within the string");
              aio::create_task([gone = std::make_unique<asks>(answer)]() -> coro<void> { co_return; });
              co_await aio::sleep(1);
              aio::print(user.get());
          }) == "a name that's too long to be within the string\n");
    CHECK(answer == "a name that's too long to be within the string");
}

TEST_CASE("an eager task that a destructor creates while the loop is closed never begins")
{
    int begun = 0;
    const future<int> kept = made_on(nullptr, [] { return future<int>(); });
    struct makes {
        explicit makes(int& count) : count_(count) {}
        makes(const makes&) = delete;
        makes& operator=(const makes&) = delete;
        ~makes()
        {
            aio::create_task(
                [](int& count) -> coro<void> {
                    ++count;
                    co_await aio::sleep(1);
                }(count_),
                {.eager_start = true});
        }
        int& count_;
    };
    {
        loop l;
        aio::runner r(l, [](int& count) -> coro<void> {
            const makes made(count);
            co_await aio::sleep(5);
        }(begun));
        r.advance(1);
    }
    CHECK(begun == 0);
}
