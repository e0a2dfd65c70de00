#include "json/lexer.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <limits>
#include <random>

#include "aio/str.hpp"
#include "json/number.hpp"

namespace {

std::uint64_t bits_of(double number)
{
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    return bits;
}

double of_bits(std::uint64_t bits)
{
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    return number;
}


/// Writes tokens down.
struct tokens final : json::handler {
    std::string text;
    bool take(json::token t, std::string_view says) override
    {
        constexpr const char* names[] = {"{",     "}",       "[",    "]",     "key ",
                                         "text ", "number ", "true", "false", "null"};
        text += names[static_cast<std::size_t>(t)] + std::string(says) + "\n";
        return true;
    }
};

// The tokens, and what is wrong.
std::string read(std::string_view text, std::size_t piece = SIZE_MAX)
{
    json::lexer l;
    tokens t;
    while (!text.empty() && l.feed(text.substr(0, piece), t)) {
        text.remove_prefix(std::min(piece, text.size()));
    }
    return t.text + (!l.complaint().empty() ? l.complaint() : l.complete() ? "" : "more");
}

std::string text_of(std::string_view json)
{
    return read("[" + std::string(json) + "]");
}

}  // namespace

TEST_CASE("tokens are the same whatever the pieces")
{
    const std::string text = " {\"a\\u00e4\\n\" : [ 1, -2.5e+3 ,true,false,null,\"\", \"x\\\\y\"], \"b\":{}, "
                             "\"c\":[[]] ,\"d\":0}\r\n\t";
    const std::string whole = read(text);
    CHECK(whole == "{\nkey aä\n\n[\nnumber 1\nnumber -2.5e+3\ntrue\nfalse\nnull\ntext \ntext x\\y\n]\n"
                   "key b\n{\n}\nkey c\n[\n[\n]\n]\nkey d\nnumber 0\n}\n");
    for (std::size_t piece = 1; piece != text.size(); ++piece) {
        CHECK(read(text, piece) == whole);
    }
}

TEST_CASE("escapes are read; half a surrogate pair alone is U+FFFD")
{
    CHECK(text_of(R"("\"\\\/\b\f\n\r\t")") == "[\ntext \"\\/\b\f\n\r\t\n]\n");
    CHECK(text_of(R"("\u0041\u00E9\u20ac\ud83d\ude00")") == "[\ntext Aé€😀\n]\n");
    CHECK(text_of(R"("\ud83d")") == "[\ntext \xef\xbf\xbd\n]\n");
    CHECK(text_of(R"("\ud83dx\ude00\ud83d\n\ud83d\ud83d\ude00")") ==
          "[\ntext \xef\xbf\xbdx\xef\xbf\xbd\xef\xbf\xbd\n\xef\xbf\xbd😀\n]\n");
    CHECK(text_of("\"\\u0000\"") == std::string("[\ntext \0\n]\n", 11));
}

TEST_CASE("a number is the nearest double, with the sign of a zero")
{
    for (const char* const wrong :
         {"", "-", "01", "1.", ".5", "1e", "1e+", "+1", "1.e5", "--1", "1e5.0", "0x1"}) {
        CHECK_FALSE(json::is_number(wrong));
    }
    CHECK(json::number("0.1") == 0.1);
    CHECK(json::number("-12.375") == -12.375);
    CHECK(json::number("123456789012345") == 123456789012345.0);
    CHECK(json::number("0.000000000000001") == 1e-15);
    CHECK(json::number("1e999") == std::numeric_limits<double>::infinity());
    CHECK(bits_of(json::number("-0.0")) == bits_of(-0.0));
    std::mt19937_64 random(1);
    int wrong = 0;
    for (int i = 0; i != 20000; ++i) {
        const double bits = of_bits(random());
        const double cents = static_cast<double>(random() % 1'000'000'000) / 1000;
        for (const double value : {bits, cents, cents * 1e9, cents / 1e9}) {
            if (value - value == 0) {
                const std::string digits = aio::str(value);
                wrong += json::is_number(digits) && json::number(digits) == value ? 0 : 1;
            }
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("memory is bounded, whatever the input")
{
    const std::string most(json::lexer::most_text, 'x');
    CHECK(text_of("\"" + most + "\"") == "[\ntext " + most + "\n]\n");
    for (const std::size_t piece : {std::size_t{1000}, SIZE_MAX}) {
        CHECK(read("[\"" + most + "x", piece).ends_with("Byte 2: a text is longer than 1048576 bytes."));
        CHECK(read("[\"" + most + "x\"", piece).ends_with("Byte 2: a text is longer than 1048576 bytes."));
        std::string escapes = "[\"";
        while (escapes.size() < 7 * json::lexer::most_text) {
            escapes += "\\u0041";
        }
        CHECK(read(escapes, piece).ends_with("a text is longer than 1048576 bytes."));
    }
    CHECK(read(std::string(64, '[') + std::string(64, ']')).ends_with("]\n"));
    CHECK(read(std::string(65, '[')).ends_with("Byte 65: lists and objects nest deeper than 64."));
    CHECK(read("[" + std::string(401, '1') + "]").ends_with("Byte 2: a number is longer than 400 bytes."));
    CHECK(read("[" + std::string(100, 'a') + "]") == "[\nByte 2: 'aaaaaaaaaa' isn't a value.");
}
