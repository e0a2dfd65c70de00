// The panel under random hands, without a browser: every frame is one that WebGL can draw, of a bounded size,
// and the settings and the view stay what they may be.

#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>

#include "lessons/values.hpp"
#include "random_log.hpp"
#include "stage.hpp"
#include "trace/recording.hpp"
#include "web/view/address.hpp"

namespace {

using tests::dice;
using tests::stage;
using web::session;

bool full()
{
    const char* const text = std::getenv("INTERLEAVE_FULL");
    return text && *text && std::string(text) != "0";
}

/// Frames in all; a full run has more.
std::size_t frames_in_all()
{
    return full() ? 200'000 : 20'000;
}

std::uint64_t first_seed()
{
    const char* const text = std::getenv("SEED");
    return text ? std::strtoull(text, nullptr, 10) : 1;
}

std::unique_ptr<session> session_of(trace::log l)
{
    return std::make_unique<session>(web::subject_of(std::make_shared<trace::recording>(std::move(l))));
}

void resize(stage& s, dice& d)
{
    struct size {
        float width, height;
    };
    constexpr size usual[]{{1440, 900}, {800, 600}, {390, 844}, {1024, 500}, {320, 240}};
    constexpr size odd[]{{1, 1},     {1, 900},   {1440, 1},    {0, 0},    {33, 20},
                         {110, 300}, {140, 140}, {4000, 3000}, {4000, 60}};
    size to = d.one_in(4) ? d.of(odd) : d.of(usual);
    if (d.one_in(4)) {
        to = {static_cast<float>(d.below(700)), static_cast<float>(d.below(900))};
    }
    constexpr float ratios[]{1, 1, 1, 1.25F, 2, 0.3F, 9};
    s.resize(to.width, to.height, d.one_in(6) ? d.of(ratios) : 1);
}

void point(stage& s, dice& d)
{
    const ImVec2 size = s.size();
    if (d.one_in(3) && !s.panel().rects.empty()) {  // at a control
        auto at = s.panel().rects.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(d.below(s.panel().rects.size())));
        const web::panel::rect& r = at->second;
        s.pointer(r.x + r.width * static_cast<float>(d.share()),
                  r.y + r.height * static_cast<float>(d.share()));
    } else if (d.one_in(30)) {
        constexpr float far[]{-1e6F, 1e6F, -1, 0, 1e5F};
        s.pointer(d.of(far), d.of(far));
    } else {
        s.pointer(size.x * static_cast<float>(d.share()), size.y * static_cast<float>(d.share()));
    }
}

void choose_rows(session& run, web::row_choice& choice, dice& d)
{
    constexpr const char* filters[]{"", "", "w", "1", "Ж", "no such name"};
    constexpr const char* orders[]{"made", "end", "activity"};
    constexpr const char* states[]{"", "", "ready,running", "done", "waiting,sleeping", "failed"};
    switch (d.below(5)) {
    case 0:
        web::set(choice, "rows.filter", d.of(filters));
        break;
    case 1:
        web::set(choice, "rows.order", d.of(orders));
        break;
    case 2:
        web::set(choice, "rows.states", d.of(states));
        break;
    case 3:
        web::set(choice, "rows.fold", d.one_in(2) ? "true" : "false");
        break;
    default:
        if (!run.history().lanes().empty()) {
            const auto& lanes = run.history().lanes();
            choice.open.insert(run.history().events().text(lanes[d.below(lanes.size())].function));
        }
    }
}

