#include "web/view/search.hpp"

#include <algorithm>
#include <cmath>

#include "aio/str.hpp"

namespace web {

namespace {

using trace::kind;

constexpr std::size_t most_sleeps = 200;
constexpr std::size_t most_events = 100'000;  // of one run
constexpr std::size_t at_once = 8;            // runs that are made elsewhere
constexpr double none = -1;

// From rough to fine, so that what is found is round.
constexpr double steps[] = {1, 0.5, 2, 0.1, 5, 0.2, 10, 0.05, 20, 0.01};
constexpr double rising[] = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50};

std::string short_seconds(double value)
{
    return aio::str(std::round(value * 1e6) / 1e6) + " s";
}

struct told {
    std::vector<std::string> lines;
    std::string error;
    double deadlock = none;
    std::size_t reports = 0;
    std::string report;
};

// What a run says to its reader.
told read(const trace::log& l)
{
    told t;
    std::string text;
    for (const trace::event& e : l.events()) {
        if (e.kind == kind::printed) {
            text += l.text(e.text);
        } else if (e.kind == kind::uncaught) {
            t.error = l.text(e.text) + (l.text(e.other).empty() ? "" : ": " + l.text(e.other));
        } else if (e.kind == kind::deadlock) {
            t.deadlock = e.time;
        } else if (e.kind == kind::reported && e.detail != static_cast<std::uint8_t>(aio::report::other)) {
            ++t.reports;
            t.report = l.text(e.text);
        }
    }
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        t.lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return t;
}

}  // namespace

search::search(const subject& what, lessons::settings from, wish w, double longer)
    : what_(&what), from_(std::move(from)), wish_(std::move(w)), longer_(longer)
{
    start({});
}

double search::random() noexcept
{
    state_ = state_ * 1664525u + 1013904223u;
    return static_cast<double>(state_ >> 8) / 16777216.0;
}

void search::start(turns t)
{
    auto run = what_->open_quietly(settings_of(t));
    trials_.push_back({std::move(t), std::move(run)});
}

lessons::settings search::settings_of(const turns& t) const
{
    lessons::settings s = from_;
    std::size_t delays = 0;
    for (const turn& each : t) {
        const knob& k = knobs_[each.knob];
        switch (k.is) {
        case knob::kind::parameter:
            s.values[k.index] = each.value;
            break;
        case knob::kind::seed:
            s.seed = static_cast<std::uint32_t>(each.value);
            break;
        case knob::kind::sleep:
            s.interventions.insert(s.interventions.begin() + static_cast<std::ptrdiff_t>(k.before + delays++), k.delay);
            s.interventions[k.before + delays - 1].seconds = each.value;
            break;
        }
    }
    return s;
}

// From the first run, which doesn't fail.
void search::make_knobs(const trace::log& l)
{
    const auto parameters = what_->parameters();
    for (std::size_t i = 0; i != parameters.size(); ++i) {
        const lessons::parameter_info& p = parameters[i];
        if (p.type != lessons::parameter_type::number || p.unit != "s") {
            continue;
        }
        knob k{knob::kind::parameter, i};
        constexpr int parts = 8;
        for (const int part : {0, 8, 4, 2, 6, 1, 3, 5, 7}) {
            const double step = p.step > 0 ? p.step : 0.1;
            const double raw = p.min + (p.max - p.min) * part / parts;
            const double value = std::clamp(std::round((p.min + std::round((raw - p.min) / step) * step) * 1e6) / 1e6, p.min, p.max);
            if (value != from_.values[i] && std::find(k.values.begin(), k.values.end(), value) == k.values.end()) {
                k.values.push_back(value);
            }
        }
        knobs_.push_back(std::move(k));
    }
    if (what_->seeded()) {
        knob k{knob::kind::seed};
        for (std::uint32_t seed = 1; seed != 40; ++seed) {
            if (seed != from_.seed) {
                k.values.push_back(seed);
            }
        }
        knobs_.push_back(std::move(k));
    }
    std::size_t callbacks = 0;
    std::vector<std::string> names;
    std::size_t sleeps = 0;
    std::size_t interventions = 0;
    for (const trace::event& e : l.events()) {
        if (e.kind == kind::callback_ended) {
            ++callbacks;
        } else if (e.kind == kind::intervened) {
            ++interventions;
        } else if (e.kind == kind::task_created || e.kind == kind::task_renamed) {
            names.resize(std::max<std::size_t>(names.size(), e.task + std::size_t{1}));
            names[e.task] = l.text(e.text);
        } else if (e.kind == kind::timer_set && e.detail == static_cast<std::uint8_t>(aio::timer_kind::sleep) &&
                   e.task != 0 && e.by == e.task && sleeps++ < most_sleeps) {
            knob k{knob::kind::sleep};
            for (const double value : steps) {
                if (value <= longer_) {
                    k.values.push_back(value);
                }
            }
            k.delay = {.what = lessons::deed::delay, .task = e.task, .after_callbacks = callbacks + 1};
            k.before = interventions;
            k.words = names[e.task] + ", which falls asleep at " + short_seconds(e.time) + ",";
            knobs_.push_back(std::move(k));
        }
    }
}

