#pragma once
// A run with everything known of it so far. It's laid out piece by piece, and never backwards.

#include <algorithm>
#include <limits>
#include <memory>

#include "trace/causes.hpp"
#include "trace/source.hpp"

namespace web {

class lookahead {
public:
    explicit lookahead(std::unique_ptr<trace::source> of) : source_(std::move(of)), history_(source_->recorded())
    {}
    /// A run that is made elsewhere, as far as `show` was called for.
    explicit lookahead(const trace::log& of);
    // The history refers to the source.
    lookahead(const lookahead&) = delete;
    lookahead& operator=(const lookahead&) = delete;

    const trace::history& history() const noexcept { return history_; }
    /// Why its tasks went on.
    const trace::causes& causes() const noexcept { return causes_; }
    /// The run is laid out to its end.
    bool complete() const noexcept { return source_->ended() && caught_up(); }
    /// The run is longer than we keep; the rest is ignored.
    bool overflowed() const noexcept { return history_.size() >= most_events; }
    /// The source has the whole run, but not all of it is laid out yet.
    bool behind() const noexcept { return source_->ended() && !caught_up() && !overflowed(); }
    /// More events will arrive, and those that have arrived are laid out.
    bool arriving() const noexcept { return source_->arriving() && caught_up(); }
    /// More events are being made elsewhere, and those that have come are laid out.
    bool coming() const noexcept { return source_->coming() && caught_up(); }
    /// The time up to which it is laid out.
    double horizon() const noexcept { return history_.head().time; }

    /// Everything that happens up to this time is known.
    double laid_out_to() const noexcept
    {
        const double reached = caught_up() ? source_->reached() : -forever;
        return complete() ? forever : std::max({laid_out_to_, horizon(), reached});
    }

    /// Lays the run out up to `time`, but stops soon after `most` events. Returns true if there's nothing
    /// more to lay out up to then.
    bool advance(double time, std::size_t most);

    /// Takes in the first `position` events, and no more.
    void show(std::size_t position) { follow(position - std::min(position, history_.size())); }
    /// Whether that's possible, and the run is that one.
    bool shows_part_of(const lookahead& of, std::size_t position) const noexcept
    {
        return &history_.events() == &of.history_.events() && history_.size() <= position;
    }

    static constexpr std::size_t most_events = 2'000'000;

private:
    void follow(std::size_t most)
    {
        history_.follow(most);
        causes_.follow();
    }
    bool caught_up() const noexcept { return history_.size() == source_->recorded().size(); }

    static constexpr double forever = std::numeric_limits<double>::infinity();

    std::unique_ptr<trace::source> source_;
    trace::history history_;
    trace::causes causes_{history_};
    double laid_out_to_ = -forever;
};

}  // namespace web
