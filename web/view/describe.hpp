#pragma once
// Words for the parts of a snapshot. The canvas and the text view both use them.

#include <string>

#include "web/view/session.hpp"

namespace web {

std::string task_name(const trace::history& h, std::uint32_t task);
/// 'waiting for Task-2', 'sleeping until 3.000 s'.
std::string describe(const trace::history& h, const trace::snapshot& s, const trace::task_view& t);
/// The coroutines in which the task is suspended, outermost first: 'main → fetch'.
std::string await_chain(const trace::history& h, const trace::task_view& t);
/// 'queue', or 'queue 2' if the run has several.
std::string resource_name(const trace::history& h, std::uint32_t resource);
/// 'the queue', or 'queue 2' if the run has several.
std::string the_resource(const trace::history& h, std::uint32_t resource);
/// 'waiting to get from a queue', 'waiting for lock 2'.
std::string describe_wait(const trace::history& h, std::uint32_t resource, aio::wait_role role);
/// What a task waits for in a segment: 'waiting for Task-2', 'waiting for a gather'.
std::string describe_wait(const trace::history& h, const trace::segment& s);
/// The same in a word or two, to save space: 'get', 'lock', 'Task-2'.
std::string short_wait(const trace::history& h, const trace::segment& s);
/// The resource's state without its waiters: '2 of 3 items: a, b; 5 unfinished', 'held by Task-1'.
std::string describe(const trace::history& h, const trace::resource_view& r, double time);
/// The waiters: 'Task-2 to get, Task-3 to put'; empty if there are none.
std::string describe_waiters(const trace::history& h, const trace::resource_view& r);
/// 'Task-2 wakes', 'timer of Task-2'.
std::string describe(const trace::history& h, const trace::queued_callback& c);
/// The same for a callback that has begun, by its number from 0.
std::string describe_callback(const trace::history& h, std::size_t callback);
/// 'sleep of Task-2', 'timeout of Task-3', 'call'.
std::string describe(const trace::history& h, const trace::timer_view& t);
/// The same to save space: 'Task-2', 'Task-3, timeout'.
std::string short_timer(const trace::history& h, const trace::timer_view& t);
/// The segment's state, and when it begins and ends. In the future tense if it hasn't happened yet. why.hpp says
/// what woke the task.
std::string describe(const trace::history& h, const trace::lane& l, const trace::segment& s, bool future = false);
/// A parameter's value as the panel shows it: 'on', '3.0 s', 'sync'.
std::string value_in_words(const lessons::parameter_info& p, double value);
/// The line below the transport: the state of the run if that needs a word; else empty.
std::string message(const session& s);

}  // namespace web
