#pragma once
// Reads JSON as it arrives: takes pieces of any size, emits tokens, and keeps only the incomplete token. It
// is strict (RFC 8259), and its memory is bounded whatever the input.
//
// Why not a library: nlohmann's SAX parser would add 7.6 KB (gzip) to the page, this adds under 2. It also
// needs the whole text, so we'd still have to find where each event ends.

#include <cstdint>
#include <string>
#include <string_view>

namespace json {

enum class token : std::uint8_t {
    begin_object,
    end_object,
    begin_array,
    end_array,
    key,
    text,
    number,
    yes,
    no,
    null
};

/// Receives the tokens.
class handler {
public:
    /// Takes a token. `text` holds a key, a text without its escapes, or a number's digits; it's only valid
    /// during the call. If this returns false, the lexer stops reading.
    virtual bool take(token t, std::string_view text) = 0;

protected:
    ~handler() = default;
};

class lexer {
public:
    static constexpr std::size_t most_text = std::size_t{1} << 20;  ///< bytes
    static constexpr std::size_t most_digits = 400;                 ///< bytes
    static constexpr unsigned most_depth = 64;

    /// Reads the next piece. False if the input is wrong or `to` refused a token: don't feed any more after
    /// that.
    bool feed(std::string_view piece, handler& to);
    /// Whether the text's one value is complete.
    bool complete() const noexcept { return state_ == state::over; }
    /// What is wrong and at which byte, counted from 1; empty if the input is fine so far.
    const std::string& complaint() const noexcept { return complaint_; }
    /// The number of bytes read.
    std::uint64_t read() const noexcept { return before_ + at_; }

private:
    enum class state : std::uint8_t {
        value,         // expects a value
        value_or_end,  // a value, or the array's end
        key,           // a key
        key_or_end,    // a key, or the object's end
        colon,         // the colon after a key
        comma_or_end,  // a comma or an end, after a value
        over,          // only white space may follow
        in_text,       // within a text or a key
        escape,        // after a backslash
        hex,           // within the four digits of \u
        digits,        // within a number
        word,          // within true, false or null
    };

    bool step(std::string_view piece, handler& to);
    bool begin_value(char c, handler& to);
    bool open(char c, handler& to);
    bool close(char c, handler& to);
    bool begin_text(bool is_key) noexcept;
    bool read_text(std::string_view piece, handler& to);
    bool read_escape(char c);
    bool read_hex(char c);
    bool read_digits(std::string_view piece, handler& to);
    bool end_digits(std::string_view digits, handler& to);
    bool read_word(std::string_view piece, handler& to);
    bool append(std::string_view text);
    void append_code(std::uint32_t code);
    void append_character(std::uint32_t code);
    void end_half();
    bool end_text(std::string_view text, handler& to);
    void after_value() noexcept { state_ = depth_ == 0 ? state::over : state::comma_or_end; }
    bool in_object() const noexcept { return (objects_ >> (depth_ - 1) & 1) != 0; }
    bool too_long();
    bool refuse(const std::string& sentence, std::uint64_t at);
    bool expected(const char* what, char instead);

    state state_ = state::value;
    bool is_key_ = false;        // the text being read is a key
    unsigned depth_ = 0;         // the number of open arrays and objects
    std::uint64_t objects_ = 0;  // one bit per open array or object, set for objects
    std::size_t at_ = 0;         // position in the piece
    std::uint64_t before_ = 0;   // bytes in earlier pieces
    std::uint64_t began_ = 0;    // the byte at which the current token began
    std::string gathered_;       // the incomplete token so far
    unsigned hex_digits_ = 0;    // the number read so far
    std::uint32_t code_ = 0;     // their value
    std::uint32_t high_ = 0;     // the first half of a surrogate pair
    std::string complaint_;
};

}  // namespace json
