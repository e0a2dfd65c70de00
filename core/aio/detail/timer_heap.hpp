#pragma once
// The timers: a heap by deadline, then by order of setting. The heap holds keys alone, and a timer's slot is
// where its key finds it: ordering the keys touches no timer, and a timer that is cancelled leaves its slot
// at once and its key behind. CPython: loop._scheduled, which keeps cancelled handles likewise.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "aio/detail/entry.hpp"

namespace aio::detail {

/// A callback with a deadline. It lives where it was set (in a sleeping frame, in a timer handle).
class timer : public entry {
public:
    using entry::entry;

    static constexpr std::uint32_t nowhere = UINT32_MAX;

    bool scheduled() const noexcept { return slot != nowhere; }

    timer_kind purpose = timer_kind::call;
    std::uint32_t task = 0;        ///< the task that set it, 0 for none
    double when = 0;               ///< deadline, in seconds of the loop's clock
    std::size_t turn = 0;          ///< in the ready queue, once it has come due
    std::uint32_t id = 0;          ///< counts up in the order of setting
    std::uint32_t slot = nowhere;  ///< of the heap's, while it is set

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

    // A heap; the key on top is never left behind. Each has four below it, which lie side by side in memory:
    // half as many levels as with two, and that's what a heap of many timers costs.
    static constexpr std::size_t ways = 4;
    std::vector<key> keys_;
    std::vector<timer*> slots_;        // null: free, or its key is left behind
    std::vector<std::uint32_t> free_;  // room for all slots, so that giving one back cannot fail
    std::size_t left_behind_ = 0;      // keys whose timer is gone: at most as many as others, or few
};

}  // namespace aio::detail
