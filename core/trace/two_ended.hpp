#pragma once
// A vector that grows and shrinks at its front as cheaply as at its end, and in between moves the shorter
// part. A std::deque does this too, but it allocates a block of some kilobytes for its first entry: too much
// for thousands of queues in hundreds of snapshots.

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace trace {

template <typename T>
class two_ended {
public:
    using value_type = T;
    using const_iterator = typename std::vector<T>::const_iterator;
    using iterator = const_iterator;

    const_iterator begin() const noexcept { return entries_.begin() + offset(0); }
    const_iterator end() const noexcept { return entries_.end(); }
    std::size_t size() const noexcept { return entries_.size() - first_; }
    bool empty() const noexcept { return size() == 0; }
    const T& front() const noexcept { return entries_[first_]; }
    const T& back() const noexcept { return entries_.back(); }
    const T& operator[](std::size_t at) const noexcept { return entries_[first_ + at]; }

    void push_back(T entry) { entries_.push_back(std::move(entry)); }

    /// Inserts `entry` before index `at`, which may be the end.
    void insert(std::size_t at, T entry)
    {
        if (at > size() / 2 || (at == size() && first_ == 0)) {
            entries_.insert(entries_.begin() + offset(at), std::move(entry));
            return;
        }
        if (first_ == 0) {
            constexpr std::size_t few = 4;
            first_ = size() + few;
            entries_.insert(entries_.begin(), first_, T{});
        }
        std::move(entries_.begin() + offset(0), entries_.begin() + offset(at),
                  entries_.begin() + offset(0) - 1);
        --first_;
        entries_[first_ + at] = std::move(entry);
    }

    void erase(std::size_t at) noexcept
    {
        if (at >= size() / 2 && at != 0) {
            entries_.erase(entries_.begin() + offset(at));
            return;
        }
        std::move_backward(entries_.begin() + offset(0), entries_.begin() + offset(at),
                           entries_.begin() + offset(at) + 1);
        ++first_;
        constexpr std::size_t few = 16;
        if (entries_.size() > 4 * size() + few) {
            entries_.erase(entries_.begin(), entries_.begin() + offset(0));
            first_ = 0;
        }
    }

    bool operator==(const two_ended& other) const
    {
        return std::equal(begin(), end(), other.begin(), other.end());
    }

private:
    std::ptrdiff_t offset(std::size_t at) const noexcept { return static_cast<std::ptrdiff_t>(first_ + at); }

    std::vector<T> entries_;
    std::size_t first_ = 0;  // entries before this index are free space
};

}  // namespace trace
