#include "trace/event_list.hpp"

#include <cstring>

namespace trace {

namespace {

// The first word of an event: its kind, its detail, and which of the other words follow.
constexpr std::uint32_t has_time = 1U << 16;
constexpr std::uint32_t has_value = 1U << 17;
constexpr std::uint32_t by_itself = 1U << 18;  // `by` is the same as `task`
constexpr std::size_t first_field = 19;

constexpr std::array fields{&event::task,  &event::by,   &event::subject, &event::text,
                            &event::other, &event::line, &event::file};
constexpr std::size_t most_words = 1 + 2 + 2 + fields.size();

template <class To, class From>
To bits_of(const From& from) noexcept
{
    static_assert(sizeof(To) == sizeof(From));
    To to;
    std::memcpy(&to, &from, sizeof to);
    return to;
}

}  // namespace

void event_list::pack_last()
{
    const std::size_t place = (size_ - 1) % piece_size;
    if (place == 0) {
        // As many words as the previous piece needed, or a few at first.
        const std::size_t likely = pieces_.empty() ? 64 : pieces_.back().used + pieces_.back().used / 16;
        pieces_.emplace_back().words.resize(likely + most_words);
    }
    piece& p = pieces_.back();
    if (p.words.size() - p.used < most_words) {
        p.words.resize(2 * p.words.size());
    }
    const event& e = last_;
    std::uint32_t* const first = p.words.data() + p.used;
    std::uint32_t* word = first + 1;
    std::uint32_t head = static_cast<std::uint32_t>(e.kind) | static_cast<std::uint32_t>(e.detail) << 8;

    const std::uint8_t before = place == 0 ? 0 : p.timed[place - 1];
    if (place == 0 || std::memcmp(p.words.data() + p.at[before] + 1, &e.time, sizeof e.time) != 0) {
        head |= has_time;
        std::memcpy(word, &e.time, sizeof e.time);
        word += 2;
        p.timed[place] = static_cast<std::uint8_t>(place);
    } else {
        p.timed[place] = before;
    }
    if (bits_of<std::uint64_t>(e.value) != 0) {
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
        for (std::size_t i = 2; i != fields.size(); ++i) {
            put(i, e.*fields[i]);
        }
    }
    *first = head;
    p.at[place] = static_cast<std::uint16_t>(p.used);
    p.used = static_cast<std::size_t>(word - p.words.data());
}

event event_list::unpacked(std::size_t index) const noexcept
{
    const piece& p = pieces_[index / piece_size];
    const std::size_t place = index % piece_size;
    const std::uint32_t* word = p.words.data() + p.at[place];
    const std::uint32_t head = *word++;
    event e;
    e.kind = static_cast<kind>(head & 0xff);
    e.detail = static_cast<std::uint8_t>(head >> 8 & 0xff);
    std::memcpy(&e.time, p.words.data() + p.at[p.timed[place]] + 1, sizeof e.time);
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
