#pragma once
// A trace as a value: events in the order in which they happened, the texts that they name, and what a reader
// has to know of the recording as a whole. A log is made, copied, compared, appended to and read without a
// loop; it doesn't know where its events come from.

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "trace/event_list.hpp"

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
    trace::header header = {};

    /// An event's index is its sequence number.
    const event_list& events() const noexcept { return events_; }
    std::size_t size() const noexcept { return events_.size(); }
    bool empty() const noexcept { return events_.empty(); }
    event operator[](std::size_t index) const noexcept { return events_[index]; }

    /// How many events happened up to `time`, to the clock's own resolution.
    std::size_t count_until(double time) const noexcept;

    /// The text with this index; 0 is the empty text. It stays where it is for as long as the log does.
    const std::string& text(std::uint32_t index) const noexcept { return texts_[index]; }
    std::size_t texts() const noexcept { return texts_.size(); }

    /// The index of `text`, which is the same each time. Bytes that are not UTF-8 become U+FFFD.
    std::uint32_t intern(std::string_view text) { return text.empty() ? 0 : place_of(text); }
    /// Appends an event, whose texts are this log's. It may be changed by the reference until the next one
    /// comes.
    event& append(const event& e) { return events_.append(e); }

    /// The same header and the same events: texts are compared as texts, not by their index.
    bool operator==(const log& other) const;

private:
    /// A text that's known, by its hash; where the index is 0 there's none.
    struct known {
        std::uint32_t hash;
        std::uint32_t index;
    };

    std::uint32_t place_of(std::string_view text);
    void make_room();

    event_list events_;
    std::deque<std::string> texts_ = std::deque<std::string>(1);
    // Open-addressed, at most three quarters full; as many as a power of two, or none. Every item that a
    // program puts into a queue may have a text of its own, so that a node for each would take longer than
    // the event.
    std::vector<known> known_;
};

}  // namespace trace
