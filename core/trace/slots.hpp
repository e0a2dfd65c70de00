#pragma once
// A list sorted by a number that each entry has; new entries usually have higher numbers. An erased entry
// leaves a gap, and gaps are closed once most of the list is gaps. Appending, finding by number and erasing
// take the same time however long the list is, apart from a binary search.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace trace {

/// `Number` is the member of T that the list is sorted by. It mustn't change.
template <typename T, auto Number>
class slots {
public:
    using number = std::decay_t<decltype(std::declval<const T&>().*Number)>;

    class const_iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T*;
        using reference = const T&;

        const_iterator() = default;
        reference operator*() const noexcept { return of_->entries_[at_]; }
        pointer operator->() const noexcept { return &of_->entries_[at_]; }
        const_iterator& operator++() noexcept
        {
            at_ = of_->live_from(at_ + 1);
            return *this;
        }
        const_iterator operator++(int) noexcept
        {
            const_iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const const_iterator& other) const noexcept { return at_ == other.at_; }

    private:
        friend slots;
        const_iterator(const slots& of, std::size_t at) noexcept : of_(&of), at_(at) {}

        const slots* of_ = nullptr;
        std::size_t at_ = 0;
    };
    using value_type = T;
    using iterator = const_iterator;

    slots() = default;
    /// A copy has no gaps.
    slots(const slots& other) { *this = other; }
    slots(slots&&) noexcept = default;
    slots& operator=(slots&&) noexcept = default;
    slots& operator=(const slots& other)
    {
        if (this == &other) {
            return *this;
        }
        if (other.size() == other.entries_.size()) {
            entries_ = other.entries_;
        } else {
            entries_.clear();
            entries_.reserve(other.size());
            std::copy(other.begin(), other.end(), std::back_inserter(entries_));
        }
        gone_.clear();
        first_ = 0;
        size_ = other.size_;
        return *this;
    }
    ~slots() = default;

    const_iterator begin() const noexcept { return {*this, first_}; }
    const_iterator end() const noexcept { return {*this, entries_.size()}; }
    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    const T& front() const noexcept { return entries_[first_]; }

    /// The entry with this number, or null.
    const T* find(const number& n) const noexcept
    {
        const std::size_t at = place(n);
        return at != entries_.size() && entries_[at].*Number == n && !gone(at) ? &entries_[at] : nullptr;
    }
    T* find(const number& n) noexcept { return const_cast<T*>(std::as_const(*this).find(n)); }

    /// Adds an entry. If its number isn't higher than all others, this inserts the entry in its place, or
    /// replaces the entry with the same number; that takes linear time.
    T& push_back(T entry)
    {
        if (entries_.empty() || entries_.back().*Number < entry.*Number) {
            ++size_;
            if (!gone_.empty()) {
                gone_.push_back(false);
            }
            return entries_.emplace_back(std::move(entry));
        }
        return put(std::move(entry));
    }

    /// Removes the entry with this number. Returns whether there was one.
    bool erase(const number& n) noexcept
    {
        const std::size_t at = place(n);
        if (at == entries_.size() || !(entries_[at].*Number == n) || gone(at)) {
            return false;
        }
        erase_at(at);
        return true;
    }
    void pop_front() noexcept { erase_at(first_); }

    /// Compares the entries; gaps don't count.
    bool operator==(const slots& other) const
    {
        return size_ == other.size_ && std::equal(begin(), end(), other.begin());
    }

private:
    bool gone(std::size_t at) const noexcept { return !gone_.empty() && gone_[at]; }

    std::size_t live_from(std::size_t at) const noexcept
    {
        while (at != entries_.size() && gone(at)) {
            ++at;
        }
        return at;
    }

    // The index of the first entry, gone or not, whose number isn't lower.
    std::size_t place(const number& n) const noexcept
    {
        const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(first_);
        if (begin == entries_.end() || (*begin).*Number == n) {
            return first_;
        }
        const auto found = std::lower_bound(begin, entries_.end(), n, [](const T& e, const number& wanted) {
            return e.*Number < wanted;
        });
        return static_cast<std::size_t>(found - entries_.begin());
    }

    T& put(T entry)
    {
        const std::size_t at = place(entry.*Number);
        if (at != entries_.size() && entries_[at].*Number == entry.*Number) {
            size_ += gone(at) ? 1 : 0;
            if (!gone_.empty()) {
                gone_[at] = false;
            }
            return entries_[at] = std::move(entry);
        }
        ++size_;
        const auto offset = static_cast<std::ptrdiff_t>(at);
        if (!gone_.empty()) {
            gone_.insert(gone_.begin() + offset, false);
        }
        return *entries_.insert(entries_.begin() + offset, std::move(entry));
    }

    void erase_at(std::size_t at) noexcept
    {
        --size_;
        if constexpr (!std::is_trivially_destructible_v<T>) {
            T nothing{};  // releases what the entry holds now
            nothing.*Number = entries_[at].*Number;
            entries_[at] = std::move(nothing);
        }
        if (at == first_) {
            first_ = live_from(first_ + 1);
        } else {
            gone_.resize(entries_.size());
            gone_[at] = true;
        }
        constexpr std::size_t few = 16;
        if (size_ == 0 || entries_.size() > 2 * size_ + few) {
            close_gaps();
        }
    }

    void close_gaps() noexcept
    {
        std::size_t to = 0;
        for (std::size_t at = first_; at != entries_.size(); at = live_from(at + 1)) {
            if (to != at) {
                entries_[to] = std::move(entries_[at]);
            }
            ++to;
        }
        entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(to), entries_.end());
        gone_.clear();
        first_ = 0;
    }

    std::vector<T> entries_;  // entries before first_ and marked ones are gone
    std::vector<bool> gone_;  // empty if none after first_ is gone
    std::size_t first_ = 0;   // the first entry that isn't gone
    std::size_t size_ = 0;
};

}  // namespace trace
