#pragma once
// An entry is an element of the ready queue: something to call once. The link lives inside the object to be
// called (a task, a sleeping frame, a callback), so queueing doesn't allocate.

#include <cstdint>

#include "aio/observer.hpp"

namespace aio {

namespace detail {

class entry {
public:
    /// Call the callback, or only release what it owns.
    enum class action { call, drop };
    using function = void (*)(entry&, action);

    entry(function run, callback_kind kind) noexcept : run_(run), how_(static_cast<std::uint16_t>(kind)) {}
    entry(const entry&) = delete;
    entry& operator=(const entry&) = delete;

    void run() { run_(*this, action::call); }
    void drop() { run_(*this, action::drop); }
    callback_kind kind() const noexcept { return static_cast<callback_kind>(how_ & 0xff); }
    /// True for a task's step with nothing else to handle first.
    bool is_plain_step() const noexcept { return how_ == static_cast<std::uint16_t>(callback_kind::step); }
    /// True if it was cancelled while in the ready queue: it's removed without being called.
    bool skipped() const noexcept { return has(flag::skipped); }

    entry* next = nullptr;  ///< in the callback list of a pending future

    void skip() noexcept { set(flag::skipped); }

protected:
    /// What needs handling when the entry is called.
    enum class flag : std::uint16_t {
        skipped = 0x100,
        must_cancel = 0x200,  ///< a task's step must throw cancelled_error
        gate = 0x400,         ///< a task's step must ask the awaited future whether the task may continue
    };

    ~entry() = default;
    bool has(flag f) const noexcept { return (how_ & static_cast<std::uint16_t>(f)) != 0; }
    void set(flag f) noexcept { how_ = static_cast<std::uint16_t>(how_ | static_cast<std::uint16_t>(f)); }
    void clear(flag f) noexcept { how_ = static_cast<std::uint16_t>(how_ & ~static_cast<std::uint16_t>(f)); }

private:
    function run_;
    std::uint16_t how_;  // the kind, and above it the flags: one comparison tests both
};

}  // namespace detail
}  // namespace aio
