#pragma once
// Events in the order in which they were appended, packed: most of an event's fields are 0, and only those
// that aren't are kept. A loop that's recorded writes some five events a callback, so that what it costs is
// the memory that they take. An event is read as a copy, each in the same time.

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

    /// It may be changed until the next one comes.
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
        std::vector<std::uint32_t> words = {};  // each event's first one, its time, its value, its fields
        std::size_t used = 0;                   // of the words
        std::array<std::uint16_t, piece_size> at = {};  // where each event begins
        // Which event has the time of each: they come in runs of one time.
        std::array<std::uint8_t, piece_size> timed = {};
    };

    void pack_last();
    event unpacked(std::size_t index) const noexcept;

    std::vector<piece> pieces_;  // of all events but the last
    event last_;
    std::size_t size_ = 0;
};

}  // namespace trace
