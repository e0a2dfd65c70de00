#include "aio/detail/timer_heap.hpp"

#include <algorithm>

namespace aio::detail {

namespace {
constexpr std::size_t few = 64;  // keys left behind that are not worth a sweep
}

void timer_heap::push(timer& t)
{
    if (free_.empty()) {
        slots_.push_back(nullptr);
        free_.reserve(slots_.capacity());
        free_.push_back(static_cast<std::uint32_t>(slots_.size() - 1));
    }
    t.slot = free_.back();
    free_.pop_back();
    slots_[t.slot] = &t;
    keys_.push_back({t.when, t.id, t.slot});
    std::push_heap(keys_.begin(), keys_.end(), is_later);
}

void timer_heap::remove(timer& t) noexcept
{
    slots_[t.slot] = nullptr;
    ++left_behind_;
    t.slot = timer::nowhere;
    while (!keys_.empty() && is_left_behind(keys_.front())) {
        pop();
    }
    if (left_behind_ > few && left_behind_ > keys_.size() / 2) {
        sweep();
    }
}

// Drops the key on top, whose timer is gone.
void timer_heap::pop() noexcept
{
    std::pop_heap(keys_.begin(), keys_.end(), is_later);
    free_.push_back(keys_.back().slot);
    keys_.pop_back();
    --left_behind_;
}

// Drops all keys that are left behind.
void timer_heap::sweep() noexcept
{
    const auto kept =
        std::partition(keys_.begin(), keys_.end(), [&](const key& k) { return !is_left_behind(k); });
    for (auto k = kept; k != keys_.end(); ++k) {
        free_.push_back(k->slot);
    }
    keys_.erase(kept, keys_.end());
    std::make_heap(keys_.begin(), keys_.end(), is_later);
    left_behind_ = 0;
}

}  // namespace aio::detail
