#pragma once
// Words for what threads do. The canvas and the text view both use them.

#include <string>

#include "trace/history.hpp"

namespace web {

/// What a thread does now: 'runs read() for Task-2', 'asleep in read() for Task-2 until 1.000 s', 'idle'.
std::string describe(const trace::history& h, const trace::thread_view& t);
/// A job: 'asyncio_0 runs read() for Task-2 from 0.000 s to 1.000 s (1.000 s).'
std::string describe_job(const trace::history& h, const trace::thread_lane& l, const trace::job& j, bool future);
/// A segment of a thread's lane: its job first, then what a simulated thread can't show faithfully.
std::string describe(const trace::history& h, const trace::thread_lane& l, const trace::segment& s, bool future);
/// For a time without a job.
std::string describe_rest(const trace::history& h, const trace::thread_lane& l);

}  // namespace web
