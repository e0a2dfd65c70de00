#pragma once
// Reads JSON as it arrives: pieces of any size go in, tokens come out, and nothing is kept but the token that
// is not complete. It is strict (RFC 8259), and what it holds is bounded whatever it's fed.
//
// Libraries were looked at: nlohmann's SAX parser would add 7.6 KB (gzip) to the page where this adds under
// 2, and wants a whole text, so that something of ours would have to find where each event ends all the same.

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

/// Takes tokens.
class handler {
public:
    /// Takes a token. A key, a text without its escapes, or a number's digits come in `text`, which is gone
    /// afterwards. With false nothing more is read.
    virtual bool take(token t, std::string_view text) = 0;

protected:
    ~handler() = default;
};

class lexer {
public:
    static constexpr std::size_t most_text = std::size_t{1} << 20;  ///< bytes
    static constexpr std::size_t most_digits = 400;                 ///< bytes
    static constexpr unsigned most_depth = 64;

    /// Reads on. False if something is wrong, or `to` refused a token: then nothing more is to be read.
    bool feed(std::string_view piece, handler& to);
    /// Whether the one value that a text has is complete.
    bool complete() const noexcept { return state_ == state::over; }
    /// What is wrong, with the byte at which it is, counted from 1; empty if nothing is.
    const std::string& complaint() const noexcept { return complaint_; }
    /// How many bytes were read.
    std::uint64_t read() const noexcept { return before_ + at_; }

private:
    enum class state : std::uint8_t {
        value,         // a value is to come
        value_or_end,  // a value, or the array's end
        key,           // a key
        key_or_end,    // a key, or the object's end
        colon,         // the colon after a key
        comma_or_end,  // what comes after a value
        over,          // nothing but white space
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
    bool is_key_ = false;        // the text that is being read
    unsigned depth_ = 0;         // how many arrays and objects are open
    std::uint64_t objects_ = 0;  // a bit for each that is open: it is an object
    std::size_t at_ = 0;         // in the piece
    std::uint64_t before_ = 0;   // bytes in the pieces before
    std::uint64_t began_ = 0;    // the byte at which the token began
    std::string gathered_;       // of the token that is not complete
    unsigned hex_digits_ = 0;    // that were read
    std::uint32_t code_ = 0;     // what they say
    std::uint32_t high_ = 0;     // the first half of a surrogate pair
    std::string complaint_;
};

}  // namespace json
