#include "lessons/run.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>

#include "aio/print.hpp"
#include "aio/sleep.hpp"
#include "aio/task.hpp"
#include "lessons/values.hpp"
#include "trace/history.hpp"
#include "trace/records.hpp"

using lessons::change;
using lessons::input;

namespace {

/// A lesson of the tests' own: its tasks print a parameter at every turn, also while they are cancelled.
class ticking final : public lessons::program {
public:
    ticking() { ++alive; }
    ~ticking() override { --alive; }
    void set(std::size_t, double value) override { value_ = value; }
    aio::coro<void> main() override { return run(*this); }

    inline static int alive = 0;

private:
    struct guard {
        guard() { ++alive; }
        guard(const guard&) = delete;
        guard& operator=(const guard&) = delete;
        ~guard() { --alive; }
    };

    static aio::coro<void> turn(double delay)
    {
        try {
            co_await aio::sleep(delay);
        } catch (const aio::cancelled_error&) {
        }
    }
    static aio::coro<void> ticks(const ticking& self, double delay)
    {
        const guard here;
        for (int i = 0; i != 6; ++i) {
            aio::print(self.value_);
            co_await turn(i < 2 ? delay : 0);
        }
    }
    static aio::coro<void> run(const ticking& self)
    {
        const guard here;
        aio::create_task(ticks(self, 0));
        aio::create_task(ticks(self, 0.5));
        co_await aio::sleep(1);
        aio::create_task(ticks(self, 0));
        aio::print(self.value_);
    }

    double value_ = 0;
};

constexpr std::array<lessons::parameter_info, 1> parameters{
    {{"value", "value", lessons::parameter_type::number, 0, 9, 1, {}, 0, "", lessons::effect::live, ""}}};
const lessons::lesson lesson{1,
                             "ticking",
                             "Ticking",
                             "For tests.",
                             parameters,
                             []() -> std::unique_ptr<lessons::program> { return std::make_unique<ticking>(); }};

std::string records(const lessons::run& r)
{
    return trace::record_writer({.switches = true, .lines = true}).next(r.recorded());
}

std::string whole(const input& in)
{
    lessons::run r(in);
    CHECK(r.advance(1e6));
    CHECK(r.ended());
    return records(r);
}

}  // namespace

TEST_CASE("the same input makes the same trace, however the run is cut into steps")
{
    for (const input& in : {input{&lesson, {0}, 1, {{3, 0, 1}, {7, 0, 2}}},
                            input{lessons::find("tasks"), lessons::defaults(*lessons::find("tasks"))}}) {
        const std::string expected = whole(in);
        CHECK(expected == whole(in));
        for (const std::size_t most : {std::size_t{1}, std::size_t{2}, std::size_t{5}}) {
            lessons::run r(in);
            while (!r.advance(1e6, most)) {
            }
            CHECK(records(r) == expected);
        }
        for (const double step : {0.1, 0.25, 0.7}) {
            lessons::run r(in);
            for (int i = 0; !r.ended(); ++i) {
                while (!r.advance(i * step, 3)) {
                }
                REQUIRE(i < 1000);
            }
            CHECK(records(r) == expected);
        }
    }
}

TEST_CASE("an advance runs everything due up to a time, and stops once it has enough events")
{
    lessons::run r({&lesson, {0}});
    CHECK_FALSE(r.advance(0, 1));
    CHECK(r.time() == 0);
    CHECK(r.advance(0.4));
    CHECK(r.time() == 0);
    CHECK(r.advance(0.5));
    CHECK(r.time() == 0.5);
    CHECK_FALSE(r.ended());
    CHECK(r.advance(1e6));
    CHECK(r.ended());
    CHECK(r.time() == 1);
}

TEST_CASE("all callbacks after its number see a change, and none before, even in the cancellation")
{
    lessons::run unchanged({&lesson, {0}});
    unchanged.advance(1e6);
    trace::history h(unchanged.recorded());
    h.follow();
    const std::size_t callbacks = h.callbacks_at(h.size());
    REQUIRE(callbacks > 15);
    REQUIRE(h.output().size() > 12);
    std::size_t wrong = 0;
    for (std::size_t after = 0; after <= callbacks; ++after) {
        lessons::run changed({&lesson, {0}, 1, {{after, 0, 1}}});
        changed.advance(1e6);
        trace::history seen(changed.recorded());
        seen.follow();
        REQUIRE(seen.output().size() == h.output().size());
        for (const trace::output_line& line : seen.output()) {
            // Printed in the callback that comes after this many.
            const bool late = seen.callbacks_at(line.position) >= after;
            wrong += line.text != (late ? "1.0" : "0.0");
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("changes at one moment are made in their order, each once")
{
    lessons::run r({&lesson, {0}, 1, {{0, 0, 5}, {0, 0, 6}, {2, 0, 7}, {2, 0, 8}}});
    r.advance(1e6);
    trace::history h(r.recorded());
    h.follow();
    REQUIRE(h.output().size() > 3);
    CHECK(h.output()[0].text == "6.0");
    CHECK(h.output()[1].text == "8.0");
    CHECK(h.output().back().text == "8.0");
}

TEST_CASE("a dropped run leaves nothing behind, however far it got")
{
    bool ended = false;
    for (std::size_t callbacks = 0; !ended; ++callbacks) {
        {
            lessons::run r({&lesson, {0}});
            r.advance(1e6, callbacks);
            CHECK(ticking::alive > 0);
            ended = r.ended();
        }
        CHECK(ticking::alive == 0);
        REQUIRE(callbacks < 1000);
    }
}
