#pragma once
// Events in the order they were appended, packed: most fields of an event are 0, and only the others are
// stored. The recorder writes about five events per callback, so that recording costs memory and the time to
// pack. Reading an event returns a copy, in constant time.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
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
    event_list(const event_list& other);
    event_list(event_list&& other) noexcept { swap(other); }
    event_list& operator=(event_list other) noexcept
    {
        swap(other);
        return *this;
    }
    ~event_list() = default;

    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    event operator[](std::size_t index) const noexcept
    {
        return index + 1 == size_ && last_is_open_ ? last_ : unpacked(index);
    }
    event front() const noexcept { return (*this)[0]; }
    event back() const noexcept { return (*this)[size_ - 1]; }
    const_iterator begin() const noexcept { return {*this, 0}; }
    const_iterator end() const noexcept { return {*this, size_}; }

    /// The reference is valid for changes until the next append or add.
    event& append(const event& e)
    {
        close_last();
        ++size_;
        last_is_open_ = true;
        return last_ = e;
    }

    /// Appends `e`, which can't be changed afterwards. Where the compiler knows which of its fields are 0,
    /// only the others cost anything.
    [[gnu::always_inline]] void add(const event& e)
    {
        close_last();
        pack(e, size_++);
    }

private:
    static constexpr std::size_t piece_size = 256;  // events

    // The first word of an event: its kind, its detail, and which of the other words follow.
    static constexpr std::uint32_t has_time = 1U << 16;
    static constexpr std::uint32_t has_value = 1U << 17;
    static constexpr std::uint32_t by_itself = 1U << 18;  // `by` is the same as `task`
    static constexpr std::size_t first_field = 19;
    static constexpr std::array fields{&event::task,  &event::by,   &event::subject, &event::text,
                                       &event::other, &event::line, &event::file};
    static constexpr std::size_t most_words = 1 + 2 + 2 + fields.size();

    // Followed by its words: for each event its head, time, value and fields.
    struct piece {
        std::array<std::uint16_t, piece_size> at;  // where each event begins, in words
        // For each event, the event that stores its time: consecutive events often share one.
        std::array<std::uint8_t, piece_size> timed;

        std::uint32_t* words() noexcept { return reinterpret_cast<std::uint32_t*>(this + 1); }
        const std::uint32_t* words() const noexcept
        {
            return reinterpret_cast<const std::uint32_t*>(this + 1);
        }
    };
    static_assert(sizeof(piece) % alignof(std::uint32_t) == 0);

    void swap(event_list& other) noexcept;
    void close_last()
    {
        if (last_is_open_) {
            pack_last();
        }
    }
    void pack_last();
    [[gnu::noinline]] void begin_piece();
    event unpacked(std::size_t index) const noexcept;

    static std::uint64_t bits_of(double number) noexcept
    {
        std::uint64_t bits;
        std::memcpy(&bits, &number, sizeof bits);
        return bits;
    }

    [[gnu::always_inline]] void pack(const event& e, std::size_t index)
    {
        const std::size_t place = index % piece_size;
        if (place == 0) {
            begin_piece();
        }
        piece& p = *pieces_.back();
        std::uint32_t* const first = next_;
        std::uint32_t* word = first + 1;
        std::uint32_t head = static_cast<std::uint32_t>(e.kind) | static_cast<std::uint32_t>(e.detail) << 8;
        const std::uint64_t time = bits_of(e.time);
        if (place == 0 || time != time_) {
            head |= has_time;
            std::memcpy(word, &time, sizeof time);
            word += 2;
            time_ = time;
            timed_ = static_cast<std::uint8_t>(place);
        }
        if (bits_of(e.value) != 0) {
            head |= has_value;
            std::memcpy(word, &e.value, sizeof e.value);
            word += 2;
        }
        const bool same = e.by == e.task;
        head |= same ? by_itself : 0;
        const auto put = [&](std::size_t i, std::uint32_t field) {
            *word = field;
            word += field != 0;
            head |= static_cast<std::uint32_t>(field != 0) << (first_field + i);
        };
        put(0, e.task);
        put(1, same ? 0 : e.by);
        if ((e.subject | e.text | e.other | e.line | e.file) != 0) {  // usually all of them are 0
            put(2, e.subject);
            put(3, e.text);
            put(4, e.other);
            put(5, e.line);
            put(6, e.file);
        }
        *first = head;
        p.at[place] = static_cast<std::uint16_t>(first - p.words());
        p.timed[place] = timed_;
        next_ = word;
    }

    std::vector<std::unique_ptr<std::byte[]>> blocks_;  // in which the pieces lie
    std::size_t block_size_ = 0;                        // of the last one
    std::byte* block_end_ = nullptr;
    std::vector<piece*> pieces_;     // all events but an open last one
    std::uint32_t* next_ = nullptr;  // the end of the last piece's words
    std::uint64_t time_ = 0;         // the bits of the last packed event's time,
    std::uint8_t timed_ = 0;         // and which event of its piece stores it
    bool last_is_open_ = false;
    event last_;  // if it's open
    std::size_t size_ = 0;
};

}  // namespace trace
