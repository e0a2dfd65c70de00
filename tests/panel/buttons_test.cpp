// What the page needs to lay its plain controls over the canvas's: the buttons by name and label, a way to press one, and
// a hash that says when to look again.

#include <doctest/doctest.h>

#include <algorithm>

#include "../view/scenes.hpp"
#include "stage.hpp"

namespace {

using tests::stage;

void open_ticker(stage& s)
{
    s.open(std::make_unique<web::session>(tests::ticker_lesson));
    s.resize(1440, 900, 1);
    for (int i = 0; i != 5; ++i) {
        REQUIRE(s.frame(0.02) == "");
    }
}

std::string label_of(stage& s, const std::string& name)
{
    const auto& all = s.panel().buttons;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& b) { return b.name == name; });
    return found == all.end() ? "none" : found->label;
}

}  // namespace

TEST_CASE("a button is called what its tip says, without the key, or what is written on it")
{
    stage s;
    open_ticker(s);
    CHECK(label_of(s, "play") == "Play");
    CHECK(label_of(s, "step") == "Forward by half a callback: the loop runs it, or it returns");
    CHECK(label_of(s, "fit") == "fit");
    CHECK(label_of(s, "zoom_in") == "Show less time");
    s.command("play");
    REQUIRE(s.frame(0.02) == "");
    CHECK(label_of(s, "play") == "Pause");
}

TEST_CASE("a button that is pressed by its name does what a click does, once")
{
    stage s;
    open_ticker(s);
    const std::size_t start = s.run()->position();
    s.panel().pressed = "step";
    REQUIRE(s.frame(0.02) == "");
    const std::size_t one = s.run()->position();
    CHECK(one > start);
    REQUIRE(s.frame(0.02) == "");
    CHECK(s.run()->position() == one);
}

TEST_CASE("a name that no button has is forgotten")
{
    stage s;
    open_ticker(s);
    s.panel().pressed = "nothing";
    REQUIRE(s.frame(0.02) == "");
    CHECK(s.panel().pressed.empty());
}

TEST_CASE("the layout's hash stays while a run plays and while the panel is scrolled, and changes with its size and labels")
{
    stage s;
    open_ticker(s);
    s.command("play");
    for (int i = 0; i != 20; ++i) {
        REQUIRE(s.frame(0.02) == "");  // the first callbacks bring rows and timers
    }
    const std::uint32_t playing = s.panel().layout;
    for (int i = 0; i != 20; ++i) {
        REQUIRE(s.frame(0.02) == "");
        CHECK(s.panel().layout == playing);
    }
    s.scroll(37);
    REQUIRE(s.frame(0.02) == "");
    CHECK(s.panel().layout == playing);
    s.command("pause");
    REQUIRE(s.frame(0.02) == "");
    const std::uint32_t paused = s.panel().layout;
    CHECK(paused != playing);
    s.resize(1000, 900, 1);
    REQUIRE(s.frame(0.02) == "");
    CHECK(s.panel().layout != paused);
}