// Each knob by itself: first all of them turned to their first values.
std::optional<search::turns> search::next_single()
{
    for (bool more = true; more;) {
        more = false;
        for (; place_ != knobs_.size(); ++place_) {
            if (value_ < knobs_[place_].values.size()) {
                const std::size_t place = place_++;
                return turns{{place, knobs_[place].values[value_]}};
            }
        }
        ++value_;
        place_ = 0;
        for (const knob& k : knobs_) {
            more = more || value_ < k.values.size();
        }
    }
    return std::nullopt;
}

search::turns search::next_several()
{
    turns t;
    const double share = 0.1 + 0.8 * random();
    for (std::size_t i = 0; i != knobs_.size(); ++i) {
        const auto& values = knobs_[i].values;
        if (!values.empty() && random() < share) {
            t.push_back({i, values[static_cast<std::size_t>(random() * static_cast<double>(values.size()))]});
        }
    }
    return t;
}

// The best without one of its turns.
std::optional<search::turns> search::next_drop()
{
    if (place_ >= best_.size() || best_.size() < 2) {
        return std::nullopt;
    }
    turns t = best_;
    t.erase(t.begin() + static_cast<std::ptrdiff_t>(place_++));
    return t;
}

// The best with one of its turns nearer to how it was, by a round number.
std::optional<search::turns> search::next_round()
{
    for (; place_ != best_.size(); ++place_, value_ = 0) {
        const knob& k = knobs_[best_[place_].knob];
        const double now = best_[place_].value;
        const double was = k.is == knob::kind::parameter ? from_.values[k.index] : 0;
        while (k.is != knob::kind::seed && value_ != std::size(rising)) {
            const double far = rising[value_++];
            if (far >= std::abs(now - was)) {
                break;
            }
            turns t = best_;
            t[place_].value = std::round((was + (now < was ? -far : far)) * 1e6) / 1e6;
            if (k.is != knob::kind::parameter || far >= what_->parameters()[k.index].step) {
                return t;
            }
        }
    }
    return std::nullopt;
}

std::optional<search::turns> search::next()
{
    if (stage_ == stage::singles) {
        if (auto t = next_single()) {
            return t;
        }
        stage_ = knobs_.size() > 1 ? stage::several : stage::over;
    }
    if (stage_ == stage::several) {
        if (tried_ < most_runs) {
            return next_several();
        }
        stage_ = stage::over;
    }
    // From here on, the next one depends on the outcome of the one before.
    if (stage_ == stage::dropping && trials_.empty()) {
        if (auto t = next_drop()) {
            return t;
        }
        stage_ = stage::rounding;
        place_ = value_ = 0;
    }
    if (stage_ == stage::rounding && trials_.empty()) {
        if (auto t = next_round()) {
            return t;
        }
        found_ = settings_of(best_);
        stage_ = stage::over;
    }
    return std::nullopt;
}

