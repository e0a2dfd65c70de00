// Playing slowly at instants: each callback has its time on the screen, and the virtual clock stands still.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "aio/gather.hpp"
#include "scenes.hpp"
#include "web/view/describe.hpp"
#include "web/view/pace.hpp"
#include "web/view/session.hpp"

namespace {

using web::session;

constexpr double frame = 1.0 / 60;

/// What a frame shows.
struct seen {
    std::size_t position;
    double time;
    bool running;  ///< a callback runs
};

/// The frames in which the whole run is played.
std::vector<seen> played(session& s)
{
    std::vector<seen> frames;
    s.play();
    while (s.playing() && frames.size() < 100'000) {
        s.tick(frame);
        frames.push_back({s.position(), s.time(), s.now().callback.has_value()});
    }
    return frames;
}

session slow(const lessons::lesson& l)
{
    session s(l);
    s.set_slow(true);
    return s;
}

aio::coro<> naps()
{
    co_await aio::sleep(1);
}

/// A thousand tasks that sleep for a second.
class crowd final : public lessons::program {
public:
    void set(std::size_t, double) override {}
    aio::coro<void> main() override
    {
        std::vector<aio::coro<>> all;
        for (int i = 0; i != 1000; ++i) {
            all.push_back(naps());
        }
        co_await aio::gather(std::move(all));
    }
};

std::unique_ptr<lessons::program> make_crowd()
{
    return std::make_unique<crowd>();
}

constexpr lessons::lesson crowd_lesson{3, "crowd", "A crowd", "", {}, &make_crowd};

}  // namespace

TEST_CASE("playing slowly, a callback runs in most of the frames at an instant")
{
    for (const char* slug : {"sync-and-async", "tasks", "event-loop", "queues", "races"}) {
        CAPTURE(slug);
        session s = slow(*lessons::find(slug));
        std::size_t at_instants = 0;
        std::size_t running = 0;
        double before = -1;
        for (const seen& f : played(s)) {
            at_instants += f.time == before ? 1 : 0;
            running += f.time == before && f.running ? 1 : 0;
            before = f.time;
        }
        CHECK(at_instants > 60);
        CHECK(running > at_instants * 2 / 3);
    }
}

TEST_CASE("at the pace of the clock, no frame of a played lesson shows a callback running")
{
    session s(*lessons::find("tasks"));
    for (const seen& f : played(s)) {
        CHECK_FALSE(f.running);
    }
}

TEST_CASE("the virtual clock stands still while a callback is shown, and the run ends as it does otherwise")
{
    session s = slow(*lessons::find("event-loop"));
    const double end = s.horizon();
    const auto frames = played(s);
    for (std::size_t i = 1; i != frames.size(); ++i) {
        const seen& f = frames[i];
        REQUIRE(f.position >= frames[i - 1].position);
        if (f.running) {
            const std::size_t callback = s.history().callbacks_at(f.position);
            REQUIRE(f.time == s.history().events()[s.history().begins()[callback]].time);
        }
    }
    CHECK(s.at_end());
    CHECK(s.time() == end);
}

TEST_CASE("a lesson that plays slowly shows both halves of every callback, in their order")
{
    session s = slow(tests::ticker_lesson);
    std::vector<std::size_t> shown{s.position()};
    for (const seen& f : played(s)) {
        if (f.position != shown.back()) {
            shown.push_back(f.position);
        }
    }
    const auto& stops = s.history().stops();
    std::vector<std::string> missed;
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
        const bool over =
            !s.history().within_callback(stops[i]);  // it may show the next one's beginning instead
        if (!over && !std::binary_search(shown.begin(), shown.end(), stops[i])) {
            missed.push_back(std::to_string(stops[i]));
        }
    }
    CHECK(missed == std::vector<std::string>());
    CHECK(std::is_sorted(shown.begin(), shown.end()));
}

