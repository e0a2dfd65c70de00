// One task for each kind of awaitable, and a coroutine that runs without a loop: the program of lesson.py, line
// for line, as coroutines on aio. aio's own coroutines always belong to a loop, so `talk` is of a type that's
// made here.
#include "aio/any_task.hpp"
#include "aio/print.hpp"
#include "aio/task_group.hpp"
#include "aio/with.hpp"
#include "lessons/awaitables/parameters.hpp"
#include "lessons/locals.hpp"

#include <coroutine>
#include <string>
#include <utility>

namespace lessons::awaitables {

namespace {

/// What `send` throws when the coroutine has returned.
struct stop_iteration {
    std::string value;
};

/// A coroutine without a loop: `send` runs it up to its next question, which it returns. What's sent is the answer to
/// the question before.
class conversation {
public:
    struct promise_type {
        std::string asked;
        std::string answer;
        std::string result;

        conversation get_return_object() { return conversation(handle::from_promise(*this)); }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        std::suspend_always final_suspend() const noexcept { return {}; }
        void return_value(std::string value) { result = std::move(value); }
        [[noreturn]] void unhandled_exception() { throw; }
    };
    using handle = std::coroutine_handle<promise_type>;

    conversation(conversation&& other) noexcept : frame_(std::exchange(other.frame_, {})) {}
    conversation& operator=(conversation&&) = delete;
    ~conversation()
    {
        if (frame_) {
            frame_.destroy();
        }
    }

    std::string send(std::string answer)
    {
        frame_.promise().answer = std::move(answer);
        frame_.resume();
        if (frame_.done()) {
            throw stop_iteration{frame_.promise().result};
        }
        return frame_.promise().asked;
    }

private:
    explicit conversation(handle frame) : frame_(frame) {}

    handle frame_;
};

/// Awaiting it asks `question`, and returns the answer.
class asking {
public:
    explicit asking(const char* question) : question_(question) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(conversation::handle frame)
    {
        frame_ = frame;
        frame.promise().asked = question_;
    }
    std::string await_resume() const { return frame_.promise().answer; }

private:
    const char* question_;
    conversation::handle frame_;
};

}  // namespace

// listing
aio::coro<std::string> my_sleep(double delay) {  //: my-sleep
    locals here;  //-
    here.set("delay", delay);  //-
    auto& loop = aio::loop::running();
    auto alarm = loop.create_future<std::string>();
    loop.call_later(delay, [alarm] { alarm.set_result("awake"); });
    co_return co_await alarm;  //: await-alarm
}

struct nap {
    aio::coro<std::string> as_coro() const {  //: nap
        co_return co_await my_sleep(4.0);  //: nap-sleep
    }
};

aio::coro<> answer(const parameters& p, aio::future<std::string> future) {  //: answer
    co_await my_sleep(p.future_delay);  //: answer-sleep
    future.set_result("an answer");
}

template <class A>
aio::coro<> show(const parameters& p, A awaitable) {  //: show
    const std::string name = aio::current_task()->get_name();
    locals here;  //-
    here.set("name", name);  //-
    aio::print(name, "returns", co_await std::forward<A>(awaitable));  //: await
    if (p.await_again == name || p.await_again == "all") {
        try {
            aio::print(name, "returns", co_await std::forward<A>(awaitable));  //: await-again
        } catch (const aio::runtime_error& error) {
            aio::print(name, "says", error.what());
        }
    }
}

struct ask : asking {
    ask() : asking("what's the weather?") {}
};

conversation talk() {
    co_return "so it's " + co_await ask();
}

void by_hand() {
    auto coro = talk();
    auto question = coro.send({});
    aio::print("send(None) returns:", question);
    try {
        coro.send("snowing");
    } catch (const stop_iteration& stop) {
        aio::print("send('snowing') stops with:", stop.value);
    }
}

aio::coro<> main(const parameters& p) {  //: main
    if (p.run_by == "send() by hand") {
        by_hand();
        co_return;
    }
    auto& loop = aio::loop::running();
    auto future = loop.create_future<std::string>();
    auto body = [&](aio::task_group& group) {
        if (p.set_by == "a task") {
            group.create_task(answer(p, future), "answer");
        } else if (p.set_by == "a timer") {
            loop.call_later(p.future_delay, [future] { future.set_result("an answer"); });
        }
        auto work = group.create_task(my_sleep(1.0), "work");
        group.create_task(show(p, my_sleep(2.0)), "coroutine");
        group.create_task(show(p, work), "task");
        group.create_task(show(p, future), "future");
        group.create_task(show(p, nap()), "object");
    };
    co_await aio::with(aio::task_group(), body);  //: group
}
// end

}  // namespace lessons::awaitables
