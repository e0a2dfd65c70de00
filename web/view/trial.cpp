#include "web/view/trial.hpp"

#include <cstdlib>

#include "json/writer.hpp"
#include "web/view/address.hpp"

namespace web {

namespace {

using trace::kind;

constexpr std::size_t most_events = 100'000;
constexpr std::size_t most_sleeps = 200;

void write_sleeps(json::writer& out, const trace::log& l)
{
    std::size_t callbacks = 0;
    std::size_t before = 0;
    std::size_t left = most_sleeps;
    std::size_t more = 0;
    std::vector<std::uint32_t> names;
    out.key("sleeps").begin_array();
    for (const trace::event& e : l.events()) {
        switch (e.kind) {
        case kind::callback_ended:
            ++callbacks;
            break;
        case kind::intervened:
            ++before;
            break;
        case kind::task_created:
            names.push_back(e.text);
            break;
        case kind::task_renamed:
            names[e.task - 1] = e.text;
            break;
        case kind::timer_set:
            if (e.detail != static_cast<std::uint8_t>(aio::timer_kind::sleep) || e.by == 0) {
                break;
            }
            if (left == 0) {
                ++more;
            } else {
                --left;
                out.begin_array()
                    .value(e.by)
                    .value(l.text(names[e.by - 1]))
                    .value(e.time)
                    .value(callbacks + 1)
                    .value(before);
                out.end_array();
            }
            break;
        default:
            break;
        }
    }
    out.end_array().field("more_sleeps", more);
}

}  // namespace

trial::trial(const session& s, std::string_view values, std::uint32_t seed, std::string_view what_if)
{
    lessons::settings with = s.settings();
    const std::string text(values);
    for (const char* at = text.c_str(); *at;) {
        char* end = nullptr;
        const std::size_t index = std::strtoul(at, &end, 10);
        const double value = *end == ':' ? std::strtod(end + 1, &end) : 0;
        if (index < with.values.size()) {
            with.values[index] = value;
        }
        at = *end == ',' ? end + 1 : "";
    }
    with.seed = seed;
    with.interventions.clear();
    read_interventions(what_if, with.interventions);
    errand_ = s.what().errand(with);
    run_ = errand_.empty() ? s.what().open(with) : nullptr;
}

bool trial::go_on(double until, std::size_t events)
{
    const bool all = run_->advance(until, events);
    return run_->ended() || all || run_->arriving() || run_->recorded().size() > most_events;
}

std::string trial::told(bool sleeps) const
{
    const trace::log& l = run_->recorded();
    std::string printed;
    trace::event error;
    trace::event report;
    double deadlock = -1;
    std::size_t reports = 0;
    for (const trace::event& e : l.events()) {
        if (e.kind == kind::printed) {
            printed += l.text(e.text);
        } else if (e.kind == kind::uncaught) {
            error = e;
        } else if (e.kind == kind::deadlock) {
            deadlock = e.time;
        } else if (e.kind == kind::reported && e.detail != static_cast<std::uint8_t>(aio::report::other)) {
            ++reports;
            report = e;
        }
    }
    json::writer out;
    out.begin_object().field("ended", run_->ended());
    out.field("time", l.empty() ? 0 : l.events()[l.size() - 1].time).field("printed", printed);
    out.field("error", l.text(error.text)).field("message", l.text(error.other)).key("deadlock");
    deadlock < 0 ? out.null() : out.value(deadlock);
    out.field("reports", reports).field("report", l.text(report.text));
    if (sleeps) {
        write_sleeps(out, l);
    }
    return out.end_object().take();
}

}  // namespace web
