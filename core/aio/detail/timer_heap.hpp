#pragma once
// The timers: a heap ordered by deadline, then by order of setting. The heap holds only keys; a key refers to
// its timer through a slot. Reordering keys doesn't touch the timers. A cancelled timer leaves its slot at
// once, and its key stays behind. CPython: loop._scheduled, which also keeps cancelled handles.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "aio/detail/entry.hpp"

namespace aio::detail {

/// A callback with a deadline. It lives in the object that set it: a sleeping frame or a timer handle.
class timer : public entry {
public:
    using entry::entry;

    static constexpr std::uint32_t nowhere = UINT32_MAX;

    bool scheduled() const noexcept { return slot != nowhere; }

    timer_kind purpose = timer_kind::call;
    std::uint32_t task = 0;        ///< the task that set it, 0 for none
    double when = 0;               ///< the deadline, in seconds of the loop's clock
    std::size_t turn = 0;          ///< its turn in the ready queue, once it's due
    std::uint32_t id = 0;          ///< counts up in order of setting
    std::uint32_t slot = nowhere;  ///< its slot in the heap, while it's set

protected:
    ~timer() = default;
};

class timer_heap {
public:
    bool empty() const noexcept { return keys_.empty(); }
    std::size_t size() const noexcept { return keys_.size() - left_behind_; }
    double earliest() const noexcept { return keys_.front().when; }
    timer& top() const noexcept { return *slots_[keys_.front().slot]; }
    void push(timer& t);
    void remove(timer& t) noexcept;

private:
    struct key {
        double when;
        std::uint32_t id;
        std::uint32_t slot;
    };
    static bool is_earlier(const key& a, const key& b) noexcept
    {
        return a.when < b.when || (a.when == b.when && a.id < b.id);
    }
    bool is_left_behind(const key& k) const noexcept { return !slots_[k.slot]; }
    void sink(std::size_t place, const key& k) noexcept;
    void pop() noexcept;
    void sweep() noexcept;

    // A heap whose top key always has its timer. Each key has four children, adjacent in memory: half as many
    // levels as with two, and the number of levels is what a heap of many timers costs.
    static constexpr std::size_t ways = 4;
    std::vector<key> keys_;
    std::vector<timer*> slots_;        // null: free, or its key is left behind
    std::vector<std::uint32_t> free_;  // has capacity for all slots, so that freeing one can't fail
    std::size_t left_behind_ = 0;      // keys without a timer: at most as many as the others, or few
};

}  // namespace aio::detail
