#pragma once
// A trace as a value: events in the order in which they happened, the texts that they name, and what a reader
// has to know about the recording as a whole. You can make, copy, compare, append to and read a log without a
// loop; it doesn't know where its events come from.

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "trace/event_list.hpp"

namespace trace {

/// What a log says about itself.
struct header {
    std::string title = {};       ///< what was recorded: a lesson's slug or a program's name; may be empty
    bool virtual_clock = true;    ///< running code takes no time; if false, the times were measured
    double hold_threshold = 0.1;  ///< seconds: a callback that takes this long blocks the loop

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

    /// The number of events up to `time`, within the clock's resolution.
    std::size_t count_until(double time) const noexcept;

    /// The text with this index; index 0 is the empty text. The reference is valid as long as the log.
    const std::string& text(std::uint32_t index) const noexcept { return texts_[index]; }
    std::size_t texts() const noexcept { return texts_.size(); }

    /// The index of `text`: equal texts share one. Bytes that aren't UTF-8 become U+FFFD.
    std::uint32_t intern(std::string_view text) { return text.empty() ? 0 : place_of(text); }
    /// Appends an event, whose texts must be in this log. You may change it through the reference until the
    /// next append.
    event& append(const event& e) { return events_.append(e); }
    /// The same for an event that is complete, and faster.
    [[gnu::always_inline]] void add(const event& e) { events_.add(e); }

    /// Same header and same events. Texts are compared by content, not by index.
    bool operator==(const log& other) const;

private:
    /// A known text with its hash; index 0 marks an empty slot.
    struct known {
        std::uint32_t hash;
        std::uint32_t index;
    };

    std::uint32_t place_of(std::string_view text);
    void make_room();

    event_list events_;
    std::deque<std::string> texts_ = std::deque<std::string>(1);
    // An open-addressed hash table: its size is 0 or a power of two, and it's at most three quarters full.
    // Every item that a program puts into a queue may have its own text, and allocating a node for each would
    // take longer than the event itself.
    std::vector<known> known_;
};

}  // namespace trace
