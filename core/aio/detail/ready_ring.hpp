#pragma once
// The ready queue: first in, first out, in a ring that doubles when it's full and never shrinks.

#include <cstddef>
#include <memory>

#include "aio/detail/entry.hpp"

namespace aio::detail {

class ready_ring {
public:
    std::size_t size() const noexcept { return tail_ - head_; }
    bool empty() const noexcept { return head_ == tail_; }

    /// The current items belong to this iteration; new ones wait for the next.
    void begin_iteration() noexcept { end_of_iteration_ = tail_; }
    /// How many of this iteration's items are left.
    std::size_t left() const noexcept { return end_of_iteration_ - head_; }
    bool iteration_is_over() const noexcept { return head_ == end_of_iteration_; }

    [[gnu::always_inline]] void push(entry* item)
    {
        if (size() > mask_) {
            grow();
        }
        slots_[tail_++ & mask_] = item;
    }

    entry* pop() noexcept { return slots_[head_++ & mask_]; }

    /// The item at `index`, counted from the head; null if it was forgotten.
    entry* operator[](std::size_t index) const noexcept { return slots_[(head_ + index) & mask_]; }

    /// Replaces `item` by an empty slot, so that the others keep their turns; false if it isn't here. Takes
    /// linear time; rarely used.
    bool forget(const entry* item) noexcept
    {
        for (std::size_t at = head_; at != tail_; ++at) {
            if (slots_[at & mask_] == item) {
                slots_[at & mask_] = nullptr;
                return true;
            }
        }
        return false;
    }

    /// The turn of the item that is pushed next.
    std::size_t next_turn() const noexcept { return tail_; }
    /// The same for an `item` that had this turn, without a search; false if it isn't there.
    bool forget_at(std::size_t turn, const entry* item) noexcept
    {
        if (turn - head_ >= size() || slots_[turn & mask_] != item) {
            return false;
        }
        slots_[turn & mask_] = nullptr;
        return true;
    }

private:
    [[gnu::noinline]] void grow()
    {
        const std::size_t capacity = (mask_ + 1) * 2;
        auto slots = std::make_unique<entry*[]>(capacity);
        for (std::size_t at = head_; at != tail_; ++at) {
            slots[at & (capacity - 1)] = slots_[at & mask_];
        }
        slots_ = std::move(slots);
        mask_ = capacity - 1;
    }

    static constexpr std::size_t first_capacity = 16;

    std::unique_ptr<entry*[]> slots_ = std::make_unique<entry*[]>(first_capacity);
    std::size_t mask_ = first_capacity - 1;  // the capacity, a power of two, minus one
    std::size_t head_ = 0;  // these only count up; only their differences and low bits matter
    std::size_t tail_ = 0;
    std::size_t end_of_iteration_ = 0;
};

}  // namespace aio::detail
