#include "web/view/session.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lessons/values.hpp"
#include "web/view/pace.hpp"

namespace web {

namespace {
constexpr std::size_t piece = 8'000;  // events laid out per frame, or at once when something is asked for
constexpr double ahead = 20;          // seconds to lay out beyond the playhead: shorter runs show whole
constexpr double forever = std::numeric_limits<double>::infinity();
}  // namespace

session::session(std::unique_ptr<const subject> what) : what_(std::move(what))
{
    start_.values = lessons::defaults(what_->parameters());
    replay({goal::start});
}

double session::value_beside() const noexcept
{
    return what_->compare() && start_.values[*what_->compare()] == 0 ? 1 : 0;
}

std::vector<double> session::values() const
{
    std::vector<double> values = start_.values;
    const std::size_t here = moment();
    for (const lessons::change& c : start_.changes) {
        if (c.after_callbacks <= here) {
            values[c.parameter] = c.value;
        }
    }
    return values;
}

// How many callbacks had run or begun at the playhead. The next one sees a change made now.
std::size_t session::moment() const
{
    return run_ ? whole().history().callbacks_at(position()) + (inside_callback() ? 1 : 0) : 0;
}

double session::start_time() const noexcept
{
    return whole().history().start();
}

void session::play()
{
    if (at_end()) {
        restart();
    }
    playing_ = true;
    stopped_short_ = false;
}

void session::pause()
{
    if (playing_ && shown_at_ == position() && shown_ > 0) {
        const std::size_t stop = position() == 0 ? 0 : whole().history().stop_after(position() - 1);
        if (stop != 0 && stop < whole().history().size() && whole().history().events()[stop - 1].time <= time_) {
            move(stop);
            see();
        }
    }
    playing_ = false;
}

void session::step()
{
    playing_ = false;
    head_for({goal::next_stop, 0, position()});
}

void session::step_back()
{
    playing_ = false;
    goal_ = {};
    stopped_short_ = false;
    next_.reset();
    next_beside_.reset();
    move(whole().history().stop_before(position()));
    time_ = now_.time;
    see();
}

void session::restart()
{
    const std::vector<double> here = values();
    if (here == start_.values && start_.changes.empty()) {
        head_for({goal::start});
        return;
    }
    start_.values = here;
    start_.changes.clear();
    replay({goal::start});
}

void session::to_end(double most)
{
    playing_ = false;
    head_for({goal::end, time_ + most});
}

void session::seek(double time)
{
    head_for({goal::moment, std::max(start_time(), time)});
}

// The index of the first stop at `time` or later, skipping the stop before anything has run.
std::size_t session::first_stop_at(double time) const
{
    const auto& stops = whole().history().stops();
    const auto before = [this](std::size_t stop, double t) {
        return stop == 0 || whole().history().events()[stop - 1].time < t;
    };
    const auto first = stops.empty() ? stops.begin() : stops.begin() + 1;
    return static_cast<std::size_t>(std::lower_bound(first, stops.end(), time, before) - stops.begin());
}

void session::seek_step(std::size_t step)
{
    const double time = goal_.is == goal::moment ? goal_.time : time_;
    head_for({goal::moment, time, 0, step});
}

std::optional<std::size_t> session::step_within() const
{
    if (laying_out() || at_start() || now_.time != time_ || position() >= whole().history().position_at(time_)) {
        return std::nullopt;
    }
    const auto& stops = whole().history().stops();
    const auto after = std::upper_bound(stops.begin(), stops.end(), position());
    const auto passed = static_cast<std::size_t>(after - stops.begin());
    return passed - std::min(passed, first_stop_at(time_));
}

bool session::at_start() const noexcept
{
    const auto& stops = whole().history().stops();
    return time_ <= start_time() && (stops.empty() || position() <= stops.front());
}

void session::go(std::size_t position)
{
    playing_ = false;
    head_for({goal::place, start_time(), position});
}

void session::go_after(std::size_t callbacks)
{
    const auto& all = whole().history().boundaries();
    go(all.empty() ? 0 : all[std::min(callbacks, all.size() - 1)]);
}

void session::set_speed(double speed) noexcept
{
    speed_ = std::clamp(speed, slowest, fastest);
}

// Keeps the settings before a change.
void session::remember(std::size_t parameter)
{
    constexpr std::size_t most = 100;
    const auto all = what_->parameters();
    const bool slider = parameter < all.size() && (all[parameter].type == lessons::parameter_type::number ||
                                                   all[parameter].type == lessons::parameter_type::integer);
    if (slider && !undo_.empty() && changed_last_ == parameter) {
        return;
    }
    changed_last_ = parameter;
    if (undo_.size() == most) {
        undo_.erase(undo_.begin());
    }
    undo_.push_back(start_);
}

void session::undo()
{
    if (undo_.empty()) {
        return;
    }
    const bool untouched = at_start();
    start_ = std::move(undo_.back());
    undo_.pop_back();
    changed_last_ = what_->parameters().size() + 1;
    replay(untouched ? goal{goal::start} : goal{goal::moment, time_});
}

void session::restore(lessons::settings settings, double time, std::size_t position)
{
    start_ = std::move(settings);
    replay({goal::place, time, position});
}

void session::set_seed(std::uint32_t seed)
{
    remember(what_->parameters().size());
    const bool untouched = at_start();
    start_.values = values();
    start_.changes.clear();
    start_.seed = seed;
    replay(untouched ? goal{goal::start} : goal{goal::moment, time_});
}

void session::set(std::size_t parameter, double value)
{
    if (values()[parameter] == value) {
        return;
    }
    remember(parameter);
    const std::size_t here = moment();
    const bool restarting = next_ && goal_.is != goal::place;
    const bool live = what_->parameters()[parameter].effect == lessons::effect::live;
    if (live && here > 0 && !restarting && !at_end()) {
        std::erase_if(start_.changes, [&](const lessons::change& c) {
            return c.after_callbacks > here || (c.after_callbacks == here && c.parameter == parameter);
        });
        start_.changes.push_back({here, parameter, value});
        replay({goal::place, time_, position()});
        return;
    }
    const bool untouched = at_start();
    start_.values = values();
    start_.values[parameter] = value;
    start_.changes.clear();
    replay(untouched          ? goal{goal::start}
           : live && at_end() ? goal{goal::end, time_ + follows}
                              : goal{goal::moment, time_});
}

void session::set_changes(std::vector<lessons::change> changes)
{
    start_.changes = std::move(changes);
    replay({goal::start});
}

// The playhead's moment: a number of callbacks if the last one ended at this time, or else the time, rounded as
// far as nothing happens in between.
void session::intervene(lessons::intervention what)
{
    remember(what_->parameters().size());
    const std::size_t here = moment();
    const auto& events = whole().history().events();
    const std::size_t begun = whole().history().callbacks_at(position());
    const std::size_t boundary = whole().history().boundaries().empty() ? 0 : whole().history().boundaries()[begun];
    const bool right_after = begun == 0 ? time_ <= start_time() : events[boundary - 1].time == time_;
    what.time.reset();
    what.after_callbacks = here;
    if (!inside_callback() && !right_after) {
        const double before = now_.time;
        const double next = position() < whole().history().size() ? events[position()].time : forever;
        double rounded = time_;
        for (double unit = 100; unit < 1e9 && time_ > before && time_ < next; unit *= 10) {
            rounded = std::round(time_ * unit) / unit;
            if (rounded > before && rounded < next) {
                break;
            }
        }
        what.time = rounded;
        what.after_callbacks = 0;
    }
    std::erase_if(start_.changes, [here](const lessons::change& c) { return c.after_callbacks > here; });
    const auto& done = whole().history().interventions();
    const auto earlier = std::lower_bound(done.begin(), done.end(), position()) - done.begin();
    start_.interventions.resize(std::min(start_.interventions.size(), static_cast<std::size_t>(earlier)));
    start_.interventions.push_back(what);
    // To where its effect shows; one more at this moment comes after it.
    replay({goal::intervention, what.time.value_or(time_), start_.interventions.size() - 1});
}

void session::set_interventions(std::vector<lessons::intervention> all)
{
    start_.interventions = std::move(all);
    replay({goal::start});
}

void session::take_back(std::size_t intervention)
{
    if (intervention < start_.interventions.size()) {
        remember(what_->parameters().size());
        start_.interventions.erase(start_.interventions.begin() + static_cast<std::ptrdiff_t>(intervention));
        replay({goal::moment, time_});
    }
}

void session::pin(lessons::settings with)
{
    pinned_ = std::move(with);
    replay({goal::place, time_, position()});
}

void session::unpin()
{
    pinned_.reset();
    replay({goal::place, time_, position()});
}

void session::tick(double seconds, double seen_to)
{
    if (laying_out()) {
        head_for(goal_);
        return;
    }
    const double to = time_ + (playing_ ? seconds * speed_ : 0);
    look_ahead(std::max({laid_out_, to + ahead, seen_to}));
    if (position() == 0 && !whole().history().stops().empty()) {
        move(whole().history().stops().front());  // the first stop of a run whose events came late
    }
    if (playing_ && slow_ && whole().history().events().header.virtual_clock) {
        play_slowly(seconds);
    } else if (playing_) {
        flow(to);
    }
    see();
}

// Moves the playhead to `time`, as far as the run is known, and stops at its end.
void session::flow(double time)
{
    time_ = time;
    const double end = whole().horizon();
    if ((whole().complete() || overflowed()) && time_ >= end) {
        time_ = end;
        playing_ = false;
        move(whole().history().size());
        return;
    }
    if (run_->arriving()) {
        time_ = std::min(time_, end);
    }
    // Wait for a run that isn't laid out this far.
    if (const double known = run_->laid_out_to(); time_ > known) {
        time_ = known;
    }
    move(whole().history().position_at(time_));
}

// Plays for that many seconds of real time, which go into callbacks on the screen and into virtual time.
void session::play_slowly(double seconds)
{
    constexpr double frame = 1.0 / 60;
    while (playing_ && seconds > 0) {
        const beat now = beat_at(whole().history(), position());
        const double each = now.share > 0 ? display_time(whole().history(), time_, speed_) : 0;
        if (now.share > 0 && each == 0) {  // too many callbacks to be seen
            const double part = std::min(seconds, frame);
            flow(time_ + part * speed_);
            seconds -= part;
            continue;
        }
        const double before = shown_at_ == position() ? shown_ : 0;
        const double left = std::max(0.0, each * now.share - before);
        shown_at_ = position();
        shown_ = before + std::min(left, seconds);
        if (left >= seconds) {
            return;
        }
        seconds -= left;
        if (now.next != beat::none && now.next > position() && now.time <= time_ + seconds * speed_) {
            seconds -= std::max(0.0, now.time - time_) / speed_;
            time_ = std::max(time_, now.time);
            move(now.next);
        } else {
            flow(time_ + seconds * speed_);
            return;
        }
    }
}

bool session::has_more(double time) const noexcept
{
    const auto lacks = [time](const lookahead& run) {
        const bool unseen =
            run.laid_out_to() < time && !run.complete() && !run.overflowed() && !run.arriving();
        return run.behind() || (unseen && !run.coming());
    };
    if (laying_out()) {
        return !(next_ ? *next_ : *run_).coming();
    }
    return lacks(*run_) || (beside_ && lacks(*beside_));
}

void session::look_ahead(double time)
{
    laid_out_ = std::max(laid_out_, time);
    run_->advance(time, piece);
    if (beside_) {
        beside_->advance(time, piece);
    }
}

// Begins a run with the current settings.
void session::replay(goal to)
{
    next_ = std::make_unique<lookahead>(what_->open(start_));
    if (pinned_) {
        next_beside_ = std::make_unique<lookahead>(what_->open(*pinned_));
    } else if (const auto compared = what_->compare()) {
        lessons::settings other = start_;
        other.values[*compared] = value_beside();
        other.changes.clear();  // they're tied to moments of this run
        other.interventions.clear();
        next_beside_ = std::make_unique<lookahead>(what_->open(other));
    }
    head_for(to);
}

// Lays out one piece of what the goal needs, and moves the playhead there if that's enough.
void session::head_for(goal to)
{
    goal_ = to;
    stopped_short_ = false;
    lookahead& run = wanted();
    double time = std::max(laid_out_, to.time + (to.is == goal::end ? 0 : ahead));
    if (to.is == goal::place || to.is == goal::intervention || to.is == goal::next_stop) {
        time = std::max(time, time_ + ahead);
    }
    laid_out_ = std::max(laid_out_, time);
    const bool laid_out = run.advance(time, piece);
    lookahead* const other = next_ ? next_beside_.get() : beside_.get();
    if (other) {
        other->advance(time, piece);
    }
    if (reached(laid_out)) {
        arrive();
    }
}

// Whether the run reaches the goal. `laid_out`: it's laid out as far as requested.
bool session::reached(bool laid_out) noexcept
{
    lookahead& run = wanted();
    const trace::history& h = run.history();
    if (run.complete() || run.overflowed() || run.arriving()) {
        return true;
    }
    switch (goal_.is) {
    case goal::none:
        return true;
    case goal::start:
        return !run_ || laid_out || !h.stops().empty();  // if it comes late, keep showing the run before
    case goal::moment:
        return laid_out || run.horizon() > goal_.time;
    case goal::place:
        return h.size() >= goal_.position;
    case goal::intervention:
        return laid_out || (h.interventions().size() > goal_.position && !h.stops().empty() &&
                            h.stops().back() > h.interventions()[goal_.position]);
    case goal::next_stop:
        if (h.stops().empty() || h.stops().back() <= goal_.position) {
            run.advance(forever, 1);  // the next callback, whenever it is
        }
        return run.arriving() || (!h.stops().empty() && h.stops().back() > goal_.position);
    case goal::end:
        return laid_out;
    }
    return true;
}

void session::arrive()
{
    const goal to = std::exchange(goal_, {});
    if (next_) {
        run_ = std::move(next_);
        beside_ = std::move(next_beside_);
        now_ = {};
        ++generation_;
    }
    const trace::history& h = whole().history();
    const double end = whole().horizon();
    switch (to.is) {
    case goal::none:
        break;
    case goal::start:
        move(h.stops().empty() ? 0 : h.stops().front());
        time_ = start_time();
        break;
    case goal::moment:
    case goal::end:
        stopped_short_ = to.is == goal::end && !whole().complete() && !overflowed();
        if ((whole().complete() || overflowed()) && (to.is == goal::end || to.time >= end) && !to.step) {
            time_ = end;
            move(h.size());
        } else {
            const bool known = whole().complete() || overflowed() || run_->arriving();
            time_ = known ? std::min(to.time, std::max(end, start_time())) : to.time;
            const std::size_t last = h.position_at(time_);
            const auto& stops = h.stops();
            const std::size_t stop =
                to.step && !stops.empty() ? first_stop_at(time_) + *to.step : stops.size() + 1;
            move(stop == 0 || stop > stops.size() ? last : std::min(last, stops[stop - 1]));
        }
        break;
    case goal::place: {
        const double before = to.time;
        move(std::min(to.position, h.size()));
        time_ = std::max(now_.time, before);
        break;
    }
    case goal::intervention: {
        const bool there = to.position < h.interventions().size();
        move(there ? h.stop_after(h.interventions()[to.position]) : h.position_at(to.time));
        time_ = std::max(now_.time, to.time);
        break;
    }
    case goal::next_stop:
        move(h.stop_after(to.position));
        time_ = now_.time;
        break;
    }
    see();
}

void session::hide_future(std::string words, std::optional<std::size_t> next)
{
    hidden_ = std::move(words);
    asked_next_ = next;
    shown_anyway_ = false;
    see();
}

void session::show_future()
{
    shown_anyway_ = hides_future();
    hidden_.clear();
    see();
}

// In the whole instant of the question: the queue tells from its start in which order its callbacks run.
bool session::hides_next() const
{
    if (!hides_future() || !asked_next_ || now_.ready.empty() || moment() > *asked_next_) {
        return false;
    }
    const auto& all = whole().history().instants();
    const auto after = std::lower_bound(all.begin(), all.end(), *asked_next_,
                                        [](const trace::instant& i, std::size_t asked) { return i.first < asked; });
    return after == all.begin() || moment() >= (after - 1)->first;
}

// Keeps to what has happened at the playhead while the future is hidden.
void session::see()
{
    if (!run_) {
        return;
    }
    if (hides_future() && at_end() && !laying_out()) {
        show_future();
        return;
    }
    const auto keep_to = [this](std::unique_ptr<lookahead>& seen, const lookahead* of, std::size_t position) {
        const bool wanted = of && hides_future();
        if (wanted ? !seen || !seen->shows_part_of(*of, position) : seen != nullptr) {
            seen = wanted ? std::make_unique<lookahead>(of->history().events()) : nullptr;
            ++generation_;
        }
        if (seen) {
            seen->show(position);
        }
    };
    keep_to(seen_, run_.get(), position());
    keep_to(seen_beside_, beside_.get(), beside_ ? beside_->history().position_at(time_) : 0);
}

void session::move(std::size_t position)
{
    whole().history().move(now_, position);
}

}  // namespace web
