#pragma once
// The words for what a snapshot holds. The canvas and the text view both take theirs from here.

#include <string>

#include "web/view/session.hpp"

namespace web {

std::string task_name(const trace::history& h, std::uint32_t task);
/// 'waiting for Task-2', 'sleeping until 3.000 s'.
std::string describe(const trace::history& h, const trace::snapshot& s, const trace::task_view& t);
/// The coroutines in which it stands, the outermost first: 'main → fetch'.
std::string await_chain(const trace::history& h, const trace::task_view& t);
/// 'queue', or where a run has several of them 'queue 2'.
std::string resource_name(const trace::history& h, std::uint32_t resource);
/// 'waiting to get from a queue', 'waiting for lock 2'.
std::string describe_wait(const trace::history& h, std::uint32_t resource, aio::wait_role role);
/// What a task waits for in a stretch of time: 'waiting for Task-2', 'waiting for a gather'.
std::string describe_wait(const trace::history& h, const trace::segment& s);
/// The same in a word or two, for little room: 'get', 'lock', 'Task-2'.
std::string short_wait(const trace::history& h, const trace::segment& s);
/// Its state, without the tasks that wait: '2 of 3 items: a, b; 5 unfinished', 'held by Task-1'.
std::string describe(const trace::history& h, const trace::resource_view& r, double time);
/// Who waits: 'Task-2 to get, Task-3 to put'; or empty.
std::string describe_waiters(const trace::history& h, const trace::resource_view& r);
/// 'Task-2 wakes', 'timer of Task-2'.
std::string describe(const trace::history& h, const trace::queued_callback& c);
/// The same of a callback that has begun, by its number from 0.
std::string describe_callback(const trace::history& h, std::size_t callback);
/// 'sleep of Task-2', 'timeout of Task-3', 'call'.
std::string describe(const trace::history& h, const trace::timer_view& t);
/// What the segment is, from when to when, and what woke the task: for tooltips and the text view. In the future
/// tense if it is still to come.
std::string describe(const trace::history& h, const trace::lane& l, const trace::segment& s, bool future = false);
/// The value of a parameter as the panel names it: 'on', '3.0 s', 'sync'.
std::string value_in_words(const lessons::parameter_info& p, double value);
/// The line below the transport: how the run stands, where that needs saying; else empty.
std::string message(const session& s);

}  // namespace web
