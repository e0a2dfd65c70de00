#include "json/lexer.hpp"

#include <utility>

#include "json/formatted.hpp"
#include "json/number.hpp"
#include "lexer.words.hpp"

namespace json {

namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";  // U+FFFD

bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_of_number(char c)
{
    return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

bool is_plain(char c)
{
    return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
}

bool is_shown(char c)
{
    return c > ' ' && c < 0x7f;
}

}  // namespace

bool lexer::feed(std::string_view piece, handler& to)
{
    at_ = 0;
    while (at_ != piece.size()) {
        if (!complaint_.empty() || !step(piece, to)) {
            return false;
        }
    }
    before_ += std::exchange(at_, 0);
    return complaint_.empty();
}

// Reads one character, or as much of a token as the piece has.
bool lexer::step(std::string_view piece, handler& to)
{
    const char c = piece[at_];
    switch (state_) {
    case state::in_text:
        return read_text(piece, to);
    case state::digits:
        return read_digits(piece, to);
    case state::word:
        return read_word(piece, to);
    case state::escape:
        return read_escape(c);
    case state::hex:
        return read_hex(c);
    default:
        break;
    }
    if (is_space(c)) {
        ++at_;
        return true;
    }
    switch (state_) {
    case state::value_or_end:
        return c == ']' ? close(c, to) : begin_value(c, to);
    case state::key_or_end:
    case state::key:
        if (c == '}' && state_ == state::key_or_end) {
            return close(c, to);
        }
        return c == '"' ? begin_text(true) : expected(words::a_key, c);
    case state::colon:
        if (c != ':') {
            return expected(words::a_colon, c);
        }
        state_ = state::value;
        ++at_;
        return true;
    case state::comma_or_end:
        if (c == ',') {
            state_ = in_object() ? state::key : state::value;
            ++at_;
            return true;
        }
        if (c == (in_object() ? '}' : ']')) {
            return close(c, to);
        }
        return expected(in_object() ? words::comma_or_brace : words::comma_or_bracket, c);
    case state::over:
        return expected(words::end_of_text, c);
    default:
        return begin_value(c, to);
    }
}

bool lexer::begin_value(char c, handler& to)
{
    if (c == '{' || c == '[') {
        return open(c, to);
    }
    if (c == '"') {
        return begin_text(false);
    }
    const bool is_word = c >= 'a' && c <= 'z';
    if (!is_word && c != '-' && !is_digit(c)) {
        return expected(words::a_value, c);
    }
    gathered_.clear();
    began_ = read();
    state_ = is_word ? state::word : state::digits;
    return true;
}

bool lexer::open(char c, handler& to)
{
    if (depth_ == most_depth) {
        return refuse(formatted(words::too_deep, most_depth), read());
    }
    const bool is_object = c == '{';
    objects_ = (objects_ & ~(std::uint64_t{1} << depth_)) | (std::uint64_t{is_object} << depth_);
    ++depth_;
    ++at_;
    state_ = is_object ? state::key_or_end : state::value_or_end;
    return to.take(is_object ? token::begin_object : token::begin_array, {});
}

bool lexer::close(char c, handler& to)
{
    --depth_;
    ++at_;
    after_value();
    return to.take(c == '}' ? token::end_object : token::end_array, {});
}

bool lexer::begin_text(bool is_key) noexcept
{
    is_key_ = is_key;
    gathered_.clear();
    began_ = read();
    high_ = 0;
    ++at_;
    state_ = state::in_text;
    return true;
}

bool lexer::read_text(std::string_view piece, handler& to)
{
    const std::size_t from = at_;
    while (at_ != piece.size() && is_plain(piece[at_])) {
        ++at_;
    }
    const std::string_view run = piece.substr(from, at_ - from);
    if (at_ != piece.size() && piece[at_] == '"' && gathered_.empty() && high_ == 0) {
        return run.size() <= most_text ? end_text(run, to) : too_long();
    }
    if (!append(run)) {
        return false;
    }
    if (at_ == piece.size()) {
        return true;
    }
    if (piece[at_] == '"') {
        end_half();
        return end_text(gathered_, to);
    }
    if (piece[at_] != '\\') {
        return expected(words::text_end, piece[at_]);
    }
    ++at_;
    state_ = state::escape;
    return true;
}

bool lexer::end_text(std::string_view text, handler& to)
{
    ++at_;
    if (is_key_) {
        state_ = state::colon;
    } else {
        after_value();
    }
    return to.take(is_key_ ? token::key : token::text, text);
}

bool lexer::read_escape(char c)
{
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (c == 'u') {
        hex_digits_ = code_ = 0;
        state_ = state::hex;
        ++at_;
        return true;
    }
    const std::size_t place = names.find(c);
    if (place == std::string_view::npos) {
        return expected(words::an_escape, c);
    }
    if (!append(meanings.substr(place, 1))) {
        return false;
    }
    state_ = state::in_text;
    ++at_;
    return true;
}

bool lexer::read_hex(char c)
{
    const int digit = is_digit(c)            ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) {
        return expected(words::hex_digit, c);
    }
    code_ = code_ * 16 + static_cast<std::uint32_t>(digit);
    if (gathered_.size() >= most_text) {
        return too_long();
    }
    ++at_;
    if (++hex_digits_ == 4) {
        state_ = state::in_text;
        append_code(code_);
    }
    return true;
}

