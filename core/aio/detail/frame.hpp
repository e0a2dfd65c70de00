#pragma once
// What the frame of every coroutine on the loop begins with: who called it, and where it waits. The chain of
// callers, from the innermost frame to the task's own, is the task's stack.

#include <coroutine>
#include <cstdint>
#include <type_traits>

#include "aio/detail/pool.hpp"

namespace aio::detail {

struct frame_base;
enum class outcome_kind : std::uint8_t { none, value, error };
using frame_handle = std::coroutine_handle<frame_base>;

// Over-aligned so that every promise that derives from it has the same alignment, and with that the same
// distance from its frame: a handle to any of them can then be had as a handle to this base.
struct alignas(2 * sizeof(void*)) frame_base : pooled {
    frame_handle caller;            ///< the frame that awaits this one; none for a task's own
    frame_handle* owner = nullptr;  ///< the awaiter that will destroy this frame, if one has it
    const char* function = "";      ///< name of the coroutine function
    std::uint32_t line = 0;         ///< of the await at which it waits; at first, of the function. 0: hidden
    bool started = false;
    outcome_kind outcome = outcome_kind::none;  ///< which of the two that may be in its promise is there
};

/// Whether the frame of a coroutine can hold a T: no compiler aligns frames more than new does its blocks.
template <class T>
constexpr bool fits_a_frame() noexcept
{
    if constexpr (std::is_reference_v<T>) {
        return true;
    } else {
        return alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__;
    }
}

template <class T>
constexpr void check_fits_a_frame() noexcept
{
    static_assert(fits_a_frame<T>(),
                  "a coroutine's frame isn't aligned as much as this (alignas): keep it elsewhere, as by a "
                  "std::unique_ptr");
}

/// What the library's await_suspend take: which coroutine awaits doesn't matter to them, since the task knows
/// it; but a coroutine on the loop it must be.
struct awaiting {
    template <class Promise>
    awaiting(std::coroutine_handle<Promise>) noexcept
    {
        static_assert(
            std::is_base_of_v<frame_base, Promise>,
            "only a coroutine of aio's (aio::coro, aio::async_generator) can await this: the one that awaits "
            "it here is of another library, whose coroutines aio's loop can't resume");
    }
};

/// First argument of the library's own coroutines. Their frames are hidden: where a task waits is the line
/// of the program that called them.
struct hidden {
    const char* name =
        "";  ///< of the coroutine function in CPython, for complaints that it was never awaited
    /// A task of it that is cancelled before its first step runs all the same, up to the first await.
    bool may_be_cancelled_first = false;
};

}  // namespace aio::detail
