#pragma once
// A snapshot's ready queue: callbacks in the order in which they will run. Any of them may be removed before
// its turn.

#include <unordered_map>

#include "aio/observer.hpp"
#include "trace/slots.hpp"

namespace trace {

/// A callback in the ready queue.
struct queued_callback {
    aio::callback_kind kind = aio::callback_kind::callback;
    bool first = false;  ///< the task's first step
    std::uint32_t task = 0;
    std::uint32_t timer = 0;
    std::uint32_t id = 0;  ///< increases in the order of queueing

    /// It resumes a task.
    bool of_task() const noexcept
    {
        return kind == aio::callback_kind::step || kind == aio::callback_kind::wakeup;
    }
    bool operator==(const queued_callback&) const = default;
};

class ready_queue {
public:
    using entries = slots<queued_callback, &queued_callback::id>;
    using const_iterator = entries::const_iterator;

    const_iterator begin() const noexcept { return entries_.begin(); }
    const_iterator end() const noexcept { return entries_.end(); }
    std::size_t size() const noexcept { return entries_.size(); }
    bool empty() const noexcept { return entries_.empty(); }
    const queued_callback& front() const noexcept { return entries_.front(); }
    /// The number of callbacks that have joined the queue.
    std::uint32_t joined() const noexcept { return joined_; }

    /// Adds `c` at the end. Returns its id; ids count up from 1.
    std::uint32_t push(queued_callback c);
    /// Removes and returns the first callback.
    queued_callback pop();
    /// Removes the callback that matches `c`. `likely` is its id, if that's known.
    void withdraw(const queued_callback& c, std::uint32_t likely);

    bool operator==(const ready_queue& other) const
    {
        return joined_ == other.joined_ && entries_ == other.entries_;
    }

private:
    void forget(const queued_callback& c);

    entries entries_;
    std::unordered_map<std::uint64_t, std::uint32_t> calls_;  // ids of callbacks with a timer or call number
    std::uint32_t joined_ = 0;
};

}  // namespace trace
