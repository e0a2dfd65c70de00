#pragma once
// The first part of every coroutine frame on the loop: its caller, and the line where it waits. The chain of
// callers, from the innermost frame to the task's own, is the task's stack.

#include <coroutine>
#include <cstdint>
#include <type_traits>

#include "aio/detail/pool.hpp"

namespace aio::detail {

struct frame_base;
enum class outcome_kind : std::uint8_t { none, value, error };
using frame_handle = std::coroutine_handle<frame_base>;

// Over-aligned so that every promise that derives from it has the same alignment, and so the same offset in
// its frame: a handle to any of them also works as a handle to this base.
struct alignas(2 * sizeof(void*)) frame_base : pooled {
    frame_handle caller;            ///< the frame that awaits this one; null for a task's outermost
    frame_handle* owner = nullptr;  ///< the awaiter that will destroy this frame, if there is one
    const char* function = "";      ///< name of the coroutine function
    std::uint32_t line = 0;  ///< of the current await, or, before the start, of the function; 0: hidden
    bool started = false;
    outcome_kind outcome = outcome_kind::none;  ///< which member of the promise's union is alive
};

/// True if a coroutine's frame can hold a T: no compiler aligns frames more strictly than new aligns its
/// blocks.
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

/// The parameter of the library's await_suspend functions. They don't need to know which coroutine awaits,
/// because the task does; this only checks that it's a coroutine of aio's.
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

/// The first argument of the library's own coroutines. Their frames are hidden: the reported line of a wait
/// is the one in the program that called them.
struct hidden {
    const char* name = "";  ///< of the coroutine function in CPython, for 'never awaited' reports
    /// A task of this coroutine that's cancelled before its first step still runs, up to the first await.
    bool may_be_cancelled_first = false;
};

}  // namespace aio::detail
