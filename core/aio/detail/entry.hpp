#pragma once
// An entry is what the ready queue holds: something to call once. It is a link that lives inside the thing
// to be called (a task, a sleeping frame, a callback), so that queueing allocates nothing.

#include <cstdint>

#include "aio/observer.hpp"

namespace aio {

namespace detail {

class entry {
public:
    /// Calls the callback, or only lets go of what it owns.
    enum class action { call, drop };
    using function = void (*)(entry&, action);

    entry(function run, callback_kind kind) noexcept : run_(run), how_(static_cast<std::uint16_t>(kind)) {}
    entry(const entry&) = delete;
    entry& operator=(const entry&) = delete;

    void run() { run_(*this, action::call); }
    void drop() { run_(*this, action::drop); }
    callback_kind kind() const noexcept { return static_cast<callback_kind>(how_ & 0xff); }
    /// It is a task's step, and there is nothing that it has to see to before it goes on.
    bool is_plain_step() const noexcept { return how_ == static_cast<std::uint16_t>(callback_kind::step); }
    /// It was cancelled in the ready queue: it is taken out without being called.
    bool skipped() const noexcept { return has(flag::skipped); }

    entry* next = nullptr;  ///< in the list of a pending future's callbacks

    void skip() noexcept { set(flag::skipped); }

protected:
    /// What is to be seen to when it is called.
    enum class flag : std::uint16_t {
        skipped = 0x100,
        must_cancel = 0x200,  ///< a task's step: it throws cancelled_error
        gate = 0x400,         ///< a task's step: what it awaits is asked whether it may go on
    };

    ~entry() = default;
    bool has(flag f) const noexcept { return (how_ & static_cast<std::uint16_t>(f)) != 0; }
    void set(flag f) noexcept { how_ = static_cast<std::uint16_t>(how_ | static_cast<std::uint16_t>(f)); }
    void clear(flag f) noexcept { how_ = static_cast<std::uint16_t>(how_ & ~static_cast<std::uint16_t>(f)); }

private:
    function run_;
    std::uint16_t how_;  // the kind, and above it the flags: together, so that one comparison asks for both
};

}  // namespace detail
}  // namespace aio