// Half of a surrogate pair isn't a character by itself: replaces it with U+FFFD.
void lexer::end_half()
{
    if (std::exchange(high_, 0) != 0) {
        gathered_ += replacement;
    }
}

void lexer::append_code(std::uint32_t code)
{
    const bool is_low = code >= 0xdc00 && code < 0xe000;
    if (is_low && high_ != 0) {
        append_character(0x10000 + ((std::exchange(high_, 0) - 0xd800) << 10) + (code - 0xdc00));
        return;
    }
    end_half();
    if (code >= 0xd800 && code < 0xdc00) {
        high_ = code;
    } else {
        append_character(is_low ? 0xfffd : code);
    }
}

void lexer::append_character(std::uint32_t code)
{
    const auto put = [&](std::uint32_t byte) { gathered_ += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
        return;
    }
    if (code < 0x800) {
        put(0xc0 | code >> 6);
    } else {
        if (code < 0x10000) {
            put(0xe0 | code >> 12);
        } else {
            put(0xf0 | code >> 18);
            put(0x80 | (code >> 12 & 0x3f));
        }
        put(0x80 | (code >> 6 & 0x3f));
    }
    put(0x80 | (code & 0x3f));
}

bool lexer::append(std::string_view text)
{
    if (text.empty()) {
        return true;
    }
    end_half();
    if (gathered_.size() + text.size() > most_text) {
        return too_long();
    }
    gathered_ += text;
    return true;
}

bool lexer::too_long()
{
    return refuse(formatted(words::text_too_long, most_text), began_);
}

bool lexer::read_digits(std::string_view piece, handler& to)
{
    const std::size_t from = at_;
    while (at_ != piece.size() && is_of_number(piece[at_])) {
        ++at_;
    }
    std::string_view digits = piece.substr(from, at_ - from);
    if (gathered_.size() + digits.size() > most_digits) {
        return refuse(formatted(words::number_too_long, most_digits), began_);
    }
    if (at_ == piece.size() || !gathered_.empty()) {
        gathered_ += digits;
        digits = gathered_;
    }
    return at_ == piece.size() || end_digits(digits, to);
}

bool lexer::end_digits(std::string_view digits, handler& to)
{
    if (!is_number(digits)) {
        return refuse(formatted(words::no_number, std::string(digits.substr(0, 40)).c_str()), began_);
    }
    after_value();
    return to.take(token::number, digits);
}

bool lexer::read_word(std::string_view piece, handler& to)
{
    while (at_ != piece.size() && piece[at_] >= 'a' && piece[at_] <= 'z' && gathered_.size() < 10) {
        gathered_ += piece[at_++];
    }
    if (at_ == piece.size()) {
        return true;
    }
    if (gathered_ != "true" && gathered_ != "false" && gathered_ != "null") {
        return refuse(formatted(words::no_value, gathered_.c_str()), began_);
    }
    after_value();
    return to.take(gathered_ == "true" ? token::yes : gathered_ == "false" ? token::no : token::null, {});
}

bool lexer::refuse(const std::string& sentence, std::uint64_t at)
{
    complaint_ = formatted(words::at_byte, static_cast<unsigned long long>(at + 1), sentence.c_str());
    return false;
}

bool lexer::expected(const char* what, char instead)
{
    return refuse(formatted(is_shown(instead) ? words::expected_not : words::expected_not_byte, what,
                            static_cast<unsigned char>(instead)),
                  read());
}

}  // namespace json
