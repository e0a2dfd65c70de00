#pragma once
// A trace as a value: events in the order in which they happened, the texts that they name, and what a reader
// has to know of the recording as a whole. A log is made, copied, compared, appended to and read without a
// loop; it doesn't know where its events come from.

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "trace/event.hpp"

namespace trace {

/// What a log says of itself.
struct header {
    std::string title = {};       ///< what was recorded: a lesson's slug, a program's name; or empty
    bool virtual_clock = true;    ///< running code takes no time; else the times were measured
    double hold_threshold = 0.1;  ///< seconds: a callback that takes longer holds the loop up

    bool operator==(const header&) const = default;
};

class log {
public:
    log();
    log(const log& other);
    log(log&&) = default;
    log& operator=(const log& other);
    log& operator=(log&&) = default;

    trace::header header = {};

    /// An event's index is its sequence number.
    const std::deque<event>& events() const noexcept { return events_; }
    std::size_t size() const noexcept { return events_.size(); }
    bool empty() const noexcept { return events_.empty(); }
    const event& operator[](std::size_t index) const noexcept { return events_[index]; }

    /// How many events happened up to `time`, to the clock's own resolution.
    std::size_t count_until(double time) const noexcept;

    /// The text with this index; 0 is the empty text. It stays where it is for as long as the log does.
    const std::string& text(std::uint32_t index) const noexcept { return texts_[index]; }
    std::size_t texts() const noexcept { return texts_.size(); }

    /// The index of `text`, which is the same each time. Bytes that are not UTF-8 become U+FFFD.
    std::uint32_t intern(std::string_view text);
    /// Appends an event, whose texts are this log's. The reference holds until the log is moved or ends.
    event& append(const event& e) { return events_.emplace_back(e); }

    /// The same header and the same events: texts are compared as texts, not by their index.
    bool operator==(const log& other) const;

private:
    std::deque<event> events_;
    std::deque<std::string> texts_;
    std::unordered_map<std::string_view, std::uint32_t> indices_;  // views of texts_
};

}  // namespace trace
