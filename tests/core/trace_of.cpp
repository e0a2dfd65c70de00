#include "trace_of.hpp"

#include <cstdio>
#include <cstdlib>

#include "allocations.hpp"
#include "format_of.hpp"

namespace tests {

namespace {

constexpr std::size_t most_callbacks = 2000;  // a test's program is smaller

using driver = void (*)(aio::runner&, aio::loop&);

void run_through(aio::runner& r, aio::loop&)
{
    while (!r.ended()) {
        r.step_iteration();
    }
}

void run_by_callback(aio::runner& r, aio::loop&)
{
    while (!r.ended()) {
        r.step();
    }
}

void run_by_time(aio::runner& r, aio::loop& l)
{
    double time = 0;
    while (!r.ended()) {
        r.advance(time);
        time = std::max(time + 0.3, l.time());
        REQUIRE(time < 1e6);
    }
}

void run_by_pieces(aio::runner& r, aio::loop&)
{
    for (std::size_t most = 1; !r.ended(); most = most % 3 + 1) {
        r.advance(aio::loop::forever, most);
    }
}

// How it went, when each of `mains` is driven by `drive`.
std::string driven(const std::vector<main_function>& mains, driver drive)
{
    trial t(mains.front());
    drive(t.runner(), t.loop());
    for (std::size_t i = 1; i != mains.size(); ++i) {
        t.again(mains[i]);
        drive(t.runner(), t.loop());
    }
    return t.dump();
}

// Drops a run of `main` after `callbacks` of them; whether it could run so many.
bool dropped_after(const main_function& main, std::size_t callbacks)
{
    trial t(main);
    for (std::size_t i = 0; i != callbacks; ++i) {
        if (t.runner().step() != aio::progress::ran) {
            return false;
        }
    }
    return !t.runner().ended();
}

// Drops runs of `main` that have come ever further; how far the last had come that left more blocks of memory
// than `allowed`.
std::size_t drop_everywhere(const main_function& main, std::size_t allowed)
{
    std::size_t leaves = 0;
    for (std::size_t callbacks = 0; dropped_after(main, callbacks); ++callbacks) {
        leaves = live_allocations() > allowed ? callbacks + 1 : leaves;
        REQUIRE(callbacks != most_callbacks);
    }
    return leaves;
}

void check_nothing_is_left(const main_function& main)
{
    drop_everywhere(main, SIZE_MAX);  // what is kept for good, in pools and elsewhere, is there now
    const std::size_t before = live_allocations();
    const std::size_t leaves = drop_everywhere(main, before);
    CHECK(leaves == 0);
    CHECK(live_allocations() == before);
}

}  // namespace

trial& trial::finish()
{
    run_through(*runner_, loop_);
    CHECK(format_fault(log_) == "");
    return *this;
}

trial& trial::again(main_function main)
{
    runner_.reset();
    main_ = std::move(main);
    runner_.emplace(loop_, main_());
    return *this;
}

std::string trial::records(trace::record_options options) const
{
    return trace::record_writer(options).next(log_);
}

std::string trial::reports() const
{
    std::string text;
    for (const trace::event& e : log_.events()) {
        if (e.kind == trace::kind::reported) {
            text += log_.text(e.text) + "\n";
        }
    }
    return text;
}

std::string trial::dump() const
{
    std::string text;
    for (const trace::event& e : log_.events()) {
        text += aio::str(e.time) + " kind " + aio::str(static_cast<int>(e.kind)) + " value " +
                aio::str(e.value) + " task " + aio::str(e.task) + " by " + aio::str(e.by) + " subject " +
                aio::str(e.subject) + " line " + aio::str(e.line) + " detail " + aio::str(e.detail) +
                " other " + aio::str(e.other) + " '" + log_.text(e.text) + "'\n";
    }
    return text;
}

void check_same(const main_function& main, const in_python& expected)
{
    check_same(std::vector<main_function>{main}, expected);
    check_nothing_is_left(main);
}

void check_same(const std::vector<main_function>& mains, const in_python& expected)
{
    trial t(mains.front());
    t.finish();
    for (std::size_t i = 1; i != mains.size(); ++i) {
        t.again(mains[i]).finish();
    }
    CHECK(t.records() == full(expected.records));
    CHECK(plain(t.reports()) == plain(expected.reports));
    CHECK(driven(mains, run_through) == t.dump());
    CHECK(driven(mains, run_by_callback) == t.dump());
    CHECK(driven(mains, run_by_time) == t.dump());
    CHECK(driven(mains, run_by_pieces) == t.dump());
}

std::string plain(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const std::size_t start = line.find_first_not_of(' ');
        if (start != std::string_view::npos) {
            out += std::string(line.substr(start)) + "\n";
        }
    }
    return out;
}

std::string full(std::string_view records)
{
    const std::string lines = plain(records);
    std::string out;
    for (std::size_t at = 0; at != lines.size();) {
        const std::size_t end = lines.find('\n', at) + 1;
        const std::size_t space = lines.find(' ', at);
        char time[64];
        std::snprintf(time, sizeof time, "t=%.6f", std::strtod(lines.c_str() + at, nullptr));
        out += time + lines.substr(space, end - space);
        at = end;
    }
    return out;
}

std::string trace_of(main_function main)
{
    return trial(std::move(main)).finish().records();
}

std::string output_of(main_function main)
{
    trial t(std::move(main));
    t.finish();
    std::string text;
    for (const trace::event& e : t.events().events()) {
        if (e.kind == trace::kind::printed) {
            text += t.events().text(e.text);
        }
    }
    return text;
}

}  // namespace tests