TEST_CASE("the frames of a slow run show a callback next in the queue, taken, and at its work")
{
    session s = slow(tests::ticker_lesson);
    std::string story;
    for (const seen& f : played(s)) {
        if (f.time > 0) {
            break;
        }
        const trace::snapshot now = s.history().at(f.position);
        const std::string line = "ready " + std::to_string(now.ready.size()) + ", " +
                                 (now.callback ? web::describe(s.history(), *now.callback) : "nothing") +
                                 ", printed " + std::to_string(s.history().lines_at(f.position)) + "\n";
        story += story.size() >= line.size() && story.substr(story.size() - line.size()) == line ? "" : line;
    }
    CHECK(story == "ready 1, nothing, printed 0\n"
                   "ready 0, Task-1 starts, printed 0\n"
                   "ready 0, Task-1 starts, printed 1\n");
}

TEST_CASE("a callback is shown for a third of a second at most, shorter the more there are, and not at all "
          "above a rate")
{
    const session one(tests::ticker_lesson);
    CHECK(web::display_time(one.history(), 1, 0.5) == web::longest_display);
    const session lesson(*lessons::find("sync-and-async"));
    const double each = web::display_time(lesson.history(), 1, 1);
    CHECK(each >= 0.15);
    CHECK(each < web::longest_display);
    CHECK(web::display_time(lesson.history(), 1, 10) < each / 5);
    session many(crowd_lesson);
    many.to_end();
    while (many.laying_out()) {
        many.tick(0);
    }
    CHECK(web::display_time(many.history(), 0, 1) == 0);
    CHECK(web::display_time(many.history(), 1, 0.1) == 0);
}

TEST_CASE("a thousand callbacks at an instant play as quickly as without their display")
{
    session s = slow(crowd_lesson);
    session quick(crowd_lesson);
    CHECK(played(s).size() <=
          played(quick).size() + 20);  // the last callbacks of the run are few, and are shown
}

TEST_CASE("at ten times the speed a run takes a quarter of a second more for each second")
{
    for (const char* slug : {"tasks", "queues", "races"}) {
        CAPTURE(slug);
        session s = slow(*lessons::find(slug));
        session quick(*lessons::find(slug));
        s.set_speed(10);
        quick.set_speed(10);
        const std::size_t without = played(quick).size();
        const std::size_t most = (without / 60 + 1) * static_cast<std::size_t>(web::extra / 10 * 60);
        CHECK(played(s).size() <= without + 2 * most);
    }
}

TEST_CASE("a blocking call takes its time while its callback is shown")
{
    session s = slow(tests::blocker_lesson);
    s.play();
    bool held = false;
    while (s.playing()) {
        s.tick(frame);
        if (s.time() > 1 && s.time() < 3) {
            held = true;
            REQUIRE(s.now().callback);
        }
    }
    CHECK(held);
    CHECK(s.time() == 3);
}

TEST_CASE("a pause within an instant is at a stop, so that a link leads there")
{
    session s = slow(*lessons::find("event-loop"));
    s.play();
    std::size_t paused = 0;
    for (int i = 0; i != 200 && s.playing(); ++i) {
        s.tick(frame);
        const bool shown = s.now().callback.has_value();
        s.pause();
        if (shown) {
            ++paused;
            const auto& stops = s.history().stops();
            REQUIRE(std::binary_search(stops.begin(), stops.end(), s.position()));
        }
        s.play();
    }
    CHECK(paused > 20);
}

TEST_CASE("a step takes a callback, and the next one sees it return")
{
    session s(tests::ticker_lesson);
    std::string story;
    const auto tell = [&] {
        const auto& h = s.history();
        story += (s.now().callback ? "takes " + web::describe(h, *s.now().callback) : "over") + ", running " +
                 web::task_name(h, s.now().running) + "; ";
    };
    for (int i = 0; i != 4; ++i) {
        s.step();
        tell();
    }
    CHECK(story == "takes Task-1 starts, running Task-1; over, running -; takes timer of Task-1, running -; "
                   "over, running -; ");
    story.clear();
    for (int i = 0; i != 3; ++i) {
        s.step_back();
        tell();
    }
    CHECK(story ==
          "takes timer of Task-1, running -; over, running -; takes Task-1 starts, running Task-1; ");
}
