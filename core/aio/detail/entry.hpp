#pragma once
// An entry is what the ready queue holds: something to call once. It is a link that lives inside the thing
// to be called (a task, a sleeping frame, a callback), so that queueing allocates nothing.

#include <cstdint>

namespace aio {

/// What a callback in the ready queue is for.
enum class callback_kind : std::uint8_t {
    step,           ///< a task goes on: its first step, or after sleep(0). Every task's own entry has it
    wakeup,         ///< a task goes on because what it awaited is done
    timer,          ///< a timer has come due: the future of a sleep gets its result
    done_callback,  ///< a callback that was added to a future, now done
    callback,       ///< what call_soon, call_later or call_at was given; no other entry has it
    internal,       ///< the loop's own; not shown
};

namespace detail {

class entry {
public:
    /// Calls the callback, or only lets go of what it owns.
    enum class action { call, drop };
    using function = void (*)(entry&, action);

    entry(function run, callback_kind kind) noexcept : run_(run), kind_(kind) {}
    entry(const entry&) = delete;
    entry& operator=(const entry&) = delete;

    void run() { run_(*this, action::call); }
    void drop() { run_(*this, action::drop); }
    callback_kind kind() const noexcept { return kind_; }
    /// It was cancelled where it stands in the ready queue: it is taken out without being called.
    bool skipped() const noexcept { return skipped_; }

    entry* next = nullptr;  ///< in the list of a pending future's callbacks

    void skip() noexcept { skipped_ = true; }

protected:
    ~entry() = default;

private:
    function run_;
    callback_kind kind_;
    bool skipped_ = false;
};

}  // namespace detail
}  // namespace aio
