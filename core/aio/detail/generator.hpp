#pragma once
// What asynchronous generators of every type have in common: who owns the frame, who may run it, how it is
// closed. CPython: PyAsyncGenObject, and the awaitables of its methods.

#include <coroutine>
#include <cstdint>
#include <exception>
#include <utility>

#include "aio/coro.hpp"

namespace aio::detail {

/// One generator. Handles, and calls that are going on, own it; it owns the frame.
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

    /// Has the running loop know it, if no loop does yet: it will be closed by it.
    void first_use() noexcept;
    /// Throws what a call told it to throw, at the await or yield where it is.
    void throw_if_told()
    {
        if (thrown_) {
            std::rethrow_exception(std::exchange(thrown_, nullptr));
        }
    }
    /// The exception left its body.
    void note_failure(std::exception_ptr error) noexcept { error_ = std::move(error); }

    /// Closes all that `c` knows, each in a task of its own. CPython: loop.shutdown_asyncgens.
    static coro<void> close_all(hidden, core& c);
    /// Has `c` forget all that it knows: they cannot be closed by it any more.
    static void forget_all(core& c) noexcept;

private:
    friend class generator_call;

    ~generator_base();
    bool outlives_its_owners() noexcept;
    void leave() noexcept;
    static void bury(frame_handle frame) noexcept;

    std::uint32_t owners_ = 0;
    bool used_ = false;          // its first use was noted
    bool open_ = false;          // it is among those that are closed at the end of the run
    bool running_ = false;       // a call is going on: no other one may begin
    bool closed_ = false;        // it has been told to end, or has ended by itself
    frame_handle frame_;         // none once it has ended
    core* core_ = nullptr;       // of the loop that closes it; null if none does
    std::exception_ptr thrown_;  // to be thrown where it waits
    std::exception_ptr error_;   // what it ended with

    inline static constinit thread_local frame_handle first_to_bury_{};  // see bury
    inline static constinit thread_local bool burying_ = false;
};

enum class generator_call_kind : std::uint8_t { anext, asend, athrow, aclose };

/// A call of one of a generator's methods; awaiting it runs the generator until it yields or ends.
class generator_call {
public:
    generator_call(generator_call&& other) noexcept = default;
    generator_call& operator=(generator_call&&) = delete;
    ~generator_call();

    /// Whether there is nothing to run: the generator has ended, or may not be called.
    bool await_ready();

protected:
    generator_call(ref<generator_base> g, generator_call_kind kind, std::exception_ptr thrown,
                   bool sends) noexcept
        : generator_(std::move(g)), thrown_(std::move(thrown)), kind_(kind), sends_(sends)
    {}

    frame_handle frame() const noexcept { return generator_->frame_; }
    const char* name() const noexcept;
    void enter();
    /// Whether it yielded. Throws what the call failed with.
    bool came_back();

private:
    enum class state : std::uint8_t { fresh, running, over };

    bool begins();
    bool refuse(std::exception_ptr error) noexcept;

    ref<generator_base> generator_;
    std::exception_ptr thrown_;  // first what to throw in the generator; then what came of it
    generator_call_kind kind_;
    bool sends_;  // a value, which a generator that has not begun cannot take
    state state_ = state::fresh;
};

/// `aclose`.
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
    /// As a coroutine, to make a task of.
    coro<void> as_coro()&&;
};

}  // namespace aio::detail
