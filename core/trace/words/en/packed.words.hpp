#pragma once
// What is said of packed events that are damaged.

namespace trace::words {
constexpr const char* ends_within_event = "The events end within an event.";
constexpr const char* too_many_events = "There are more than 2,100,000 events.";
constexpr const char* ends_within_length = "The texts end within a length.";
constexpr const char* text_too_long = "A text has more than 1 MiB.";
constexpr const char* ends_within_text = "The texts end within a text.";
constexpr const char* too_many_texts = "The texts have more than 64 MiB.";
constexpr const char* unknown_text = "An event names a text that hasn't arrived.";

}  // namespace trace::words
