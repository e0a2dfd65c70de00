#pragma once
// Events as another program on this machine stores them: packed with the memory layout of trace::event,
// little-endian, with their texts separate. Each one is checked before it joins the log, as in a file.

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

    /// Reads into `into`, which must be empty and outlive the reader.
    explicit packed_reader(log& into) : log_(into), texts_{0} {}

    /// Reads more. First texts, which are numbered from 1: each is a 32-bit length and that many bytes of
    /// UTF-8. Then events, which name these texts and earlier ones. Returns a sentence that says what is
    /// wrong, or an empty one. After an error every call returns the same sentence and reads nothing.
    const std::string& feed(std::string_view texts, std::string_view events);

private:
    bool take_texts(std::string_view bytes);
    bool take_event(const char* bytes);
    bool refuse(std::string sentence);

    log& log_;
    checker checker_;
    std::size_t text_bytes_ = 0;
    std::vector<std::uint32_t> texts_;  // the texts' indices in the log, by their number here
    std::string complaint_;
};

}  // namespace trace
