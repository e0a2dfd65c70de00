// What has no room in the panel is cut, and the pointer on it shows the whole.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "lessons/catalogue.hpp"
#include "stage.hpp"
#include "web/panel/widgets.hpp"
#include "web/view/address.hpp"

namespace {

using tests::stage;
using web::session;

void settle(stage& s)
{
    for (int i = 0; i < 3 || (s.more() && i < 200); ++i) {
        REQUIRE(s.frame(0.02) == "");
    }
}

// Each text that's cut, and what the pointer shows on it; '' if that has all of it.
std::vector<std::string> unexplained(stage& s)
{
    std::vector<std::string> wrong;
    const std::vector<web::panel::cut_text> cut = s.panel().cut;
    for (const web::panel::cut_text& text : cut) {
        s.pointer(text.place.x + text.place.width / 2, text.place.y + text.place.height / 2);
        settle(s);
        if (s.panel().tip.find(text.whole) == std::string::npos) {
            wrong.push_back("'" + text.whole + "' is cut, and its tooltip is '" + s.panel().tip + "'");
        }
        s.leave();
    }
    return wrong;
}

}  // namespace

TEST_CASE("what's cut in a lesson's panel is whole in its tooltip")
{
    std::size_t found = 0;
    for (const lessons::lesson& each : lessons::catalogue()) {
        stage s;
        s.open(std::make_unique<session>(each));
        s.resize(806, 3000, 1);
        settle(s);
        const double end = s.run()->horizon();
        for (const double share : {0.0, 0.3, 0.6, 1.0}) {
            s.run()->seek(end * share);
            settle(s);
            found += s.panel().cut.size();
            for (const std::string& sentence : unexplained(s)) {
                CHECK_MESSAGE(false, each.slug << ": " << sentence);
            }
        }
    }
    CHECK(found > 0);
}

TEST_CASE("a text that's cut inside keeps its start and its end, in whole characters and within its room")
{
    stage s;
    s.open(std::make_unique<session>(lessons::catalogue().front()));
    s.resize(806, 900, 1);
    settle(s);
    ImFont* const font = ImGui::GetIO().Fonts->Fonts[0];
    const std::string text = "Żółw-1, timeout in 8.00 s";
    for (float width = 30; width < 200; width += 7) {
        const std::string shown = web::panel::cut_inside(font, text, width);
        CHECK(web::panel::width_of(font, shown) <= width + 0.1F);
        const std::size_t gap = shown.find("…");
        if (gap == std::string::npos) {
            CHECK(shown == text);
        } else {
            CHECK(text.substr(0, gap) == shown.substr(0, gap));
            CHECK(text.substr(text.size() - (shown.size() - gap - 3)) == shown.substr(gap + 3));
        }
    }
}
