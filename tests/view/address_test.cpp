// Settings by name and text.

#include "web/view/address.hpp"

#include <doctest/doctest.h>

#include "scenes.hpp"

namespace {

using tests::ticker_lesson;
using web::session;

// One sentence: it begins with a capital, and has its only full stop at its end.
bool is_sentence(const std::string& text)
{
    return text.size() > 2 && text.front() >= 'A' && text.front() <= 'z' && text.back() == '.' &&
           text.find(". ") == std::string::npos;
}

}  // namespace

TEST_CASE("each setting has a name, and works")
{
    session s(ticker_lesson);
    CHECK(web::set(s, "pause", "2") == "");
    CHECK(s.values()[0] == 2);
    CHECK(web::set(s, "count", "3") == "");
    CHECK(s.values()[1] == 3);
    CHECK(web::set(s, "seed", "7") == "");
    CHECK(s.seed() == 7);
    CHECK(web::set(s, "speed", "2.5") == "");
    CHECK(s.speed() == 2.5);
    CHECK(web::set(s, "t", "2") == "");
    CHECK(s.time() == 2);
}

TEST_CASE("an invalid value changes nothing and returns one sentence")
{
    session s(ticker_lesson);
    const auto before = s.settings();
    for (const auto& [name, text] :
         std::initializer_list<std::pair<const char*, const char*>>{{"pause", "soon"},
                                                                    {"seed", "x"},
                                                                    {"speed", ""},
                                                                    {"t", "x"},
                                                                    {"t", "nan"},
                                                                    {"step", "x"},
                                                                    {"live", "x"},
                                                                    {"live", "1:count=2"},
                                                                    {"live", "0:pause=2"},
                                                                    {"live", "1:pause=x"},
                                                                    {"nothing", "1"},
                                                                    {"", ""}}) {
        const std::string asked = std::string(name) + "=" + text;
        CAPTURE(asked);
        const std::string said = web::set(s, name, text);
        CAPTURE(said);
        CHECK(is_sentence(said));
        CHECK(s.settings() == before);
    }
    web::row_choice c;
    for (const char* name : {"rows.order", "rows.fold", "rows.states", "rows.other"}) {
        CHECK(is_sentence(web::set(c, name, "wrong")));
    }
    CHECK(c == web::row_choice{});
}

TEST_CASE("a number out of range becomes the nearest allowed one, and one sentence says so")
{
    session s(ticker_lesson);
    CHECK(is_sentence(web::set(s, "seed", "-1")));
    CHECK(s.seed() == 0);
    CHECK(is_sentence(web::set(s, "speed", "99")));
    CHECK(s.speed() == session::fastest);
}

TEST_CASE("changes made while the program ran are written as they're read")
{
    session s(ticker_lesson);
    s.seek(1.5);
    s.set(0, 0.5);
    s.seek(2.2);
    s.set(0, 3);
    const std::string text = web::live_text(s);
    CHECK(text != "");
    session other(ticker_lesson);
    CHECK(web::set(other, "live", text) == "");
    CHECK(web::live_text(other) == text);
    CHECK(other.settings() == s.settings());
    CHECK(other.time() == 0);
}

TEST_CASE("a step after a time is one of the callbacks of that instant")
{
    session s(ticker_lesson);
    CHECK(web::set(s, "t", "1") == "");
    const std::size_t last = s.position();
    CHECK(web::set(s, "step", "1") == "");
    CHECK(s.time() == 1);
    CHECK(s.position() < last);
    CHECK(web::set(s, "step", "0") == "");
    const std::size_t first = s.position();
    s.step();
    CHECK(s.position() > first);
    CHECK(s.time() == 1);
}

TEST_CASE("a choice of rows, written as settings and read again, is the same choice")
{
    CHECK(web::settings_of({}).empty());
    web::row_choice choice;
    web::set(choice, "rows.filter", "worker & co");
    web::set(choice, "rows.order", "activity");
    web::set(choice, "rows.states", "ready,done");
    web::set(choice, "rows.fold", "true");
    choice.open = {"fetch", "main"};
    const auto settings = web::settings_of(choice);
    const std::vector<std::pair<std::string, std::string>> expected{{"rows.filter", "worker & co"},
        {"rows.order", "activity"}, {"rows.states", "ready,done"}, {"rows.fold", "true"}, {"rows.open", "fetch,main"}};
    CHECK(settings == expected);
    web::row_choice other;
    for (const auto& [name, text] : settings) {
        CHECK(web::set(other, name, text) == "");
    }
    CHECK(web::settings_of(other) == expected);
    CHECK(other.open == choice.open);
}
