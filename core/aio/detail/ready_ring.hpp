#pragma once
// The ready queue: first in, first out, in a ring that doubles when it is full and never shrinks.

#include <cstddef>
#include <memory>

#include "aio/detail/entry.hpp"

namespace aio::detail {

class ready_ring {
public:
    std::size_t size() const noexcept { return tail_ - head_; }
    bool empty() const noexcept { return head_ == tail_; }

    void push(entry* item)
    {
        if (size() == capacity_) {
            grow();
        }
        slots_[tail_++ & (capacity_ - 1)] = item;
    }

    entry* pop() noexcept { return slots_[head_++ & (capacity_ - 1)]; }

    /// The item at `index`, counted from the head; null where one was forgotten.
    entry* operator[](std::size_t index) const noexcept
    {
        return slots_[(head_ + index) & (capacity_ - 1)];
    }

    /// Leaves an empty place where `item` stood, so that the others keep their turns. Linear, and rare:
    /// only a callback that is dropped between coming due and being called needs it.
    void forget(const entry* item) noexcept
    {
        for (std::size_t at = head_; at != tail_; ++at) {
            if (slots_[at & (capacity_ - 1)] == item) {
                slots_[at & (capacity_ - 1)] = nullptr;
            }
        }
    }

private:
    void grow()
    {
        const std::size_t capacity = capacity_ ? capacity_ * 2 : 16;
        auto slots = std::make_unique<entry*[]>(capacity);
        const std::size_t count = size();
        for (std::size_t i = 0; i != count; ++i) {
            slots[i] = slots_[(head_ + i) & (capacity_ - 1)];
        }
        slots_ = std::move(slots);
        capacity_ = capacity;
        head_ = 0;
        tail_ = count;
    }

    std::unique_ptr<entry*[]> slots_;
    std::size_t capacity_ = 0;  // a power of two, or 0
    std::size_t head_ = 0;      // both count up for ever; only their difference and low bits matter
    std::size_t tail_ = 0;
};

}  // namespace aio::detail
