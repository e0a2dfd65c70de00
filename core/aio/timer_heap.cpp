#include "aio/detail/timer_heap.hpp"

#include <algorithm>

namespace aio::detail {

namespace {
constexpr std::size_t few = 64;  // so few keys without a timer aren't worth a sweep
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
    const key k{t.when, t.id, t.slot};
    std::size_t place = keys_.size();
    keys_.push_back(k);
    while (place != 0 && is_earlier(k, keys_[(place - 1) / ways])) {
        keys_[place] = keys_[(place - 1) / ways];
        place = (place - 1) / ways;
    }
    keys_[place] = k;
}

// Puts `k` at `place`, which is free, or below it.
void timer_heap::sink(std::size_t place, const key& k) noexcept
{
    for (;;) {
        std::size_t child = ways * place + 1;
        const std::size_t end = std::min(child + ways, keys_.size());
        if (child >= end) {
            break;
        }
        for (std::size_t other = child + 1; other < end; ++other) {
            child = is_earlier(keys_[other], keys_[child]) ? other : child;
        }
        if (!is_earlier(keys_[child], k)) {
            break;
        }
        keys_[place] = keys_[child];
        place = child;
    }
    keys_[place] = k;
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

// Drops the top key, whose timer is gone.
void timer_heap::pop() noexcept
{
    free_.push_back(keys_.front().slot);
    const key last = keys_.back();
    keys_.pop_back();
    if (!keys_.empty()) {
        sink(0, last);
    }
    --left_behind_;
}

// Drops all keys whose timers are gone.
void timer_heap::sweep() noexcept
{
    const auto kept =
        std::partition(keys_.begin(), keys_.end(), [&](const key& k) { return !is_left_behind(k); });
    for (auto k = kept; k != keys_.end(); ++k) {
        free_.push_back(k->slot);
    }
    keys_.erase(kept, keys_.end());
    for (std::size_t place = keys_.size() / ways + 1; place-- != 0;) {
        if (place < keys_.size()) {
            sink(place, key(keys_[place]));
        }
    }
    left_behind_ = 0;
}

}  // namespace aio::detail
