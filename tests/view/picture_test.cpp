// The picture as SVG has the marks of web/view/marks at their places, whole or in the two parts before and
// after the playhead. tests/browser/export.test.mjs holds its pixels against the canvas's.

#include "web/view/picture.hpp"

#include "format_of.hpp"
#include "web/view/address.hpp"
#include "web/view/differences.hpp"

#include "lessons/values.hpp"
#include "web/view/marks.hpp"
#include "web/view/session.hpp"
#include "web/view/svg_strip.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <regex>

namespace {

constexpr double left = 128;  // a margin, and the names

web::inks inks()
{
    return {"#000001", "#000002", "#000003", "#000004", "#000005", "#000006",
            [](std::uint32_t task) { return "#1" + std::to_string(10000 + task); }, "#000007"};
}

struct shown {
    explicit shown(const char* slug, double time = 0, web::axis_kind kind = web::axis_kind::time)
        : session(*lessons::find(slug))
    {
        session.seek(time);
        const trace::history& h = session.history();
        rows.update(h, session.now(), {});
        picture.title = slug;
        picture.kind = kind;
        picture.time = session.time();
        picture.own = {&h, &rows, session.position(), session.horizon()};
        picture.view = web::whole_view(h, session.horizon(), picture);
    }
    std::string svg() const { return web::svg(picture, inks()); }
    web::axis axis() const
    {
        return {session.history(), picture.kind, picture.view, left, picture.width - left - 16};
    }

    web::session session;
    web::rows rows;
    web::picture picture;
};

double number(const std::string& element, const char* attribute)
{
    std::smatch found;
    const std::regex wanted(std::string(" ") + attribute + "=\"([-0-9.]+)\"");
    return std::regex_search(element, found, wanted) ? std::stod(found[1]) : NAN;
}

// The elements of the row with this name, one a line.
std::vector<std::string> row(const std::string& svg, const std::string& name)
{
    const std::size_t from = svg.find("data-row=\"" + name + "\"");
    REQUIRE(from != std::string::npos);
    const std::string inside = svg.substr(from, svg.find("</g>", from) - from);
    std::vector<std::string> lines;
    for (std::size_t at = inside.find('\n'); at != std::string::npos; at = inside.find('\n', at + 1)) {
        lines.push_back(inside.substr(at + 1, inside.find('\n', at + 1) - at - 1));
    }
    return lines;
}

bool starts(const std::string& line, const char* with)
{
    return line.rfind(with, 0) == 0;
}

std::size_t count(const std::string& text, const std::string& part)
{
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++n;
    }
    return n;
}

}  // namespace

TEST_CASE("each tick of each lesson is 2 pixels wide, with its middle at its time, on both axes")
{
    std::size_t ticks = 0;
    for (const lessons::lesson& l : lessons::catalogue()) {
        for (const web::axis_kind kind : {web::axis_kind::time, web::axis_kind::steps}) {
            for (const double width : {400.0, 1440.0}) {
                shown s(std::string(l.slug).c_str(), 1, kind);
                s.picture.width = width;
                const std::string svg = s.svg();
                const web::axis to = s.axis();
                for (const trace::lane& lane : s.session.history().lanes()) {
                    if (count(svg, "data-row=\"" + s.session.history().events().text(lane.name) + "\"") !=
                        1) {
                        continue;  // tasks may share a name
                    }
                    std::vector<double> expected;
                    for (const web::mark& m : web::marks_of(lane, to, to.right() + 8)) {
                        const bool narrow = m.is == web::mark::shape::folded && m.x1 - m.x0 < 0.005;
                        const bool tick = m.is == web::mark::shape::tick || narrow;
                        if (tick && m.x0 >= left - 2 && m.x0 <= to.right() + 2) {
                            expected.push_back(m.x0);
                        }
                    }
                    std::vector<double> drawn;
                    for (const std::string& e : row(svg, s.session.history().events().text(lane.name))) {
                        if (starts(e, "<rect") && number(e, "height") == 20 && number(e, "width") == 2) {
                            drawn.push_back(number(e, "x") + 1);
                        }
                    }
                    std::sort(drawn.begin(), drawn.end());
                    std::sort(expected.begin(), expected.end());
                    REQUIRE(drawn.size() == expected.size());
                    for (std::size_t i = 0; i != drawn.size(); ++i) {
                        CHECK(std::abs(drawn[i] - expected[i]) <= 0.006);
                        ++ticks;
                    }
                }
            }
        }
    }
    CHECK(ticks > 300);
}

TEST_CASE("a picture has the flags of what was done, the marks of difference, and the values that tasks share")
{
    shown s("tasks", 1);
    web::set(s.session, "pin", "");
    web::set(s.session, "what-if", "cancel-2-at-0.5_raise-9-at-0.5-OSError_delay-1-at-0.7-by-1");
    web::set(s.session, "t", "1");
    const trace::history& h = s.session.history();
    std::vector<std::optional<std::size_t>> parts;
    for (const auto& each : web::partings(h, s.session.beside()->history(), true)) {
        parts.push_back(each ? each->here : std::nullopt);
    }
    s.rows.update(h, s.session.now(), {});
    s.picture.own = {&h, &s.rows, s.session.position(), s.session.horizon(), &parts};
    s.picture.view = web::whole_view(h, s.session.horizon(), s.picture);
    const std::string svg = s.svg();
    CHECK(count(svg, "<title>At 0.5 s, Task-2 is cancelled.</title>") == 1);
    CHECK(count(svg, "stroke=\"#000007\"") >= 1);
    CHECK(count(svg, "From here on it does something else than in the other run.") >= 1);
}

