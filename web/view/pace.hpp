#pragma once
// Playing slowly at instants. No virtual time passes from one callback of an instant to the next, so at the
// pace of the clock all of them would run between two frames. Here each callback has a time of its own on the
// screen, in parts: it's next in the ready queue, the loop has taken it, its work is done; then it's over.
// Numbers only: the session plays by them.

#include <cstddef>

#include "trace/history.hpp"

namespace web {

/// What to show after a position, and for how long to show that position first.
struct beat {
    static constexpr std::size_t none = SIZE_MAX;

    std::size_t next = none;  ///< the next position to show; `none` if no callback follows
    double time = 0;          ///< of that position
    double share = 0;         ///< of the callback's time on the screen; 0 if the position needn't be shown
};

/// The beat of `position`. The shares of a callback's beats add up to 1.
beat beat_at(const trace::history& h, std::size_t position);

/// How long to show each callback at `time`, in seconds of real time: shorter the more callbacks there are in
/// the second of real time that begins there, and 0 if there are too many to be seen. At most `extra` seconds
/// go into the callbacks of such a second, and less at a higher speed.
double display_time(const trace::history& h, double time, double speed);

inline constexpr double longest_display = 0.3;     ///< seconds
inline constexpr double shortest_display = 0.025;  ///< seconds: below, none
inline constexpr double extra = 2.4;

}  // namespace web
