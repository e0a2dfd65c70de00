#include "web/session.hpp"

#include <algorithm>

#include "lessons/values.hpp"

namespace web {

namespace {
constexpr std::size_t callbacks_a_frame = laid_out::piece;
constexpr double ahead = 10;  // seconds that are laid out beyond the playhead
constexpr double forever = aio::loop::forever;
}  // namespace

session::session(const lessons::lesson& what)
{
    start_.what = &what;
    start_.values = lessons::defaults(what);
    replay();
    move(history().boundaries().empty() ? 0 : history().boundaries().front());
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

// How many callbacks have run, or begun, at the playhead: a change made now is seen by the next one.
std::size_t session::moment() const
{
    return history().callbacks_at(position()) + (inside_callback() ? 1 : 0);
}

void session::play()
{
    if (at_end()) {
        restart();
    }
    playing_ = true;
}

void session::step()
{
    playing_ = false;
    while (history().boundaries().back() <= position() && !complete() && !overflowed()) {
        lay_out(forever, 1);
    }
    move(history().boundary_after(position()));
    time_ = now_.time;
}

void session::step_back()
{
    playing_ = false;
    move(history().boundary_before(position()));
    time_ = now_.time;
}

void session::restart()
{
    start_.values = values();
    start_.changes.clear();
    replay();
    time_ = 0;
    move(history().boundaries().empty() ? 0 : history().boundaries().front());
}

void session::to_end(double most)
{
    playing_ = false;
    lay_out(std::max(most, time_ + most), SIZE_MAX);
    time_ = complete() ? history().head().time : time_ + most;
    move(complete() ? history().size() : history().position_at(time_));
}

void session::seek(double time)
{
    time_ = std::max(0.0, time);
    lay_out(time_, SIZE_MAX);
    if (complete() && time_ >= history().head().time) {
        time_ = history().head().time;
        move(history().size());
    } else {
        move(history().position_at(time_));
    }
}

void session::set_speed(double speed) noexcept
{
    speed_ = std::clamp(speed, slowest, fastest);
}

void session::set_seed(std::uint32_t seed)
{
    start_.seed = seed;
    start_.values = values();
    start_.changes.clear();
    replay();
    seek(time_);
}

void session::set(std::size_t parameter, double value)
{
    if (values()[parameter] == value) {
        return;
    }
    const std::size_t here = moment();
    if (start_.what->parameters[parameter].effect == lessons::effect::live && here > 0) {
        std::erase_if(start_.changes, [&](const lessons::change& c) {
            return c.after_callbacks > here || (c.after_callbacks == here && c.parameter == parameter);
        });
        start_.changes.push_back({here, parameter, value});
        const std::size_t position = this->position();
        replay();
        lay_out(time_, SIZE_MAX);
        move(position);
        return;
    }
    const bool untouched = history().callbacks_at(position()) == 0 && !inside_callback();
    start_.values = values();
    start_.values[parameter] = value;
    start_.changes.clear();
    replay();
    if (untouched && time_ == 0) {
        move(history().boundaries().empty() ? 0 : history().boundaries().front());
    } else {
        seek(time_);
    }
}

void session::tick(double seconds)
{
    if (playing_) {
        time_ += seconds * speed_;
    }
    look_ahead(std::max(laid_out_, time_ + ahead));
    if (!playing_) {
        return;
    }
    const double end = horizon();
    if ((complete() || overflowed()) && time_ >= end) {
        time_ = end;
        playing_ = false;
        move(history().size());
    } else {
        move(history().position_at(time_));
    }
}

void session::look_ahead(double time)
{
    lay_out(time, callbacks_a_frame);
}

void session::lay_out(double time, std::size_t most)
{
    if (time < forever) {
        laid_out_ = std::max(laid_out_, time);
    }
    run_->advance(time, most);
    if (beside_ && time < forever) {
        beside_->advance(time, most);
    }
}

void session::replay()
{
    run_ = std::make_unique<laid_out>(start_);
    if (const auto compared = start_.what->compare) {
        lessons::input other = start_;
        other.values[*compared] = other.values[*compared] == 0 ? 1 : 0;
        other.changes.clear();  // their moments are those of this run
        beside_ = std::make_unique<laid_out>(std::move(other));
    }
    lay_out(std::max(laid_out_, ahead), callbacks_a_frame);
}

void session::move(std::size_t position)
{
    now_ = history().at(position);
}

}  // namespace web
