#pragma once
// What is said of a file that isn't a trace.
// The values are printf's: `%2$u` is the second one.

namespace trace::words {

// The file as a whole.
constexpr const char* no_trace = "The file isn't a trace: a trace is a JSON object.";
constexpr const char* not_json = "%s A trace is a JSON object.";
constexpr const char* empty_file = "The file is empty; a trace is a JSON object.";
constexpr const char* ends_before_events = "The file ends too early, before its first event.";
constexpr const char* ends_early = "The file ends too early, at event %zu.";
constexpr const char* no_version = "The file isn't a trace: it has no 'interleave', the version of the format.";
constexpr const char* no_events = "The file has no 'events'.";
constexpr const char* version_not_whole = "'interleave' must be the version of the format, a whole number from 1.";
constexpr const char* newer_version = "The file has version %.0f of the format; version %d is the newest that can be read.";
constexpr const char* title_not_text = "'title' must be a text.";
constexpr const char* clock_unknown = "'clock' must be 'virtual' or 'real'.";
constexpr const char* threshold_wrong = "'hold_threshold' must be a number of seconds from 0.";
constexpr const char* events_twice = "The file has 'events' twice.";
constexpr const char* events_not_list = "'events' must be a list.";

// An event: its number, and what is wrong.
constexpr const char* wrong_event = "Event %zu: %s.";
constexpr const char* event_too_long = "it's longer than %zu bytes";
constexpr const char* event_not_object = "it must be an object";
constexpr const char* no_kind = "it has no 'kind'";
constexpr const char* not_an_id = "'%s' must be a whole number from 0 to 4294967295";
constexpr const char* not_whole = "'%s' must be a whole number from 0";
constexpr const char* not_a_number = "'%s' must be a number that a double can hold";
constexpr const char* not_a_text = "'%s' must be a text";
constexpr const char* unknown_name = "'%s' must be one of %s";

}  // namespace trace::words
