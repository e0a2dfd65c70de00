#pragma once
// The common base of asynchronous generators: who owns the frame, who may run it, and how it's closed.
// CPython: PyAsyncGenObject, and the awaitables of its methods.

#include <coroutine>
#include <cstdint>
#include <exception>
#include <utility>

#include "aio/coro.hpp"

namespace aio::detail {

/// One generator. Its handles and unfinished calls own it; it owns the frame.
class generator_base : public pooled, public linked<generator_base> {
public:
    explicit generator_base(frame_handle frame) noexcept : frame_(frame) { frame.promise().owner = &frame_; }
    generator_base(const generator_base&) = delete;
    generator_base& operator=(const generator_base&) = delete;

    void retain() noexcept { ++owners_; }
    void release() noexcept
    {
        if (--owners_ == 0 && !outlives_its_owners()) {
            delete this;
        }
    }

    /// Registers it with the running loop, which will close it, unless a loop already has it.
    void first_use() noexcept;
    /// Throws the exception that a call passed in, from the current await or yield.
    void throw_if_told()
    {
        if (thrown_) {
            std::rethrow_exception(std::exchange(thrown_, nullptr));
        }
    }
    /// Records the exception that left its body.
    void note_failure(std::exception_ptr error) noexcept { error_ = std::move(error); }

    /// Closes all generators that `c` knows, each in its own task. CPython: loop.shutdown_asyncgens.
    static coro<void> close_all(hidden, core& c);
    /// Makes `c` forget all its generators, which it can then no longer close.
    static void forget_all(core& c) noexcept;

private:
    friend class generator_call;

    ~generator_base();
    bool outlives_its_owners() noexcept;
    void leave() noexcept;
    static void bury(frame_handle frame) noexcept;

    std::uint32_t owners_ = 0;
    bool used_ = false;          // its first use was recorded
    bool open_ = false;          // it's on the list of those to close at the end of the run
    bool running_ = false;       // a call is unfinished: no other may start
    bool closed_ = false;        // it has been told to close, or has ended by itself
    frame_handle frame_;         // null once it has ended
    core* core_ = nullptr;       // of the loop that will close it; null if none will
    std::exception_ptr thrown_;  // to be thrown at the point where it waits
    std::exception_ptr error_;   // the exception that ended it

    inline static constinit thread_local frame_handle first_to_bury_{};  // see bury
    inline static constinit thread_local bool burying_ = false;
};

enum class generator_call_kind : std::uint8_t { anext, asend, athrow, aclose };

/// A call of one of a generator's methods. Awaiting it runs the generator until it yields or ends.
class generator_call {
public:
    generator_call(generator_call&& other) noexcept = default;
    generator_call& operator=(generator_call&&) = delete;
    ~generator_call();

    /// True if there is nothing to run: the generator has ended, or may not be called.
    bool await_ready();

protected:
    generator_call(ref<generator_base> g, generator_call_kind kind, std::exception_ptr thrown,
                   bool sends) noexcept
        : generator_(std::move(g)), thrown_(std::move(thrown)), kind_(kind), sends_(sends)
    {}

    frame_handle frame() const noexcept { return generator_->frame_; }
    const char* name() const noexcept;
    void enter();
    /// True if it yielded. Throws the exception that the call failed with.
    bool came_back();

private:
    enum class state : std::uint8_t { fresh, running, over };

    bool begins();
    bool refuse(std::exception_ptr error) noexcept;

    ref<generator_base> generator_;
    std::exception_ptr thrown_;  // first the exception to throw in the generator, then the one that came back
    generator_call_kind kind_;
    bool sends_;  // has a value, which a generator that hasn't started can't receive
    state state_ = state::fresh;
};

/// The awaitable of `aclose`.
class [[nodiscard("nothing happens until it is awaited")]] closing_call final : public generator_call
{
public:
    explicit closing_call(ref<generator_base> g);
    void await_suspend(awaiting)
    {
        enter();
    }
    void await_resume()
    {
        came_back();
    }
    /// Wraps the call in a coroutine, so that it can become a task.
    coro<void> as_coro()&&;
};

}  // namespace aio::detail