void set_something(session& run, dice& d)
{
    const auto parameters = run.what().parameters();
    switch (d.below(parameters.empty() ? 4 : 8)) {
    case 0:
        web::set(run, "seed", std::to_string(d.below(5)));
        break;
    case 1: {
        constexpr const char* times[]{"0", "0.5", "3", "1000", "1e9", "-1", "nan"};
        web::set(run, "t", d.of(times));
        break;
    }
    case 2:
        web::set(run, "step", std::to_string(d.below(6)));
        break;
    case 3:
        web::set(run, "speed", std::to_string(d.between(0, 12)));
        break;
    case 4: {
        const auto& p = parameters[d.below(parameters.size())];
        web::set(run, "live",
                 std::to_string(1 + d.below(20)) + ":" + std::string(p.name) + "=" +
                     lessons::write(p, p.max));
        break;
    }
    default: {
        const std::size_t index = d.below(parameters.size());
        const auto& p = parameters[index];
        double value = d.between(p.min, p.max);
        if (p.type != lessons::parameter_type::number) {
            value = std::round(value);
        }
        run.set(index, d.one_in(4) ? p.fallback : value);
    }
    }
}

void act(stage& s, dice& d)
{
    constexpr const char* commands[]{"toggle",    "play",     "pause", "step",     "step",
                                     "step_back", "restart",  "end",   "speed_up", "speed_down",
                                     "zoom_in",   "zoom_out", "fit",   "axis"};
    session& run = *s.run();
    switch (d.below(16)) {
    case 0:
    case 1:
        s.command(d.of(commands));
        break;
    case 2:
    case 3:
    case 4:
        point(s, d);
        break;
    case 5:
    case 6:
        point(s, d);
        s.press(true);
        break;
    case 7:
    case 8:
        s.press(false);
        break;
    case 9:
        point(s, d);
        s.wheel(d.one_in(3) ? d.between(-500, 500) : 0, d.between(-900, 900));
        break;
    case 10:
        s.pinch(std::exp(d.between(-2, 2)), d.between(-10, static_cast<double>(s.size().x) + 10));
        break;
    case 11:
        if (d.one_in(2)) {
            resize(s, d);
        }
        break;
    case 12:
        s.scroll(d.one_in(3)
                     ? 0
                     : static_cast<float>(d.between(-50, static_cast<double>(s.panel().content_height))));
        break;
    case 13:
        choose_rows(run, s.panel().choice, d);
        break;
    case 14:
        if (d.one_in(3)) {
            set_something(run, d);
        }
        break;
    default:
        d.one_in(2) ? s.leave() : s.cancel();
        s.dark = d.one_in(2);
        s.panel().coarse = d.one_in(4);
        s.panel().reduced_motion = d.one_in(4);
    }
}

// What must be so after each frame, whatever was done.
std::string state_fault(stage& s)
{
    const web::panel::state& p = s.panel();
    const session& run = *s.run();
    if (!std::isfinite(p.view.from) || !std::isfinite(p.view.to) || !(p.view.from < p.view.to)) {
        return "the view is from " + std::to_string(p.view.from) + " to " + std::to_string(p.view.to);
    }
    if (!std::isfinite(run.time()) || !std::isfinite(p.playhead) || !std::isfinite(p.content_height)) {
        return "the playhead or the height is nowhere";
    }
    if (run.position() > run.history().size() || run.now().position != run.position()) {
        return "the playhead is beyond the run";
    }
    const auto values = run.settings().values;
    for (std::size_t i = 0; i != values.size(); ++i) {
        const auto& parameter = run.what().parameters()[i];
        if (!(parameter.min <= values[i] && values[i] <= parameter.max)) {
            return "parameter " + std::string(parameter.name) + " is " + std::to_string(values[i]);
        }
    }
    if (!(run.speed() >= session::slowest && run.speed() <= session::fastest)) {
        return "the speed is " + std::to_string(run.speed());
    }
    for (const auto& [name, r] : p.rects) {
        if (!std::isfinite(r.x + r.y + r.width + r.height)) {
            return "the control " + name.substr(0, 50) + " is nowhere";
        }
    }
    return "";
}

// A row of waves has some vertices a pixel, whatever it shows; the rest of the panel has some room for text.
double most_vertices(ImVec2 size)
{
    return 25'000 + 0.1 * static_cast<double>(size.x) * static_cast<double>(size.y);
}

struct figures {
    std::size_t frames = 0;
    std::size_t most_vertices = 0;
    double most_share = 0;  // of the bound
};

