#pragma once
// Events as another program on this machine keeps them: packed as trace::event lies in memory, little-endian, with
// their texts beside them. They're checked as those of a file are, one by one, before they join the log.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "trace/checker.hpp"
#include "trace/log.hpp"

namespace trace {

class packed_reader {
public:
    static constexpr std::size_t event_size = 48;              ///< bytes
    static constexpr std::size_t most_events = 2'100'000;
    static constexpr std::size_t most_text = std::size_t{1} << 20;   ///< bytes of one text
    static constexpr std::size_t most_texts = std::size_t{1} << 26;  ///< bytes of all texts together

    /// Reads into `into`, which is empty and must outlive it.
    explicit packed_reader(log& into) : log_(into), texts_{0} {}

    /// Reads on: first texts, each a length of 32 bits and so many bytes of UTF-8, which number from 1 on; then
    /// events, which name these and earlier ones. The sentence that says what is wrong, or nothing; once something
    /// is, it's said again and nothing more is read.
    const std::string& feed(std::string_view texts, std::string_view events);

private:
    bool take_texts(std::string_view bytes);
    bool take_event(const char* bytes);
    bool refuse(std::string sentence);

    log& log_;
    checker checker_;
    std::size_t text_bytes_ = 0;
    std::vector<std::uint32_t> texts_;  // by their number here, their index in the log
    std::string complaint_;
};

}  // namespace trace
