#include "trace/event_list.hpp"

#include <algorithm>
#include <new>

namespace trace {

// Pieces point into the blocks, so a copy packs all events again.
event_list::event_list(const event_list& other)
{
    pieces_.reserve(other.pieces_.size());
    for (std::size_t i = 0; i != other.size_; ++i) {
        pack(other[i], size_++);
    }
}

void event_list::swap(event_list& other) noexcept
{
    pieces_.swap(other.pieces_);
    blocks_.swap(other.blocks_);
    std::swap(block_size_, other.block_size_);
    std::swap(block_end_, other.block_end_);
    std::swap(next_, other.next_);
    std::swap(time_, other.time_);
    std::swap(timed_, other.timed_);
    std::swap(last_is_open_, other.last_is_open_);
    std::swap(last_, other.last_);
    std::swap(size_, other.size_);
}

void event_list::pack_last()
{
    last_is_open_ = false;
    pack(last_, size_ - 1);
}

// Each block is twice as large as the one before, up to a limit, so that a short log is small.
void event_list::begin_piece()
{
    constexpr std::size_t most = sizeof(piece) + piece_size * most_words * sizeof(std::uint32_t);
    constexpr std::size_t largest = 1U << 18;
    auto* next = reinterpret_cast<std::byte*>(next_);
    if (blocks_.empty() || static_cast<std::size_t>(block_end_ - next) < most) {
        const std::size_t size = blocks_.empty() ? most : std::min(2 * block_size_, largest);
        next = blocks_.emplace_back(new std::byte[size]).get();  // not zeroed: only what is used is touched
        block_size_ = size;
        block_end_ = next + size;
    }
    piece* const p = ::new (static_cast<void*>(next)) piece;
    pieces_.push_back(p);
    next_ = p->words();
}

event event_list::unpacked(std::size_t index) const noexcept
{
    const piece& p = *pieces_[index / piece_size];
    const std::size_t place = index % piece_size;
    const std::uint32_t* word = p.words() + p.at[place];
    const std::uint32_t head = *word++;
    event e;
    e.kind = static_cast<kind>(head & 0xff);
    e.detail = static_cast<std::uint8_t>(head >> 8 & 0xff);
    std::memcpy(&e.time, p.words() + p.at[p.timed[place]] + 1, sizeof e.time);
    if ((head & has_time) != 0) {
        word += 2;
    }
    if ((head & has_value) != 0) {
        std::memcpy(&e.value, word, sizeof e.value);
        word += 2;
    }
    for (std::size_t i = 0; i != fields.size(); ++i) {
        if ((head >> (first_field + i) & 1) != 0) {
            e.*fields[i] = *word++;
        }
    }
    if ((head & by_itself) != 0) {
        e.by = e.task;
    }
    return e;
}

}  // namespace trace