void play_with(stage& s, dice& d, std::size_t frames, const std::string& what, figures& all)
{
    if (d.one_in(2)) {
        resize(s, d);
    }
    if (d.one_in(4)) {  // before anything is drawn
        s.pinch(1.5, d.between(0, 300));
        s.pointer(0, 0);
        s.wheel(0, 100);
    }
    for (std::size_t i = 0; i != frames; ++i) {
        for (std::size_t n = d.below(4); n != 0; --n) {
            act(s, d);
        }
        constexpr double elapsed[]{0, 0.016, 0.016, 0.016, 0.1, 1};
        std::string fault = s.frame(d.of(elapsed));
        if (fault.empty()) {
            fault = state_fault(s);
        }
        const double bound = most_vertices(s.size());
        if (fault.empty() && static_cast<double>(s.last().vertices) > bound) {
            fault = std::to_string(s.last().vertices) + " vertices on " + std::to_string(s.size().x) + " x " +
                    std::to_string(s.size().y);
        }
        ++all.frames;
        all.most_vertices = std::max(all.most_vertices, s.last().vertices);
        all.most_share = std::max(all.most_share, static_cast<double>(s.last().vertices) / bound);
        if (!fault.empty()) {
            FAIL(what << ", frame " << i << ": " << fault);
        }
    }
}

/// Tasks that sleep, in so many rows.
trace::log sleepers(std::uint32_t count)
{
    trace::log l;
    const auto say = [&](trace::kind k, std::uint32_t task) -> trace::event& {
        trace::event e;
        e.kind = k;
        e.task = task;
        return l.append(e);
    };
    for (std::uint32_t i = 1; i <= count; ++i) {
        say(trace::kind::task_created, i).text = l.intern("sleeper-" + std::to_string(i));
        say(trace::kind::task_stepped, i);
        trace::event& timer = say(trace::kind::timer_set, i);
        timer.subject = i;
        timer.value = 10;
        trace::event& e = say(trace::kind::task_suspended, i);
        e.subject = i;
        e.detail = static_cast<std::uint8_t>(aio::wait_kind::sleep);
    }
    say(trace::kind::clock, 0).time = 10;
    return l;
}

/// How far the triangles of a list that are cut to one row reach out of it, in pixels.
float out_of_row(const ImDrawList& list, float height, std::size_t& rows)
{
    float furthest = 0;
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.ClipRect.w - command.ClipRect.y != height) {
            continue;
        }
        rows += command.ElemCount > 0 ? 1 : 0;
        for (unsigned i = command.IdxOffset; i != command.IdxOffset + command.ElemCount; ++i) {
            const float y = list.VtxBuffer[static_cast<int>(list.IdxBuffer[static_cast<int>(i)])].pos.y;
            furthest = std::max({furthest, command.ClipRect.y - y, y - command.ClipRect.w});
        }
    }
    return furthest;
}

// For a crash, which leaves no time to say: VERBOSE=1 tells what was begun.
void begin(const std::string& what)
{
    if (std::getenv("VERBOSE")) {
        std::fprintf(stderr, "%.1f s: %s\n", static_cast<double>(std::clock()) / CLOCKS_PER_SEC,
                     what.c_str());
    }
}

void tell(const char* what, const figures& f)
{
    if (std::getenv("VERBOSE")) {
        std::fprintf(stderr, "%s: %zu frames, at most %zu vertices, %.2f of the bound\n", what, f.frames,
                     f.most_vertices, f.most_share);
    }
}

}  // namespace

TEST_CASE("whatever you do to a lesson, every frame can be drawn")
{
    figures all;
    std::optional<stage> stages;
    for (const lessons::lesson& l : lessons::catalogue()) {
        const std::string what = std::string(l.slug);
        begin(what);
        dice d(first_seed() * 1000 + static_cast<std::uint64_t>(l.number));
        stage& s = d.one_in(2) || !stages ? stages.emplace() : *stages;
        s.open(std::make_unique<session>(l));
        play_with(s, d, frames_in_all() / 2 / lessons::catalogue().size() + 1, what, all);
    }
    tell("lessons", all);
}

