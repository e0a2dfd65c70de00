#pragma once
// Reads the format of docs/trace-format.md as it arrives, checks each event, and appends it to a log, so that
// the log's content can be trusted. It skips what it doesn't know and keeps only the incomplete event,
// whatever the input.

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "json/lexer.hpp"
#include "json/writer.hpp"
#include "trace/checker.hpp"
#include "trace/log.hpp"

namespace trace {

class reader final : private json::handler {
public:
    static constexpr std::size_t most_event = std::size_t{1} << 20;  ///< bytes of one event
    static constexpr std::size_t most_own = std::size_t{1} << 16;    ///< bytes of own() that are kept

    /// Reads into `into`, which must be empty and outlive the reader.
    explicit reader(log& into);

    /// Reads the next piece, of any size; it may end within a character. Returns a sentence that says what is
    /// wrong, or an empty one. After an error every call returns the same sentence and reads nothing.
    const std::string& feed(std::string_view piece);
    /// Call this at the end of the file. Returns a sentence that says what is wrong, or an empty one.
    const std::string& finish();

    /// What the file's writer added to its head, as the members of a JSON object. Empty if that's more than
    /// `most_own`.
    const std::string& own() const noexcept { return own_.text(); }
    /// The number of events that were skipped because their kind is unknown.
    std::size_t skipped() const noexcept { return skipped_; }

private:
    /// A value of the current event.
    struct value {
        enum class type : std::uint8_t { number, text, null, other };

        std::size_t event = 0;  // the event that it belongs to
        type is = type::other;
        double number = 0;
        std::string digits = {};  // the text of `number`: times often repeat
        std::string text = {};
    };
    /// The places of a kind's fields among the names.
    struct places {
        std::size_t task, subject, value, detail, text, other;
    };
    enum class member : std::uint8_t { version, title, clock, threshold, events, own };
    enum class place : std::uint8_t { before, head, skipping, list, event, over };

    bool take(json::token t, std::string_view text) override;
    bool take_head(json::token t, std::string_view text);
    bool take_member(json::token t, std::string_view text);
    bool take_list(json::token t);
    bool take_event(json::token t, std::string_view text);
    bool set(json::token t, std::string_view text);
    bool skip(json::token t, std::string_view text);
    void keep(json::token t, std::string_view text);
    bool event_ended();

    void add_name(std::string_view name);
    [[gnu::noinline]] std::size_t place_of_name(std::string_view name) const;
    const value* said(std::size_t place) const;
    bool get_whole(const field& f, std::size_t place, double most, double& to);
    bool get_id(const field& f, std::size_t place, std::uint32_t& to);
    bool get_number(const field& f, std::size_t place, double& to);
    bool get_text(const char* name, std::size_t place, std::uint32_t& to);
    bool get_name(const field& f, std::size_t place, std::uint8_t& to);
    bool get(const shape& s, const places& at, event& e);

    [[gnu::format(printf, 2, 3)]] bool refuse(const char* format, ...);
    [[gnu::format(printf, 2, 3)]] bool refuse_event(const char* format, ...);

    log& log_;
    checker checker_;
    json::lexer lexer_;
    std::string complaint_;
    json::writer own_;
    bool keeps_own_ = true;

    place place_ = place::before;
    place after_skipping_ = place::head;
    unsigned depth_ = 0;  // nesting depth of the value being skipped
    member member_ = member::own;
    bool has_version_ = false;
    bool has_events_ = false;

    std::vector<std::string_view> names_;  // of all fields, in order
    std::array<places, kind_count> places_;
    std::size_t time_, kind_, by_, line_, file_;  // their places
    std::unique_ptr<value[]> values_;             // by place
    std::size_t field_ = 0;                       // the place of the field whose value comes next
    std::size_t number_ = 0;                      // of the event, from 1
    std::size_t skipped_ = 0;
    std::size_t mark_ = 0;     // bytes of a byte order mark read so far
    bool is_empty_ = true;
    std::uint64_t began_ = 0;  // the byte at which the event began
};

}  // namespace trace
