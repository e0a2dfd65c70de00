#pragma once
// What an operation that seldom has to wait gives to be awaited: `q.get()`, `lock.acquire()`. Where it can be
// done at once it is, without a frame; else a hidden coroutine waits until it can.

#include <coroutine>
#include <utility>

#include "aio/coro.hpp"

namespace aio::detail {

/// `Call` says what the operation is:
/// - `name`: the coroutine function that it is in CPython;
/// - `bool ready()`: whether it need not wait. Asked once, when it is awaited;
/// - `coro<void> wait()`: waits, in a hidden coroutine, which does not outlive it;
/// - `done(bool waited)`: does it, and gives the result. Right after one of the other two: nothing runs between.
template <class Call>
class [[nodiscard("nothing happens until it is awaited")]] operation {
public:
    using value_type = decltype(std::declval<Call&>().done(true));

    explicit operation(Call call) : call_(std::move(call)) {}
    /// For one who is to await it later: it is that one's affair then whether it is awaited.
    operation(operation&& other) noexcept : call_(std::move(other.call_)), awaited_(true)
    {
        other.awaited_ = true;
    }
    operation& operator=(operation&&) = delete;
    ~operation()
    {
        if (frame_) {
            frame_.destroy();
        }
        if (!awaited_) {
            never_awaited(Call::name);
        }
    }

    bool await_ready()
    {
        awaited_ = true;
        return undecided(call_.ready());
    }
    void await_suspend(std::coroutine_handle<>)
    {
        frame_ = call_.wait().release();
        frame_.promise().owner = &frame_;
        task_base::current().enter(frame_);
    }
    value_type await_resume()
    {
        if (!frame_) {
            return call_.done(false);
        }
        static_cast<promise<void>&>(frame_.promise()).take();
        return call_.done(true);
    }

private:
    Call call_;
    frame_handle frame_;
    bool awaited_ = false;
};

}  // namespace aio::detail
