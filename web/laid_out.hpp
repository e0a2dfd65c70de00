#pragma once
// A run together with what is known of it so far: it is laid out piece by piece, and never goes back.

#include "lessons/run.hpp"
#include "trace/history.hpp"

namespace web {

class laid_out {
public:
    explicit laid_out(lessons::input in) : run_(std::move(in)), history_(run_.events()) { history_.follow(); }
    // The history points into the run.
    laid_out(const laid_out&) = delete;
    laid_out& operator=(const laid_out&) = delete;

    const trace::history& history() const noexcept { return history_; }
    const lessons::input& in() const noexcept { return run_.in(); }
    /// It is laid out to its end.
    bool complete() const noexcept { return run_.ended(); }
    /// The run is longer than what is kept of it, and is not followed further.
    bool overflowed() const noexcept { return history_.size() >= most_events; }
    /// The time up to which it is laid out.
    double horizon() const noexcept { return history_.head().time; }

    /// Lays it out up to `time`, but by `most` callbacks at the most.
    void advance(double time, std::size_t most);

    static constexpr std::size_t piece = 4000;  // callbacks: some 4 ms

private:
    static constexpr std::size_t most_events = 2'000'000;  // some 100 MB

    lessons::run run_;
    trace::history history_;
};

}  // namespace web
