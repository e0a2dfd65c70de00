#pragma once
// What wakes each task, told by the calls that do it: for a test of code that finds it out otherwise. With
// AIO_TELL_WAKERS the test defines `told`; without it nothing of this is compiled.

#ifdef AIO_TELL_WAKERS

#include <cstdint>

namespace aio {

class future_base;

namespace detail {

class core;
class entry;

struct told {
    /// A future that is done is about to queue one of those that wait for it.
    static void wakes(const future_base& by);
    /// `item` joins the ready queue.
    static void queued(const core& c, const entry& item);
    static void begins(const entry& item);
    static void ends();
    /// cancel() was called on a task.
    static void cancels(const core& c, std::uint32_t task);
};

/// What the library does during this object's life, as the caller knows it.
class doing {
public:
    explicit doing(const char* w, std::uint32_t s = 0) : what(w), subject(s), outer(innermost)
    {
        innermost = this;
    }
    doing(const doing&) = delete;
    doing& operator=(const doing&) = delete;
    ~doing() { innermost = outer; }

    const char* const what;
    const std::uint32_t subject;  ///< a thread
    const doing* const outer;
    inline static thread_local const doing* innermost = nullptr;
};

}  // namespace detail
}  // namespace aio

#define AIO_DOES(...) const ::aio::detail::doing aio_does(__VA_ARGS__)
#define AIO_TELL(call) ::aio::detail::told::call
#else
#define AIO_DOES(...) static_cast<void>(0)
#define AIO_TELL(call) static_cast<void>(0)
#endif
