#pragma once
// What the loop waits for from outside the program: bytes on connections, and threads.

#include <string>
#include <vector>

#include "web/view/session.hpp"

namespace web {

/// A task that something outside will wake, or a thread that works for one.
struct outside_wait {
    std::uint32_t task = 0;  ///< 0 if no task waits for the thread
    std::string what;        ///< 'data on stream 2', 'load() in thread asyncio_0'
    double since = 0;
};

/// All of them at the playhead, tasks first.
std::vector<outside_wait> outside_waits(const session& s);
/// What there is to say if there are none: whether the program has sockets or threads at all.
std::string no_outside_waits(const session& s);
/// What the loop does while nothing is ready and time passes; empty if it doesn't wait.
std::string describe_idle(const session& s);

}  // namespace web
