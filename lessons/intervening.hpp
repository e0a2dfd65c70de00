#pragma once
// Carries out interventions in a loop, each at its moment; see intervention.hpp.

#include <span>

#include "aio/loop.hpp"
#include "lessons/intervention.hpp"
#include "trace/recorder.hpp"

namespace lessons {

class intervening {
public:
    /// All of them must outlive it.
    intervening(aio::loop& l, trace::recorder& r, const trace::log& of,
                const std::vector<intervention>& all) noexcept
        : loop_(l), recorder_(r), log_(of), all_(all)
    {}
    intervening(const intervening&) = delete;
    intervening& operator=(const intervening&) = delete;

    /// How many callbacks have ended.
    std::size_t callbacks() noexcept;
    /// Does what is due between two callbacks. Returns the time up to which the loop may run its next
    /// callback: `limit`, or less if this has to be called again before.
    double go_on(double limit);

private:
    void look() noexcept;
    void carry_out();
    void carry_out(const intervention& i);
    void wait_until(double time);
    const intervention* next() const noexcept
    {
        return next_ == all_.size() || main_ended_ ? nullptr : &all_[next_];
    }

    aio::loop& loop_;
    trace::recorder& recorder_;
    const trace::log& log_;
    const std::vector<intervention>& all_;
    std::size_t next_ = 0;
    std::size_t seen_ = 0;       // events
    std::size_t callbacks_ = 0;  // that have ended
    std::size_t ready_ = 0;      // callbacks in the queue
    std::size_t tried_ =
        0;  // the callbacks, plus 1, after which the loop had nothing to do before the next one
    bool main_ended_ = false;
    bool waits_ = false;  // the loop will call when the next one is due
};

}  // namespace lessons
