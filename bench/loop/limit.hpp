#pragma once
// The lower limit: the cost of the same work with nothing but coroutine handles, a ring buffer and a heap. It
// has no tasks, no results, no cancellation, and no order except FIFO, so no event loop can be faster.

#include <algorithm>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <utility>
#include <vector>

namespace limit {

class ring {
public:
    /// `capacity` must be a power of two.
    explicit ring(std::size_t capacity) : slots_(capacity), mask_(capacity - 1) {}
    void push(std::coroutine_handle<> h) { slots_[tail_++ & mask_] = h; }
    void run()
    {
        while (head_ != tail_) {
            slots_[head_++ & mask_].resume();
        }
    }

private:
    std::vector<std::coroutine_handle<>> slots_;
    std::size_t mask_;
    std::size_t head_ = 0;
    std::size_t tail_ = 0;
};

/// A coroutine that isn't awaited; it destroys itself at its end.
struct fiber {
    struct promise_type {
        fiber get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }
    };
    std::coroutine_handle<> handle;
};

/// A turn: puts the coroutine at the end of the ring.
struct turn {
    ring& ready;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> h) const { ready.push(h); }
    void await_resume() const noexcept {}
};

/// Suspends until something resumes the handle that it leaves in `place`.
struct park {
    std::coroutine_handle<>& place;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> h) const noexcept { place = h; }
    void await_resume() const noexcept {}
};

struct deadline {
    double when;
    std::coroutine_handle<> handle;
    bool operator<(const deadline& other) const noexcept { return when > other.when; }
};

/// A timer in a heap.
struct alarm {
    std::vector<deadline>& heap;
    double when;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> h) const
    {
        heap.push_back({when, h});
        std::push_heap(heap.begin(), heap.end());
    }
    void await_resume() const noexcept {}
};

/// A call of another coroutine, driven by a trampoline.
class call {
public:
    struct promise_type {
        call get_return_object() { return call(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct last {
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<promise_type> h) const noexcept
            {
                *h.promise().next = h.promise().caller;
            }
            void await_resume() const noexcept {}
        };
        last final_suspend() noexcept { return {}; }
        void return_value(int v) noexcept { value = v; }
        void unhandled_exception() noexcept { std::terminate(); }
        std::coroutine_handle<> caller;
        std::coroutine_handle<>* next = nullptr;
        int value = 0;
    };

    call(call&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    ~call()
    {
        if (handle_) {
            handle_.destroy();
        }
    }
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<promise_type> caller) noexcept
    {
        handle_.promise().caller = caller;
        handle_.promise().next = caller.promise().next;
        *handle_.promise().next = handle_;
    }
    int await_resume() const noexcept { return handle_.promise().value; }
    int run()
    {
        std::coroutine_handle<> next = handle_;
        handle_.promise().next = &next;
        while (next) {
            std::exchange(next, {}).resume();
        }
        return handle_.promise().value;
    }

private:
    explicit call(std::coroutine_handle<promise_type> h) noexcept : handle_(h) {}
    std::coroutine_handle<promise_type> handle_;
};

}  // namespace limit
