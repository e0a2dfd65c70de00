#pragma once
// A queue of items, first in, first out, in a ring that doubles when it's full and never shrinks.

#include <cstddef>
#include <memory>
#include <utility>

namespace aio::detail {

template <class T>
class ring {
public:
    ring() = default;
    ring(const ring&) = delete;
    ring& operator=(const ring&) = delete;
    ~ring()
    {
        while (head_ != tail_) {
            std::destroy_at(at(head_++));
        }
        if (slots_) {
            std::allocator<T>().deallocate(slots_, capacity_);
        }
    }

    std::size_t size() const noexcept { return tail_ - head_; }

    void push(T&& item)
    {
        if (size() == capacity_) {
            grow();
        }
        ::new (static_cast<void*>(at(tail_))) T(std::move(item));
        ++tail_;
    }

    T pop()
    {
        T* const slot = at(head_);
        T item(std::move(*slot));
        std::destroy_at(slot);
        ++head_;
        return item;
    }

private:
    T* at(std::size_t place) const noexcept { return slots_ + (place & (capacity_ - 1)); }

    [[gnu::noinline]] void grow()
    {
        const std::size_t count = size();
        const std::size_t capacity = capacity_ == 0 ? first_capacity : capacity_ * 2;
        T* const slots = std::allocator<T>().allocate(capacity);
        for (std::size_t i = 0; i != count; ++i) {
            T* const old = at(head_ + i);
            ::new (static_cast<void*>(slots + i)) T(std::move(*old));
            std::destroy_at(old);
        }
        if (slots_) {
            std::allocator<T>().deallocate(slots_, capacity_);
        }
        slots_ = slots;
        capacity_ = capacity;
        head_ = 0;
        tail_ = count;
    }

    static constexpr std::size_t first_capacity = 4;

    T* slots_ = nullptr;
    std::size_t capacity_ = 0;  // a power of two, or 0
    std::size_t head_ = 0;      // both only count up; only their difference and low bits matter
    std::size_t tail_ = 0;
};

}  // namespace aio::detail
