#pragma once
// What the frame of every coroutine on the loop begins with: who called it, and where it waits. The chain of
// callers, from the innermost frame to the task's own, is the task's stack.

#include <coroutine>
#include <cstdint>
#include <type_traits>

#include "aio/detail/pool.hpp"

namespace aio::detail {

struct frame_base;
using frame_handle = std::coroutine_handle<frame_base>;

// Over-aligned so that every promise that derives from it has the same alignment, and with that the same
// distance from its frame: a handle to any of them can then be had as a handle to this base.
struct alignas(2 * sizeof(void*)) frame_base : pooled {
    frame_handle caller;            ///< the frame that awaits this one; none for a task's own
    frame_handle* owner = nullptr;  ///< the awaiter that will destroy this frame, if one has it
    bool started = false;
    std::uint32_t line = 0;     ///< of the await at which it waits; at first, of the function. 0: hidden
    const char* function = "";  ///< name of the coroutine function
};

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
