#pragma once
// A run together with what is known of it so far: it is laid out piece by piece, and never goes back.

#include <algorithm>
#include <limits>
#include <memory>

#include "trace/history.hpp"
#include "trace/source.hpp"

namespace web {

class lookahead {
public:
    explicit lookahead(std::unique_ptr<trace::source> of) : source_(std::move(of)), history_(source_->recorded())
    {}
    // The history points into the source.
    lookahead(const lookahead&) = delete;
    lookahead& operator=(const lookahead&) = delete;

    const trace::history& history() const noexcept { return history_; }
    /// It is laid out to its end.
    bool complete() const noexcept { return source_->ended() && caught_up(); }
    /// The run is longer than what is kept of it, and is not followed further.
    bool overflowed() const noexcept { return history_.size() >= most_events; }
    /// All of it is there, but not all of it is laid out.
    bool behind() const noexcept { return source_->ended() && !caught_up() && !overflowed(); }
    /// More of it is still to arrive, and all that has is laid out.
    bool arriving() const noexcept { return source_->arriving() && caught_up(); }
    /// More of it is being made elsewhere, and all that has come is laid out.
    bool coming() const noexcept { return source_->coming() && caught_up(); }
    /// The time up to which it is laid out.
    double horizon() const noexcept { return history_.head().time; }

    /// The time up to which everything that happens is known.
    double laid_out_to() const noexcept
    {
        const double reached = caught_up() ? source_->reached() : -forever;
        return complete() ? forever : std::max({laid_out_to_, horizon(), reached});
    }

    /// Lays it out up to `time`, but soon after `most` events it stops. True if there is nothing more to lay out
    /// up to then.
    bool advance(double time, std::size_t most);

    static constexpr std::size_t most_events = 2'000'000;

private:
    bool caught_up() const noexcept { return history_.size() == source_->recorded().size(); }

    static constexpr double forever = std::numeric_limits<double>::infinity();

    std::unique_ptr<trace::source> source_;
    trace::history history_;
    double laid_out_to_ = -forever;
};

}  // namespace web
