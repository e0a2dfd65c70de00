#pragma once
// The timers: a binary heap by deadline, then by order of setting. Each timer knows its place, so that
// cancelling one takes it out at once.

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

    bool scheduled() const noexcept { return place != nowhere; }

    double when = 0;                ///< deadline, in seconds of the loop's clock
    std::uint32_t id = 0;           ///< counts up in the order of setting
    std::uint32_t place = nowhere;  ///< its index in the heap while it is set
    std::uint32_t task = 0;         ///< the task that set it, 0 for none

protected:
    ~timer() = default;
};

class timer_heap {
public:
    bool empty() const noexcept { return items_.empty(); }
    std::size_t size() const noexcept { return items_.size(); }
    timer& top() const noexcept { return *items_.front().timer_; }
    void push(timer& t);
    void remove(timer& t) noexcept;

private:
    // The keys stand beside the pointer: sifting touches no timer but to tell it its place.
    struct item {
        double when;
        std::uint32_t id;
        timer* timer_;
        bool operator<(const item& other) const noexcept
        {
            return when < other.when || (when == other.when && id < other.id);
        }
    };

    void put(std::size_t place, const item& i) noexcept
    {
        items_[place] = i;
        i.timer_->place = static_cast<std::uint32_t>(place);
    }
    void sift_up(std::size_t place, const item& i) noexcept;
    void sift_down(std::size_t place, const item& i) noexcept;

    std::vector<item> items_;
};

}  // namespace aio::detail