void search::go_on(std::size_t events)
{
    while (!over() && events != 0) {
        while (trials_.size() < at_once && stage_ != stage::first) {
            auto t = next();
            if (!t) {
                break;
            }
            start(std::move(*t));
        }
        if (trials_.empty()) {
            return;
        }
        if (!ended(trials_.front(), events)) {
            for (const trial& later : trials_) {
                later.run->advance(limit_, 1);  // those that are made elsewhere are asked for together
            }
            return;
        }
        const trial done = std::move(trials_.front());
        trials_.erase(trials_.begin());
        judge(done);
    }
}

// Takes from `events` what it adds.
bool search::ended(trial& t, std::size_t& events)
{
    trace::source& run = *t.run;
    const std::size_t before = run.recorded().size();
    const bool all = run.advance(limit_, std::max<std::size_t>(events, 1));
    const std::size_t added = run.recorded().size() - before + 20;  // and something for the run itself
    events -= std::min(events, added);
    return run.ended() || all || run.arriving() || run.recorded().size() > most_events;
}

std::string search::fault(const trace::log& l, bool ended) const
{
    const told t = read(l);
    if (!t.error.empty()) {
        return "The program fails with " + t.error + ".";
    }
    if (t.deadlock != none) {
        return "At " + short_seconds(t.deadlock) + " no task can run any more: it hangs.";
    }
    if (!ended) {
        return stage_ == stage::first ? "" : "It hasn’t ended after " + short_seconds(limit_) + ".";
    }
    if (t.reports > reports_) {
        return "Python warns: " + t.report + ".";
    }
    const auto holds = [&](const std::string& line) { return line.find(wish_.text) != std::string::npos; };
    const bool any = std::any_of(t.lines.begin(), t.lines.end(), holds);
    switch (wish_.is) {
    case wish::kind::nothing:
        return "";
    case wish::kind::contains:
        return any ? "" : "The output doesn’t contain ‘" + wish_.text + "’.";
    case wish::kind::lacks:
        return any ? "The output contains ‘" + wish_.text + "’." : "";
    case wish::kind::last_line:
        break;
    }
    const std::string last = t.lines.empty() ? "" : t.lines.back();
    return last == wish_.text ? "" : "The last line is ‘" + last + "’.";
}

void search::judge(const trial& t)
{
    const trace::log& l = t.run->recorded();
    ++tried_;
    if (stage_ == stage::first) {
        const told first = read(l);
        reports_ = first.reports;
        if (wish_.is == wish::kind::last_line && wish_.text.empty() && !first.lines.empty()) {
            wish_.text = first.lines.back();
        }
        failure_ = fault(l, t.run->ended());
        make_knobs(l);
        if (t.run->ended() && !l.empty()) {
            limit_ = 60 + 10 * l.events()[l.size() - 1].time;
        }
        stage_ = !failure_.empty() ? stage::over : stage::singles;
        return;
    }
    std::string failure = fault(l, t.run->ended());
    if (failure.empty()) {
        return;
    }
    failure_ = std::move(failure);
    best_ = t.what;
    if (stage_ == stage::dropping) {
        --place_;
    } else if (stage_ == stage::rounding) {
        ++place_;  // the nearest one that fails
        value_ = 0;
    } else {
        stage_ = stage::dropping;
        place_ = 0;
        trials_.clear();
    }
}

std::string search::in_words(const turn& t) const
{
    const knob& k = knobs_[t.knob];
    switch (k.is) {
    case knob::kind::parameter: {
        const lessons::parameter_info& p = what_->parameters()[k.index];
        return std::string(p.label) + " is " + short_seconds(t.value) + " instead of " + short_seconds(from_.values[k.index]);
    }
    case knob::kind::seed:
        return "the seed is " + std::to_string(static_cast<std::uint32_t>(t.value));
    case knob::kind::sleep:
        break;
    }
    return k.words + " sleeps " + short_seconds(t.value) + " longer";
}

std::vector<std::string> search::changes() const
{
    std::vector<std::string> all;
    if (found_) {
        for (const turn& t : best_) {
            all.push_back(in_words(t));
        }
    }
    return all;
}

}  // namespace web
