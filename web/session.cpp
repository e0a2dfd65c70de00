#include "web/session.hpp"

#include <algorithm>

#include "lessons/values.hpp"

namespace web {

namespace {
constexpr std::size_t callbacks_a_frame = 4000;    // some 4 ms
constexpr std::size_t most_events = 2'000'000;     // some 100 MB; a run that makes more is not followed
constexpr double ahead = 10;                       // seconds that are laid out beyond the playhead
constexpr double forever = aio::loop::forever;
}  // namespace

session::session(const lessons::lesson& what)
{
    start_.what = &what;
    start_.values = lessons::defaults(what);
    replay();
    move(history_->boundaries().empty() ? 0 : history_->boundaries().front());
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

bool session::overflowed() const noexcept
{
    return history_->size() >= most_events;
}

// How many callbacks have run, or begun, at the playhead: a change made now is seen by the next one.
std::size_t session::moment() const
{
    return history_->callbacks_at(position()) + (inside_callback() ? 1 : 0);
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
    while (history_->boundaries().back() <= position() && !complete() && !overflowed()) {
        lay_out(forever, 1);
    }
    move(history_->boundary_after(position()));
    time_ = now_.time;
}

void session::step_back()
{
    playing_ = false;
    move(history_->boundary_before(position()));
    time_ = now_.time;
}

void session::restart()
{
    start_.values = values();
    start_.changes.clear();
    replay();
    time_ = 0;
    move(history_->boundaries().empty() ? 0 : history_->boundaries().front());
}

void session::to_end(double most)
{
    playing_ = false;
    lay_out(std::max(most, time_ + most), SIZE_MAX);
    time_ = complete() ? history_->head().time : time_ + most;
    move(complete() ? history_->size() : history_->position_at(time_));
}

void session::seek(double time)
{
    time_ = std::max(0.0, time);
    lay_out(time_, SIZE_MAX);
    if (complete() && time_ >= history_->head().time) {
        time_ = history_->head().time;
        move(history_->size());
    } else {
        move(history_->position_at(time_));
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
    const bool untouched = history_->callbacks_at(position()) == 0 && !inside_callback();
    start_.values = values();
    start_.values[parameter] = value;
    start_.changes.clear();
    replay();
    if (untouched && time_ == 0) {
        move(history_->boundaries().empty() ? 0 : history_->boundaries().front());
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
        move(history_->size());
    } else {
        move(history_->position_at(time_));
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
    const std::size_t piece = std::min<std::size_t>(most, callbacks_a_frame);
    std::size_t left = most;
    while (!overflowed()) {
        const bool complete = run_->advance(time, std::min(piece, left));
        history_->follow();
        if (complete || left <= piece) {
            return;
        }
        left -= piece;
    }
}

void session::replay()
{
    history_.reset();
    run_ = std::make_unique<lessons::run>(start_);
    history_ = std::make_unique<trace::history>(run_->events());
    history_->follow();
    lay_out(std::max(laid_out_, ahead), callbacks_a_frame);
}

void session::move(std::size_t position)
{
    now_ = history_->at(position);
}

}  // namespace web