TEST_CASE("whatever a recording contains and you do to it, every frame can be drawn")
{
    figures all;
    std::optional<stage> stages;
    constexpr std::size_t logs = 100;
    for (std::size_t i = 0; i != logs; ++i) {
        const std::string what = "log " + std::to_string(i);
        dice d(first_seed() * 1'000'000 + i);
        constexpr std::size_t sizes[]{0, 1, 3, 20, 100, 400, 2000, 5000, 20'000};
        const std::size_t size = d.of(sizes);
        trace::log l =
            d.one_in(5) ? tests::wild_log(d, std::min<std::size_t>(size, 300)) : tests::loop_log(d, size);
        const std::string wrong = tests::checked(l);
        CAPTURE(what);
        REQUIRE(wrong == "");
        begin(what + ": " + std::to_string(l.size()) + " events");
        stage& s = d.one_in(2) || !stages ? stages.emplace() : *stages;
        s.open(session_of(std::move(l)));
        play_with(s, d, frames_in_all() / 2 / logs, what, all);
    }
    tell("recordings", all);
}

TEST_CASE("a panel with more vertices than 16 bits can count is drawn, each row with its own")
{
    stage s;
    s.open(session_of(sleepers(100)));
    s.resize(4000, 4000, 1);
    REQUIRE(s.frame(0) == "");
    REQUIRE(s.frame(0) == "");
    const ImDrawData& data = *ImGui::GetDrawData();
    std::size_t rows = 0;
    float furthest = 0;
    ImDrawIdx last = 0;
    for (const ImDrawList* list : data.CmdLists) {
        furthest = std::max(furthest, out_of_row(*list, s.panel().own.row_height, rows));
        for (const ImDrawIdx i : list->IdxBuffer) {
            last = std::max(last, i);
        }
    }
    CHECK(last > 65'535);
    CHECK(s.last().indices > 65'535);
    CHECK(rows >= 60);
    CHECK(furthest < 1);
}

TEST_CASE("nothing is drawn without a run, and gestures before the first frame don't change the view")
{
    stage s;
    CHECK(s.frame(0) == "");
    s.pinch(2, 0);
    s.open(session_of(trace::log()));
    s.pinch(2, 0);
    s.pinch(std::nan(""), 0);
    s.pointer(0, 0);
    s.wheel(0, 100);
    s.wheel(100, 0);
    s.command("zoom_in");
    CHECK(s.frame(0) == "");
    CHECK(state_fault(s) == "");
    s.pinch(std::nan(""), 100);
    s.pinch(0, 100);
    CHECK(s.frame(0) == "");
    CHECK(state_fault(s) == "");
}

TEST_CASE("fonts rebuilt between two frames leave no reference to the old ones")
{
    stage s;
    s.open(std::make_unique<session>(*lessons::find("tasks")));
    s.command("play");
    for (int i = 0; i != 40; ++i) {
        s.pointer(static_cast<float>(20 * i), static_cast<float>(15 * i));
        s.press(i % 2 == 0);
        s.resize(800, 600, 1 + static_cast<float>(i % 5));
        s.resize(800, 600, 1);
        s.resize(800, 600, 1 + static_cast<float>(i % 3));
        REQUIRE(s.frame(0.1) == "");
    }
}

TEST_CASE("a name of a million characters is cut off where the space ends")
{
    stage s;
    trace::log l;
    trace::event e;
    e.kind = trace::kind::task_created;
    e.task = 1;
    e.text = e.other = l.intern(std::string(1'000'000, 'x'));
    l.append(e);
    s.open(session_of(std::move(l)));
    s.resize(1440, 900, 1);
    for (int y = 0; y != 600; y += 10) {  // and in what is said of it
        s.pointer(600, static_cast<float>(y));
        REQUIRE(s.frame(0) == "");
        REQUIRE(static_cast<double>(s.last().vertices) < most_vertices(s.size()));
    }
}
