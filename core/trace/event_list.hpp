#pragma once
// Events in the order they were appended, packed: most fields of an event are 0, and only the others are
// stored. The recorder writes about five events per callback, so memory is what recording costs. Reading an
// event returns a copy, in constant time.

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "trace/event.hpp"

namespace trace {

class event_list {
public:
    class const_iterator {
    public:
        using iterator_category = std::random_access_iterator_tag;
        using value_type = event;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = event;

        const_iterator() = default;
        const_iterator(const event_list& of, std::size_t at) noexcept : of_(&of), at_(at) {}
        event operator*() const noexcept { return (*of_)[at_]; }
        const_iterator& operator++() noexcept { return *this += 1; }
        const_iterator& operator--() noexcept { return *this += -1; }
        const_iterator& operator+=(difference_type n) noexcept
        {
            at_ += static_cast<std::size_t>(n);
            return *this;
        }
        const_iterator operator+(difference_type n) const noexcept { return const_iterator(*this) += n; }
        difference_type operator-(const const_iterator& other) const noexcept
        {
            return static_cast<difference_type>(at_ - other.at_);
        }
        bool operator==(const const_iterator& other) const noexcept { return at_ == other.at_; }

    private:
        const event_list* of_ = nullptr;
        std::size_t at_ = 0;
    };

    event_list() = default;
    event_list(const event_list&) = default;
    event_list(event_list&& other) noexcept
        : pieces_(std::move(other.pieces_)), last_(other.last_), size_(std::exchange(other.size_, 0))
    {}
    event_list& operator=(event_list other) noexcept
    {
        pieces_.swap(other.pieces_);
        last_ = other.last_;
        size_ = other.size_;
        return *this;
    }
    ~event_list() = default;

    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    event operator[](std::size_t index) const noexcept
    {
        return index + 1 == size_ ? last_ : unpacked(index);
    }
    event front() const noexcept { return (*this)[0]; }
    event back() const noexcept { return last_; }
    const_iterator begin() const noexcept { return {*this, 0}; }
    const_iterator end() const noexcept { return {*this, size_}; }

    /// The reference is valid for changes until the next append.
    event& append(const event& e)
    {
        if (size_ != 0) {
            pack_last();
        }
        ++size_;
        return last_ = e;
    }

private:
    static constexpr std::size_t piece_size = 256;  // events

    struct piece {
        std::vector<std::uint32_t> words = {};          // for each event its head, time, value and fields
        std::size_t used = 0;                           // how many of the words
        std::array<std::uint16_t, piece_size> at = {};  // where each event begins
        // For each event, the event that stores its time: consecutive events often share one.
        std::array<std::uint8_t, piece_size> timed = {};
    };

    void pack_last();
    event unpacked(std::size_t index) const noexcept;

    std::vector<piece> pieces_;  // all events but the last
    event last_;
    std::size_t size_ = 0;
};

}  // namespace trace