TEST_CASE("a picture has the values that tasks share, from each change to the next")
{
    const trace::log l = tests::log_of(R"({"interleave":1,"events":[
{"t":0,"kind":"task_created","by":0,"task":1,"name":"Task-1"},
{"t":0,"kind":"queued","by":0,"task":1,"callback":"step"},
{"t":0,"kind":"iteration","by":0,"number":1,"callbacks":1},
{"t":0,"kind":"callback_began","by":0,"task":1,"callback":"step"},
{"t":0,"kind":"task_stepped","by":0,"task":1},
{"t":0,"kind":"task_ended","by":1,"task":1},
{"t":0,"kind":"shared_value","by":0,"task":1,"number":1,"name":"balance","value":"7"},
{"t":0,"kind":"callback_ended","by":0},
{"t":4,"kind":"clock","by":0},
{"t":4,"kind":"finished","by":0}
]})");
    trace::history h(l);
    h.follow();
    web::rows rows;
    rows.update(h, h.head(), {});
    web::picture p;
    p.own = {&h, &rows, h.size(), 4};
    p.view = web::whole_view(h, 4, p);
    const std::string svg = web::svg(p, inks());
    CHECK(count(svg, ">= 7</text>") == 1);
    CHECK(count(svg, "<title>At 0.000 s, 7 in a step of Task-1.</title>") == 1);
    CHECK(count(svg, ">7</text>") == 1);
}

TEST_CASE("a bar reaches from its beginning to the playhead and on, dimmed, to its end")
{
    const shown s("tasks", 1.5);
    const web::axis to = s.axis();
    std::vector<std::string> bars;
    for (const std::string& e : row(s.svg(), "Task-2")) {
        if (e.find("url(#sleeping-") != std::string::npos) {
            bars.push_back(e);
        }
    }
    REQUIRE(bars.size() == 2);
    CHECK(number(bars[0], "x") == doctest::Approx(to.x(0.0)).epsilon(1e-4));
    CHECK(number(bars[0], "x") + number(bars[0], "width") == doctest::Approx(to.x(1.5)).epsilon(1e-4));
    CHECK(std::isnan(number(bars[0], "opacity")));
    CHECK(number(bars[1], "x") == doctest::Approx(to.x(1.5)).epsilon(1e-4));
    CHECK(number(bars[1], "x") + number(bars[1], "width") == doctest::Approx(to.x(3.0)).epsilon(1e-4));
    CHECK(number(bars[1], "opacity") == 0.6);
    CHECK(bars[1].find("<title>Sleeping from 0.000 s to 3.000 s (3.000 s).</title>") !=
          std::string::npos);
}

TEST_CASE("the playhead is at its time")
{
    const shown s("tasks", 1.5);
    const std::string svg = s.svg();
    const std::size_t at = svg.find("data-playhead=\"1.500 s\"");
    REQUIRE(at != std::string::npos);
    const std::string line = svg.substr(svg.find("<rect", at), 100);
    CHECK(number(line, "x") + 1 == doctest::Approx(s.axis().x(1.5)).epsilon(1e-4));
    CHECK(number(line, "width") == 2);
}

TEST_CASE("rows that the reader has hidden, and rows beyond what's drawn, are said to be there")
{
    shown s("queues");
    s.rows.update(s.session.history(), s.session.now(), {.filter = "maker"}, 1);
    CHECK(count(s.svg(), "data-row=") == 3);
    CHECK(s.svg().find(">3 tasks are filtered out</text>") != std::string::npos);
}

TEST_CASE("the output before the playhead is written below, its last lines if there's no room for all")
{
    shown s("queues", 4);
    CHECK(s.svg().find(">Output</text>") == std::string::npos);
    s.picture.lines = 3;
    CHECK(s.svg().find(">and 1 earlier</text>") != std::string::npos);
    CHECK(s.svg().find(">got P</text>") != std::string::npos);
    CHECK(s.svg().find(">put I</text>") == std::string::npos);
    s.picture.lines = 8;
    CHECK(s.svg().find(">put I</text>") != std::string::npos);
}

TEST_CASE("the picture has a title, tells the state of each task, and has no script, no style and no address")
{
    for (const lessons::lesson& l : lessons::catalogue()) {
        const std::string svg = shown(std::string(l.slug).c_str(), 1).svg();
        CHECK(count(svg, "<svg ") == 1);
        CHECK(count(svg, "<g") == count(svg, "</g>"));
        for (const char* never :
             {"<script", "<style", "style=", "href", "http://e", "NaN", "nan", "inf\"", "class="}) {
            CHECK(count(svg, never) == 0);
        }
    }
    const std::string svg = shown("tasks", 1.5).svg();
    CHECK(svg.find("<title id=\"picture-title\">tasks, at 1.500 s</title>") != std::string::npos);
    CHECK(
        svg.find(
            ">Timeline from 0.000 s to 3.000 s. Task-1: waiting for Task-2. Task-2: sleeping until 3.000 s. "
            "Task-3: sleeping until 3.000 s.</desc>") != std::string::npos);
}

TEST_CASE("texts are escaped as XML wants it, and cut where they don't fit, but not inside a character")
{
    web::svg_writer out;
    out.open("text").with("a", "\"<&>\x01").end("a<b>&\xef\xbf\xbf\"");
    CHECK(out.take() == "<text a=\"&quot;&lt;&amp;&gt; \">a&lt;b&gt;&amp; &quot;</text>");
    CHECK(web::svg_writer::number(-0.001) == "0");
    CHECK(web::svg_writer::number(12.345) == "12.35");
    CHECK(web::svg_writer::number(100) == "100");
    CHECK(web::fitted("short", 13, 100) == "short");
    CHECK(web::fitted("ääääääääää", 13, 60) == "ääääää…");
}
